// Times of the store that lie ahead of a clock, and what is put in their place.

#include "daemon/io/store/times.hpp"

#include <gtest/gtest.h>

#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/entries.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/store.hpp"
#include "support/stored.hpp"

namespace earshot::io {
namespace {

const Instant now = from_epoch(1'776'000'000);
const Instant later = now + 3650 * day;

struct StoreTimes : testing::Test {
    void look(Instant at, PollResult result = PollResult::fresh) {
        PollRecord record;
        record.at = at;
        record.result = result;
        store.polls.record(source, record);
        PollState state = store.polls.state(source);
        state.last_attempt = at;
        if (result != PollResult::failed) state.last_good = at;
        state.next = Due{at + hour, Reason::rarely_new, "x"};
        store.polls.save(source, state);
    }

    Store store{":memory:"};
    SourceId source = test::stored_source(store, "a.example.net");
};

TEST_F(StoreTimes, The_latest_is_of_what_was_done_or_seen) {
    EXPECT_FALSE(store.times.latest());
    look(now - day);
    EXPECT_EQ(store.times.latest(), now - day) << "and not of what is planned";
    store.marks.set("digest.last", now);
    EXPECT_EQ(store.times.latest(), now);
    look(later);
    EXPECT_EQ(store.times.latest(), later);
    EXPECT_EQ(store.times.looks_at_sources_ahead(now, 10),
              (std::vector<std::vector<Instant>>{{now - day, later}}));
    EXPECT_TRUE(store.times.looks_at_sources_ahead(later, 10).empty());
}

TEST_F(StoreTimes, Plans_are_made_anew_and_nothing_else) {
    const SourceId well = test::stored_source(store, "b.example.net");
    PollState state = store.polls.state(well);
    state.last_attempt = now - hour;
    state.next = Due{now + 20 * day, Reason::rarely_new, ""};
    store.polls.save(well, state);
    look(now - day);
    look(later);
    store.polls.save_host("a.example.net", HostState{later + 3 * hour, 2});
    store.polls.save_host("b.example.net", HostState{now + 3 * hour, 1});
    store.marks.set("digest.last", later);
    store.times.plan_anew(now, now + 32 * day, 10 * minute);
    EXPECT_LE(store.polls.state(source).next.at, now + 10 * minute);
    EXPECT_FALSE(store.polls.state(source).last_attempt);
    EXPECT_EQ(store.polls.state(source).last_good, later);
    EXPECT_EQ(store.polls.state(well), state);
    EXPECT_EQ(store.polls.host("a.example.net"), (HostState{now + 3 * hour, 2}));
    EXPECT_EQ(store.polls.host("b.example.net"), (HostState{now + 3 * hour, 1}));
    EXPECT_EQ(store.marks.at("digest.last"), now);
}

TEST_F(StoreTimes, What_was_seen_later_is_brought_back_to_what_is_proven) {
    const PersonId ann = test::stored_person(store, "Ann Quill");
    look(now - 2 * day);
    look(now - day, PollResult::failed);
    look(later);
    Coverage coverage;
    coverage.lost = {{now - 9 * day, now - 8 * day}, {now - day, later}, {later, later + day}};
    coverage.proven_until = later;
    store.coverages.save(source, coverage);
    News news;
    news.says = {1, std::nullopt};
    news.at = later;
    news.quality = TimeQuality::first_seen;
    store.activities.add(source, ann, news, later);
    news.at = now - 3 * day;
    news.quality = TimeQuality::stated;
    store.activities.add(source, ann, news, now - 3 * day);
    EXPECT_EQ(store.times.dated_between(now - 4 * day, now, 10), 1U);
    EXPECT_EQ(store.times.dated_between(now, later, 10), 0U);

    EXPECT_EQ(store.times.bring_back(now), std::vector<PersonId>{ann});
    EXPECT_EQ(store.polls.state(source).last_good, now - 2 * day);
    const Coverage mended = store.coverages.of(source);
    EXPECT_EQ(mended.proven_until, now - 2 * day);
    EXPECT_EQ(mended.lost,
              (std::vector<Stretch>{{now - 9 * day, now - 8 * day}, {now - day, now}}));
    const auto seen = store.activities.find({});
    EXPECT_EQ(seen[0].news.at, now);
    EXPECT_EQ(seen[0].seen_at, now);
    EXPECT_EQ(seen[1].news.at, now - 3 * day);
    EXPECT_EQ(store.polls.history(source, 10).size(), 2U);
    EXPECT_EQ(store.times.latest(), now);
    EXPECT_TRUE(store.times.bring_back(now).empty());
}

}  // namespace
}  // namespace earshot::io
