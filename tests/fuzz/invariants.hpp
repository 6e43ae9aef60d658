#pragma once
// What must hold of anything that the readers of foreign bytes give, whatever the bytes were.

#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "earshot/feed.hpp"
#include "earshot/text.hpp"

namespace earshot::fuzz {

inline void require(bool holds, std::string_view what) {
    if (holds) return;
    std::cerr << "broken: " << what << '\n';
    std::abort();
}

inline void require_text(std::string_view text, std::string_view what) {
    require(text.size() <= feed_limits::text, what);
    require(repair_utf8(text) == text, what);
    require(text.find('\0') == text.npos, what);
}

inline void require_problem(const Problem& problem) {
    require(!problem.what.empty(), "a problem says what");
    require(problem.what.size() <= 1000, "a problem is short");
    require(problem.what == printable(problem.what), "a problem is printable");
    require(problem.where == printable(problem.where), "the place of a problem is printable");
}

inline void require_thing(const Thing& thing) {
    for (const std::string* text :
         {&thing.type, &thing.id, &thing.name, &thing.link, &thing.author, &thing.author_uri})
        require_text(*text, "a text of a thing");
}

inline void require_entry(const Entry& entry) {
    for (const std::string* text : {&entry.id, &entry.title, &entry.link, &entry.author,
                                    &entry.author_uri, &entry.content, &entry.markup.in_reply_to})
        require_text(*text, "a text of an entry");
    require(entry.link.size() <= 8192, "a link fits");
    require(entry.categories.size() <= feed_limits::parts, "no more categories than kept");
    for (const std::string& category : entry.categories)
        require_text(category, "a category");
    require(entry.markup.verbs.size() <= feed_limits::parts, "no more verbs than kept");
    for (const std::string& verb : entry.markup.verbs)
        require_text(verb, "a verb");
    require(entry.markup.objects.size() <= feed_limits::parts, "no more objects than kept");
    for (const Thing& thing : entry.markup.objects)
        require_thing(thing);
    if (entry.markup.target) require_thing(*entry.markup.target);
}

inline void require_feed(const Result<Feed>& feed) {
    if (!feed) return require_problem(feed.error());
    require(!to_text(feed->format).empty(), "the format has a name");
    for (const std::string* text : {&feed->title, &feed->link, &feed->self, &feed->hub,
                                    &feed->author, &feed->author_uri, &feed->generator})
        require_text(*text, "a text of the feed");
    require(feed->entries.size() <= feed_limits::entries, "no more entries than kept");
    for (const Entry& entry : feed->entries)
        require_entry(entry);
    if (feed->damage) require_problem(*feed->damage);
    if (feed->ttl) require(*feed->ttl > Span{0}, "a ttl is a time");
    require(feed->skip_hours < (1U << 24), "hours of a day");
    require(feed->skip_days < (1U << 7), "days of a week");
}

/// Some of them twice: the same bytes give the same feed.
inline void require_parsed(std::string_view bytes, const FeedHint& hint) {
    const Result<Feed> feed = parse_feed(bytes, hint);
    require_feed(feed);
    if (bytes.size() % 16 == 0) require(feed == parse_feed(bytes, hint), "parsed twice, the same");
}

}  // namespace earshot::fuzz
