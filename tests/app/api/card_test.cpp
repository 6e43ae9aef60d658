// The card of a person, as values.

#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "support/lives_test.hpp"

namespace earshot::app {
namespace {

class CardTest : public LivesTest {
protected:
    json::object card(PersonId id) {
        return get("/v1/people/" + std::to_string(static_cast<std::int64_t>(id)));
    }
    static json::object week(const json::object& card, std::size_t from_the_end) {
        const json::array& weeks = card.at("year").at("they").as_array();
        return weeks.at(weeks.size() - 1 - from_the_end).as_object();
    }
};

TEST_F(CardTest, HasTwoLanesInWhichUnknownIsNotNothing) {
    const PersonId ines = add_writer("Ines Duarte");
    posts_daily({ines}, 30);
    days_pass(20);
    changed(path(ines, "touch"), R"({"how": "called", "note": "new job"})");
    clock_.jump_to(clock_.now() + 14 * day);  // nobody looks
    const json::object one = card(ines);
    EXPECT_EQ(one.at("year").at("they").as_array().size(), 52u);
    EXPECT_EQ(week(one, 0).at("unknown"), 7);
    EXPECT_EQ(week(one, 3).at("seen"), 0);
    EXPECT_EQ(week(one, 3).at("unknown"), 0) << "watched, and nothing was there";
    EXPECT_EQ(week(one, 6).at("seen"), 7);
    EXPECT_EQ(week(one, 50).at("before"), 7);
    const json::array& you = one.at("year").at("you").as_array();
    ASSERT_EQ(you.size(), 1u);
    EXPECT_EQ(you[0].at("how"), "called");
    EXPECT_NEAR(you[0].at("x").as_double(), 1 - 14.5 / 364, 1e-9);
    EXPECT_FALSE(one.at("year").at("rail").at("band").is_null());
}

TEST_F(CardTest, HasTheGapsWithNowAndTheLastWordsBothWays) {
    const PersonId ines = add_writer("Ines Duarte");
    posts_daily({ines}, 30);
    days_pass(10);
    json::object one = card(ines);
    EXPECT_EQ(one.at("gaps").at("columns").at(0).at("days"), 1);
    EXPECT_EQ(one.at("gaps").at("columns").at(0).at("count"), 29);
    EXPECT_GT(one.at("gaps").at("now").as_double(), one.at("gaps").at("longest").as_double());
    EXPECT_TRUE(one.at("last_words").at("you").is_null());
    EXPECT_FALSE(one.at("last_words").at("they").at("sentence").as_string().empty());
    changed(path(ines, "touch"), R"({"how": "wrote"})");
    one = card(ines);
    EXPECT_EQ(one.at("last_words").at("you").at("how"), "wrote");
}

TEST_F(CardTest, SaysHowTheTwoAreConnected) {
    Person chidi;
    chidi.name = "Chidi Okafor";
    chidi.standing = Standing::followed;
    chidi.connected_on = start - 9 * day;
    const PersonId id = put(chidi);
    EXPECT_EQ(card(id).at("connected").at("on"), "2026-04-05");
    FollowUp met;
    met.connected = *chidi.connected_on;
    met.where = "LinkedIn";
    add_finding(met, id);
    EXPECT_EQ(card(id).at("connected").at("where"), "LinkedIn");
    EXPECT_TRUE(card(add_person("Ines")).at("connected").is_null());
}

TEST_F(CardTest, SaysWhomOfMineTheyKnowNewestFirst) {
    const PersonId priya = add_person("Priya Nair");
    const SourceId network = add_network("https://network.example/updates");
    const PersonId tom = add_person("Tom Hale");
    const PersonId lena = add_person("Lena Ortiz");
    add_person("Passer By", Standing::light);
    const auto connects = [&](PersonId who, const char* whom, int days_ago) {
        News news;
        news.activity.verb = Verb::connect;
        news.activity.objects = {{whom, ""}};
        news.at = start - days_ago * day;
        store_.activities.add(network, who, news, news.at);
    };
    connects(priya, "Tom Hale", 9);
    connects(priya, "Passer By", 8);
    connects(priya, "Somebody Else", 7);
    connects(lena, "Priya Nair", 2);
    const json::object one = card(priya);
    ASSERT_EQ(one.at("knows").as_array().size(), 2u);
    EXPECT_EQ(one.at("knows").at(0).at("name"), "Lena Ortiz");
    EXPECT_EQ(one.at("knows").at(1).at("name"), "Tom Hale");
    EXPECT_EQ(one.at("knows_count"), 2);
    EXPECT_EQ(card(tom).at("knows").at(0).at("name"), "Priya Nair");
}

TEST_F(CardTest, OfSomebodyWithoutAFeedIsEmptyAndWhole) {
    const json::object one = card(add_person("Ines Duarte"));
    EXPECT_EQ(week(one, 0).at("before"), 7);
    EXPECT_TRUE(one.at("gaps").is_null());
    EXPECT_TRUE(one.at("year").at("rail").is_null());
    EXPECT_TRUE(one.at("knows").as_array().empty());
}

}  // namespace
}  // namespace earshot::app
