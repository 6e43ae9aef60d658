// Who is who: what moves with a person, what waits to be undone, and the step that made room for
// it.

#include <gtest/gtest.h>

#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/schema.hpp"
#include "daemon/io/store/store.hpp"
#include "support/temporary_directory.hpp"

namespace earshot::io {
namespace {

const Instant monday = from_epoch(1'776'000'000);

IdentityKey account(const std::string& value) {
    return {IdentityKey::Kind::account, value, std::nullopt};
}

struct StoreWhoIsWho : ::testing::Test {
    Store store{":memory:"};
    SourceId blog = add_source("blog.example.net");
    SourceId feed = add_source("feed.example.net");
    PersonId ann = add_person("Ann", {"https://blog.example.net/"});
    PersonId bob = add_person("Bob", {});

    SourceId add_source(const std::string& host) {
        Source source;
        source.url = Url::parse("https://" + host + "/feed").value();
        return store.add(source, {});
    }
    PersonId add_person(const std::string& name, std::vector<std::string> accounts) {
        Person person;
        person.name = name;
        person.standing = Standing::light;
        person.accounts = std::move(accounts);
        return store.add(person);
    }
    std::int64_t add_activity(std::optional<SourceId> source, std::optional<PersonId> person) {
        News news;
        news.activity.verb = Verb::connect;
        news.at = monday;
        return store.add(source, person, news, monday);
    }
    std::optional<PersonId> find(const std::string& value) {
        const std::vector<IdentityKey> keys{account(value)};
        return store.find_person(keys);
    }
};

TEST_F(StoreWhoIsWho, Everything_of_a_person_can_be_given_away_and_back) {
    auto source = store.source(blog).value();
    source.owner = ann;
    store.update(source);
    const auto first = add_activity(blog, ann);
    const auto second = add_activity(feed, ann);
    const auto others = add_activity(feed, bob);
    Finding finding;
    finding.person = ann;
    finding.evidence = Quiet{};
    const auto number = store.add(finding);
    store.find_presence(ann);
    EXPECT_EQ(store.sources_of(ann), (std::vector{blog, feed}));

    const Belongings all = store.belongings_of(ann);
    EXPECT_EQ(all.identities, (std::vector<StoredIdentity>{{account("blog.example.net"), true}}));
    EXPECT_EQ(all.sources, std::vector{blog});
    EXPECT_EQ(all.activities, (std::vector{first, second}));
    EXPECT_EQ(all.findings, std::vector{number});

    store.give(all, bob);
    store.find_presence(ann);
    store.find_presence(bob);
    EXPECT_EQ(find("blog.example.net"), bob);
    EXPECT_EQ(store.source(blog)->owner, bob);
    EXPECT_EQ(store.belongings_of(ann), Belongings{});
    EXPECT_EQ(store.belongings_of(bob).activities, (std::vector{first, second, others}));
    EXPECT_EQ(store.finding(number)->person, bob);
    EXPECT_TRUE(store.sources_of(ann).empty());
    EXPECT_EQ(store.sources_of(bob), (std::vector{blog, feed}));

    store.give(all, ann);
    store.find_presence(bob);
    EXPECT_EQ(store.belongings_of(ann), all);
    EXPECT_EQ(store.sources_of(bob), std::vector{feed});
}

TEST_F(StoreWhoIsWho, A_hidden_person_is_nowhere_until_shown_again) {
    store.save(ann, {}, monday);
    store.note_presence(ann, feed);
    store.hide(ann, bob);
    EXPECT_FALSE(store.person(ann));
    EXPECT_EQ(store.people().size(), 1U);
    EXPECT_TRUE(store.people_named("Ann", Standing::light).empty());
    EXPECT_TRUE(store.people_of(feed).empty());
    EXPECT_TRUE(store.people_to_check(feed, monday).empty());
    store.show_again(ann);
    EXPECT_TRUE(store.person(ann));
    EXPECT_EQ(store.people_named("Ann", Standing::light), std::vector{ann});
    store.hide(ann, bob);
    store.remove(bob);
    store.show_again(ann);
    EXPECT_FALSE(store.person(ann)) << "who is erased is erased with all that was merged into them";
}

TEST_F(StoreWhoIsWho, Keys_are_removed_one_by_one) {
    store.remove_identities(std::vector{account("blog.example.net"), account("nobody.example")});
    EXPECT_FALSE(find("blog.example.net"));
}

TEST_F(StoreWhoIsWho, An_account_is_found_in_any_case_and_by_its_number) {
    const auto cat = add_person(
        "Cat", {"https://code.example/CatLee", "https://questions.example/users/22/cat-lee"});
    for (const char* key : {"code.example/CatLee", "code.example/catlee",
                            "questions.example/users/22", "questions.example/users/22/cat-lee"})
        EXPECT_EQ(find(key), cat) << key;
}

TEST_F(StoreWhoIsWho, Claims_are_kept_once_and_follow_a_merge) {
    store.add(Claim{ann, "b.example", "rel=me"}, monday);
    store.add(Claim{ann, "b.example", "vcard"}, monday);
    EXPECT_EQ(store.claims(), (std::vector<Claim>{{ann, "b.example", "rel=me"}}));
    store.hide(ann, bob);
    EXPECT_EQ(store.claims(), (std::vector<Claim>{{bob, "b.example", "rel=me"}}));
}

TEST_F(StoreWhoIsWho, Pairs_told_apart_have_no_order) {
    store.keep_apart(bob, ann);
    store.keep_apart(ann, bob);
    EXPECT_EQ(store.apart(), (std::set<Pair>{{ann, bob}}));
}

TEST_F(StoreWhoIsWho, Changes_are_kept_for_their_time_newest_first) {
    StoredChange change;
    change.at = monday;
    change.kind = "merge";
    change.sentence = "Ann was merged into Bob";
    change.people = {ann, bob};
    change.document = "{\"a\":1}";
    change.number = store.add(change);
    EXPECT_EQ(store.change(change.number), change);
    store.set_undone(change.number, monday + day);
    EXPECT_EQ(store.change(change.number)->undone_at, monday + day);
    StoredChange later = change;
    later.at = monday + Store::changes_kept;
    later.number = store.add(later);
    ASSERT_EQ(store.changes(10).size(), 2U);
    EXPECT_EQ(store.changes(10)[0], later);
    later.at += Span(1);
    store.add(later);
    EXPECT_FALSE(store.change(change.number));
    EXPECT_THROW(store.set_undone(99, monday), StoreError);
}

TEST_F(StoreWhoIsWho, The_users_own_activities_have_no_source_and_no_person) {
    EXPECT_EQ(store.newest_activity(), 0);
    add_activity(feed, ann);
    const auto own = add_activity(std::nullopt, std::nullopt);
    EXPECT_EQ(store.newest_activity(), own);
    Store::ActivityQuery query;
    EXPECT_EQ(store.activities(query).size(), 2U);
    query.own = true;
    query.since = monday;
    query.verb = Verb::connect;
    ASSERT_EQ(store.activities(query).size(), 1U);
    EXPECT_EQ(store.activities(query)[0].id, own);
    EXPECT_FALSE(store.activities(query)[0].source);
    store.remove(feed);
    EXPECT_EQ(store.activities({}).size(), 1U);
}

TEST_F(StoreWhoIsWho, Light_people_whom_an_import_brought_stay_when_a_source_goes) {
    Person connected;
    connected.name = "Lena";
    connected.standing = Standing::light;
    connected.connected_on = monday;
    const auto lena = store.add(connected);
    EXPECT_EQ(store.person(lena)->connected_on, monday);
    for (const auto person : {ann, bob, lena})
        store.note_presence(person, feed);
    store.remove(feed);
    EXPECT_TRUE(store.person(ann)) << "an account was stated";
    EXPECT_TRUE(store.person(lena)) << "a connection";
    EXPECT_FALSE(store.person(bob));
}

TEST(StoreStep2, Keeps_what_a_store_of_the_first_version_knows) {
    test::TemporaryDirectory directory;
    const std::string path = directory.file("earshot.db");
    {
        Store::Connection connection(path);
        migrate(connection, migrations().first(1));
        connection.run(
            "INSERT INTO source (id, url, host, title, carries, status, declared_at, etag,"
            " last_modified, validators_from, body_hash, failures, gone_polls, problem,"
            " usual_entries, skip_hours, skip_days, moved_to, next_at, next_reason, next_detail)"
            " VALUES (3, 'https://a.example/', 'a.example', 'a', 'many', 'active', '', '', '', '',"
            " 0, 0, 0, '', 0, 0, 0, '', 0, 'first poll', '');"
            "INSERT INTO person (id, name, circle, standing, phone, note, declared_at, accounts,"
            " names) VALUES (5, 'Ann', '', 'followed', '', '', '', '[\"https://a.example/Ann\"]',"
            " '[]');"
            "INSERT INTO identity VALUES ('account', 'a.example/Ann', NULL, 5, 1);"
            "INSERT INTO activity (id, source, person, verb, actor_uri, actor_name, objects,"
            " more_objects, stated_at, sentence, link, rule, what, said_at, at, quality, freshness,"
            " seen_at) VALUES (8, 3, 5, 'post', '', 'Ann', '[]', 0, NULL, 's', 'l', 'r', 1, NULL,"
            " 7, 'stated', 'fresh', 9), (9, 3, 5, 'post', '', 'Ann', '[]', 0, NULL, 's', 'l', 'r',"
            " 2, 7, 7, 'stated', 'fresh', 9);"
            "DELETE FROM activity WHERE id = 9;");
    }
    Store store(path);
    const auto kept = store.activities({});
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].id, 8);
    EXPECT_EQ(kept[0].source, SourceId{3});
    EXPECT_EQ(kept[0].person, PersonId{5});
    EXPECT_EQ(kept[0].news.activity.sentence, "s");
    EXPECT_EQ(store.add(SourceId{3}, std::nullopt, News{}, monday), 10) << "9 is never used again";
    const std::vector<IdentityKey> lower{account("a.example/ann")};
    EXPECT_EQ(store.find_person(lower), PersonId{5});
    EXPECT_FALSE(store.person(PersonId{5})->connected_on);
}

}  // namespace
}  // namespace earshot::io
