#pragma once
// The ways of reading an entry, in the order of trust. Each gives its activities, or nothing when
// it has nothing to say; activity.cpp asks them in turn.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/core/activity/dialect_rules.hpp"
#include "daemon/core/activity/sentence/marked_sentence.hpp"
#include "earshot/activity.hpp"
#include "earshot/feed.hpp"

namespace earshot {

/// An entry on its way to being read, with what every way needs to know of it.
struct EntryReader {
    const Feed& feed;
    const Entry& entry;
    Actor author;  // the entry's, else the feed's; may be empty

    EntryReader(const Feed& f, const Entry& e);

    /// Whether the entry itself says who wrote it.
    bool has_own_author() const;
    /// Plain text, at most `max_sentence` bytes. Made when first asked for: it costs more than all
    /// the rest, and most entries are read without it.
    const std::string& content() const;
    /// What a rule looks at.
    std::string_view part(Part part) const;

    /// The owner of the feed, for entries that name nobody: the author, else the channel itself.
    Actor owner() const;
    /// An activity with what does not depend on the way: time, link, and the sentence unless the
    /// way has its own.
    Activity start(Verb verb) const;
    Activity start(Verb verb, std::string sentence) const;
    /// Where relative links start from.
    const std::string& base() const;
    /// What the entry itself is: its title, else its first words; and its address.
    Object itself() const;

private:
    mutable std::optional<std::string> content_, joined_;
};

inline constexpr std::size_t max_sentence = 1000;          // bytes that phrases look at
inline constexpr std::size_t max_sentence_markup = 800;    // bytes of markup that may be a sentence
inline constexpr std::size_t max_sentence_content = 300;   // bytes of text that may be one
inline constexpr std::size_t max_content_markup = 16'000;  // bytes of markup that are looked at
inline constexpr std::size_t max_name = 300;               // bytes of an object's name

using Readings = std::optional<std::vector<Activity>>;

Readings read_markup(const EntryReader& reading);
/// For typed markup that says only that something happened.
Readings read_weak_markup(const EntryReader& reading);
Readings read_rules(const EntryReader& reading, const Dialect& dialect);

/// A sentence that a phrase fits, not yet believed.
struct Understood {
    const Phrase* phrase = nullptr;
    MarkedSentence sentence;
    std::vector<std::pair<std::string_view, std::string>> slots;  // parts of the sentence
    /// The phrase is unmistakable, or stands in a feed of its dialect, or the name that was known
    /// beforehand (the author, a link) is the actor.
    bool sure = false;
    std::size_t own_words = 0;  // bytes that the phrase itself says
    bool of_others = false;     // the entry has an author, who is none of its names
    bool in_content = false;    // it stands there rather than in the title
    bool more_said = false;     // and is not all that stands there

    /// What stands in the slot of this name, if the phrase has one.
    const std::string* slot(std::string_view name) const;
};

/// A text that may be a sentence, plain and as given.
struct SaidText {
    std::string plain;
    std::string_view markup;
    bool in_content = false;
};

/// By phrases of this dialect and of the languages; without a dialect by all that count in
/// networks. Prose about others may still be what a network says, if only the rest of the feed
/// bears it out: some name themselves as the author of everything.
std::optional<Understood> understand_text(const EntryReader& reading, const SaidText& said,
                                          const Dialects::Compiled& all, const Dialect* dialect);
/// By the title; by the content where the title leaves it to that.
std::optional<Understood> understand(const EntryReader& reading, const Dialects::Compiled& all,
                                     const Dialect* dialect);
/// By the title alone.
std::optional<Understood> understand_title(const EntryReader& reading,
                                           const Dialects::Compiled& all, const Dialect* dialect);
std::vector<Activity> activities_of(const EntryReader& reading, const Dialects::Compiled& all,
                                    const Understood& understood);

/// Where the writer says that they are now. Where no sentence does, a typed Move of an account.
std::optional<Object> read_moved(const EntryReader& reading, const Dialects::Compiled& all);
/// Such an activity (moved.hpp).
void become_move(Activity& activity, Object where);

/// What only the document as a whole shows: an address shared by many names is nobody's account,
/// and the channel of a feed about many people is none of them.
void settle_people(const Feed& feed, std::vector<std::vector<Activity>>& read);

}  // namespace earshot
