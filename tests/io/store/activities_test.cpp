// What entries were known, and what people did.

#include "daemon/io/store/store.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/entries.hpp"
#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/schema.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/reader.hpp"
#include "support/dice.hpp"
#include "support/stored.hpp"
#include "support/temporary_directory.hpp"

namespace earshot::io {
namespace {

using test::Dice;
using test::for_rounds;

const Instant monday = from_epoch(1'776'000'000);

News any_news(Dice& dice) {
    News news;
    auto& activity = news.activity;
    activity.verb = dice.any(Verb::other);
    activity.actor = {dice.text(), dice.text()};
    for (auto left = dice.number(0, 4); left > 0; --left) {
        activity.objects.push_back({dice.text(), dice.text()});
    }
    activity.more_objects = static_cast<int>(dice.number(0, 100));
    activity.at = dice.maybe_instant();
    activity.sentence = dice.text();
    activity.link = dice.text();
    activity.rule = dice.text();
    activity.sign = dice.any(Sign::notice);
    news.says = {dice.bits(), dice.maybe_instant()};
    news.at = dice.instant();
    news.quality = dice.any(TimeQuality::first_seen);
    news.freshness = dice.any(Freshness::backfill);
    return news;
}

News did(Verb verb, Instant at, std::uint64_t what = 1) {
    News news;
    news.activity.verb = verb;
    news.activity.at = at;
    news.at = at;
    news.says = {what, at};
    return news;
}

News counted(int more, Instant at, std::uint64_t what = 1) {
    News news = did(Verb::connect, at, what);
    news.activity.actor.name = "Ann Quill";
    news.activity.objects = {{"Bo Reed", ""}};
    news.activity.more_objects = more;
    return news;
}

ReadEntry entry(std::uint64_t id_key, std::vector<SaysKey> says = {}) {
    ReadEntry read;
    read.id_key = id_key;
    read.says = std::move(says);
    return read;
}

std::vector<Instant> times(const Known& known, std::uint64_t what) {
    std::vector<Instant> found;
    const auto [from, to] = known.says.equal_range(what);
    for (auto at = from; at != to; ++at)
        found.push_back(at->second);
    std::sort(found.begin(), found.end());
    return found;
}

TEST(StoreNumbers, A_known_entry_is_found_by_its_words_or_else_by_its_time) {
    Store store(":memory:");
    const auto a = test::stored_source(store, "a.example.net");
    const auto b = test::stored_source(store, "b.example.net");
    store.activities.add(b, std::nullopt, counted(3, monday), monday);
    const auto first = store.activities.add(a, std::nullopt, counted(3, monday), monday);
    const auto other = store.activities.add(a, std::nullopt, counted(5, monday + day), monday);
    const auto number_of = [&](const News& again) {
        const auto found = store.activities.made_by(a, again);
        return found ? found->id : 0;
    };
    EXPECT_EQ(number_of(counted(9, monday)), first);
    EXPECT_EQ(number_of(counted(9, monday + Span{2})), first);
    EXPECT_EQ(number_of(counted(9, monday + day)), other);
    EXPECT_EQ(number_of(counted(9, monday, 77)), first);  // names somebody else now
    EXPECT_EQ(number_of(counted(9, monday + hour, 77)), 0);
    News of_another = counted(9, monday, 77);
    of_another.activity.actor.name = "Cy Dart";
    EXPECT_EQ(number_of(of_another), 0);
}

TEST(StoreNumbers, What_grows_is_kept_as_it_is_said_now) {
    Store store(":memory:");
    const auto source = test::stored_source(store, "a.example.net");
    const auto ann = test::stored_person(store, "Ann Quill");
    store.activities.add(source, ann, did(Verb::connect, monday), monday);
    EXPECT_FALSE(store.activities.in_number(ann, std::nullopt));
    const auto id = store.activities.add(source, ann, counted(3, monday + hour, 2), monday);
    Activity now = counted(21, monday + hour).activity;
    now.sentence = "and 21 others";
    store.activities.grow(id, now);
    const auto found = store.activities.find({});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[1].news.activity.more_objects, 21);
    EXPECT_EQ(found[1].news.activity.sentence, "and 21 others");
    EXPECT_EQ(found[1].news.says.what, 2U);
    EXPECT_TRUE(store.activities.in_number(ann, monday));
    EXPECT_FALSE(store.activities.in_number(ann, monday + 2 * hour));
}

TEST(StoreKnown, Ids_are_known_in_their_source_once_remembered) {
    Store store(":memory:");
    const auto a = test::stored_source(store, "a.example.net");
    const auto b = test::stored_source(store, "b.example.net");
    const std::uint64_t highest = ~0ULL;
    const std::vector<ReadEntry> document{entry(1), entry(2), entry(highest)};
    EXPECT_TRUE(store.entries.known(a, document).ids.empty());
    store.entries.remember(a, std::vector<std::uint64_t>{1, highest, 99}, monday);
    store.entries.remember(a, std::vector<std::uint64_t>{1}, monday + day);
    EXPECT_EQ(store.entries.known(a, document).ids, (std::set<std::uint64_t>{1, highest}));
    EXPECT_TRUE(store.entries.known(b, document).ids.empty());
}

TEST(StoreKnown, What_was_said_is_known_with_all_its_times) {
    Store store(":memory:");
    const auto a = test::stored_source(store, "a.example.net");
    const auto b = test::stored_source(store, "b.example.net");
    store.activities.add(a, std::nullopt, did(Verb::post, monday, 7), monday);
    store.activities.add(a, std::nullopt, did(Verb::post, monday + day, 7), monday);
    store.activities.add(a, std::nullopt, did(Verb::post, monday, 8), monday);
    store.activities.add(b, std::nullopt, did(Verb::post, monday + hour, 7), monday);
    const std::vector<ReadEntry> document{entry(1, {{7, monday}, {9, monday}}),
                                          entry(2, {{7, std::nullopt}})};
    const auto known = store.entries.known(a, document);
    EXPECT_EQ(times(known, 7), (std::vector{monday, monday + day}));
    EXPECT_EQ(known.says.size(), 2U);
}

TEST(StoreKnown, Of_a_thing_said_often_the_newest_times_are_known) {
    Store store(":memory:");
    const auto id = test::stored_source(store, "a.example.net");
    Transaction transaction(store);
    const auto say = [&](int hours) {
        store.activities.add(id, std::nullopt, did(Verb::push, monday + hours * hour, 7), monday);
    };
    const std::vector<ReadEntry> document{entry(1, {{7, monday}})};
    for (int i = 0; i < Entries::says_times; ++i)
        say(i);
    EXPECT_EQ(times(store.entries.known(id, document), 7).size(),
              static_cast<std::size_t>(Entries::says_times));
    EXPECT_EQ(times(store.entries.known(id, document), 7).front(), monday);
    say(Entries::says_times);
    EXPECT_EQ(times(store.entries.known(id, document), 7).size(),
              static_cast<std::size_t>(Entries::says_times));
    EXPECT_EQ(times(store.entries.known(id, document), 7).front(), monday + hour);
    transaction.commit();
}

TEST(StoreActivities, Come_back_as_they_were_given) {
    Store store(":memory:");
    const auto source = test::stored_source(store, "a.example.net");
    const auto person = test::stored_person(store, "Ann Example");
    std::int64_t before = 0;
    for_rounds(200, [&](Dice& dice) {
        const auto news = any_news(dice);
        const auto who = dice.maybe([&] { return person; });
        const auto seen = dice.instant();
        const auto id = store.activities.add(source, who, news, seen);
        ActivityQuery query;
        query.after = before;
        const auto found = store.activities.find(query);
        ASSERT_EQ(found.size(), 1U);
        EXPECT_EQ(found[0].id, id);
        EXPECT_EQ(found[0].source, source);
        EXPECT_EQ(found[0].person, who);
        EXPECT_EQ(found[0].news, news);
        EXPECT_EQ(found[0].seen_at, seen);
        before = id;
    });
}

TEST(StoreActivities, A_sentence_is_kept_up_to_its_limit) {
    Store store(":memory:");
    const auto source = test::stored_source(store, "a.example.net");
    News news;
    news.activity.sentence = std::string(Activities::sentence_bytes, 'x');
    store.activities.add(source, std::nullopt, news, monday);
    news.activity.sentence += 'y';
    store.activities.add(source, std::nullopt, news, monday);
    const auto found = store.activities.find({});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].news.activity.sentence, std::string(Activities::sentence_bytes, 'x'));
    EXPECT_LE(found[1].news.activity.sentence.size(), Activities::sentence_bytes);
    EXPECT_NE(found[1].news.activity.sentence, found[0].news.activity.sentence);
}

/// The query as anybody would write it down, to compare with.
bool meant(const StoredActivity& activity, const ActivityQuery& query) {
    return activity.id > query.after && (!query.since || activity.news.at >= *query.since) &&
           (!query.until || activity.news.at < *query.until) &&
           (!query.person || activity.person == query.person) &&
           (!query.source || activity.source == *query.source) &&
           (!query.verb || activity.news.activity.verb == *query.verb);
}

TEST(StoreActivities, Every_combination_of_conditions_finds_what_it_says) {
    Store store(":memory:");
    Dice fill(1);
    std::vector<SourceId> sources;
    std::vector<PersonId> people;
    for (int i = 0; i < 3; ++i) {
        sources.push_back(test::stored_source(store, std::to_string(i) + ".example.net"));
        people.push_back(test::stored_person(store, "Person " + std::to_string(i)));
    }
    const std::vector verbs{Verb::post, Verb::connect, Verb::like};
    for (int i = 0; i < 300; ++i) {
        store.activities.add(sources[static_cast<std::size_t>(fill.number(0, 2))], fill.maybe([&] {
            return people[static_cast<std::size_t>(fill.number(0, 2))];
        }),
                             did(verbs[static_cast<std::size_t>(fill.number(0, 2))],
                                 monday + fill.number(0, 100) * hour),
                             monday);
    }
    ActivityQuery everything;
    everything.limit = 1000;
    const auto all = store.activities.find(everything);
    ASSERT_EQ(all.size(), 300U);
    for_rounds(400, [&](Dice& dice) {
        ActivityQuery query;
        query.since = dice.maybe([&] { return monday + dice.number(-10, 110) * hour; });
        query.until = dice.maybe([&] { return monday + dice.number(-10, 110) * hour; });
        query.person =
            dice.maybe([&] { return people[static_cast<std::size_t>(dice.number(0, 2))]; });
        query.source =
            dice.maybe([&] { return sources[static_cast<std::size_t>(dice.number(0, 2))]; });
        query.verb = dice.maybe([&] { return verbs[static_cast<std::size_t>(dice.number(0, 2))]; });
        query.after = dice.number(0, 320);
        query.limit = static_cast<std::size_t>(dice.number(0, 50));
        std::vector<std::int64_t> expected;
        for (const auto& activity : all) {
            if (meant(activity, query) && expected.size() < query.limit) {
                expected.push_back(activity.id);
            }
        }
        std::vector<std::int64_t> found;
        for (const auto& activity : store.activities.find(query))
            found.push_back(activity.id);
        EXPECT_EQ(found, expected);
    });
}

TEST(StoreActivities, Sighting_times_are_newest_first_by_verb_and_limit) {
    Store store(":memory:");
    const auto source = test::stored_source(store, "a.example.net");
    const auto ann = test::stored_person(store, "Ann Example");
    const auto bob = test::stored_person(store, "Bob Example");
    store.activities.add(source, ann, did(Verb::post, monday), monday);
    store.activities.add(source, ann, did(Verb::connect, monday + 2 * hour), monday);
    store.activities.add(source, ann, did(Verb::follow, monday + hour), monday);
    store.activities.add(source, bob, did(Verb::post, monday + day), monday);
    const std::vector connect_like{Verb::connect, Verb::follow};
    EXPECT_EQ(store.activities.sighting_times(ann, {}, std::nullopt, 10),
              (std::vector{monday + 2 * hour, monday + hour, monday}));
    EXPECT_EQ(store.activities.sighting_times(ann, connect_like, std::nullopt, 10),
              (std::vector{monday + 2 * hour, monday + hour}));
    EXPECT_EQ(store.activities.sighting_times(ann, connect_like, monday + 2 * hour, 10),
              (std::vector{monday + 2 * hour}));
    EXPECT_EQ(store.activities.sighting_times(ann, {}, std::nullopt, 2),
              (std::vector{monday + 2 * hour, monday + hour}));
}

TEST(StoreActivities, What_is_no_sign_of_life_is_no_sighting_and_shows_nobody) {
    Store store(":memory:");
    const auto source = test::stored_source(store, "a.example.net");
    const auto other = test::stored_source(store, "b.example.net");
    const auto ann = test::stored_person(store, "Ann");
    News birthday = did(Verb::other, monday + day);
    birthday.activity.sign = Sign::calendar;
    store.activities.add(source, ann, did(Verb::post, monday), monday);
    store.activities.add(other, ann, birthday, monday);
    EXPECT_EQ(store.activities.sighting_times(ann, {}, std::nullopt, 10), (std::vector{monday}));
    EXPECT_TRUE(
        store.activities.sighting_times(ann, std::vector{Verb::other}, std::nullopt, 10).empty());
    store.presence.find_anew(ann);
    EXPECT_EQ(store.presence.sources_of(ann), (std::vector{source}));
    ActivityQuery query;
    query.person = ann;
    EXPECT_EQ(store.activities.find(query).size(), 2U);
}

TEST(StoreActivities, That_name_nobody_are_found) {
    Store store(":memory:");
    const auto source = test::stored_source(store, "a.example.net");
    const auto ann = test::stored_person(store, "Ann");
    const auto unnamed = [](Instant at, Sign sign = Sign::life) {
        News news = did(Verb::other, at);
        news.activity.sign = sign;
        return news;
    };
    News users = unnamed(monday);
    users.activity.actor = {"", "Me"};
    store.activities.add(source, ann, did(Verb::post, monday), monday);
    store.activities.add(source, std::nullopt, users, monday);
    store.activities.add(source, std::nullopt, unnamed(monday, Sign::notice), monday);
    for (int i = 0; i < 3; ++i)
        store.activities.add(source, std::nullopt, unnamed(monday + i * hour), monday);
    const auto times = [&](Instant since, std::size_t limit) {
        std::vector<Instant> all;
        for (const StoredActivity& one : store.activities.nobodys(source, since, limit))
            all.push_back(one.news.at);
        return all;
    };
    EXPECT_EQ(times(monday, 3), (std::vector{monday, monday + hour, monday + 2 * hour}));
    EXPECT_EQ(times(monday, 2), (std::vector{monday + hour, monday + 2 * hour}));
    EXPECT_EQ(times(monday + hour, 3), (std::vector{monday + hour, monday + 2 * hour}));
}

TEST(StoreActivities, ThatWereUndoneLeaveNoWordBehind) {
    Store store(":memory:");
    News news = did(Verb::post, monday);
    news.activity.rule = "a rule of its own";
    {
        const Transaction undone(store);
        store.activities.add(std::nullopt, std::nullopt, news, monday);
    }
    News other = did(Verb::like, monday);
    other.activity.rule = "another";
    store.activities.add(std::nullopt, std::nullopt, other, monday);
    store.activities.add(std::nullopt, std::nullopt, news, monday);
    const auto found = store.activities.find({});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].news, other);
    EXPECT_EQ(found[1].news, news);
}

TEST(StoreStep11, Keeps_every_activity_as_it_was) {
    test::TemporaryDirectory directory;
    const std::string path = directory.file("earshot.db");
    {
        Connection connection(path);
        migrate(connection, migrations().first(10));
        connection.run(
            "INSERT INTO person (id, name, circle, standing, phone, note, declared_at, accounts,"
            " names) VALUES (5, 'Ann', '', 'followed', '', '', '', '[]', '[]');"
            "INSERT INTO activity (id, person, verb, actor_uri, actor_name, objects, more_objects,"
            " stated_at, sentence, link, rule, what, said_at, at, quality, freshness, seen_at, "
            "sign)"
            " VALUES"
            " (3, 5, 'post', 'u', 'Ann', '[[\"Zo\u00eb & rain\",\"l\"]]', 0, 7,"
            "  'Zo\u00eb & rain', 'l', 'rule one', 11, 7, 7, 'stated', 'fresh', 9, 'life'),"
            " (4, NULL, 'connect', '', 'Bo', '[[\"Cy\",\"\"],[\"Dee\",\"d\"]]', 2, NULL, 's',"
            "  '', 'rule two', 12, NULL, 8, 'first seen', 'backfill', 9, 'calendar'),"
            " (6, 5, 'post', '', '', '[]', 0, 1000, '', '', 'rule one', -13, NULL, 900, 'clamped',"
            "  'backfill', 9, 'life');"
            "DELETE FROM activity WHERE id = 6;"
            "INSERT INTO activity (id, verb, actor_uri, actor_name, objects, more_objects,"
            " stated_at, sentence, link, rule, what, at, quality, freshness, seen_at)"
            " VALUES (5, 'like', '', '', '[]', 0, 1000, '', '', 'rule one', 1, 900, 'clamped',"
            " 'backfill', 9);");
    }
    Store store(path);
    const auto found = store.activities.find({});
    ASSERT_EQ(found.size(), 3U);
    News first;
    first.activity.verb = Verb::post;
    first.activity.actor = {"u", "Ann"};
    first.activity.objects = {{"Zo\u00eb & rain", "l"}};
    first.activity.at = from_epoch(7);
    first.activity.sentence = "Zo\u00eb & rain";
    first.activity.link = "l";
    first.activity.rule = "rule one";
    first.says = {11, from_epoch(7)};
    first.at = from_epoch(7);
    EXPECT_EQ(found[0].id, 3);
    EXPECT_EQ(found[0].person, PersonId{5});
    EXPECT_EQ(found[0].seen_at, from_epoch(9));
    EXPECT_EQ(found[0].news, first);
    News second;
    second.activity.verb = Verb::connect;
    second.activity.actor = {"", "Bo"};
    second.activity.objects = {{"Cy", ""}, {"Dee", "d"}};
    second.activity.more_objects = 2;
    second.activity.sentence = "s";
    second.activity.rule = "rule two";
    second.activity.sign = Sign::calendar;
    second.says = {12, std::nullopt};
    second.at = from_epoch(8);
    second.quality = TimeQuality::first_seen;
    second.freshness = Freshness::backfill;
    EXPECT_EQ(found[1].id, 4);
    EXPECT_EQ(found[1].news, second);
    EXPECT_EQ(found[2].news.activity.at, from_epoch(1000));
    ActivityQuery since;
    since.since = from_epoch(8);
    EXPECT_EQ(store.activities.find(since).size(), 2U);
    EXPECT_EQ(store.activities.add(std::nullopt, std::nullopt, News{}, monday), 7)
        << "6 is never used again";
}

}  // namespace
}  // namespace earshot::io
