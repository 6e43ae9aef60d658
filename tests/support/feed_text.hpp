#pragma once
// Small feeds for tests, written where they are used.

#include <string>

#include <gtest/gtest.h>

#include "earshot/feed.hpp"

namespace earshot {

inline Feed parsed(const std::string& bytes, const FeedHint& hint = {}) {
    const auto feed = parse_feed(bytes, hint);
    EXPECT_TRUE(feed) << to_text(feed.error());
    return feed.value_or(Feed{});
}

inline std::string rss(const std::string& items) {
    return "<rss version=\"2.0\"><channel><title>t</title>" + items + "</channel></rss>";
}
inline std::string atom(const std::string& entries) {
    return "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title>" + entries + "</feed>";
}
inline Entry only_entry(const std::string& bytes, const FeedHint& hint = {}) {
    const Feed feed = parsed(bytes, hint);
    EXPECT_EQ(feed.entries.size(), 1U);
    return feed.entries.empty() ? Entry{} : feed.entries.front();
}
inline std::string repeated(const std::string& text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i)
        out += text;
    return out;
}

}  // namespace earshot
