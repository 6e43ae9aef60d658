// What the day brings by itself: new connections without a word, what fades, a year of silence, and
// several people at once.

#include "daemon/io/store/people/touches.hpp"
#include "support/lives_test.hpp"

namespace earshot::app {
namespace {

constexpr const char* my_page = "https://me.example/";

class CalendarTest : public LivesTest {
protected:
    CalendarTest() {
        MeSettings me;
        me.name = "Robin Roe";
        me.accounts = {my_page};
        lives_.set(PollSettings(), NoticeSettings(), Me(me));
    }
    void connections(const std::string& rows) {
        const Answer answer =
            ask("POST", "/v1/import/linkedin",
                "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n" + rows);
        ASSERT_EQ(answer.status, 200) << answer.body;
    }
    /// "Ann Quill is now connected to Jo Park." and so on, in one document.
    std::string network(const std::vector<std::tuple<std::string, std::string, Instant>>& rows) {
        std::string text = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Network</title>";
        for (const auto& [actor, sentence, at] : rows)
            text += "<entry><id>" + actor + sentence + "</id><title>" + actor + " " + sentence +
                    "</title><author><name>" + actor + "</name></author><updated>" +
                    to_rfc3339(at) + "</updated></entry>";
        return text + "</feed>";
    }
};

TEST_F(CalendarTest, ANewConnectionIsAskedAboutOnDaySevenAndTwentyOneAndThenNever) {
    connections("Chidi,Okafor,https://www.linkedin.com/in/chidi,,,,14 Apr 2026\n");  // today
    std::map<int, Lines> told;
    for (int d = 1; d <= 60; ++d) {
        clock_.jump_to(clock_.now() + day);
        if (const Lines lines = told_next(); !lines.empty()) {
            told[d] = lines;
            send_digest();
        }
    }
    EXPECT_EQ(told, (std::map<int, Lines>{{7, {"follow_up Chidi Okafor"}},
                                          {21, {"follow_up Chidi Okafor"}}}));
}

TEST_F(CalendarTest, AWordAnswersANewConnection) {
    connections("Chidi,Okafor,https://www.linkedin.com/in/chidi,,,,14 Apr 2026\n");
    clock_.jump_to(clock_.now() + 3 * day);
    changed(path(called("Chidi Okafor"), "touch"));
    clock_.jump_to(clock_.now() + 10 * day);
    EXPECT_TRUE(told_next().empty());
    clock_.jump_to(clock_.now() + 10 * day);
    EXPECT_TRUE(told_next().empty());
}

TEST_F(CalendarTest, OldConnectionsAreNotAskedAbout) {
    connections("Chidi,Okafor,https://www.linkedin.com/in/chidi,,,,1 Mar 2024\n");
    EXPECT_TRUE(told_next().empty());
}

TEST_F(CalendarTest, TheUsersOwnFeedShowsConnectionsAndWords) {
    const PersonId ines = add_person("Ines Duarte");
    const SourceId own = add_source(my_page + std::string("activity.atom"), "mine");
    const std::string head =
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>mine</title>"
        "<author><name>Robin Roe</name><uri>https://me.example/</uri></author>";
    const auto entry = [](const std::string& title, Instant at) {
        return "<entry><id>" + title + "</id><title>" + title + "</title><updated>" +
               to_rfc3339(at) + "</updated></entry>";
    };
    poll(own,
         head + entry("Robin Roe is now connected to Chidi Okafor.", start - hour) + "</feed>");
    EXPECT_FALSE(source_at(own)->owner);
    for (const Person& person : all_people())
        EXPECT_NE(person.name, "Robin Roe");
    clock_.jump_to(start + 7 * day);
    EXPECT_EQ(told_next(), Lines{"follow_up Chidi Okafor"});

    poll(own, head + entry("Robin Roe is now connected to Chidi Okafor.", start - hour) +
                  entry("Robin Roe recommends Chidi Okafor", start + 6 * day) +
                  entry("Robin Roe recommends Ines Duarte", start + 6 * day) + "</feed>");
    EXPECT_TRUE(told_next().empty());
    ASSERT_EQ(store_.touches.of(ines, 10).size(), 1u);
    EXPECT_TRUE(store_.touches.of(ines, 10).front().seen);
}

TEST_F(CalendarTest, WhatNobodyAnswersFades) {
    const PersonId ines = add_writer("Ines Duarte");
    posts_daily({ines}, 20);
    days_pass(25);
    post(ines, clock_.now() + day - hour);
    days_pass(1);
    send_digest();
    EXPECT_EQ(findings_of(ines), (Lines{"quiet closed", "back told"}));
    posts_daily({ines}, 15);
    send_digest();
    EXPECT_EQ(findings_of(ines), (Lines{"quiet closed", "back closed"}));
    EXPECT_EQ(newest("back").closed_by, ClosedBy::faded);
}

TEST_F(CalendarTest, ASilenceThatLastsIsNoLongerOpenButStillQuiet) {
    const PersonId ines = add_writer("Ines Duarte");
    posts_daily({ines}, 20);
    days_pass(25);
    send_digest();
    days_pass(20);
    send_digest();
    EXPECT_TRUE(get("/v1/people?state=open").at("items").as_array().empty());
    const json::array quiet = get("/v1/people?state=quiet").at("items").as_array();
    ASSERT_EQ(quiet.size(), 1u);
    EXPECT_EQ(quiet.at(0).at("name"), "Ines Duarte");
    post(ines, clock_.now() + day - hour);
    days_pass(1);
    EXPECT_EQ(told_next(), Lines{"back Ines Duarte"});
}

TEST_F(CalendarTest, AYearOfSilenceIsToldOnceMore) {
    const PersonId ines = add_writer("Ines Duarte");
    posts_daily({ines}, 20);
    int told = 0;
    int last_told = 0;
    for (int d = 1; d <= 500; ++d) {
        days_pass(1);
        if (told_next().empty()) continue;
        send_digest();
        ++told;
        last_told = d;
    }
    EXPECT_EQ(told, 2);
    EXPECT_EQ(last_told, 365);
}

// --- several at once ---

TEST_F(CalendarTest, FiveWhoConnectWithTheSameNewcomerAreOneLine) {
    const SourceId feed = add_network("https://network.example/updates");
    std::vector<std::tuple<std::string, std::string, Instant>> rows{
        {"Ann Quill", "posted a letter", start - 3 * day}};
    poll(feed, network(rows));
    clock_.jump_to(start + day);
    const std::vector<std::string> people{"Ann Quill", "Bo Birke", "Cleo Moss", "Dee Fern"};
    for (std::size_t i = 0; i < people.size(); ++i)
        rows.emplace_back(people[i], "is now connected to Jo Park.",
                          start + static_cast<int>(i) * hour);
    poll(feed, network(rows));
    EXPECT_TRUE(told_next().empty());
    clock_.jump_to(start + day + hour);
    rows.emplace_back("Eli Reed", "is now connected to Jo Park.", start + 20 * hour);
    poll(feed, network(rows));
    EXPECT_EQ(told_next(), Lines{"pattern Jo Park"});
    const auto shared = std::get<Shared>(newest("shared").evidence);
    EXPECT_EQ(shared.people.size(), 5u);
}

TEST_F(CalendarTest, WhoConnectsWithTheUserIsNoPattern) {
    const SourceId feed = add_network("https://network.example/updates");
    std::vector<std::tuple<std::string, std::string, Instant>> rows{
        {"Ann Quill", "posted a letter", start - 3 * day}};
    poll(feed, network(rows));
    clock_.jump_to(start + day);
    for (const char* who : {"Ann Quill", "Bo Birke", "Cleo Moss", "Dee Fern", "Eli Reed"})
        rows.emplace_back(who, "is now connected to Robin Roe.", start + hour);
    poll(feed, network(rows));
    EXPECT_TRUE(told_next().empty());
}

TEST_F(CalendarTest, T08_half_a_circle_quiet_at_once_is_one_line_or_none) {
    std::vector<PersonId> circle;
    for (const char* name : {"Ann Quill", "Bo Birke", "Cleo Moss", "Dee Fern"})
        circle.push_back(add_writer(name, "friends"));
    const PersonId other = add_writer("Eli Reed", "friends");
    std::vector<PersonId> everybody = circle;
    everybody.push_back(other);
    posts_daily(everybody, 20);
    Lines told;
    for (int d = 0; d < 40; ++d) {
        posts_daily({other}, 1);
        for (std::string& line : told_next())
            told.push_back(std::move(line));
        send_digest();
    }
    EXPECT_EQ(told, Lines{"pattern friends"});
    const auto shared = std::get<Shared>(newest("shared").evidence);
    EXPECT_EQ(shared.quiets.size(), 4u);
    // Each of them is still somebody of their own: quiet, and back.
    EXPECT_EQ(get("/v1/people?state=quiet").at("items").as_array().size(), 4u);
    post(circle[0], clock_.now() + day - hour);
    days_pass(1);
    EXPECT_EQ(told_next(), Lines{"back Ann Quill"});
}

TEST_F(CalendarTest, WhoIsFirstOfASilentCircleWaitsForTheOthersButNotForLong) {
    std::vector<PersonId> circle;
    for (const char* name : {"Ann Quill", "Bo Birke", "Cleo Moss", "Dee Fern"})
        circle.push_back(add_writer(name, "friends"));
    posts_daily(circle, 20);
    posts_daily({circle[1], circle[2], circle[3]}, 2);
    days_pass(5);
    EXPECT_EQ(findings_of(circle[0]), Lines{"quiet open"});
    EXPECT_TRUE(told_next().empty()) << "the others are silent, too";
    days_pass(2);
    EXPECT_EQ(findings_of(circle[3]), Lines{"quiet open"});
    EXPECT_EQ(told_next(), Lines{"pattern friends"});
}

TEST_F(CalendarTest, WhoIsSilentAloneDoesNotWait) {
    std::vector<PersonId> circle;
    for (const char* name : {"Ann Quill", "Bo Birke", "Cleo Moss", "Dee Fern"})
        circle.push_back(add_writer(name, "friends"));
    posts_daily(circle, 20);
    posts_daily({circle[1], circle[2], circle[3]}, 7);
    EXPECT_EQ(told_next(), Lines{"quiet Ann Quill"});
}

TEST_F(CalendarTest, APatternThatWaitsSaysOnlyWhoIsStillQuiet) {
    std::vector<PersonId> circle;
    for (const char* name : {"Ann Quill", "Bo Birke", "Cleo Moss", "Dee Fern"})
        circle.push_back(add_writer(name, "friends"));
    posts_daily(circle, 20);
    days_pass(8);
    EXPECT_EQ(told_next(), Lines{"pattern friends"});
    post(circle[0], clock_.now() + day - hour);
    days_pass(1);
    EXPECT_EQ(told_next(), (Lines{"back Ann Quill", "pattern friends"}));
    EXPECT_EQ(std::get<Shared>(newest("shared").evidence).people.size(), 3u);
    post(circle[1], clock_.now() + day - hour);
    days_pass(1);
    const Lines left = told_next();
    EXPECT_EQ(std::count(left.begin(), left.end(), "pattern friends"), 0);
    EXPECT_EQ(newest("shared").state, Finding::State::closed);
}

}  // namespace
}  // namespace earshot::app
