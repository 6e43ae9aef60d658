#pragma once
// When digests are made, and what becomes of an empty one.

#include <string>

#include "earshot/schedule.hpp"

namespace earshot {

enum class WhenEmpty { skip, line, never };

struct DigestSettings {
    DigestTimes times;
    std::string timezone = "UTC";
    WhenEmpty when_empty = WhenEmpty::skip;
    // What a mail may say that only the user knows; P10 of research/needs.md: nothing unless asked.
    bool with_notes = false;          // the user's notes
    bool with_acquaintances = false;  // whom of the user's people they know
    bool with_words = false;          // the last words both ways
    bool plain_subject = false;       // no names in it
    bool operator==(const DigestSettings&) const = default;
};

}  // namespace earshot
