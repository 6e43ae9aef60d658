// A line of one's own, by command and by the configuration: in force at once, with undo, for a
// person and for a circle; and what is said of those who are not told.

#include "daemon/app/answers/own_lines.hpp"

#include "daemon/app/findings/look.hpp"
#include "daemon/io/store/people/circles.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/user_answers.hpp"
#include "earshot/digest.hpp"
#include "support/lives_test.hpp"

namespace earshot::app {
namespace {

class OwnLinesTest : public LivesTest {
protected:
    /// Daily for twenty days, then silent for so many: told after six by the rhythm.
    PersonId silent(const std::string& name, int days, const std::string& circle = "") {
        const PersonId id = add_writer(name, circle);
        posts_daily({id}, 20);
        days_pass(days);
        return id;
    }
    json::object set(PersonId id, const std::string& quiet) {
        return changed(path(id, "set"), R"({"quiet":)" + quiet + "}");
    }
    static std::string page(PersonId id) {
        return "/v1/people/" + std::to_string(static_cast<std::int64_t>(id));
    }
    json::object people() { return get("/v1/status").at("people").as_object(); }
    std::string why(PersonId id) {
        std::string text;
        const json::object answer = get(path(id, "why"));
        for (const json::value& line : answer.at("why").as_array())
            text += std::string(line.at("label").as_string()) + "|" +
                    std::string(line.at("text").as_string()) + "\n";
        return text;
    }
};

TEST_F(OwnLinesTest, IsInForceAtOnceAndUndoTakesItBack) {
    const PersonId ines = silent("Ines Duarte", 4);
    EXPECT_TRUE(findings_of(ines).empty());
    const json::object change = set(ines, "\"3d\"");
    EXPECT_EQ(change.at("sentence"), "Ines Duarte: silence is told after 3d");
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
    EXPECT_EQ(get(page(ines)).at("quiet_after"), "3d");
    EXPECT_EQ(told_next(), Lines{"quiet Ines Duarte"});
    changed("/v1/undo");
    EXPECT_EQ(findings_of(ines), Lines{"quiet closed"});
    EXPECT_EQ(newest("quiet").closed_by, ClosedBy::line_moved);
    EXPECT_TRUE(get(page(ines)).at("quiet_after").is_null());
    days_pass(4);  // by the rhythm it is told all the same, and is the same silence
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
}

TEST_F(OwnLinesTest, ALaterLineTakesAQuietBackAndUndoOpensIt) {
    const PersonId ines = silent("Ines Duarte", 12);
    send_digest();
    EXPECT_EQ(findings_of(ines), Lines{"quiet told"});
    set(ines, "\"6 weeks\"");
    EXPECT_EQ(findings_of(ines), Lines{"quiet closed"});
    EXPECT_EQ(people().at("quiet"), 0);
    changed("/v1/undo");
    EXPECT_EQ(findings_of(ines), Lines{"quiet told"});
    EXPECT_TRUE(told_next().empty()) << "what was told is not told again";
}

TEST_F(OwnLinesTest, NeverIsNeverAndLearnedIsTheRhythmAgain) {
    const PersonId ines = silent("Ines Duarte", 12);
    EXPECT_EQ(set(ines, "\"never\"").at("sentence"), "Ines Duarte: silence is never told");
    EXPECT_EQ(findings_of(ines), Lines{"quiet closed"});
    days_pass(30);
    EXPECT_EQ(findings_of(ines), Lines{"quiet closed"});
    EXPECT_EQ(people().at("beyond"), 1) << "nobody vouches for her either";
    set(ines, "null");
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"}) << "it is the same silence";
}

TEST_F(OwnLinesTest, ForACircleItIsWhoeverHasNoneOfTheirOwn) {
    const PersonId ines = add_writer("Ines Duarte", "choir");
    const PersonId bo = add_writer("Bo Birke", "choir");
    const PersonId cy = add_writer("Cy Dahl", "band");
    posts_daily({ines, bo, cy}, 20);
    set(bo, "\"30d\"");
    days_pass(4);
    changed("/v1/circles/set", R"({"circle":"choir","quiet":"3d"})");
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
    EXPECT_TRUE(findings_of(bo).empty());
    EXPECT_TRUE(findings_of(cy).empty());
    changed("/v1/undo");
    EXPECT_EQ(store_.circles.own_line("choir"), std::nullopt);
    EXPECT_EQ(findings_of(ines), Lines{"quiet closed"});
}

TEST_F(OwnLinesTest, WhatWasCalledNormalGivesWayAndComesBack) {
    const PersonId ines = silent("Ines Duarte", 20);
    changed(path(newest("quiet"), "normal"));
    EXPECT_GT(store_.answers.of(ines).usual_silence_days, 15);
    set(ines, "\"9d\"");
    EXPECT_EQ(store_.answers.of(ines).usual_silence_days, 0);
    changed("/v1/undo");
    EXPECT_GT(store_.answers.of(ines).usual_silence_days, 15);
}

TEST_F(OwnLinesTest, WhatCannotBeIsRefusedByName) {
    const PersonId ines = silent("Ines Duarte", 1);
    for (const char* quiet : {"\"soon\"", "\"1h\"", "\"40y\"", "7"}) {
        const Answer answer =
            ask("POST", path(ines, "set"), R"({"quiet":)" + std::string(quiet) + "}");
        EXPECT_EQ(answer.status, 422) << quiet;
        EXPECT_NE(answer.body.find("quiet"), std::string::npos) << answer.body;
    }
    EXPECT_EQ(ask("POST", path(ines, "set"), "{}").status, 422);
    EXPECT_EQ(ask("POST", "/v1/circles/set", R"({"circle":"nobody's","quiet":"6w"})").status, 404);
    Person declared = store_.people.one(ines).value();
    declared.declared_at = "earshot.toml:12";
    store_.people.update(declared);
    const Answer answer = ask("POST", path(ines, "set"), R"({"quiet":"6w"})");
    EXPECT_EQ(answer.status, 409);
    EXPECT_NE(answer.body.find("earshot.toml:12"), std::string::npos);
}

TEST_F(OwnLinesTest, TheConfigurationHasTheLastWordOnACircle) {
    silent("Ines Duarte", 1, "choir");
    notice_.circles["choir"].own_line = OwnLine{10 * day};
    const Answer answer = ask("POST", "/v1/circles/set", R"({"circle":"choir","quiet":"6w"})");
    EXPECT_EQ(answer.status, 409) << answer.body;
}

TEST_F(OwnLinesTest, AReloadMovesTheLinesOfThoseWhoseMeasureChanged) {
    const PersonId ines = silent("Ines Duarte", 4, "choir");
    const auto before = measures(store_, notice_);
    notice_.circles["choir"].own_line = OwnLine{2 * day};
    EXPECT_EQ(move_lines(store_, notice_, before, clock_.now()).size(), 1u);
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
    EXPECT_TRUE(move_lines(store_, notice_, measures(store_, notice_), clock_.now()).empty());
}

TEST_F(OwnLinesTest, NoLineGoesRoundCoverage) {
    const PersonId ines = add_writer("Ines Duarte");
    posts_daily({ines}, 20);
    clock_.jump_to(clock_.now() + 9 * day);  // nobody looked
    set(ines, "\"3d\"");
    EXPECT_TRUE(findings_of(ines).empty());
}

// --- those who are not told ---

TEST_F(OwnLinesTest, WhoSoonHasThoseBeyondTheirLongestPauseWithTheDay) {
    const PersonId ines = silent("Ines Duarte", 3);
    const PersonId bo = add_writer("Bo Birke");
    posts_daily({bo}, 1);
    const json::array items = get("/v1/people?state=soon").at("items").as_array();
    ASSERT_EQ(items.size(), 1u);
    const json::object& one = items.front().as_object();
    EXPECT_EQ(one.at("name"), "Ines Duarte");
    EXPECT_EQ(one.at("regularity"), "very regular");
    const json::object& silence = one.at("silence").as_object();
    EXPECT_EQ(silence.at("beyond_longest"), true);
    EXPECT_EQ(silence.at("because"), "own-rhythm");
    EXPECT_NEAR(silence.at("line_days").to_number<double>(), 6.4, 0.5);
    const auto told = parse_rfc3339(silence.at("would_be_told").as_string().c_str());
    ASSERT_TRUE(told);
    EXPECT_GT(*told, clock_.now() + 2 * day);
    EXPECT_LT(*told, clock_.now() + 6 * day);
    days_pass(6);
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
    EXPECT_TRUE(get("/v1/people?state=soon").at("items").as_array().empty());
}

TEST_F(OwnLinesTest, TheHeaderVouchesOnlyForThoseItKnows) {
    const PersonId ines = silent("Ines Duarte", 0);
    const PersonId bo = add_writer("Bo Birke");
    posts_daily({ines, bo}, 20);
    const auto sum = [&] {
        const json::object now = people();
        std::int64_t all = 0;
        for (const char* part : {"as_usual", "beyond", "quiet", "held_back", "learning"})
            all += now.at(part).as_int64();
        EXPECT_EQ(all, now.at("followed").as_int64());
        return now;
    };
    EXPECT_EQ(sum().at("as_usual"), 2);
    posts_daily({bo}, 3);
    EXPECT_EQ(sum().at("beyond"), 1);
    EXPECT_EQ(sum().at("as_usual"), 1);
    EXPECT_NE(teller_.preview(clock_.now())
                  .summary.find(
                      "Of 2 people, 1 looks like themselves and 1 is silent longer than ever seen, "
                      "but not past their line."),
              std::string::npos)
        << teller_.preview(clock_.now()).summary;
    posts_daily({bo}, 6);
    EXPECT_EQ(sum().at("quiet"), 1);
    EXPECT_EQ(sum().at("beyond"), 0);
}

TEST_F(OwnLinesTest, AnAbsenceThatARhythmCapsIsALongestPauseAllTheSame) {
    const PersonId ines = add_writer("Ines Duarte");
    posts_daily({ines}, 7);
    days_pass(59);
    posts_daily({ines}, 4);
    days_pass(19);
    EXPECT_EQ(people().at("beyond"), 0);
    EXPECT_EQ(people().at("as_usual"), 1);
    EXPECT_EQ(why(ines).find("longer than their longest"), why(ines).find("not longer") + 4)
        << why(ines);
}

TEST_F(OwnLinesTest, WhyOfSomebodyWhoIsNotToldSaysTheNearestMiss) {
    const PersonId ines = silent("Ines Duarte", 3);
    std::string text = why(ines);
    EXPECT_NE(text.find("not told|3 days of silence short of their line\n"), std::string::npos)
        << text;
    EXPECT_NE(text.find("longer than their longest pause of late, 1 day\n"), std::string::npos)
        << text;
    EXPECT_NE(text.find("usual|daily, very regular\n"), std::string::npos) << text;
    EXPECT_NE(text.find("the wait|6 days, by how regular they are\n"), std::string::npos) << text;
    EXPECT_NE(text.find("told|if nobody is seen before "), std::string::npos) << text;
    set(ines, "\"never\"");
    EXPECT_NE(why(ines).find("you said that their silence is never told"), std::string::npos);
    const PersonId bo = add_writer("Bo Birke");
    EXPECT_NE(why(bo).find("nobody has been seen"), std::string::npos);
}

TEST_F(OwnLinesTest, WhyOfSomebodyHardlyKnownSaysThatNoMailSaysSo) {
    const PersonId ines = add_writer("Ines Duarte");
    for (int i = 0; i < 4; ++i) {
        post(ines, clock_.now() + day - hour);
        days_pass(2);
    }
    days_pass(60);
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
    EXPECT_TRUE(told_next().empty());
    EXPECT_NE(why(ines).find("too few gaps are known to be sure"), std::string::npos) << why(ines);
}

}  // namespace
}  // namespace earshot::app
