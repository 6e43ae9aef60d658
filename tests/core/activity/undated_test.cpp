// Entries without a date: known by what they say, while their ids and links change.

#include <gtest/gtest.h>

#include "support/source_memory.hpp"

namespace earshot {
namespace {

using namespace tests;

/// Three entries without a date, whose ids, or else links, bear the number of the poll.
std::vector<Entry> in_session(int poll, bool with_ids) {
    std::vector<Entry> entries;
    for (int i = 0; i < 3; ++i) {
        const std::string session = std::to_string(poll) + "-" + std::to_string(i);
        entries.push_back(post(with_ids ? "session" + session : "", "Of fern " + std::to_string(i),
                               std::nullopt));
        entries.back().link = "https://fern.example/?session=" + session;
        entries.back().content = "<a href=\"/?session=" + session + "\">Read on</a> of ferns";
    }
    return entries;
}

TEST(Undated, WithoutDatesWhatIsSaidIsKnownHoweverIdsAndLinksChange) {
    for (const bool with_ids : {true, false}) {
        Memory memory;
        for (int poll = 0; poll < 4; ++poll) {
            const Sifted sifted = memory.poll(blog(in_session(poll, with_ids)), now + poll * day);
            EXPECT_TRUE(sifted.news.empty()) << poll;
            EXPECT_FALSE(sifted.re_announcement) << poll;
            EXPECT_EQ(sifted.overlaps, poll > 0) << poll;
            EXPECT_EQ(sifted.new_ids.size(), poll == 0 ? 3u : 0u) << "what is known takes no room";
        }
        // What is said for the first time among them is new, and so is what says more.
        std::vector<Entry> entries = in_session(4, with_ids);
        entries.push_back(post(with_ids ? "session" : "", "Of moss", std::nullopt));
        entries[1].content += " and of one more";
        const Sifted sifted = memory.poll(blog(entries), now + 4 * day);
        EXPECT_EQ(sifted.news.size(), 2u);
        EXPECT_GE(fresh(sifted), 1u);
    }
}

TEST(Undated, WhereIdsAreKeptTheSameWordsAgainAreNew) {
    Memory memory;
    std::vector<Entry> entries{post("b", "Good morning", std::nullopt),
                               post("a", "Of fern", std::nullopt)};
    memory.poll(blog(entries), yesterday);
    entries.insert(entries.begin(), post("c", "Good morning", std::nullopt));
    EXPECT_EQ(fresh(memory.poll(blog(entries), now)), 1u);
}

TEST(Undated, ASiteRebuiltWithoutDatesIsAnnouncedAnewOnce) {
    Memory memory;
    std::vector<Entry> entries;
    for (int i = 0; i < 3; ++i)
        entries.push_back(
            post("a" + std::to_string(i), "Of fern " + std::to_string(i), yesterday - i * day));
    memory.poll(blog(entries), yesterday);
    for (int poll = 0; poll < 3; ++poll) {
        entries = in_session(poll, true);
        const Sifted sifted = memory.poll(blog(entries), now + poll * day);
        EXPECT_TRUE(sifted.news.empty()) << poll;
        EXPECT_EQ(sifted.re_announcement, poll == 0) << poll;
        EXPECT_TRUE(sifted.overlaps) << poll;
    }
}

}  // namespace
}  // namespace earshot
