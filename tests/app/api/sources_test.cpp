// Sources over the control API.

#include "daemon/app/api/request.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "support/commands_test.hpp"

namespace earshot::app {
namespace {

TEST_F(CommandsTest, SourcesAreAddedShownAndRemoved) {
    const Answer added =
        ask("POST", "/v1/sources",
            R"({"url": "https://blog.example/feed?token=hush", "person": "Ines Duarte",)"
            R"( "title": "Ines's blog", "interval_seconds": 7200})");
    ASSERT_EQ(added.status, 201) << added.body;
    const json::object source = body_of(added);
    const std::string place = header_of(added, "Location");
    EXPECT_EQ(place, "/v1/sources/" + std::to_string(source.at("id").as_int64()));
    EXPECT_EQ(source.at("title"), "Ines's blog");
    EXPECT_EQ(source.at("person").as_object().at("name"), "Ines Duarte");
    EXPECT_EQ(source.at("interval_seconds"), 7200);
    EXPECT_EQ(source.at("status"), "active");
    EXPECT_EQ(source.at("health"), "waiting");
    EXPECT_TRUE(source.at("declared_at").is_null());

    EXPECT_EQ(get(place), source);
    EXPECT_EQ(get("/v1/sources").at("items").as_array().size(), 1u);
    const json::array by_url =
        get("/v1/sources?url=https://blog.example/feed?token=hush").at("items").as_array();
    ASSERT_EQ(by_url.size(), 1u);
    EXPECT_EQ(by_url[0], source);
    EXPECT_EQ(ask("DELETE", place).status, 200);
    EXPECT_EQ(ask("GET", place).status, 404);
    EXPECT_EQ(ask("GET", "/v1/sources?url=nonsense").status, 400);
}

TEST_F(CommandsTest, AddressesAreAlwaysRedacted) {
    const Answer added =
        ask("POST", "/v1/sources", R"({"url": "https://ann:hush@blog.example/feed?token=hush"})");
    const std::string id = std::to_string(body_of(added).at("id").as_int64());
    PollState state;
    state.moved_to = Url::parse("https://new.example/?key=hush").value();
    store_.polls.save(SourceId(std::stoll(id)), state);
    const Answer answers[] = {
        added,
        ask("GET", "/v1/sources"),
        ask("GET", "/v1/sources/" + id),
        ask("POST", "/v1/sources/" + id + "/pause"),
        ask("POST", "/v1/sources", R"({"url": "https://ann:hush@blog.example/feed?token=hush"})"),
        ask("GET", "/metrics"),
        ask("DELETE", "/v1/sources/" + id)};
    for (const Answer& answer : answers)
        EXPECT_EQ(answer.body.find("hush"), std::string::npos) << answer.body;
}

TEST_F(CommandsTest, BadSourcesAreRejectedAndChangeNothing) {
    const struct {
        const char* body;
        int status;
        const char* slug;
        const char* where;
    } rows[] = {
        {"", 422, "rejected", "url"},
        {"{", 400, "bad-json", ""},
        {"[]", 400, "bad-json", ""},
        {R"({"url": 7})", 422, "rejected", "url"},
        {R"({"url": "gopher://example/"})", 422, "rejected", "url"},
        {R"({"url": "https://a.example/", "colour": "red"})", 422, "rejected", "colour"},
        {R"({"url": "https://a.example/", "title": 3})", 422, "rejected", "title"},
        {R"({"url": "https://a.example/", "carries": "some"})", 422, "rejected", "carries"},
        {R"({"url": "https://a.example/", "person": "Ann", "carries": "many"})", 422, "rejected",
         "person"},
        {R"({"url": "https://a.example/", "interval_seconds": 899})", 422, "rejected",
         "interval_seconds"},
        {R"({"url": "https://a.example/", "interval_seconds": 2678401})", 422, "rejected",
         "interval_seconds"},
        {R"({"url": "https://a.example/", "interval_seconds": "1h"})", 422, "rejected",
         "interval_seconds"},
    };
    for (const auto& row : rows) {
        const Answer answer = ask("POST", "/v1/sources", row.body);
        EXPECT_EQ(answer.status, row.status) << row.body;
        EXPECT_EQ(slug_of(answer), row.slug) << row.body;
        if (*row.where != '\0') {
            EXPECT_EQ(body_of(answer).at("problems").as_array().at(0).as_object().at("where"),
                      row.where);
        }
    }
    const std::string longest(call_limits::text_bytes, 't');
    EXPECT_EQ(
        ask("POST", "/v1/sources", R"({"url": "https://a.example/", "title": ")" + longest + "t\"}")
            .status,
        422);
    EXPECT_TRUE(all_sources().empty());
    EXPECT_EQ(
        ask("POST", "/v1/sources", R"({"url": "https://a.example/", "title": ")" + longest + "\"}")
            .status,
        201);
    for (const char* seconds : {"900", "2678400"})
        EXPECT_EQ(ask("POST", "/v1/sources",
                      std::string(R"({"url": "https://)") + seconds +
                          R"(.example/", "interval_seconds": )" + seconds + "}")
                      .status,
                  201);
}

TEST_F(CommandsTest, AllComplaintsComeAtOnce) {
    const Answer answer = ask("POST", "/v1/sources", R"({"url": "", "title": 1, "carries": 2})");
    EXPECT_EQ(body_of(answer).at("problems").as_array().size(), 3u);
}

TEST_F(CommandsTest, AnAddressIsThereOnce) {
    ASSERT_EQ(ask("POST", "/v1/sources", R"({"url": "https://a.example/"})").status, 201);
    const Answer again = ask("POST", "/v1/sources", R"({"url": "https://a.example/"})");
    EXPECT_EQ(again.status, 409);
    EXPECT_EQ(slug_of(again), "exists");
    EXPECT_EQ(all_sources().size(), 1u);
}

TEST_F(CommandsTest, DeclaredSourcesStay) {
    Source source;
    source.url = Url::parse("https://a.example/").value();
    source.declared_at = "earshot.toml:41";
    put(source, PollState{});
    for (const char* method : {"DELETE", "PATCH"}) {
        const Answer answer = ask(method, "/v1/sources/1");
        EXPECT_EQ(answer.status, 409);
        EXPECT_EQ(slug_of(answer), "declared");
        EXPECT_NE(answer.body.find("earshot.toml:41"), std::string::npos) << answer.body;
    }
    EXPECT_EQ(all_sources().size(), 1u);
    EXPECT_EQ(ask("POST", "/v1/sources/1/pause").status, 200);
}

TEST_F(CommandsTest, SourcesAreChangedAndPaused) {
    add_source("https://a.example/");
    const json::object changed =
        body_of(ask("PATCH", "/v1/sources/1",
                    R"({"title": "News\u001b[31m", "carries": "many", "interval_seconds": 3600})"));
    EXPECT_EQ(changed.at("title"), "News[31m");
    EXPECT_EQ(changed.at("carries"), "many");
    EXPECT_EQ(changed.at("interval_seconds"), 3600);
    EXPECT_TRUE(body_of(ask("PATCH", "/v1/sources/1", R"({"interval_seconds": null})"))
                    .at("interval_seconds")
                    .is_null());
    EXPECT_EQ(source_at(SourceId(1))->title, "News[31m");

    EXPECT_EQ(body_of(ask("POST", "/v1/sources/1/pause")).at("health"), "paused");
    EXPECT_EQ(body_of(ask("POST", "/v1/sources/1/resume")).at("status"), "active");
}

TEST_F(CommandsTest, ResumingAGoneSourceAsksAgain) {
    const SourceId id = add_source("https://a.example/");
    Source source = *source_at(id);
    source.status = SourceStatus::gone;
    update(source);
    PollState state;
    state.gone_polls = 2;
    state.next.at = start + 300 * day;
    store_.polls.save(id, state);
    EXPECT_EQ(ask("POST", "/v1/sources/1/resume").status, 200);
    EXPECT_EQ(store_.polls.state(id).gone_polls, 0);
    EXPECT_EQ(store_.polls.state(id).next.at, start);
}

TEST_F(CommandsTest, ListsGoOnPageByPage) {
    for (int i = 1; i <= 5; ++i)
        add_source("https://" + std::to_string(i) + ".example/");
    std::vector<std::int64_t> ids;
    std::string target = "/v1/sources?limit=2";
    for (int page = 0; page < 5 && !target.empty(); ++page) {
        const json::object list = get(target);
        for (const json::value& item : list.at("items").as_array())
            ids.push_back(item.at("id").as_int64());
        const json::value& next = list.at("next");
        target = next.is_null() ? "" : "/v1/sources?limit=2&after=" + std::string(next.as_string());
    }
    EXPECT_EQ(ids, (std::vector<std::int64_t>{1, 2, 3, 4, 5}));
}

TEST_F(CommandsTest, FailingSourcesAreFound) {
    add_source("https://good.example/");
    const SourceId bad = add_source("https://bad.example/");
    PollState state;
    state.last_attempt = start;
    state.failing_since = start - 3 * day;
    state.failures = 9;
    state.problem = "HTTP 503";
    store_.polls.save(bad, state);
    const json::array items = get("/v1/sources?health=failing").at("items").as_array();
    ASSERT_EQ(items.size(), 1u);
    EXPECT_EQ(items[0].at("host"), "bad.example");
    EXPECT_EQ(items[0].at("poll").at("problem"), "HTTP 503");
}

TEST_F(CommandsTest, HistoryIsShownNewestFirst) {
    const SourceId id = add_source("https://a.example/");
    record_polls(id, 3, start, PollResult::same);
    const json::array items = get("/v1/sources/1/history?limit=2").at("items").as_array();
    ASSERT_EQ(items.size(), 2u);
    EXPECT_EQ(items[0].at("at"), json::value(to_rfc3339(start)));
}

}  // namespace
}  // namespace earshot::app
