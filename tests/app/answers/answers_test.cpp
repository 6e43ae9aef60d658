// What the user answers, through the API and the real intake: what it closes, what it teaches, and
// that it can be taken back.

#include "daemon/app/people/declared.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "daemon/io/store/people/user_answers.hpp"
#include "support/lives_test.hpp"

namespace earshot::app {
namespace {

class AnswersTest : public LivesTest {
protected:
    /// Ines posted daily for twenty days and is quiet since.
    PersonId quiet_ines() {
        const PersonId ines = add_writer("Ines Duarte");
        posts_daily({ines}, 20);
        days_pass(12);
        EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
        return ines;
    }
    void returns(PersonId id) {
        post(id, clock_.now() + day - hour);
        days_pass(1);
    }
};

TEST_F(AnswersTest, OkIsSeenAndAReturnIsToldAllTheSame) {
    const PersonId ines = quiet_ines();
    const json::object answer = changed(path(newest("quiet"), "ok"));
    EXPECT_EQ(answer.at("state"), "closed");
    EXPECT_EQ(answer.at("change").at("sentence"), "#1 Ines Duarte: seen");
    EXPECT_TRUE(told_next().empty());
    returns(ines);
    EXPECT_EQ(findings_of(ines), (Lines{"quiet closed", "back open"}));
}

TEST_F(AnswersTest, T09_a_word_yesterday_and_no_quiet_today) {
    const PersonId ines = add_writer("Ines Duarte");
    posts_daily({ines}, 20);
    days_pass(5);  // her line is at day 6 or so
    changed(path(ines, "touch"), R"({"how":"called"})");
    days_pass(4);
    EXPECT_TRUE(findings_of(ines).empty());
    days_pass(4);  // counted from the word
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
}

TEST_F(AnswersTest, AWordAnswersTheQuietAndUndoOpensItAgain) {
    const PersonId ines = quiet_ines();
    const json::object change = changed(path(ines, "touch"), R"({"how":"wrote","note":"in May"})");
    EXPECT_EQ(change.at("kind"), "touch");
    EXPECT_EQ(newest("quiet").closed_by, ClosedBy::touched);
    changed("/v1/undo");
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
    EXPECT_TRUE(store_.touches.of(ines, 10).empty());
    returns(ines);
    EXPECT_EQ(findings_of(ines), (Lines{"quiet closed", "back open"}));
}

TEST_F(AnswersTest, AWordLiesNotInTheFuture) {
    const PersonId ines = quiet_ines();
    const Answer answer =
        ask("POST", path(ines, "touch"), R"({"at":")" + to_rfc3339(clock_.now() + 2 * day) + "\"}");
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
}

TEST_F(AnswersTest, NormalTeachesTheLineAndMakesNoReturn) {
    const PersonId ines = quiet_ines();
    changed(path(newest("quiet"), "normal"));
    const double usual = store_.answers.of(ines).usual_silence_days;
    EXPECT_NEAR(usual, 12, 1.1);
    days_pass(40);  // the same silence is not told again
    EXPECT_EQ(findings_of(ines), Lines{"quiet closed"});
    returns(ines);
    EXPECT_EQ(findings_of(ines), Lines{"quiet closed"});
    days_pass(static_cast<int>(usual) - 1);
    EXPECT_EQ(findings_of(ines).size(), 1u);
}

TEST_F(AnswersTest, UndoOfNormalForgetsWhatItTaught) {
    const PersonId ines = quiet_ines();
    changed(path(newest("quiet"), "normal"));
    const json::object answer = changed(path(newest("quiet"), "undo"));
    EXPECT_EQ(answer.at("state"), "open");
    EXPECT_EQ(store_.answers.of(ines), Answers{});
    EXPECT_EQ(slug_of(ask("POST", path(newest("quiet"), "undo"))), "nothing-to-undo");
}

TEST_F(AnswersTest, AMistakeMakesNoReturn) {
    const PersonId ines = quiet_ines();
    changed(path(newest("quiet"), "wrong"));
    returns(ines);
    EXPECT_EQ(findings_of(ines), Lines{"quiet closed"});
}

TEST_F(AnswersTest, SnoozeHidesAndTellsAgain) {
    const PersonId ines = quiet_ines();
    send_digest();
    EXPECT_EQ(findings_of(ines), Lines{"quiet told"});
    changed(path(newest("quiet"), "snooze"),
            R"({"until":")" + to_rfc3339(clock_.now() + 14 * day) + "\"}");
    EXPECT_TRUE(get("/v1/people?state=open").at("items").as_array().empty());
    days_pass(13);
    EXPECT_TRUE(told_next().empty());
    days_pass(2);
    EXPECT_EQ(told_next(), Lines{"quiet Ines Duarte"});
}

TEST_F(AnswersTest, SnoozeNeedsATime) {
    quiet_ines();
    EXPECT_EQ(ask("POST", path(newest("quiet"), "snooze")).status, 422);
    EXPECT_EQ(ask("POST", path(newest("quiet"), "snooze"), R"({"until":"soon"})").status, 422);
    EXPECT_EQ(slug_of(ask("POST", "/v1/findings/77/snooze")), "not-found");
}

TEST_F(AnswersTest, ALeaveIsNoSilenceAndItsEndIsToldAsAReturn) {
    const PersonId ines = add_writer("Ines Duarte");
    posts_daily({ines}, 20);
    changed(path(ines, "away"), R"({"until":")" + to_rfc3339(clock_.now() + 60 * day) + "\"}");
    days_pass(55);
    EXPECT_TRUE(findings_of(ines).empty());
    returns(ines);
    EXPECT_EQ(findings_of(ines), (Lines{"quiet closed", "back open"}));
}

TEST_F(AnswersTest, ALeaveAnswersAQuietAndCanBeTakenBack) {
    const PersonId ines = quiet_ines();
    changed(path(ines, "away"), R"({"until":"2026-12-24"})");
    EXPECT_EQ(newest("quiet").closed_by, ClosedBy::away);
    changed("/v1/undo");
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
    EXPECT_FALSE(store_.answers.of(ines).leave);
}

TEST_F(AnswersTest, NobodyBecomesQuietDuringALeave) {
    const PersonId ines = add_writer("Ines Duarte");
    posts_daily({ines}, 20);
    clock_.jump_to(clock_.now() + 23 * day);  // her line is passed, and nobody has looked yet
    changed(path(ines, "away"), R"({"until":")" + to_rfc3339(clock_.now() + 30 * day) + "\"}");
    days_pass(25);
    EXPECT_TRUE(findings_of(ines).empty());
    days_pass(10);
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
}

TEST_F(AnswersTest, OneLeaveAfterAnotherIsOne) {
    const PersonId ines = add_writer("Ines Duarte");
    posts_daily({ines}, 20);
    changed(path(ines, "away"), R"({"until":")" + to_rfc3339(clock_.now() + 30 * day) + "\"}");
    days_pass(32);
    changed(path(ines, "away"), R"({"until":")" + to_rfc3339(clock_.now() + 10 * day) + "\"}");
    days_pass(15);
    EXPECT_TRUE(findings_of(ines).empty());
}

TEST_F(AnswersTest, ADayIsMeantToItsEnd) {
    const PersonId ines = quiet_ines();
    const std::string today = to_rfc3339(clock_.now()).substr(0, 10);
    const json::object touched = changed(path(ines, "touch"), R"({"at":")" + today + "\"}");
    EXPECT_EQ(store_.touches.of(ines, 1).front().at, clock_.now());
    const json::object away = changed(path(ines, "away"), R"({"until":"2026-12-24"})");
    EXPECT_EQ(away.at("sentence"), "Ines Duarte is away until 24 Dec 2026");
}

TEST_F(AnswersTest, TimesAreWrittenAsPeopleSayThem) {
    const PersonId ines = quiet_ines();
    changed(path(ines, "touch"), R"({"at":"yesterday"})");
    const Span past = clock_.now() - store_.touches.of(ines, 1).front().at;
    EXPECT_TRUE(past > Span{0} && past < 2 * day);
    changed(path(ines, "away"), R"({"until":"2weeks"})");
    EXPECT_EQ(store_.answers.of(ines).leave->to, clock_.now() + 14 * day);
    const Answer slip = ask("POST", path(ines, "away"), R"({"until":"2020-01-01"})");
    EXPECT_EQ(slip.status, 422);
    EXPECT_NE(slip.body.find("must not lie in the past, as 1 Jan 2020 does"), std::string::npos)
        << slip.body;
    EXPECT_EQ(store_.answers.of(ines).leave->to, clock_.now() + 14 * day);
    const json::object ended = changed(path(ines, "away"), R"({"until":"now"})");
    EXPECT_EQ(ended.at("sentence"), "Ines Duarte is not away any more");
}

TEST_F(AnswersTest, OneAnswerToSeveralIsOneChange) {
    const PersonId ines = add_writer("Ines Duarte"), tom = add_writer("Tom Hale");
    posts_daily({ines, tom}, 20);
    days_pass(10);
    ASSERT_EQ(findings_of(ines), Lines{"quiet open"});
    ASSERT_EQ(findings_of(tom), Lines{"quiet open"});
    const json::object first = get("/v1/people?state=open&limit=1");
    EXPECT_EQ(first.at("items").as_array().size(), 1u);
    const json::object second =
        get("/v1/people?state=open&limit=1&after=" + std::string(first.at("next").as_string()));
    EXPECT_NE(second.at("items").at(0).at("name"), first.at("items").at(0).at("name"));
    EXPECT_TRUE(second.at("next").is_null());
    const char* several = "/v1/findings/answer";
    // All or nothing.
    EXPECT_EQ(ask("POST", several, R"({"numbers":[1,99],"answer":"normal"})").status, 404);
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
    EXPECT_EQ(store_.answers.of(ines), Answers{});
    const json::object done = changed(several, R"({"numbers":[1,2,1],"answer":"normal"})");
    EXPECT_EQ(done.at("items").as_array().size(), 2u);
    EXPECT_NE(done.at("change").at("sentence").as_string().find("; #2 "), std::string::npos);
    EXPECT_EQ(findings_of(tom), Lines{"quiet closed"});
    EXPECT_GT(store_.answers.of(tom).usual_silence_days, 0);
    changed("/v1/undo");
    for (const PersonId id : {ines, tom}) {
        EXPECT_EQ(findings_of(id), Lines{"quiet open"});
        EXPECT_EQ(store_.answers.of(id), Answers{});
    }
    changed(several, R"({"numbers":[2],"answer":"ok"})");
    // What is over already is passed over.
    const json::object rest = changed(several, R"({"numbers":[1,2],"answer":"ok"})");
    EXPECT_EQ(rest.at("items").as_array().size(), 1u);
    EXPECT_EQ(changed(several, R"({"numbers":[1,2],"answer":"ok"})").at("change"), nullptr);
    for (const char* body : {R"({"answer":"ok"})", R"({"numbers":[],"answer":"ok"})",
                             R"({"numbers":["1"],"answer":"ok"})", R"({"numbers":[1]})"})
        EXPECT_EQ(ask("POST", several, body).status, 422) << body;
}

TEST_F(AnswersTest, ASilenceFromBeforeSomebodyWasFollowedIsToldFromThenOn) {
    const PersonId ines = quiet_ines();
    changed(path(ines, "let-go"));
    changed(path(ines, "follow"));
    days_pass(2);
    returns(ines);
    EXPECT_EQ(findings_of(ines).back(), "back open");
}

TEST_F(AnswersTest, AnAnsweredTroubleIsNotToldAgainWhileItLasts) {
    const PersonId ines = add_writer("Ines Duarte");
    posts_daily({ines}, 5);
    const auto fails = [&](int days) {
        http::Reply reply;
        reply.status = 500;
        for (int i = 0; i < days; ++i) {
            clock_.jump_to(clock_.now() + day);
            lives_.take(*source_at(blogs_.at(ines)), reply, clock_.now());
        }
    };
    fails(4);
    changed(path(newest("trouble"), "ok"));
    const FindingNumber answered = newest("trouble").number;
    fails(5);
    EXPECT_EQ(newest("trouble").number, answered);
    days_pass(3);
    fails(4);
    EXPECT_NE(newest("trouble").number, answered);  // another one
}

TEST_F(AnswersTest, WhoRestsIsToldOfOnReturnOnly) {
    const PersonId ines = quiet_ines();
    changed(path(ines, "rest"));
    EXPECT_EQ(findings_of(ines), Lines{"quiet closed"});
    returns(ines);
    EXPECT_EQ(told_next(), Lines{"back Ines Duarte"});
    posts_daily({ines}, 5);
    days_pass(60);
    EXPECT_TRUE(told_next().empty());  // quiet again, and nothing is said of it
}

TEST_F(AnswersTest, WhoIsLetGoIsSilentAndTheirFeedsArePaused) {
    const PersonId ines = quiet_ines();
    const SourceId blog = blogs_.at(ines);
    changed(path(ines, "let-go"));
    EXPECT_EQ(source_at(blog)->status, SourceStatus::paused);
    EXPECT_EQ(findings_of(ines), Lines{"quiet closed"});
    changed("/v1/undo");
    EXPECT_EQ(source_at(blog)->status, SourceStatus::active);
    EXPECT_EQ(person_at(ines)->standing, Standing::followed);
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
}

TEST_F(AnswersTest, WhatTheConfigurationDeclaresIsChangedThere) {
    const PersonId ines = add_writer("Ines Duarte");
    Person person = *person_at(ines);
    person.declared_at = "earshot.toml:12";
    update(person);
    const Answer answer = ask("POST", path(ines, "let-go"));
    EXPECT_EQ(slug_of(answer), "declared");
    EXPECT_NE(answer.body.find("earshot.toml:12"), std::string::npos);
    // That she rests is no matter of the configuration, and lasts over its next reading.
    changed(path(ines, "rest"));
    Person declared;
    declared.name = "Ines Duarte";
    declared.standing = Standing::followed;
    declared.declared_at = "earshot.toml:14";
    reconcile(store_, {declared}, {}, clock_.now());
    EXPECT_EQ(person_at(ines)->declared_at, "earshot.toml:14");
    EXPECT_EQ(person_at(ines)->standing, Standing::resting);
}

TEST_F(AnswersTest, AStrangerIsFollowed) {
    const PersonId stranger = add_person("Bo Birke", Standing::light);
    changed(path(stranger, "follow"));
    EXPECT_EQ(person_at(stranger)->standing, Standing::followed);
    EXPECT_EQ(slug_of(ask("POST", path(stranger, "follow"))), "same-standing");
}

TEST_F(AnswersTest, SensitivityIsThePersonsElseTheCirclesElseEverybodys) {
    NoticeSettings settings;
    settings.circles = {{"friends", CircleSettings{Sensitivity::high, std::nullopt}}};
    lives_.set(PollSettings(), settings, Me());
    const PersonId ines = add_writer("Ines Duarte", "friends");
    const PersonId lena = add_writer("Lena Ortiz", "work");
    Person jo;
    jo.name = "Jo Sample";
    jo.circles = {"friends"};
    jo.standing = Standing::followed;
    jo.sensitivity = Sensitivity::low;
    const PersonId id = put(jo);
    blogs_[id] = add_source("https://jo.example/feed.xml", "blog", id);
    posts_daily({ines, lena, id}, 20);
    std::map<PersonId, int> quiet_after;
    for (int days = 1; days <= 60; ++days) {
        days_pass(1);
        for (const PersonId one : {ines, lena, id})
            if (!findings_of(one).empty()) quiet_after.try_emplace(one, days);
    }
    EXPECT_LT(quiet_after[ines], quiet_after[lena]);
    EXPECT_LT(quiet_after[lena], quiet_after[id]);
}

}  // namespace
}  // namespace earshot::app
