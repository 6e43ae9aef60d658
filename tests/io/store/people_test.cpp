// People, how they are recognised, where they show, and what is remembered of them.

#include "daemon/io/store/store.hpp"

#include <gtest/gtest.h>

#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/people/circles.hpp"
#include "daemon/io/store/people/declarations.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/schema.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"
#include "support/dice.hpp"
#include "support/stored.hpp"
#include "support/temporary_directory.hpp"

namespace earshot::io {
namespace {

using test::Dice;
using test::for_rounds;

const Instant monday = from_epoch(1'776'000'000);

Person any_person(Dice& dice) {
    Person person;
    person.name = dice.text();
    person.name_from = dice.any(NameFrom::title);
    for (auto left = dice.number(0, 3); left > 0; --left)
        person.circles.push_back(dice.text());
    person.company = dice.text();
    person.position = dice.text();
    person.birthday = dice.text();
    person.standing = dice.any(Standing::let_go);
    person.phone = dice.text();
    person.note = dice.text();
    person.declared_at = dice.text();
    const std::optional<OwnLine> lines[] = {{}, OwnLine{}, OwnLine{dice.number(1, 999) * day}};
    person.own_line = lines[dice.number(0, 2)];
    for (auto left = dice.number(0, 4); left > 0; --left) {
        person.accounts.push_back("https://" + std::to_string(dice.bits()) + ".example.net/");
        person.names.push_back(dice.text());
    }
    return person;
}

IdentityKey account(const std::string& value) {
    return {IdentityKey::Kind::account, value, std::nullopt};
}
IdentityKey name(const std::string& value) {
    return {IdentityKey::Kind::name, value, std::nullopt};
}
IdentityKey name_in(SourceId source, const std::string& value) {
    return {IdentityKey::Kind::name_in_source, value, source};
}
std::optional<PersonId> find(const Store& store, const std::vector<IdentityKey>& keys) {
    return store.identities.find(keys);
}
void learn(Store& store, PersonId id, const std::vector<IdentityKey>& keys) {
    store.identities.add(id, keys);
}

TEST(StorePeople, Come_back_as_they_were_given) {
    Store store(":memory:");
    for_rounds(100, [&](Dice& dice) {
        auto person = any_person(dice);
        person.id = store.people.add(person);
        EXPECT_EQ(store.people.one(person.id), person);
        const auto id = person.id;
        person = any_person(dice);
        person.id = id;
        store.people.update(person);
        EXPECT_EQ(store.people.one(id), person);
    });
    EXPECT_EQ(store.people.all().size(), 100U);
    EXPECT_FALSE(store.people.one(PersonId{777}));
    Person nobody;
    nobody.id = PersonId{777};
    EXPECT_THROW(store.people.update(nobody), StoreError);
}

TEST(StorePeople, Are_found_by_exact_name_when_followed) {
    Store store(":memory:");
    test::stored_person(store, "Ann Example", Standing::light);
    test::stored_person(store, "Ann Example", Standing::resting);
    EXPECT_FALSE(store.people.followed_as("Ann Example"));
    const auto ann = test::stored_person(store, "Ann Example", Standing::followed);
    test::stored_person(store, "Ann Example", Standing::followed);
    EXPECT_EQ(store.people.followed_as("Ann Example"), ann);
    EXPECT_FALSE(store.people.followed_as("ann example"));
}

TEST(StoreIdentities, The_first_key_that_is_known_decides) {
    Store store(":memory:");
    const auto feed = test::stored_source(store, "network.example.net");
    const auto ann = test::stored_person(store, "Ann Example");
    const auto bob = test::stored_person(store, "Bob Example");
    learn(store, ann, {account("chirp.example.net/ann")});
    learn(store, bob, {name_in(feed, "Bob")});
    EXPECT_FALSE(find(store, {}));
    EXPECT_FALSE(find(store, {account("chirp.example.net/nobody")}));
    EXPECT_EQ(find(store, {account("chirp.example.net/ann"), name_in(feed, "Bob")}), ann);
    EXPECT_EQ(find(store, {name_in(feed, "Bob"), account("chirp.example.net/ann")}), bob);
    EXPECT_EQ(find(store, {account("chirp.example.net/x"), name_in(feed, "Bob")}), bob);
}

TEST(StoreIdentities, A_name_in_one_source_is_nobody_in_another) {
    Store store(":memory:");
    const auto a = test::stored_source(store, "a.example.net");
    const auto b = test::stored_source(store, "b.example.net");
    const auto ann = test::stored_person(store, "Ann");
    learn(store, ann, {name_in(a, "Ann")});
    EXPECT_EQ(find(store, {name_in(a, "Ann")}), ann);
    EXPECT_FALSE(find(store, {name_in(b, "Ann")}));
    EXPECT_FALSE(find(store, {name("Ann")}));
}

TEST(StorePeople, Come_in_pages_by_number_and_standing) {
    Store store(":memory:");
    const auto ann = test::stored_person(store, "Ann", Standing::followed);
    const auto bob = test::stored_person(store, "Bob");
    const auto cat = test::stored_person(store, "Cat", Standing::followed);
    const auto dee = test::stored_person(store, "Dee");
    store.people.hide(dee, cat);
    const auto ids = [](const std::vector<Person>& people) {
        std::vector<PersonId> found;
        for (const Person& person : people)
            found.push_back(person.id);
        return found;
    };
    EXPECT_EQ(ids(store.people.page(PersonId{0}, std::nullopt, 2)), (std::vector{ann, bob}));
    EXPECT_EQ(ids(store.people.page(bob, std::nullopt, 10)), std::vector{cat}) << "Dee is hidden";
    EXPECT_EQ(ids(store.people.page(ann, Standing::followed, 10)), std::vector{cat});
    EXPECT_EQ(store.people.ids(Standing::followed), (std::vector{ann, cat}));
}

TEST(StoreIdentities, A_key_stays_with_whom_it_was_first) {
    Store store(":memory:");
    const auto ann = test::stored_person(store, "Ann Example");
    const auto bob = test::stored_person(store, "Bob Example");
    learn(store, ann, {account("chirp.example.net/a")});
    learn(store, bob, {account("chirp.example.net/a"), account("chirp.example.net/b")});
    EXPECT_EQ(find(store, {account("chirp.example.net/a")}), ann);
    EXPECT_EQ(find(store, {account("chirp.example.net/b")}), bob);
}

TEST(StoreIdentities, What_the_user_says_of_a_person_is_looked_up) {
    Store store(":memory:");
    Person ann;
    ann.name = "Ann Example";
    ann.names = {"A. Example"};
    ann.accounts = {"https://www.chirp.example.net/ann/"};
    ann.standing = Standing::followed;
    ann.id = store.people.add(ann);
    const auto key = account(account_key("http://chirp.example.net/ann"));
    EXPECT_EQ(find(store, {key}), ann.id);
    EXPECT_EQ(find(store, {name("Ann Example")}), ann.id);
    EXPECT_EQ(find(store, {name("A. Example")}), ann.id);

    learn(store, ann.id, {account("elsewhere.example.net/ann")});
    ann.names.clear();
    ann.accounts = {"https://other.example.net/ann"};
    store.people.update(ann);
    EXPECT_FALSE(find(store, {key}));
    EXPECT_FALSE(find(store, {name("A. Example")}));
    EXPECT_EQ(find(store, {account("other.example.net/ann")}), ann.id);
    EXPECT_EQ(find(store, {account("elsewhere.example.net/ann")}), ann.id)
        << "what was learned from a feed stays";
}

TEST(StoreIdentities, A_light_persons_name_means_nobody_until_the_user_takes_it_up) {
    Store store(":memory:");
    const auto id = test::stored_person(store, "John Placeholder", Standing::light);
    EXPECT_FALSE(find(store, {name("John Placeholder")}));
    auto person = store.people.one(id).value();
    person.standing = Standing::followed;
    store.people.update(person);
    EXPECT_EQ(find(store, {name("John Placeholder")}), id);
}

TEST(StorePresence, Joins_people_and_sources) {
    Store store(":memory:");
    const auto a = test::stored_source(store, "a.example.net");
    const auto b = test::stored_source(store, "b.example.net");
    const auto ann = test::stored_person(store, "Ann");
    const auto bob = test::stored_person(store, "Bob");
    store.presence.note(ann, b);
    store.presence.note(ann, a);
    store.presence.note(ann, a);
    store.presence.note(bob, a);
    EXPECT_EQ(store.presence.sources_of(ann), (std::vector{a, b}));
    EXPECT_EQ(store.presence.people_of(a), (std::vector{ann, bob}));
    EXPECT_EQ(store.presence.people_of(b), std::vector{ann});
}

BurstRun any_run(Dice& dice) {
    BurstRun run;
    run.start = dice.maybe_instant();
    run.end = dice.instant();
    run.count = static_cast<int>(dice.number(0, 1000));
    run.threshold = static_cast<int>(dice.number(0, 1000));
    run.fired = dice.any(BurstRun::Fired::continuation);
    run.last_told_end = dice.maybe_instant();
    run.weight = dice.real();
    run.mean_log_size = dice.real();
    run.closed_runs = static_cast<int>(dice.number(0, 1000));
    run.at_least = dice.number(0, 1) == 1;
    run.in_number = dice.number(0, 1) == 1;
    return run;
}

PersonState any_state(Dice& dice) {
    PersonState state;
    state.rhythm = {{dice.maybe_instant(), dice.real(), dice.real()}, dice.real(), dice.real()};
    if (dice.coin()) state.connects = any_run(dice);
    if (dice.coin()) state.anything = any_run(dice);
    state.quiet_due = dice.maybe_instant();
    return state;
}

/// Somebody with a rhythm.
PersonState armed_state() {
    PersonState state;
    for (int i = 0; i < 5; ++i)
        take(state.rhythm, monday + i * day, in_days(day) * 86400);
    EXPECT_TRUE(armed(state.rhythm));
    return state;
}

TEST(StoreStep15, Has_the_circle_of_before_as_the_first_and_knows_whose_name_a_feed_gave) {
    test::TemporaryDirectory directory;
    const std::string path = directory.file("earshot.db");
    {
        Connection connection(path);
        migrate(connection, migrations().first(14));
        connection.run(
            "INSERT INTO person (name, circle, standing, phone, note, declared_at, accounts,"
            " names) VALUES ('Ann', 'my \"choir\"', 'followed', '', '', 'earshot.toml:3', '[]',"
            " '[]'), ('Bo', '', 'light', '', '', '', '[]', '[]'),"
            " ('Cy', '', 'light', '', '', '', '[\"https://cy.example/\"]', '[]')");
    }
    Store store(path);
    const std::vector<Person> people = store.people.all();
    ASSERT_EQ(people.size(), 3U);
    EXPECT_EQ(people[0].circles, std::vector<std::string>{"my \"choir\""});
    EXPECT_EQ(people[0].name_from, NameFrom::user);
    EXPECT_EQ(people[1].circles, std::vector<std::string>{});
    EXPECT_EQ(people[1].name_from, NameFrom::feed);
    EXPECT_EQ(people[2].name_from, NameFrom::user) << "a card or a list of connections named Cy";
}

TEST(StoreStep7, Says_whose_evenness_has_to_be_learned_once) {
    test::TemporaryDirectory directory;
    const std::string path = directory.file("earshot.db");
    {
        Connection connection(path);
        migrate(connection, migrations().first(6));
        Query(connection,
              "INSERT INTO person (name, circle, standing, phone, note, declared_at, accounts,"
              " names) VALUES ('Ann', '', 'followed', '', '', '', '[]', '[]')")
            .run();
        Query(connection,
              "INSERT INTO person_state (person, last, weight, mean_log_gap, lively)"
              " VALUES (1, 1776000000, 8.5, 0.25, 1)")
            .run();
        Query(connection,
              "INSERT INTO burst_run (person, of_what, told_start, run_end, count, fresh,"
              " threshold, fired, previous_end, weight, mean_log_size, closed_runs)"
              " VALUES (1, 'anything', 0, 1776000000, 3, 3, 16, 'no', 1776000000, 1, 1, 1)")
            .run();
    }
    Store store(path);
    const PersonId ann{1};
    EXPECT_EQ(store.states.unlearned(), std::vector{ann});
    EXPECT_EQ(store.states.of(ann).anything.end, monday);
    store.states.learn(ann, 1.5, 9);
    EXPECT_TRUE(store.states.unlearned().empty());
    const Rhythm rhythm = store.states.of(ann).rhythm;
    EXPECT_EQ(rhythm, (Rhythm{{monday, 8.5, 0.25}, 1.5, 9}));
    EXPECT_EQ(store.people.one(ann)->own_line, std::nullopt);
}

TEST(StoreCircles, Keep_a_line_until_it_is_taken_away) {
    Store store(":memory:");
    EXPECT_EQ(store.circles.own_line("choir"), std::nullopt);
    for (const OwnLine& line : {OwnLine{42 * day}, OwnLine{}, OwnLine{day}}) {
        store.circles.set("choir", line);
        EXPECT_EQ(store.circles.own_line("choir"), line);
        EXPECT_EQ(store.circles.own_line("band"), std::nullopt);
    }
    store.circles.set("choir", std::nullopt);
    EXPECT_EQ(store.circles.own_line("choir"), std::nullopt);
}

TEST(StorePersonState, Comes_back_as_it_was_given) {
    Store store(":memory:");
    const auto id = test::stored_person(store, "Ann");
    EXPECT_EQ(store.states.of(id), PersonState{});
    for_rounds(100, [&](Dice& dice) {
        const auto state = any_state(dice);
        store.states.save(id, state, dice.maybe_instant());
        EXPECT_EQ(store.states.of(id), state);
    });
    store.states.save(id, PersonState{}, std::nullopt);
    EXPECT_EQ(store.states.of(id), PersonState{});
    EXPECT_THROW(store.states.save(PersonId{777}, PersonState{}, std::nullopt), StoreError);
}

TEST(StoreChecks, A_source_names_whom_to_check_now) {
    Store store(":memory:");
    const auto feed = test::stored_source(store, "a.example.net");
    const auto other = test::stored_source(store, "b.example.net");
    const auto person = [&](const std::string& who, std::optional<Instant> next, SourceId source) {
        const auto id = test::stored_person(store, who);
        store.presence.note(id, source);
        store.states.save(id, {}, next);
        return id;
    };
    const auto late = person("late", monday, feed);
    const auto early = person("early", monday - day, feed);
    person("later", monday + Span(1), feed);
    person("never", std::nullopt, feed);
    const auto elsewhere = person("elsewhere", monday - day, other);
    EXPECT_EQ(store.states.to_check(feed, monday), (std::vector{early, late}));
    store.states.save(early, {}, std::nullopt);
    EXPECT_EQ(store.states.to_check(feed, monday), std::vector{late});
    store.presence.note(elsewhere, feed);  // a presence that comes later knows the check too
    EXPECT_EQ(store.states.to_check(feed, monday), (std::vector{elsewhere, late}));
    EXPECT_EQ(store.states.to_check(other, monday), std::vector{elsewhere});
}

TEST(StoreChecks, Lively_people_have_a_rhythm_and_are_not_quiet) {
    Store store(":memory:");
    const auto feed = test::stored_source(store, "a.example.net");
    const auto other = test::stored_source(store, "b.example.net");
    const auto person = [&](const std::string& who, const PersonState& state, SourceId source) {
        const auto id = test::stored_person(store, who);
        store.presence.note(id, source);
        store.states.save(id, state, std::nullopt);
        return id;
    };
    auto quiet = armed_state();
    quiet.quiet_due = monday;
    const auto lively = person("lively", armed_state(), feed);
    person("quiet", quiet, feed);
    person("new", {}, feed);
    person("elsewhere", armed_state(), other);
    EXPECT_EQ(store.presence.lively_people(feed), 1);
    store.states.save(lively, quiet, std::nullopt);
    EXPECT_EQ(store.presence.lively_people(feed), 0);
}

TEST(Declarations, Are_kept_and_go_with_their_person) {
    Store store(":memory:");
    Person ines;
    ines.name = "Ines";
    const PersonId id = store.people.add(ines);
    EXPECT_EQ(store.declarations.of(id), std::nullopt);
    LaidOver over;
    over.keys = {"circle", "quiet.after"};
    over.before.circles = {"friends"};
    over.before.own_line = OwnLine{9 * day};
    over.accounts = {"https://ines.example/"};
    store.declarations.set(id, over);
    EXPECT_EQ(store.declarations.of(id), over);
    over.made = true;
    store.declarations.set(id, over);
    EXPECT_EQ(store.declarations.of(id), over);
    store.people.remove(id);
    EXPECT_EQ(store.declarations.of(id), std::nullopt);
}

TEST(Declarations, Of_a_store_of_before_are_laid_anew) {
    const test::TemporaryDirectory directory;
    const std::string path = directory.file("earshot.db");
    {
        Connection connection(path);
        migrate(connection, migrations().first(12));
        connection.run("INSERT INTO meta (name, value) VALUES ('declared', 'x')");
    }
    Store store(path);
    EXPECT_EQ(store.marks.in_line_with("declared"), std::nullopt);
}

}  // namespace
}  // namespace earshot::io
