// What a source is known to have said: words of entries without a date.

#include "daemon/io/store/sources/entries.hpp"

#include <gtest/gtest.h>

#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/store.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/feed.hpp"
#include "earshot/reader.hpp"
#include "support/stored.hpp"

namespace earshot::io {
namespace {

const Instant monday = from_epoch(1'776'000'000);

std::set<std::uint64_t> known_words(const Store& store, SourceId id,
                                    const std::vector<std::uint64_t>& keys) {
    std::vector<ReadEntry> entries;
    for (const std::uint64_t key : keys) {
        entries.emplace_back().id_key = ~key;
        entries.back().words_key = key;
    }
    return store.entries.known(id, entries).words;
}

TEST(StoreWords, Are_those_of_one_source_until_it_is_removed) {
    Store store(":memory:");
    const auto a = test::stored_source(store, "a.example.net");
    const auto b = test::stored_source(store, "b.example.net");
    const std::vector<std::uint64_t> said{1, 2, ~0ULL};
    store.entries.remember_words(a, said, monday);
    store.entries.remember_words(a, said, monday + hour);
    EXPECT_EQ(known_words(store, a, {1, 2, 3, ~0ULL}), (std::set<std::uint64_t>{1, 2, ~0ULL}));
    EXPECT_TRUE(known_words(store, b, {1, 2}).empty());
    store.sources.remove(a);
    EXPECT_TRUE(known_words(store, a, {1, 2}).empty());
}

/// A document as long as one can be, and words that change with each look: what stands there is
/// never forgotten for what does not.
TEST(StoreWords, Those_that_were_there_last_are_kept) {
    static_assert(Entries::words_kept >= 2 * feed_limits::entries);
    Store store(":memory:");
    const auto a = test::stored_source(store, "a.example.net");
    const std::size_t changing = 1000;
    std::vector<std::uint64_t> lasting;
    for (std::uint64_t i = 0; i < feed_limits::entries - changing; ++i)
        lasting.push_back(i);
    for (std::uint64_t look = 1; look <= 9; ++look) {
        Transaction transaction(store);
        std::vector<std::uint64_t> there = lasting;
        for (std::uint64_t i = 0; i < changing; ++i)
            there.push_back(look * 1'000'000 + i);
        store.entries.remember_words(a, there, monday + static_cast<int>(look) * day);
        EXPECT_EQ(known_words(store, a, there).size(), there.size()) << look;
        transaction.commit();
    }
    EXPECT_EQ(known_words(store, a, {1'000'000}).size(), 0U) << "of the first look";
    EXPECT_EQ(known_words(store, a, {8'000'000}).size(), 1U);
}

}  // namespace
}  // namespace earshot::io
