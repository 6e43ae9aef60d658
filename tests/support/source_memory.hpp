#pragma once
// One source and all that is remembered of what it said, sifted without a store.

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "earshot/novelty.hpp"
#include "earshot/reader.hpp"
#include "support/shipped_dialects.hpp"

namespace earshot::tests {

inline constexpr Instant now = from_epoch(1'700'000'000);
inline constexpr Instant yesterday = now - day;

/// What a store remembers of one source, all of it.
struct Memory {
    Known known;
    std::optional<Instant> last_good;

    Sifted poll(const Feed& feed, Instant at) {
        const ReadFeed document = read_feed(feed, testing::shipped_dialects());
        Sifted sifted = sift(document, known, last_good, at);
        known.ids.insert(sifted.new_ids.begin(), sifted.new_ids.end());
        known.words.insert(sifted.words.begin(), sifted.words.end());
        for (const News& news : sifted.news)
            known.says.emplace(news.says.what, news.at);
        last_good = at;
        return sifted;
    }
};

inline Entry post(const std::string& id, const std::string& title, std::optional<Instant> at) {
    Entry entry;
    entry.id = id;
    entry.title = title;
    entry.link = "https://fern.example/" + title;
    entry.published = at;
    return entry;
}

inline Feed blog(std::vector<Entry> entries) {
    Feed feed;
    feed.title = "Ferns";
    feed.link = "https://fern.example/";
    feed.entries = std::move(entries);
    return feed;
}

inline std::size_t fresh(const Sifted& sifted) {
    return static_cast<std::size_t>(
        std::ranges::count(sifted.news, Freshness::fresh, &News::freshness));
}

}  // namespace earshot::tests
