#pragma once
// The ways of reading an entry, in the order of trust. Each gives its activities, or nothing when
// it has nothing to say; activity.cpp asks them in turn.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/core/dialect_rules.hpp"
#include "earshot/activity.hpp"
#include "earshot/feed.hpp"

namespace earshot {

/// An entry on its way to being read, with what every way needs to know of it.
struct Reading {
    const Feed& feed;
    const Entry& entry;
    Actor author;  // the entry's, else the feed's; may be empty

    Reading(const Feed& f, const Entry& e);

    /// Plain text, at most `max_sentence` bytes. Made when first asked for: it costs more than all
    /// the rest, and most entries are read without it.
    const std::string& content() const;
    /// Whether the content is short enough to be a sentence about somebody.
    bool content_may_be_a_sentence() const;

    /// The owner of the feed, for entries that name nobody: the author, else the channel itself.
    Actor owner() const;
    /// An activity with what does not depend on the way: time, link, sentence.
    Activity start(Verb verb) const;
    /// What the entry itself is: its title, else its first words; and its address.
    Object itself() const;

private:
    mutable std::optional<std::string> content_;
};

inline constexpr std::size_t max_sentence = 2000;          // bytes that phrases look at
inline constexpr std::size_t max_sentence_markup = 8000;   // bytes of markup that may be a sentence
inline constexpr std::size_t max_content_markup = 16'000;  // bytes of markup that are looked at
inline constexpr std::size_t max_name = 300;               // bytes of an object's name

using Readings = std::optional<std::vector<Activity>>;

Readings read_markup(const Reading& reading);
Readings read_rules(const Reading& reading, const Dialect& dialect);
/// Phrases of this dialect, or (when it is the one for any feed) of all that are valid everywhere.
Readings read_phrases(const Reading& reading, const Dialects::Compiled& dialects,
                      const Dialect* dialect);

/// What only the document as a whole shows: an address shared by many names is nobody's account,
/// and the channel of a feed about many people is none of them.
void settle_people(const Feed& feed, std::vector<std::vector<Activity>>& read);

/// The addresses that a piece of markup links its words to: text, address.
using Anchors = std::vector<std::pair<std::string, std::string>>;
Anchors anchors(std::string_view markup, const std::string& base);
inline constexpr std::size_t max_anchors = 200;

}  // namespace earshot
