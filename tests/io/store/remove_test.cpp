// Removing: what goes, and what stays.

#include "daemon/io/store/store.hpp"
#include "earshot/reader.hpp"

#include <gtest/gtest.h>

namespace earshot::io {
namespace {

const Instant monday = from_epoch(1'776'000'000);

struct StoreRemove : ::testing::Test {
    Store store{":memory:"};
    SourceId feed = add_source("network.example.net");
    SourceId blog = add_source("blog.example.net");

    SourceId add_source(const std::string& host) {
        Source source;
        source.url = Url::parse("https://" + host + "/feed").value();
        return store.add(source, {});
    }
    PersonId add_person(const std::string& name, Standing standing,
                        const std::vector<SourceId>& shown_by) {
        Person person;
        person.name = name;
        person.standing = standing;
        const auto id = store.add(person);
        for (const auto source : shown_by) {
            store.note_presence(id, source);
            store.add(source, id, News{}, monday);
        }
        store.save(id, {}, monday);
        return id;
    }
    FindingNumber add_finding(std::optional<PersonId> person, std::optional<SourceId> source) {
        Finding finding;
        finding.person = person;
        finding.source = source;
        finding.evidence = Quiet{};
        return store.add(finding);
    }
    std::size_t activities_of(SourceId source) {
        Store::ActivityQuery query;
        query.source = source;
        return store.activities(query).size();
    }
};

TEST_F(StoreRemove, A_source_takes_with_it_all_that_is_its_own) {
    const auto ann = add_person("Ann", Standing::followed, {feed, blog});
    const std::vector<IdentityKey> in_feed{{IdentityKey::Kind::name_in_source, "Ann", feed}};
    store.add_identities(ann, in_feed);
    store.remember(feed, std::vector<std::uint64_t>{1}, monday);
    store.record(feed, PollRecord{});
    Coverage coverage;
    coverage.lost = {{monday, monday + day}};
    store.save(feed, coverage);
    store.save(feed, FeedPulse{});
    const auto trouble = add_finding(std::nullopt, feed);
    const auto burst = add_finding(ann, feed);

    store.remove(feed);

    EXPECT_FALSE(store.source(feed));
    EXPECT_TRUE(store.history(feed, 10).empty());
    EXPECT_EQ(store.coverage(feed), Coverage{});
    ReadEntry entry;
    entry.id_key = 1;
    EXPECT_TRUE(store.known(feed, std::vector{entry}).ids.empty());
    EXPECT_EQ(activities_of(feed), 0U);
    EXPECT_FALSE(store.find_person(in_feed));
    EXPECT_FALSE(store.finding(trouble));

    EXPECT_EQ(store.sources_of(ann), std::vector{blog});
    EXPECT_EQ(activities_of(blog), 1U);
    ASSERT_TRUE(store.finding(burst));
    EXPECT_FALSE(store.finding(burst)->source);
    EXPECT_TRUE(store.people_to_check(feed, monday).empty());
}

TEST_F(StoreRemove, A_source_takes_with_it_the_light_people_whom_nothing_else_shows) {
    const auto stranger = add_person("Stranger", Standing::light, {feed});
    const auto seen_twice = add_person("Seen Twice", Standing::light, {feed, blog});
    const auto followed = add_person("Followed", Standing::followed, {feed});
    const auto owner = add_person("Owner", Standing::light, {feed});
    auto source = store.source(blog).value();
    source.owner = owner;
    store.update(source);
    store.remove(feed);
    EXPECT_FALSE(store.person(stranger));
    EXPECT_TRUE(store.person(seen_twice));
    EXPECT_TRUE(store.person(followed));
    EXPECT_TRUE(store.person(owner));
}

TEST_F(StoreRemove, A_person_goes_and_the_activities_stay_without_one) {
    const auto ann = add_person("Ann", Standing::followed, {feed});
    const auto bob = add_person("Bob", Standing::followed, {feed});
    auto source = store.source(blog).value();
    source.owner = ann;
    store.update(source);
    const std::vector<IdentityKey> keys{{IdentityKey::Kind::account, "chirp/ann", std::nullopt}};
    store.add_identities(ann, keys);
    const auto about_ann = add_finding(ann, std::nullopt);
    const auto about_bob = add_finding(bob, std::nullopt);

    store.remove(ann);

    EXPECT_FALSE(store.person(ann));
    EXPECT_EQ(store.person_state(ann), PersonState{});
    EXPECT_FALSE(store.find_person(keys));
    EXPECT_EQ(store.people_of(feed), std::vector{bob});
    EXPECT_FALSE(store.source(blog)->owner);
    EXPECT_FALSE(store.finding(about_ann));
    EXPECT_TRUE(store.finding(about_bob));
    EXPECT_EQ(store.overdue_checks(monday).size(), 1U);
    const auto activities = store.activities({});
    ASSERT_EQ(activities.size(), 2U);
    EXPECT_FALSE(activities[0].person);
    EXPECT_EQ(activities[1].person, bob);
    store.remove(ann);  // once more is nothing
}

TEST_F(StoreRemove, Is_undone_with_its_transaction) {
    const auto ann = add_person("Ann", Standing::light, {feed});
    {
        Store::Transaction transaction(store);
        store.remove(feed);
        EXPECT_FALSE(store.person(ann));
    }
    EXPECT_TRUE(store.person(ann));
    EXPECT_EQ(activities_of(feed), 1U);
    EXPECT_EQ(store.people_to_check(feed, monday), std::vector{ann});
}

}  // namespace
}  // namespace earshot::io
