// People, what they did and what was found about them.

#include "support/commands_test.hpp"

namespace earshot::app {
namespace {

TEST_F(CommandsTest, PeopleAreListedByStanding) {
    add_person("Ines Duarte");
    add_person("Passer By", Standing::light);
    EXPECT_EQ(get("/v1/people").at("items").as_array().size(), 1u);
    EXPECT_EQ(get("/v1/people?standing=light").at("items").as_array().size(), 1u);
    EXPECT_EQ(get("/v1/people?standing=any").at("items").as_array().size(), 2u);
}

TEST_F(CommandsTest, PeopleAreFoundByNameBestFirst) {
    add_person("Inesita Ortiz", Standing::light);
    add_person("Ines Duarte");
    add_person("Lena Ortiz");
    const struct {
        const char* wanted;
        std::vector<std::string> names;
    } rows[] = {
        {"ines%20duarte", {"Ines Duarte"}},
        {"ine", {"Ines Duarte", "Inesita Ortiz"}},
        {"ortiz", {"Lena Ortiz", "Inesita Ortiz"}},
        {"nobody", {}},
    };
    for (const auto& row : rows) {
        std::vector<std::string> names;
        const json::object found = get(std::string("/v1/people?q=") + row.wanted);
        for (const json::value& item : found.at("items").as_array())
            names.emplace_back(item.at("name").as_string());
        EXPECT_EQ(names, row.names) << row.wanted;
    }
}

TEST_F(CommandsTest, WhoIsOpen) {
    const PersonId ines = add_person("Ines Duarte");
    const PersonId tom = add_person("Tom Hale");
    const PersonId lena = add_person("Lena Ortiz");
    add_finding(quiet_for(24), ines);
    add_finding(quiet_for(60), lena, Confidence::clear, Finding::State::told, start - 40 * day);
    add_finding(quiet_for(9), tom, Confidence::learning);
    add_finding(Burst{}, tom, Confidence::likely, Finding::State::told, start - 2 * day);
    add_finding(Burst{}, tom, Confidence::likely, Finding::State::open, start - 14 * day - Span{1});
    add_finding(Back{}, lena, Confidence::clear, Finding::State::closed);

    const auto matters = [this](const char* state) {
        std::vector<std::string> out;
        const json::object found = get(std::string("/v1/people?state=") + state);
        for (const json::value& item : found.at("items").as_array())
            out.push_back(std::string(item.at("name").as_string()) + " " +
                          std::string(item.at("state").as_string()));
        return out;
    };
    using Lines = std::vector<std::string>;
    EXPECT_EQ(matters("quiet"), (Lines{"Ines Duarte quiet", "Lena Ortiz quiet"}));
    EXPECT_EQ(matters("busy"), (Lines{"Tom Hale busy"}));
    EXPECT_EQ(matters("back"), Lines{});
    // Lena's silence lasts, but nobody has answered for weeks: it is no longer open.
    EXPECT_EQ(matters("open"), (Lines{"Ines Duarte quiet", "Tom Hale busy"}));
    EXPECT_EQ(get("/v1/status").at("open").at("quiet"), 1);
}

TEST_F(CommandsTest, APersonIsShownWithSourcesAndFindings) {
    const PersonId ines = add_person("Ines Duarte");
    add_source("https://blog.example/feed?token=hush", "blog", ines);
    add_finding(quiet_for(24), ines);
    const json::object shown = get("/v1/people/1");
    EXPECT_EQ(shown.at("name"), "Ines Duarte");
    EXPECT_EQ(shown.at("sources").at(0).at("title"), "blog");
    EXPECT_EQ(shown.at("open").at(0).at("kind"), "quiet");
    EXPECT_EQ(shown.at("findings").as_array().size(), 1u);
    EXPECT_EQ(json::serialize(shown).find("hush"), std::string::npos);
}

TEST_F(CommandsTest, TimelineCountsWeeksAndShowsTheLatest) {
    const PersonId ines = add_person("Ines Duarte");
    const SourceId blog = add_source("https://blog.example/", "blog", ines);
    for (const int days : {400, 363, 8, 6, 1})
        add_activity(blog, ines, Verb::post, start - days * day);
    const json::object timeline = get("/v1/people/1/timeline?limit=2");
    const json::array weeks = timeline.at("weeks").as_array();
    ASSERT_EQ(weeks.size(), 52u);
    EXPECT_EQ(weeks[0], 1);
    EXPECT_EQ(weeks[50], 1);
    EXPECT_EQ(weeks[51], 2);
    EXPECT_EQ(timeline.at("sightings"), 4u);
    const json::array items = timeline.at("items").as_array();
    ASSERT_EQ(items.size(), 2u);
    EXPECT_EQ(items[0].at("at"), json::value(to_rfc3339(start - day)));
    EXPECT_EQ(items[1].at("at"), json::value(to_rfc3339(start - 6 * day)));
}

TEST_F(CommandsTest, ActivitiesAreFilteredAndPaged) {
    const PersonId ines = add_person("Ines Duarte");
    const PersonId tom = add_person("Tom Hale");
    const SourceId source = add_source("https://a.example/");
    for (int i = 0; i < 3; ++i)
        add_activity(source, ines, Verb::post, start - i * day);
    add_activity(source, tom, Verb::connect, start);
    EXPECT_EQ(get("/v1/activities").at("items").as_array().size(), 4u);
    EXPECT_EQ(get("/v1/activities?person=1").at("items").as_array().size(), 3u);
    EXPECT_EQ(get("/v1/activities?verb=connect").at("items").as_array().size(), 1u);
    EXPECT_EQ(get("/v1/activities?since=2026-04-14T00:00:00Z").at("items").as_array().size(), 2u);
    const json::object page = get("/v1/activities?limit=3");
    EXPECT_EQ(page.at("next"), "3");
    const json::object rest = get("/v1/activities?limit=3&after=3");
    EXPECT_EQ(rest.at("items").as_array().size(), 1u);
    EXPECT_TRUE(rest.at("next").is_null());
}

TEST_F(CommandsTest, WhyComesWithTheCoverageOfEachSource) {
    const PersonId ines = add_person("Ines Duarte");
    const SourceId blog = add_source("https://blog.example/", "blog", ines);
    const SourceId toots = add_source("https://toots.example/", "toots", ines);
    const SourceId video = add_source("https://video.example/", "video", ines);
    record_polls(blog, 47, start, PollResult::same);
    record_polls(toots, 210, start, PollResult::fresh);
    record_polls(video, 2, start - hour, PollResult::fresh);
    record_polls(video, 1, start, PollResult::failed);
    const FindingNumber number = add_finding(quiet_for(24), ines);
    const json::object finding =
        get("/v1/findings/" + std::to_string(static_cast<std::int64_t>(number)));
    EXPECT_EQ(finding.at("kind"), "quiet");
    EXPECT_EQ(finding.at("person").at("name"), "Ines Duarte");
    EXPECT_EQ(finding.at("evidence").as_object().empty(), false);
    std::vector<std::string> coverage;
    for (const json::value& line : finding.at("why").as_array())
        if (line.at("text").as_string().find("poll") != json::string::npos &&
            line.at("label") != "ruled out")
            coverage.emplace_back(line.at("text").as_string());
    ASSERT_EQ(coverage.size(), 3u);
    EXPECT_EQ(coverage[0], "blog: polled 47 times since 12 Apr, 47 ok");
    EXPECT_EQ(coverage[1], "toots: the last 200 polls, since 6 Apr: 200 ok");
    EXPECT_EQ(coverage[2], "video: polled 3 times since 14 Apr, 2 ok");
}

TEST_F(CommandsTest, FindingsAreListedNewestFirst) {
    const PersonId ines = add_person("Ines Duarte");
    for (int i = 3; i > 0; --i)
        add_finding(quiet_for(24), ines, Confidence::clear, Finding::State::closed,
                    start - i * day);
    add_finding(Burst{}, ines);
    EXPECT_EQ(get("/v1/findings").at("items").as_array().size(), 4u);
    EXPECT_EQ(get("/v1/findings?state=open").at("items").as_array().size(), 1u);
    EXPECT_EQ(get("/v1/findings?kind=quiet").at("items").as_array().size(), 3u);
    const json::object page = get("/v1/findings?limit=3");
    EXPECT_EQ(page.at("items").at(0).at("number"), 4);
    EXPECT_EQ(page.at("next"), "2");
    EXPECT_EQ(get("/v1/findings?limit=3&after=2").at("items").at(0).at("number"), 1);
}

TEST_F(CommandsTest, OkClosesAFindingOnce) {
    add_finding(quiet_for(24), add_person("Ines Duarte"));
    const json::object closed = body_of(ask("POST", "/v1/findings/1/ok"));
    EXPECT_EQ(closed.at("state"), "closed");
    EXPECT_EQ(closed.at("closed_by"), "earshot ok");
    clock_.jump_to(start + day);
    EXPECT_EQ(body_of(ask("POST", "/v1/findings/1/ok")).at("closed_at"),
              json::value(to_rfc3339(start)));
    EXPECT_TRUE(get("/v1/people?state=open").at("items").as_array().empty());
}

}  // namespace
}  // namespace earshot::app
