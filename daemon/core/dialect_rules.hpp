#pragma once
// What dialect files become: patterns ready to run. Shared by the compiler of dialects and by the
// reading of activities; nobody else looks inside.

#include <re2/re2.h>
#include <re2/set.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/core/object_list.hpp"
#include "daemon/core/template_text.hpp"
#include "earshot/activity.hpp"
#include "earshot/dialect.hpp"

namespace earshot {

using Pattern = std::unique_ptr<RE2>;  // empty: not asked

/// Every pattern that is there has to match; their named groups fill the templates.
struct Rule {
    std::string name;
    Verb verb = Verb::other;
    Pattern id, title, link, content;
    TemplateText object, uri, key;
};

struct Phrase {
    TemplateText says;
    Verb verb = Verb::other;
    std::string language;
    bool everywhere = false;
    std::size_t dialect = 0;
    Pattern pattern;
};

struct Dialect {
    std::string name;
    std::vector<std::string> hosts;
    std::vector<std::string> generators;  // lower case
    std::vector<Pattern> ids;
    bool any = false;
    Verb otherwise = Verb::other;
    ListWords list;
    std::vector<Rule> rules;
};

struct Dialects::Compiled {
    std::vector<Dialect> dialects;
    std::vector<Phrase> phrases;
    std::unique_ptr<RE2::Set> set;  // of all phrases, in their order; empty without phrases

    /// The dialect that reads this entry: by host, by generator, by id; else the one for any feed.
    const Dialect* reader(const Feed& feed, const Entry& entry) const;
};

/// RE2 with a bound on memory, and without words on stderr.
RE2::Options pattern_options();

}  // namespace earshot
