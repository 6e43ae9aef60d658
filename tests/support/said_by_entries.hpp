#pragma once
// Entries by their fields, and what they are expected to say with the shipped dialects.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "earshot/activity.hpp"
#include "earshot/reader.hpp"
#include "support/shipped_dialects.hpp"

namespace earshot::testing {

inline constexpr Instant at = from_epoch(1'700'000'000);

struct Given {
    std::string id, title, link, author, author_uri, content;
    std::vector<std::string> categories = {};
};

struct Said {
    Verb verb;
    std::string actor, object;
};

inline Entry entry_of(const Given& given) {
    Entry entry;
    entry.id = given.id;
    entry.title = given.title;
    entry.link = given.link;
    entry.author = given.author;
    entry.author_uri = given.author_uri;
    entry.content = given.content;
    entry.categories = given.categories;
    entry.published = at;
    return entry;
}

inline Feed feed_of(const std::string& link, const std::string& title,
                    const std::string& generator = "") {
    Feed feed;
    feed.link = link;
    feed.title = title;
    feed.generator = generator;
    return feed;
}

inline void expect_all(const Feed& feed, const std::vector<std::pair<Given, Said>>& rows) {
    for (const auto& [given, said] : rows) {
        const auto read = read_activities(feed, entry_of(given), shipped_dialects());
        const std::string what = given.id + " " + given.title;
        ASSERT_EQ(read.size(), 1u) << what;
        EXPECT_EQ(to_text(read[0].verb), to_text(said.verb)) << what << " (" << read[0].rule << ")";
        EXPECT_EQ(read[0].actor.name, said.actor) << what << " (" << read[0].rule << ")";
        const std::string object = read[0].objects.empty() ? "" : read[0].objects[0].name;
        EXPECT_EQ(object, said.object) << what << " (" << read[0].rule << ")";
    }
}

}  // namespace earshot::testing
