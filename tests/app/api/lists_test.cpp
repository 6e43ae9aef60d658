// Lists of people: nobody who is known is in none of them.

#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/touches.hpp"
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

}  // namespace
}  // namespace earshot::app
