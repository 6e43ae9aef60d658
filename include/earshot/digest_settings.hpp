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
    bool operator==(const DigestSettings&) const = default;
};

}  // namespace earshot
