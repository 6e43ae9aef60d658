#pragma once
// What dialect files become: patterns ready to run. Shared by the compiler of dialects and by the
// reading of activities; nobody else looks inside.

#include <re2/re2.h>
#include <re2/set.h>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/core/activity/sentence/empty_words.hpp"
#include "daemon/core/activity/sentence/name_words.hpp"
#include "daemon/core/activity/sentence/object_list.hpp"
#include "daemon/core/activity/sentence/phrase_index.hpp"
#include "daemon/core/activity/sentence/sentence_form.hpp"
#include "daemon/core/activity/sentence/template_text.hpp"
#include "earshot/activity.hpp"
#include "earshot/dialect.hpp"
#include "earshot/feed.hpp"

namespace earshot {

using Pattern = std::unique_ptr<RE2>;

/// What a rule may look at, the cheapest first.
enum class Part {
    id,        // as given
    title,     // plain text
    link,      // absolute
    author,    // display name
    category,  // all of them, one a line
    channel,   // the title of the feed
    html,      // the content as given
    content,   // the content as plain text
};
using PartWord = std::pair<std::string_view, Part>;
inline constexpr std::array<PartWord, 8> part_words{{{"id", Part::id},
                                                     {"title", Part::title},
                                                     {"link", Part::link},
                                                     {"author", Part::author},
                                                     {"category", Part::category},
                                                     {"channel", Part::channel},
                                                     {"html", Part::html},
                                                     {"content", Part::content}}};

/// Every question has to match; the named groups fill the templates.
struct Rule {
    std::string name;
    Verb verb = Verb::other;
    std::vector<std::pair<Part, Pattern>> asks;
    TemplateText actor, actor_uri, object, uri, key;
    bool also = false;     // the rules below are asked as well
    bool undated = false;  // the entry's time is not the time of the act
};

/// Where a phrase counts beside the feeds that its dialect claims.
enum class Where {
    networks,    // in feeds about people that nobody claims
    everywhere,  // in any of these: unmistakable
    here,        // nowhere else
};

struct Phrase {
    std::string says;  // as written
    SentenceForm form;
    Verb verb = Verb::other;
    std::string language;
    Where where = Where::networks;
    std::size_t dialect = 0;
    const NameWords* around = nullptr;  // names, in the phrase's language
    std::string rule;                   // how readers are told of it: the dialect, and `says`
};

/// A sentence that is no sign of life, whoever signs it.
struct Aside {
    SentenceForm form;
    Sign sign = Sign::calendar;
    std::string language;
    const NameWords* around = nullptr;
};

/// A sentence by which a writer says that they are somewhere else now.
struct MovedSentence {
    SentenceForm form;
    bool of_writer = false;  // who may have moved to a town: the address has to stand in {place}
    std::string language;
    const NameWords* around = nullptr;
};

struct Dialect {
    std::string name;
    std::vector<std::string> hosts;
    std::vector<std::string> generators;  // lower case
    std::size_t ids = 0;                  // patterns over the id
    bool any = false;
    Verb otherwise = Verb::other;
    std::map<std::string, ListWords> lists;  // by language; "" for all others
    std::vector<Rule> rules;
    bool has_phrases = false;

    /// Claims no feed: its phrases are words of a language, for all dialects that have phrases.
    bool is_language() const { return !any && hosts.empty() && generators.empty() && ids == 0; }
    const ListWords& list(const std::string& language) const;
};

struct Dialects::Compiled {
    std::vector<Dialect> dialects;
    std::vector<Phrase> phrases;
    PhraseIndex index;
    std::vector<Aside> asides;
    PhraseIndex aside_index;
    std::vector<MovedSentence> moved;
    PhraseIndex moved_index;
    std::map<std::string, NameWords> around_names;         // by language
    EmptyWords empty_words;                                // of all of them
    std::vector<std::pair<std::string, std::size_t>> ids;  // pattern, dialect
    std::unique_ptr<RE2::Set> id_set;

    /// The dialect that claims all of the feed, by host or by generator.
    const Dialect* claimant(const Feed& feed) const;
    /// The one that claims an entry by its id; else the one for any feed.
    const Dialect* reader(const Entry& entry) const;
};

/// RE2 with a bound on memory, and without words on stderr.
RE2::Options pattern_options();

}  // namespace earshot
