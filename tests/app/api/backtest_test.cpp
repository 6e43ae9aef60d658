// What would have been told, asked over the control API.

#include <boost/asio/co_spawn.hpp>

#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/people/user_answers.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "support/commands_test.hpp"

namespace earshot::app {
namespace {

class BacktestCommandTest : public CommandsTest {
protected:
    /// Seen daily for forty days until `days_ago`, and again today when she is back.
    PersonId add_quiet_person(const std::string& name, int days_ago, bool back = false) {
        const PersonId id = add_person(name);
        const SourceId source = add_source(
            "https://" + std::to_string(static_cast<std::int64_t>(id)) + ".example/", "blog", id);
        for (int i = 40; i >= 0; --i)
            add_activity(source, id, Verb::post, start - (days_ago + i) * day);
        if (back) add_activity(source, id, Verb::post, start - hour);
        Coverage coverage;
        coverage.proven_until = start;
        store_.coverages.save(source, coverage);
        return id;
    }
};

TEST_F(BacktestCommandTest, TheSensitivitiesAreComparedAndNothingIsRemembered) {
    add_quiet_person("Ana Duarte", 100);
    add_quiet_person("Ben Ilves", 6, true);
    const json::object answer = get("/v1/backtest");
    EXPECT_EQ(answer.at("people"), 2);
    const json::array& items = answer.at("items").as_array();
    ASSERT_EQ(items.size(), 3u);
    EXPECT_EQ(items[0].at("sensitivity"), "low");
    EXPECT_EQ(items[0].at("quiet"), 1);
    EXPECT_EQ(items[1].at("sensitivity"), "normal");
    EXPECT_EQ(items[1].at("quiet"), 2);
    EXPECT_EQ(items[1].at("people"), 2);
    EXPECT_EQ(items[1].at("back"), 1);
    EXPECT_EQ(items[1].at("back_within_3_days"), 1);
    EXPECT_GT(items[0].at("median_days_to_note").as_double(),
              items[2].at("median_days_to_note").as_double());
    EXPECT_EQ(answer.if_contains("notes"), nullptr);
    EXPECT_TRUE(store_.findings.page({}).empty());
    EXPECT_EQ(store_.states.of(PersonId(1)), PersonState{});
}

TEST_F(BacktestCommandTest, WhoWaitsForALongOneSeesHowFarItIs) {
    add_quiet_person("Ana Duarte", 100);
    add_quiet_person("Ben Ilves", 6, true);
    control::Request request;
    request.method = "GET";
    request.path = {"v1", "backtest"};
    request.peer = peer_;
    bool ended = false;
    boost::asio::co_spawn(io_, commands_.answer(std::move(request)),
                          [&ended](std::exception_ptr, const Answer&) { ended = true; });
    EXPECT_EQ(get("/v1/backtests").at("items"),
              json::parse(R"([{"kind":"people","taken":1,"of":2}])"));
    EXPECT_FALSE(ended);
    while (!ended)
        io_.run_one();
    EXPECT_EQ(get("/v1/backtests").at("items"), json::array());
}

TEST_F(BacktestCommandTest, AWeekIsOneInWhichPeopleWereWatched) {
    // Ana is known for 140 days, Ben for 46: on average they were watched for 93.
    add_quiet_person("Ana Duarte", 100);
    add_quiet_person("Ben Ilves", 6, true);
    const json::object normal = get("/v1/backtest").at("items").at(1).as_object();
    EXPECT_EQ(normal.at("quiet"), 2);
    EXPECT_NEAR(normal.at("quiet_a_week").as_double(), 2 / (93 / 7.0), 1e-9);
}

TEST_F(BacktestCommandTest, OneSensitivityIsToldNoteByNoteNewestFirst) {
    add_quiet_person("Ana Duarte", 100);
    add_quiet_person("Ben Ilves", 6, true);
    const json::object answer = get("/v1/backtest?sensitivity=normal");
    const json::array& notes = answer.at("notes").as_array();
    ASSERT_EQ(notes.size(), 2u);
    EXPECT_EQ(notes[0].at("kind"), "quiet");
    EXPECT_EQ(notes[0].at("person").at("name"), "Ben Ilves");
    EXPECT_EQ(notes[0].at("confidence"), "clear");
    EXPECT_EQ(notes[0].at("back_at"), json::string(to_rfc3339(start - hour)));
    EXPECT_LT(notes[0].at("back_after_days").as_double(), 3);
    EXPECT_EQ(notes[1].at("person").at("name"), "Ana Duarte");
    EXPECT_TRUE(notes[1].at("back_at").is_null());
    EXPECT_TRUE(notes[1].at("back_after_days").is_null());
}

TEST_F(BacktestCommandTest, NumbersInSentencesCount) {
    const PersonId ana = add_quiet_person("Ana Duarte", 2);
    for (const int more : {3, 24}) {  // said again as it grew
        News news;
        news.activity.verb = Verb::connect;
        news.activity.objects = {{"Bo Reed", ""}};
        news.activity.more_objects = more;
        news.at = start - day + more * minute;
        store_.activities.add(SourceId(1), ana, news, start);
    }
    const json::object answer = get("/v1/backtest?sensitivity=normal");
    ASSERT_EQ(answer.at("notes").as_array().size(), 1u);
    const json::object& note = answer.at("notes").at(0).as_object();
    EXPECT_EQ(note.at("of"), "connections");
    EXPECT_EQ(note.at("count"), 25);
    EXPECT_EQ(note.at("sentences"), 1);
    EXPECT_EQ(note.at("in_sentences"), 25);
    EXPECT_EQ(note.at("named"), 1);
}

TEST_F(BacktestCommandTest, ConnectionsAreKnownAmongTheRest) {
    const PersonId ana = add_quiet_person("Ana Duarte", 2);
    for (int i = 0; i < 20; ++i)
        add_activity(SourceId(1), ana, i % 2 == 0 ? Verb::connect : Verb::follow,
                     start - day + i * minute);
    const json::object answer = get("/v1/backtest?sensitivity=normal");
    ASSERT_EQ(answer.at("notes").as_array().size(), 1u);
    EXPECT_EQ(answer.at("notes").at(0).at("of"), "connections");
    EXPECT_EQ(answer.at("notes").at(0).at("count"), 20);
}

TEST_F(BacktestCommandTest, OfOnePersonAndOfATime) {
    add_quiet_person("Ana Duarte", 100);
    add_quiet_person("Ben Ilves", 23);
    const auto quiets = [this](const std::string& query) {
        return get("/v1/backtest?sensitivity=normal" + query).at("items").at(0).at("quiet");
    };
    EXPECT_EQ(quiets("&person=2"), 1);
    EXPECT_EQ(quiets("&days=30"), 1);
    EXPECT_EQ(quiets("&days=3650"), 2);
}

TEST_F(BacktestCommandTest, WhatCannotBeAskedIsRefused) {
    add_person("Passer By", Standing::light);
    for (const char* query : {"person=1", "person=2", "person=x", "days=0", "days=3651",
                              "sensitivity=most", "speed=9"}) {
        const Answer answer = ask("GET", std::string("/v1/backtest?") + query);
        EXPECT_EQ(answer.status, 400) << query << answer.body;
    }
    EXPECT_EQ(ask("GET", "/v1/backtest?days=3650").status, 200);
}

TEST_F(BacktestCommandTest, OnlyWhomYouFollow) {
    add_person("Passer By", Standing::light);
    EXPECT_EQ(get("/v1/backtest").at("people"), 0);
}

TEST_F(BacktestCommandTest, ALeaveIsNoSilenceAndOfWhoRestsNothingIsTold) {
    const PersonId ana = add_quiet_person("Ana Duarte", 100);
    const auto quiets = [this] {
        return get("/v1/backtest?sensitivity=normal").at("items").at(0).at("quiet").as_int64();
    };
    const auto say = [&](Instant at, const std::string& verb, const std::string& body = "") {
        clock_.jump_to(at);
        const Answer answer = ask("POST", "/v1/people/1/" + verb, body);
        EXPECT_EQ(answer.status, 200) << answer.body;
    };
    EXPECT_EQ(quiets(), 1);
    // Away for all of it but the last days; then that leave is over and another one begins.
    Answers answers;
    answers.leave = Stretch{start - 99 * day, start - 4 * day};
    store_.answers.save(ana, answers);
    EXPECT_EQ(quiets(), 0);
    say(start, "away", R"({"until": ")" + to_rfc3339(start + day) + R"("})");
    EXPECT_EQ(quiets(), 0);
    EXPECT_EQ(ask("POST", "/v1/undo").status, 200);
    store_.answers.save(ana, Answers());
    EXPECT_EQ(quiets(), 1);
    // At rest nobody knows since when, until after the line was passed.
    Person resting = *person_at(ana);
    resting.standing = Standing::resting;
    update(resting);
    say(start, "follow");
    EXPECT_EQ(quiets(), 0);
}

}  // namespace
}  // namespace earshot::app
