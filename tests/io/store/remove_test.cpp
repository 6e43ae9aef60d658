// Removing: what goes, and what stays.

#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/entries.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/pulses.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/store.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/reader.hpp"
#include "support/stored.hpp"

#include <gtest/gtest.h>

namespace earshot::io {
namespace {

const Instant monday = from_epoch(1'776'000'000);

struct StoreRemove : ::testing::Test {
    Store store{":memory:"};
    SourceId feed = add_source("network.example.net");
    SourceId blog = add_source("blog.example.net");

    SourceId add_source(const std::string& host) { return test::stored_source(store, host); }
    PersonId add_person(const std::string& name, Standing standing,
                        const std::vector<SourceId>& shown_by) {
        const auto id = test::stored_person(store, name, standing);
        for (const auto source : shown_by) {
            store.presence.note(id, source);
            store.activities.add(source, id, News{}, monday);
        }
        store.states.save(id, {}, monday);
        return id;
    }
    FindingNumber add_finding(std::optional<PersonId> person, std::optional<SourceId> source) {
        Finding finding;
        finding.person = person;
        finding.source = source;
        finding.evidence = Quiet{};
        return store.findings.add(finding);
    }
    std::size_t activities_of(SourceId source) {
        ActivityQuery query;
        query.source = source;
        return store.activities.find(query).size();
    }
};

TEST_F(StoreRemove, A_source_takes_with_it_all_that_is_its_own) {
    const auto ann = add_person("Ann", Standing::followed, {feed, blog});
    const std::vector<IdentityKey> in_feed{{IdentityKey::Kind::name_in_source, "Ann", feed}};
    store.identities.add(ann, in_feed);
    store.entries.remember(feed, std::vector<std::uint64_t>{1}, monday);
    store.polls.record(feed, PollRecord{});
    Coverage coverage;
    coverage.lost = {{monday, monday + day}};
    store.coverages.save(feed, coverage);
    store.pulses.save(feed, FeedPulse{});
    const auto trouble = add_finding(std::nullopt, feed);
    const auto burst = add_finding(ann, feed);

    store.sources.remove(feed);

    EXPECT_FALSE(store.sources.one(feed));
    EXPECT_TRUE(store.polls.history(feed, 10).empty());
    EXPECT_EQ(store.coverages.of(feed), Coverage{});
    ReadEntry entry;
    entry.id_key = 1;
    EXPECT_TRUE(store.entries.known(feed, std::vector{entry}).ids.empty());
    EXPECT_EQ(activities_of(feed), 0U);
    EXPECT_FALSE(store.identities.find(in_feed));
    EXPECT_FALSE(store.findings.one(trouble));

    EXPECT_EQ(store.presence.sources_of(ann), std::vector{blog});
    EXPECT_EQ(activities_of(blog), 1U);
    ASSERT_TRUE(store.findings.one(burst));
    EXPECT_FALSE(store.findings.one(burst)->source);
    EXPECT_TRUE(store.states.to_check(feed, monday).empty());
}

TEST_F(StoreRemove, A_source_takes_with_it_the_light_people_whom_nothing_else_shows) {
    const auto stranger = add_person("Stranger", Standing::light, {feed});
    const auto seen_twice = add_person("Seen Twice", Standing::light, {feed, blog});
    const auto followed = add_person("Followed", Standing::followed, {feed});
    const auto owner = add_person("Owner", Standing::light, {feed});
    auto source = store.sources.one(blog).value();
    source.owner = owner;
    store.sources.update(source);
    store.sources.remove(feed);
    EXPECT_FALSE(store.people.one(stranger));
    EXPECT_TRUE(store.people.one(seen_twice));
    EXPECT_TRUE(store.people.one(followed));
    EXPECT_TRUE(store.people.one(owner));
}

TEST_F(StoreRemove, A_person_goes_and_the_activities_stay_without_one) {
    const auto ann = add_person("Ann", Standing::followed, {feed});
    const auto bob = add_person("Bob", Standing::followed, {feed});
    auto source = store.sources.one(blog).value();
    source.owner = ann;
    store.sources.update(source);
    const std::vector<IdentityKey> keys{{IdentityKey::Kind::account, "chirp/ann", std::nullopt}};
    store.identities.add(ann, keys);
    const auto about_ann = add_finding(ann, std::nullopt);
    const auto about_bob = add_finding(bob, std::nullopt);

    store.people.remove(ann);

    EXPECT_FALSE(store.people.one(ann));
    EXPECT_EQ(store.states.of(ann), PersonState{});
    EXPECT_FALSE(store.identities.find(keys));
    EXPECT_EQ(store.presence.people_of(feed), std::vector{bob});
    EXPECT_FALSE(store.sources.one(blog)->owner);
    EXPECT_FALSE(store.findings.one(about_ann));
    EXPECT_TRUE(store.findings.one(about_bob));
    const auto activities = store.activities.find({});
    ASSERT_EQ(activities.size(), 2U);
    EXPECT_FALSE(activities[0].person);
    EXPECT_EQ(activities[1].person, bob);
    store.people.remove(ann);  // once more is nothing
}

TEST_F(StoreRemove, Is_undone_with_its_transaction) {
    const auto ann = add_person("Ann", Standing::light, {feed});
    {
        Transaction transaction(store);
        store.sources.remove(feed);
        EXPECT_FALSE(store.people.one(ann));
    }
    EXPECT_TRUE(store.people.one(ann));
    EXPECT_EQ(activities_of(feed), 1U);
    EXPECT_EQ(store.states.to_check(feed, monday), std::vector{ann});
}

}  // namespace
}  // namespace earshot::io
