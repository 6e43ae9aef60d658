// Who is who: what moves with a person, what waits to be undone, and the step that made room for
// it.

#include <gtest/gtest.h>

#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/belongings.hpp"
#include "daemon/io/store/people/claims.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/schema.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"
#include "daemon/io/store/store.hpp"
#include "support/stored.hpp"
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

    SourceId add_source(const std::string& host) { return test::stored_source(store, host); }
    PersonId add_person(const std::string& name, std::vector<std::string> accounts) {
        return test::stored_person(store, name, Standing::light, std::move(accounts));
    }
    std::int64_t add_activity(std::optional<SourceId> source, std::optional<PersonId> person) {
        News news;
        news.activity.verb = Verb::connect;
        news.at = monday;
        return store.activities.add(source, person, news, monday);
    }
    std::optional<PersonId> find(const std::string& value) {
        const std::vector<IdentityKey> keys{account(value)};
        return store.identities.find(keys);
    }
};

TEST_F(StoreWhoIsWho, Everything_of_a_person_can_be_given_away_and_back) {
    auto source = store.sources.one(blog).value();
    source.owner = ann;
    store.sources.update(source);
    const auto first = add_activity(blog, ann);
    const auto second = add_activity(feed, ann);
    const auto others = add_activity(feed, bob);
    Finding finding;
    finding.person = ann;
    finding.evidence = Quiet{};
    const auto number = store.findings.add(finding);
    store.presence.find_anew(ann);
    EXPECT_EQ(store.presence.sources_of(ann), (std::vector{blog, feed}));

    const Belongings all = store.belongings.of(ann);
    EXPECT_EQ(all.identities, (std::vector<StoredIdentity>{{account("blog.example.net"), true}}));
    EXPECT_EQ(all.sources, std::vector{blog});
    EXPECT_EQ(all.activities, (std::vector{first, second}));
    EXPECT_EQ(all.findings, std::vector{number});

    store.belongings.give(all, bob);
    store.presence.find_anew(ann);
    store.presence.find_anew(bob);
    EXPECT_EQ(find("blog.example.net"), bob);
    EXPECT_EQ(store.sources.one(blog)->owner, bob);
    EXPECT_EQ(store.belongings.of(ann), Belongings{});
    EXPECT_EQ(store.belongings.of(bob).activities, (std::vector{first, second, others}));
    EXPECT_EQ(store.findings.one(number)->person, bob);
    EXPECT_TRUE(store.presence.sources_of(ann).empty());
    EXPECT_EQ(store.presence.sources_of(bob), (std::vector{blog, feed}));

    store.belongings.give(all, ann);
    store.presence.find_anew(bob);
    EXPECT_EQ(store.belongings.of(ann), all);
    EXPECT_EQ(store.presence.sources_of(bob), std::vector{feed});
}

TEST_F(StoreWhoIsWho, A_hidden_person_is_nowhere_until_shown_again) {
    store.states.save(ann, {}, monday);
    store.presence.note(ann, feed);
    store.people.hide(ann, bob);
    EXPECT_FALSE(store.people.one(ann));
    EXPECT_EQ(store.people.all().size(), 1U);
    EXPECT_TRUE(store.people.named("Ann", Standing::light).empty());
    EXPECT_TRUE(store.presence.people_of(feed).empty());
    EXPECT_TRUE(store.states.to_check(feed, monday).empty());
    store.people.show_again(ann);
    EXPECT_TRUE(store.people.one(ann));
    EXPECT_EQ(store.people.named("Ann", Standing::light), std::vector{ann});
    store.people.hide(ann, bob);
    store.people.remove(bob);
    store.people.show_again(ann);
    EXPECT_FALSE(store.people.one(ann))
        << "who is erased is erased with all that was merged into them";
}

TEST_F(StoreWhoIsWho, Keys_are_removed_one_by_one) {
    store.identities.remove(std::vector{account("blog.example.net"), account("nobody.example")});
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
    store.claims.add(Claim{ann, "b.example", "rel=me"}, monday);
    store.claims.add(Claim{ann, "b.example", "vcard"}, monday);
    EXPECT_EQ(store.claims.all(), (std::vector<Claim>{{ann, "b.example", "rel=me"}}));
    store.people.hide(ann, bob);
    EXPECT_EQ(store.claims.all(), (std::vector<Claim>{{bob, "b.example", "rel=me"}}));
}

TEST_F(StoreWhoIsWho, Pairs_told_apart_have_no_order) {
    store.identities.keep_apart(bob, ann);
    store.identities.keep_apart(ann, bob);
    EXPECT_EQ(store.identities.apart(), (std::set<Pair>{{ann, bob}}));
}

TEST_F(StoreWhoIsWho, Changes_are_kept_for_their_time_newest_first) {
    StoredChange change;
    change.at = monday;
    change.kind = ChangeKind::merge;
    change.sentence = "Ann was merged into Bob";
    change.people = {ann, bob};
    change.document = "{\"a\":1}";
    change.number = store.changes.add(change);
    EXPECT_EQ(store.changes.one(change.number), change);
    store.changes.set_undone(change.number, monday + day);
    EXPECT_EQ(store.changes.one(change.number)->undone_at, monday + day);
    StoredChange later = change;
    later.at = monday + Changes::kept;
    later.number = store.changes.add(later);
    ASSERT_EQ(store.changes.newest(10).size(), 2U);
    EXPECT_EQ(store.changes.newest(10)[0], later);
    later.at += Span(1);
    store.changes.add(later);
    EXPECT_FALSE(store.changes.one(change.number));
    EXPECT_THROW(store.changes.set_undone(99, monday), StoreError);
}

TEST_F(StoreWhoIsWho, A_change_that_is_made_by_steps_has_a_document_for_each) {
    StoredChange change;
    change.at = monday;
    change.kind = ChangeKind::import_file;
    change.sentence = "1 person came";
    change.people = {ann};
    change.document = "{\"a\":1}";
    change.number = store.changes.add(change);
    StoredChange grown = change;
    grown.sentence = "2 people came";
    grown.people = {ann, bob};
    grown.document = "{\"b\":2}";
    EXPECT_TRUE(store.changes.grow(grown));
    EXPECT_EQ(store.changes.one(change.number)->sentence, "2 people came");
    EXPECT_EQ(store.changes.one(change.number)->people.size(), 2U);
    EXPECT_EQ(store.changes.documents(change.number),
              (std::vector<std::string>{"{\"a\":1}", "{\"b\":2}"}));
    store.changes.set_undone(change.number, monday);
    EXPECT_FALSE(store.changes.grow(grown)) << "it was taken back";
    grown.number = 99;
    EXPECT_FALSE(store.changes.grow(grown)) << "there is none";
    EXPECT_EQ(store.changes.documents(change.number).size(), 2U);
}

TEST_F(StoreWhoIsWho, The_users_own_activities_have_no_source_and_no_person) {
    EXPECT_EQ(store.activities.newest(), 0);
    add_activity(feed, ann);
    const auto own = add_activity(std::nullopt, std::nullopt);
    EXPECT_EQ(store.activities.newest(), own);
    ActivityQuery query;
    EXPECT_EQ(store.activities.find(query).size(), 2U);
    query.own = true;
    query.since = monday;
    query.verb = Verb::connect;
    ASSERT_EQ(store.activities.find(query).size(), 1U);
    EXPECT_EQ(store.activities.find(query)[0].id, own);
    EXPECT_FALSE(store.activities.find(query)[0].source);
    store.sources.remove(feed);
    EXPECT_EQ(store.activities.find({}).size(), 1U);
}

TEST_F(StoreWhoIsWho, Light_people_whom_an_import_brought_stay_when_a_source_goes) {
    Person connected;
    connected.name = "Lena";
    connected.standing = Standing::light;
    connected.connected_on = monday;
    const auto lena = store.people.add(connected);
    EXPECT_EQ(store.people.one(lena)->connected_on, monday);
    for (const auto person : {ann, bob, lena})
        store.presence.note(person, feed);
    store.sources.remove(feed);
    EXPECT_TRUE(store.people.one(ann)) << "an account was stated";
    EXPECT_TRUE(store.people.one(lena)) << "a connection";
    EXPECT_FALSE(store.people.one(bob));
}

TEST(StoreStep2, Keeps_what_a_store_of_the_first_version_knows) {
    test::TemporaryDirectory directory;
    const std::string path = directory.file("earshot.db");
    {
        Connection connection(path);
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
    const auto kept = store.activities.find({});
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].id, 8);
    EXPECT_EQ(kept[0].source, SourceId{3});
    EXPECT_EQ(kept[0].person, PersonId{5});
    EXPECT_EQ(kept[0].news.activity.sentence, "s");
    EXPECT_EQ(store.activities.add(SourceId{3}, std::nullopt, News{}, monday), 10)
        << "9 is never used again";
    const std::vector<IdentityKey> lower{account("a.example/ann")};
    EXPECT_EQ(store.identities.find(lower), PersonId{5});
    EXPECT_FALSE(store.people.one(PersonId{5})->connected_on);
}

}  // namespace
}  // namespace earshot::io
