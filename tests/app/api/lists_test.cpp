// Lists of people: nobody who is known is in none of them.

#include <set>

#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "daemon/io/store/people/user_answers.hpp"
#include "support/dice.hpp"
#include "support/lives_test.hpp"

namespace earshot::app {
namespace {

using Names = std::vector<std::string>;

class ListsTest : public LivesTest {
protected:
    Names in(const std::string& query) {
        Names found;
        const json::object answer = get("/v1/people?" + query);
        for (const json::value& item : answer.at("items").as_array())
            found.emplace_back(item.at("name").as_string());
        return found;
    }
    PersonId connected(const std::string& name, int days_ago) {
        Person person;
        person.name = name;
        person.connected_on = start - days_ago * day;
        return put(person);
    }
};

TEST_F(ListsTest, ByStanding) {
    add_person("Ines");
    add_person("Lena", Standing::light);
    add_person("Marek", Standing::resting);
    add_person("Greg", Standing::let_go);
    EXPECT_EQ(in(""), Names{"Ines"});
    EXPECT_EQ(in("standing=light"), Names{"Lena"});
    EXPECT_EQ(in("standing=resting"), Names{"Marek"});
    EXPECT_EQ(in("standing=let-go"), Names{"Greg"});
    EXPECT_EQ(in("standing=let_go"), Names{"Greg"});
    EXPECT_EQ(in("standing=known"), (Names{"Ines", "Marek", "Greg"}));
    EXPECT_EQ(in("standing=any"), (Names{"Ines", "Lena", "Marek", "Greg"}));
    EXPECT_EQ(ask("GET", "/v1/people?standing=gone").status, 400);
}

TEST_F(ListsTest, AwayAsLongAsTheLeaveLasts) {
    const PersonId ines = add_person("Ines");
    add_person("Marek");
    changed(path(ines, "away"), R"({"until": "2026-05-01"})");
    EXPECT_EQ(in("state=away"), Names{"Ines"});
    EXPECT_FALSE(get("/v1/people?state=away").at("items").at(0).at("away_until").is_null());
    clock_.jump_to(start + 30 * day);
    EXPECT_EQ(in("state=away"), Names{});
}

TEST_F(ListsTest, ConnectedNewestFirstAndWithoutAWord) {
    connected("Old", 900);
    const PersonId chidi = connected("Chidi", 9);
    connected("Lena", 30);
    add_person("Ines");
    EXPECT_EQ(in("state=connected"), (Names{"Chidi", "Lena", "Old"}));
    changed(path(chidi, "touch"), R"({"how": "wrote"})");
    EXPECT_EQ(in("state=connected&no_word=1"), (Names{"Lena", "Old"}));
    EXPECT_EQ(get("/v1/people?state=connected").at("items").at(0).at("last_word").at("how"),
              "wrote");
}

TEST_F(ListsTest, LapsedByMyLastWord) {
    const PersonId ines = add_person("Ines");
    const PersonId marek = add_person("Marek", Standing::resting);
    add_person("Never");
    add_person("Light", Standing::light);
    changed(path(ines, "touch"), R"({"at": "2026-04-01"})");
    changed(path(marek, "touch"), R"({"at": "2026-01-01"})");
    EXPECT_EQ(in("state=lapsed"), (Names{"Marek", "Ines", "Never"}));
}

TEST_F(ListsTest, OfACircleSortedAndPaged) {
    add_person("Ólafur", Standing::followed, "friends");
    add_person("marek", Standing::followed, "friends");
    add_person("Lena", Standing::followed, "work");
    add_person("Ines", Standing::followed, "friends");
    EXPECT_EQ(in("circle=friends&sort=name"), (Names{"Ines", "marek", "Ólafur"}));
    EXPECT_EQ(in("circle=choir"), Names{});
    const json::object first = get("/v1/people?sort=name&limit=3");
    EXPECT_EQ(first.at("items").as_array().size(), 3u);
    const std::string next(first.at("next").as_string());
    EXPECT_EQ(in("sort=name&limit=3&after=" + next), Names{"Ólafur"});
    EXPECT_EQ(ask("GET", "/v1/people?sort=age").status, 400);
}

TEST_F(ListsTest, OnePersonHasOneUsualGap) {
    const PersonId ines = add_writer("Ines");
    for (const int days : {70, 110, 5}) {
        post(ines, clock_.now() + hour);
        days_pass(days);
    }
    const json::object line = get("/v1/people").at("items").at(0).as_object();
    const json::object shown = get("/v1/people/1");
    EXPECT_EQ(line.at("usual_gap_days"), line.at("gap_days").at("median"));
    EXPECT_EQ(line.at("gap_days"), shown.at("gap_days"));
    EXPECT_DOUBLE_EQ(line.at("usual_gap_days").as_double(), 90);
    add_person("Greg");
    EXPECT_TRUE(get("/v1/people?sort=name").at("items").at(0).at("usual_gap_days").is_null());
}

/// Nobody who is known is in no list, whoever they are and whatever was said of them.
TEST_F(ListsTest, EverybodyIsInAList) {
    test::Dice dice(20260414);
    for (int round = 0; round < 40; ++round) {
        Person person;
        person.name = "Person " + std::to_string(round);
        person.standing = dice.any(Standing::let_go);
        person.name_from = dice.any(NameFrom::title);
        if (dice.number(0, 1) == 0) person.circles = {"choir"};
        if (dice.number(0, 2) == 0) person.connected_on = start - 30 * day;
        if (dice.number(0, 3) == 0) person.declared_at = "earshot.toml:3";
        const PersonId id = put(person);
        if (dice.number(0, 1) == 0)
            add_source("https://f.example/" + std::to_string(round), "feed", id);
        if (dice.number(0, 2) == 0) store_.touches.add(id, Touch{start - day, "called", "", false});
        if (dice.number(0, 3) == 0) {
            Answers answers;
            answers.leave = Stretch{start - day, start + day};
            store_.answers.save(id, answers);
        }
        if (dice.number(0, 7) == 0) ask("DELETE", "/v1/people/" + std::to_string(round + 1));
    }
    const auto named_in = [this](const std::string& query) {
        const Names names = in("limit=500&" + query);
        return std::set<std::string>(names.begin(), names.end());
    };
    // As `earshot who` asks for them: all, light, resting, gone, away, connected, provisional.
    std::set<std::string> listed;
    for (const char* query : {"standing=known", "standing=light"})
        for (const std::string& name : named_in(query))
            EXPECT_TRUE(listed.insert(name).second) << name << " is in two of them";
    std::set<std::string> everybody;
    for (const Person& person : all_people())
        everybody.insert(person.name);
    EXPECT_EQ(listed, everybody);
    for (const char* query : {"standing=resting", "standing=let-go", "state=away",
                              "state=connected", "state=lapsed", "state=provisional"})
        for (const std::string& name : named_in(query))
            EXPECT_TRUE(listed.contains(name)) << query << " " << name;
    for (const Person& person : all_people())
        EXPECT_EQ(named_in("state=provisional").contains(person.name),
                  person.name_from == NameFrom::title);
}

TEST_F(ListsTest, WhatIsOpenComesWithTheLastWord) {
    const PersonId ines = add_person("Ines");
    add_finding(quiet_for(40), ines);
    const auto word = [this] {
        return get("/v1/people?state=quiet").at("items").at(0).at("last_word");
    };
    EXPECT_TRUE(word().is_null());
    store_.touches.add(ines, Touch{start - 3 * day, "called", "", false});
    EXPECT_EQ(word().at("how"), "called");
}

}  // namespace
}  // namespace earshot::app
