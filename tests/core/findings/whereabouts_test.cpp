#include "earshot/whereabouts.hpp"

#include <gtest/gtest.h>

namespace earshot {
namespace {

const Instant start = from_epoch(1'776'150'000);  // Tue 14 Apr 2026

/// Something every `gap` days, up to `last` days ago.
ShownBy feed(std::int64_t id, int last, int gap = 2, int count = 30) {
    ShownBy feed;
    feed.source = SourceId(id);
    feed.title = "feed " + std::to_string(id);
    for (int i = count - 1; i >= 0; --i)
        feed.sightings.push_back(start - (last + i * gap) * day);
    feed.coverage.proven_until = start;
    feed.is_theirs = true;
    return feed;
}

std::vector<std::string> left(const std::vector<ShownBy>& feeds,
                              std::optional<Stretch> leave = std::nullopt) {
    std::vector<std::string> all;
    for (const LeftFeed& one : left_feeds(feeds, leave, start))
        all.push_back(sentence(one, Zone::utc(), start));
    return all;
}

using Said = std::vector<std::string>;

TEST(Whereabouts, AFeedIsLeftWhereTheOtherGoesOn) {
    EXPECT_EQ(left({feed(1, 40), feed(2, 1)}),
              Said{"nothing on feed 1 since 5 Mar (usually every 2 days there), still on feed 2"});
    EXPECT_EQ(left({feed(1, 1), feed(2, 1)}), Said{});
}

TEST(Whereabouts, NothingIsSaidOfWhatMayBeOtherwise) {
    EXPECT_EQ(left({feed(1, 40)}), Said{}) << "there is no other";
    EXPECT_EQ(left({feed(1, 40), feed(2, 39)}), Said{}) << "silent there, too";
    EXPECT_EQ(left({feed(1, 3), feed(2, 1)}), Said{}) << "not beyond its line";
    EXPECT_EQ(left({feed(1, 40, 2, 6), feed(2, 1)}), Said{}) << "hardly known there";
    ShownBy of_many = feed(1, 40);
    of_many.is_theirs = false;
    EXPECT_EQ(left({of_many, feed(2, 1)}), Said{}) << "its silence may be the network's";
    EXPECT_EQ(left({feed(1, 40), feed(2, 1)}, Stretch{start - 41 * day, start}), Said{})
        << "away all the time";
}

/// Promise P1: broken is not left.
TEST(Whereabouts, BrokenIsNotLeft) {
    ShownBy broken = feed(1, 40);
    broken.coverage.proven_until = start - 39 * day;
    EXPECT_EQ(left({broken, feed(2, 1)}), Said{}) << "it has failed since then";
    broken.coverage.proven_until = std::nullopt;
    EXPECT_EQ(left({broken, feed(2, 1)}), Said{}) << "never read";
    ShownBy lost = feed(1, 40);
    lost.coverage.lost = {{start - 39 * day, start - day}};
    EXPECT_EQ(left({lost, feed(2, 1)}), Said{}) << "nobody could look";
}

TEST(Whereabouts, TheStepIsForWhatIsNotKnownYet) {
    SaidMoved moved{SourceId(1), "feed 1", start - 3 * day, "@ann@new.example", false};
    EXPECT_EQ(sentence(moved, Zone::utc(), start),
              "said on 11 Apr that they have moved to @ann@new.example");
    EXPECT_EQ(step_of(moved), "earshot add @ann@new.example");
    moved.is_known = true;
    EXPECT_EQ(step_of(moved), "");
}

}  // namespace
}  // namespace earshot
