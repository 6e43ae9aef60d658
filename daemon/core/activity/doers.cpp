#include "earshot/doers.hpp"

#include <algorithm>
#include <map>

#include "daemon/core/activity/activity_reading.hpp"
#include "daemon/core/activity/dialect_rules.hpp"
#include "daemon/core/activity/title_words.hpp"
#include "earshot/front_name.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

/// An author of everything who speaks of this many others is the place where they are spoken of.
constexpr std::size_t others_of_a_network = 2;

std::string key_of(const Actor& actor) {
    return actor.uri.empty() ? folded(actor.name) : account_key(actor.uri);
}

bool has_author(const Entry& entry) {
    return !entry.author.empty() || !entry.author_uri.empty();
}

/// Who signs an entry, by itself or for the whole feed.
Actor signer(const Feed& feed, const Entry& entry) {
    if (has_author(entry)) return {entry.author_uri, entry.author};
    return {feed.author_uri, feed.author};
}

/// "linkedin" of "https://www.linkedin.com/".
std::string label_of(const std::string& address) {
    const auto url = Url::parse(address);
    if (!url) return {};
    const std::string host = url->host();
    const std::size_t end = host.rfind('.');
    if (end == host.npos || end == 0) return {};
    const std::size_t begin = host.rfind('.', end - 1);
    return host.substr(begin == host.npos ? 0 : begin + 1,
                       end - (begin == host.npos ? 0 : begin + 1));
}

/// Who signs the entries of a document, and which of them is the network itself.
class Signers {
public:
    Signers(const ReadFeed& document, const Feed& feed, const KnownNames& names)
        : feed_(feed), names_(names) {
        std::map<std::string, std::set<std::string>> others;  // of whom each signer speaks
        for (const ReadEntry& read : document.entries) {
            const Actor who = signer(feed, read.entry);
            if (who == Actor{}) continue;
            std::set<std::string>& spoken_of = others[key_of(who)];
            for (const Activity& activity : read.activities)
                if (activity.actor != Actor{} && activity.actor.name != who.name)
                    spoken_of.insert(key_of(activity.actor));
        }
        if (others.size() == 1 && others.begin()->second.size() >= others_of_a_network)
            speaks_of_others_ = others.begin()->first;
    }

    bool is_network(const Actor& who) const {
        if (who == Actor{} || names_.stated.contains(collapse(who.name))) return false;
        const std::string name = folded(who.name);
        if (!name.empty() && (name == folded(feed_.title) || name == label_of(feed_.link) ||
                              name == label_of(feed_.self)))
            return true;
        if (!who.uri.empty() && account_key(who.uri) == account_key(feed_.link)) return true;
        // An account of its own is somebody's.
        return who.uri.empty() && speaks_of_others_ && key_of(who) == *speaks_of_others_;
    }

    /// Whether somebody other than the network signs this entry.
    bool is_signed(const Entry& entry) const {
        return has_author(entry) && !is_network(signer(feed_, entry));
    }

    /// Nobody, as far as the entry says: no actor, the channel or its author, the network itself.
    bool is_nobody(const Actor& actor) const {
        return actor == Actor{} || actor == Actor{feed_.link, feed_.title} ||
               actor == Actor{feed_.author_uri, feed_.author} || is_network(actor);
    }

private:
    const Feed& feed_;
    const KnownNames& names_;
    std::optional<std::string> speaks_of_others_;
};

class Naming {
public:
    Naming(const Signers& signers, const KnownNames& names, const Dialects& dialects)
        : signers_(signers), names_(names), dialects_(dialects) {}

    void settle(ReadEntry& read) const {
        const bool is_signed = signers_.is_signed(read.entry);
        for (Activity& activity : read.activities)
            if (!is_aside(activity, read.entry, is_signed) && !is_signed) name(activity);
    }

private:
    struct Known {
        std::string name;  // as it is known
        std::string as_written;
        bool owns = false;
    };

    std::optional<std::string> known(const std::string& name) const {
        for (const std::string& way : spellings(name))
            if (names_.has(way)) return way;
        return std::nullopt;
    }

    /// The longest known name in front; one that was only seen, and is another and words, is none.
    std::optional<Known> front(std::string_view text) const {
        std::optional<Known> found;
        for (const FrontName& one : front_names(text))
            if (auto as_known = known(one.name)) {
                if (!found || (names_.seen.contains(found->name) &&
                               what_stands_behind(one.name, found->as_written) == Behind::words))
                    found = Known{*std::move(as_known), one.name, one.owns};
            }
        return found;
    }

    bool is_conjunction(std::string_view behind) const {
        constexpr std::size_t shortest = 2;  // "y" and "e" stand in names, too
        const std::string_view word = behind.substr(0, behind.find(' '));
        if (word == "&" || word == "+") return true;
        if (word.size() < shortest) return false;
        return std::ranges::any_of(dialects_.compiled().dialects, [word](const Dialect& dialect) {
            return std::ranges::any_of(dialect.lists, [word](const auto& list) {
                const auto& words = list.second.conjunctions;
                return std::ranges::find(words, word) != words.end();
            });
        });
    }

    static void misread(Activity& activity, Actor actor) {
        activity.actor = std::move(actor);
        activity.verb = Verb::other;
        activity.objects.clear();
        activity.more_objects = 0;
    }

    /// What a calendar says or what is said to the user; not what somebody else wrote about it.
    bool is_aside(Activity& activity, const Entry& entry, bool is_signed) const {
        const auto said = read_aside(dialects_, activity.sentence);
        if (!said) return false;
        const auto who = said->who.empty() ? std::nullopt : front(said->who);
        if (said->sign == Sign::notice) {
            const std::string& actor = activity.actor.name;
            const bool to_user = activity.actor.uri.empty() && actor.find(' ') == actor.npos &&
                                 activity.sentence.starts_with(actor);
            if (is_signed || front(activity.sentence)) return false;
            if (!signers_.is_nobody(activity.actor) && !to_user) return false;
            activity.actor = {};
        } else {
            const bool of_signer = folded(said->who) == folded(entry.author);
            if (is_signed && !of_signer) return false;
            if (!is_signed && activity.actor.name != said->who)
                misread(activity, who ? Actor{"", who->name} : Actor{});
        }
        activity.sign = said->sign;
        return true;
    }

    void name(Activity& activity) const {
        if (signers_.is_nobody(activity.actor)) {
            const auto found = front(activity.sentence);
            if (found && !found->owns)
                activity.actor = {"", found->name};
            else if (signers_.is_network(activity.actor))
                activity.actor = {};
            return;
        }
        if (!activity.actor.uri.empty()) return;  // a link said exactly who
        const std::string read = collapse(activity.actor.name);
        const auto found = front(read);
        if (!found) return;
        if (found->as_written == read) {
            activity.actor.name = found->name;
            return;
        }
        if (found->owns) return misread(activity, {});
        const std::string_view behind =
            std::string_view(read).substr(std::min(found->as_written.size() + 1, read.size()));
        const Behind what =
            is_conjunction(behind) ? Behind::title : what_stands_behind(found->as_written, read);
        switch (what) {
            case Behind::rest: return;
            case Behind::title: activity.actor = {"", found->name}; return;
            case Behind::words: return misread(activity, {"", found->name});
        }
    }

    const Signers& signers_;
    const KnownNames& names_;
    const Dialects& dialects_;
};

void add_names(std::set<std::string>& names, std::string_view text) {
    for (const FrontName& one : front_names(text))
        for (std::string& way : spellings(one.name))
            names.insert(std::move(way));
}

/// And those whom the document itself shows: in a first look nobody was seen before.
KnownNames with_actors(KnownNames names, const Signers& signers, const ReadFeed& document) {
    const auto is_known_and_words = [&names](const std::string& name) {
        return std::ranges::any_of(front_names(name), [&](const FrontName& one) {
            return names.has(one.name) && what_stands_behind(one.name, name) != Behind::rest;
        });
    };
    for (const ReadEntry& read : document.entries)
        for (const Activity& activity : read.activities) {
            const std::string name = collapse(activity.actor.name);
            if (signers.is_nobody(activity.actor) || names.has(name)) continue;
            if (looks_like_a_name(name) && !is_known_and_words(name)) names.seen.insert(name);
        }
    return names;
}

constexpr std::size_t sentence_of_content = 200;  // bytes

std::string sentence_in_content(const EntryReader& reading, const Dialects::Compiled& all) {
    const std::string& content = reading.content();
    const TitleWords title(reading, all);
    const bool empty = title.at_best() == TitleWords::Says::nothing &&
                       title.beside(content) == TitleWords::Says::nothing;
    return empty ? shorten(content, sentence_of_content) : std::string();
}

}  // namespace

void let_contents_speak(ReadFeed& document, const Feed& feed, const Known& known,
                        const Dialects& dialects) {
    for (ReadEntry& read : document.entries) {
        if (known.ids.contains(read.id_key) || read.entry.content.empty()) continue;
        for (Activity& activity : read.activities) {
            if (!activity.rule.ends_with(": otherwise")) continue;
            std::string said =
                sentence_in_content(EntryReader(feed, read.entry), dialects.compiled());
            if (!said.empty()) activity.sentence = std::move(said);
        }
    }
}

std::set<std::string> names_in_front(const ReadFeed& document, const Feed& feed, const Known& known,
                                     const Dialects& dialects) {
    const KnownNames nobody_yet;
    const Signers signers(document, feed, nobody_yet);
    std::set<std::string> names;
    for (const ReadEntry& read : document.entries) {
        if (known.ids.contains(read.id_key) || signers.is_signed(read.entry)) continue;
        if (has_author(read.entry)) names.insert(collapse(read.entry.author));
        const Activity* before = nullptr;
        for (const Activity& activity : read.activities) {
            // Of a list, each name is one activity of the same words.
            const bool same = before != nullptr && before->sentence == activity.sentence &&
                              before->actor == activity.actor;
            before = &activity;
            if (same) continue;
            add_names(names, activity.sentence);
            if (!activity.sentence.starts_with(activity.actor.name))
                add_names(names, activity.actor.name);
            if (const auto said = read_aside(dialects, activity.sentence))
                add_names(names, said->who);
        }
    }
    return names;
}

void name_doers(ReadFeed& document, const Feed& feed, const Known& known, const KnownNames& names,
                const Dialects& dialects) {
    const Signers signers(document, feed, names);
    const KnownNames all = with_actors(names, signers, document);
    const Naming naming(signers, all, dialects);
    for (ReadEntry& read : document.entries)
        if (!known.ids.contains(read.id_key)) naming.settle(read);
}

}  // namespace earshot
