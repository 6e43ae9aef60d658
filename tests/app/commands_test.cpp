#include "daemon/app/commands.hpp"

#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include <boost/asio/io_context.hpp>
#include <boost/json.hpp>

#include "daemon/app/call.hpp"
#include "daemon/io/log.hpp"
#include "support/manual_clock.hpp"
#include "support/run.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

const Instant start = from_epoch(1'776'150'000);  // Tue 14 Apr 2026 07:00:00 UTC

class CommandsTest : public testing::Test {
protected:
    CommandsTest() { log::set_level(LogLevel::error); }

    Answer ask(const std::string& method, const std::string& target, const std::string& body = "",
               std::map<std::string, std::string> headers = {}) {
        const auto parsed = control::parse_target(target);
        control::Request request;
        request.method = method;
        request.path = parsed.value().path;
        request.query = parsed->query;
        request.headers = std::move(headers);
        request.body = body;
        request.peer = peer_;
        return tests::run(io_, commands_.answer(std::move(request)));
    }
    json::object get(const std::string& target) {
        const Answer answer = ask("GET", target);
        EXPECT_EQ(answer.status, 200) << target << answer.body;
        return json::parse(answer.body).as_object();
    }
    static json::object body_of(const Answer& answer) {
        return json::parse(answer.body).as_object();
    }
    static std::string slug_of(const Answer& answer) {
        if (answer.content_type != "application/problem+json") return "";
        const std::string type(body_of(answer).at("type").as_string());
        return type.substr(std::string("urn:earshot:error:").size());
    }
    static std::string header_of(const Answer& answer, const std::string& name) {
        for (const auto& [key, value] : answer.headers)
            if (key == name) return value;
        return "";
    }

    SourceId add_source(const std::string& url, const std::string& title = "",
                        std::optional<PersonId> owner = std::nullopt) {
        Source source;
        source.url = Url::parse(url).value();
        source.title = title;
        source.owner = owner;
        if (owner) source.carries = Carries::one_person;
        const SourceId id = store_.add(source, PollState{});
        if (owner) store_.note_presence(*owner, id);
        return id;
    }
    PersonId add_person(const std::string& name, Standing standing = Standing::followed) {
        Person person;
        person.name = name;
        person.standing = standing;
        return store_.add(person);
    }
    FindingNumber add_finding(Evidence evidence, std::optional<PersonId> person,
                              Confidence confidence = Confidence::clear,
                              Finding::State state = Finding::State::open,
                              Instant found_at = start - day) {
        Finding finding;
        finding.person = person;
        finding.evidence = std::move(evidence);
        finding.confidence = confidence;
        finding.state = state;
        finding.found_at = found_at;
        return store_.add(finding);
    }
    static Quiet quiet_for(int days) {
        Quiet quiet;
        quiet.last_seen = start - days * day;
        quiet.due = start - day;
        quiet.usual_gap_days = 4;
        quiet.line_days = 14;
        quiet.figures = {67, 1.2, 3, 4.1, 6, 8.4, 11};
        return quiet;
    }
    std::int64_t add_activity(SourceId source, PersonId person, Verb verb, Instant at) {
        News news;
        news.activity.verb = verb;
        news.activity.sentence = "did something";
        news.at = at;
        return store_.add(source, person, news, at);
    }
    void record_polls(SourceId id, int count, Instant last, PollResult result) {
        for (int i = count - 1; i >= 0; --i) {
            io::PollRecord poll;
            poll.at = last - i * hour;
            poll.result = result;
            store_.record(id, poll);
        }
    }

    boost::asio::io_context io_{1};
    tests::ManualClock clock_{io_, start};
    io::Store store_{":memory:"};
    io::EventStream events_{io_.get_executor()};
    Dialects dialects_;
    io::HttpClient http_{io_.get_executor(), io::HttpClientSettings{}};
    Intake intake_{store_, dialects_, events_, PollSettings{}, Sensitivity::normal};
    Poller poller_{io_.get_executor(), clock_, http_, store_, intake_, PollSettings{}};
    Teller teller_{io_.get_executor(), clock_, store_, events_, DigestSettings{}, {}};
    ReloadResult reload_;
    int woken_ = 0;
    Commands commands_{clock_,
                       store_,
                       events_,
                       poller_,
                       teller_,
                       [this] { ++woken_; },
                       [this] { return reload_; }};
    control::Peer peer_{4711, 1000, 1000, true};
};

// --- the table ---

TEST_F(CommandsTest, RoutesAreNamedOnceAndExplained) {
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const auto& route : Commands::routes()) {
        EXPECT_TRUE(seen.emplace(route.method, route.path).second) << route.path;
        EXPECT_FALSE(route.help.empty()) << route.path;
        EXPECT_EQ(route.writes, route.method != "GET") << route.path;
    }
}

TEST_F(CommandsTest, EveryRouteAnswersWithoutAnythingThere) {
    for (const auto& route : Commands::routes()) {
        std::string target(route.path);
        const std::size_t id = target.find("{id}");
        if (id != std::string::npos) target.replace(id, 4, "7");
        const Answer answer = ask(std::string(route.method), target);
        EXPECT_LT(answer.status, 500) << route.method << " " << target << answer.body;
        EXPECT_NE(answer.status, 405) << route.method << " " << target;
        if (id != std::string::npos) {
            EXPECT_EQ(slug_of(answer), "not-found") << target;
        }
    }
}

TEST_F(CommandsTest, UnknownThingsAreRefusedByName) {
    const struct {
        const char* method;
        const char* target;
        int status;
        const char* slug;
    } rows[] = {
        {"GET", "/", 404, "no-such-route"},
        {"GET", "/v2", 404, "no-such-route"},
        {"GET", "/v1/sources/7/polls", 404, "no-such-route"},
        {"PUT", "/v1/sources", 405, "method-not-allowed"},
        {"DELETE", "/v1/status", 405, "method-not-allowed"},
        {"GET", "/v1/sources/7", 404, "not-found"},
        {"GET", "/v1/sources/0", 404, "not-found"},
        {"GET", "/v1/sources/7x", 404, "not-found"},
        {"GET", "/v1/sources/99999999999999999999", 404, "not-found"},
        {"GET", "/v1/digests/2020-01-01", 404, "not-found"},
        {"GET", "/v1/sources?colour=red", 400, "bad-parameter"},
        {"GET", "/v1/sources?limit=0", 400, "bad-parameter"},
        {"GET", "/v1/sources?limit=501", 400, "bad-parameter"},
        {"GET", "/v1/sources?limit=500", 200, ""},
        {"GET", "/v1/sources?after=x", 400, "bad-parameter"},
        {"GET", "/v1/people?state=noisy", 400, "bad-parameter"},
        {"GET", "/v1/people?standing=near", 400, "bad-parameter"},
        {"GET", "/v1/activities?since=yesterday", 400, "bad-parameter"},
        {"GET", "/v1/activities?verb=dance", 400, "bad-parameter"},
        {"GET", "/v1/activities?person=x", 400, "bad-parameter"},
        {"GET", "/v1/findings?state=lost", 400, "bad-parameter"},
        {"GET", "/v1/findings?kind=noise", 400, "bad-parameter"},
        {"GET", "/v1/digests/preview?format=pdf", 400, "bad-parameter"},
        {"GET", "/v1/outbox?state=gone", 400, "bad-parameter"},
    };
    for (const auto& row : rows) {
        const Answer answer = ask(row.method, row.target);
        EXPECT_EQ(answer.status, row.status) << row.target << answer.body;
        EXPECT_EQ(slug_of(answer), row.slug) << row.target;
    }
    EXPECT_EQ(header_of(ask("PUT", "/v1/sources"), "Allow"), "GET, POST");
}

TEST_F(CommandsTest, OnlySomeMayChangeAnything) {
    const SourceId id = add_source("https://blog.example/feed");
    peer_.may_write = false;
    for (const auto& route : Commands::routes()) {
        if (!route.writes) continue;
        std::string target(route.path);
        const std::size_t place = target.find("{id}");
        if (place != std::string::npos) target.replace(place, 4, "1");
        const Answer answer = ask(std::string(route.method), target);
        EXPECT_EQ(answer.status, 403) << target;
        EXPECT_EQ(slug_of(answer), "not-permitted") << target;
    }
    EXPECT_TRUE(store_.source(id));
    EXPECT_EQ(ask("GET", "/v1/sources").status, 200);
}

TEST_F(CommandsTest, AnswersCarryTheDaemonsTimeAndZone) {
    const Answer answer = ask("GET", "/v1");
    EXPECT_EQ(header_of(answer, "Date"), "Tue, 14 Apr 2026 07:00:00 GMT");
    EXPECT_EQ(header_of(answer, "Earshot-Zone"), teller_.zone().name());
}

TEST_F(CommandsTest, OpenApiNamesEveryRoute) {
    const json::object document = get("/v1/openapi.json");
    EXPECT_EQ(document.at("openapi"), "3.1.0");
    std::size_t operations = 0;
    for (const auto& path : document.at("paths").as_object())
        operations += path.value().as_object().size();
    EXPECT_EQ(operations, Commands::routes().size());
    const json::object& add = document.at("paths").at("/v1/sources").at("post").as_object();
    EXPECT_EQ(add.at("x-earshot-writes"), true);
    EXPECT_TRUE(add.contains("requestBody"));
}

// --- sources ---

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
    store_.save(SourceId(std::stoll(id)), state);
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
    EXPECT_TRUE(store_.sources().empty());
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
    EXPECT_EQ(store_.sources().size(), 1u);
}

TEST_F(CommandsTest, DeclaredSourcesStay) {
    Source source;
    source.url = Url::parse("https://a.example/").value();
    source.declared_at = "earshot.toml:41";
    store_.add(source, PollState{});
    for (const char* method : {"DELETE", "PATCH"}) {
        const Answer answer = ask(method, "/v1/sources/1");
        EXPECT_EQ(answer.status, 409);
        EXPECT_EQ(slug_of(answer), "declared");
        EXPECT_NE(answer.body.find("earshot.toml:41"), std::string::npos) << answer.body;
    }
    EXPECT_EQ(store_.sources().size(), 1u);
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
    EXPECT_EQ(store_.source(SourceId(1))->title, "News[31m");

    EXPECT_EQ(body_of(ask("POST", "/v1/sources/1/pause")).at("health"), "paused");
    EXPECT_EQ(body_of(ask("POST", "/v1/sources/1/resume")).at("status"), "active");
}

TEST_F(CommandsTest, ResumingAGoneSourceAsksAgain) {
    const SourceId id = add_source("https://a.example/");
    Source source = *store_.source(id);
    source.status = SourceStatus::gone;
    store_.update(source);
    PollState state;
    state.gone_polls = 2;
    state.next.at = start + 300 * day;
    store_.save(id, state);
    EXPECT_EQ(ask("POST", "/v1/sources/1/resume").status, 200);
    EXPECT_EQ(store_.poll_state(id).gone_polls, 0);
    EXPECT_EQ(store_.poll_state(id).next.at, start);
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
    store_.save(bad, state);
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

// --- people ---

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
    add_finding(Burst{}, tom, Confidence::likely, Finding::State::open, start - 14 * day);
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
    EXPECT_EQ(matters("open"), (Lines{"Ines Duarte quiet", "Lena Ortiz quiet", "Tom Hale busy"}));
    EXPECT_EQ(get("/v1/status").at("open").at("quiet"), 2);
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

// --- findings ---

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

// --- digests and deliveries ---

TEST_F(CommandsTest, PreviewChangesNothing) {
    add_finding(quiet_for(24), add_person("Ines Duarte"));
    for (const char* format : {"json", "text", "html"}) {
        const Answer answer = ask("GET", std::string("/v1/digests/preview?format=") + format);
        EXPECT_EQ(answer.status, 200) << answer.body;
        EXPECT_FALSE(answer.body.empty());
    }
    EXPECT_EQ(ask("GET", "/v1/digests/preview?as_of=2026-03-01T07:30:00Z").status, 200);
    EXPECT_TRUE(store_.digests(10).empty());
    EXPECT_EQ(store_.finding(FindingNumber(1))->state, Finding::State::open);
}

TEST_F(CommandsTest, SendMakesADigestOnceForAKey) {
    const Answer first = ask("POST", "/v1/digests/send", "", {{"idempotency-key", "k1"}});
    ASSERT_EQ(first.status, 202) << first.body;
    const std::string id(body_of(first).at("id").as_string());
    clock_.jump_to(start + hour);
    const Answer again = ask("POST", "/v1/digests/send", "", {{"idempotency-key", "k1"}});
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(body_of(again).at("id"), json::value(id));
    EXPECT_EQ(store_.digests(10).size(), 1u);
    EXPECT_EQ(ask("POST", "/v1/digests/send").status, 202);
    EXPECT_EQ(store_.digests(10).size(), 2u);

    EXPECT_EQ(get("/v1/digests").at("items").at(1).at("id"), json::value(id));
    EXPECT_EQ(ask("GET", "/v1/digests/" + id + "?format=text").content_type,
              "text/plain; charset=utf-8");
}

TEST_F(CommandsTest, IdempotencyKeysHaveALimit) {
    const struct {
        std::string key;
        int status;
    } rows[] = {{"", 400},
                {std::string(200, 'k'), 202},
                {std::string(201, 'k'), 400},
                {"two words", 400},
                {"\xc3\xa9", 400}};
    for (const auto& row : rows)
        EXPECT_EQ(ask("POST", "/v1/digests/send", "", {{"idempotency-key", row.key}}).status,
                  row.status)
            << row.key;
}

TEST_F(CommandsTest, OutboxIsShownRetriedAndDropped) {
    io::StoredDigest digest;
    digest.digest.id = "2026-04-14";
    store_.add(digest);
    const auto add = [this](Delivery::State state) {
        io::StoredDelivery stored;
        stored.delivery.digest_id = "2026-04-14";
        stored.delivery.destination = "mail me@example.org " + std::string(to_text(state));
        stored.delivery.state = state;
        stored.delivery.created = start - day;
        stored.delivery.next_at = start + 4 * hour;
        stored.recipient = "me@example.org";
        stored.message = "the bytes";
        return std::to_string(static_cast<std::int64_t>(store_.add(stored)));
    };
    const std::string waiting = add(Delivery::State::waiting);
    const std::string sending = add(Delivery::State::sending);
    const std::string sent = add(Delivery::State::sent);
    const std::string given_up = add(Delivery::State::given_up);
    EXPECT_EQ(get("/v1/outbox").at("items").as_array().size(), 4u);
    EXPECT_EQ(get("/v1/outbox?state=given_up").at("items").as_array().size(), 1u);
    EXPECT_EQ(get("/v1/status").at("outbox").at("given_up"), 1);

    EXPECT_EQ(slug_of(ask("POST", "/v1/outbox/" + sent + "/retry")), "sent");
    EXPECT_EQ(slug_of(ask("POST", "/v1/outbox/" + sending + "/retry")), "sending");
    EXPECT_EQ(slug_of(ask("DELETE", "/v1/outbox/" + sending)), "sending");
    EXPECT_EQ(woken_, 0);
    const json::object again = body_of(ask("POST", "/v1/outbox/" + given_up + "/retry"));
    EXPECT_EQ(again.at("state"), "waiting");
    EXPECT_EQ(again.at("next_at"), json::value(to_rfc3339(start)));
    EXPECT_EQ(woken_, 1);
    EXPECT_EQ(ask("DELETE", "/v1/outbox/" + waiting).status, 200);
    EXPECT_EQ(get("/v1/outbox").at("items").as_array().size(), 3u);
}

// --- the service ---

TEST_F(CommandsTest, ABadConfigurationIsRejectedWithItsLines) {
    reload_ = {{"unknown key \"intervall\"", "/etc/earshot.toml:3"},
               {"must be a time of day", "/etc/earshot.toml:9"}};
    const Answer answer = ask("POST", "/v1/reload");
    EXPECT_EQ(answer.status, 422);
    const json::array problems = body_of(answer).at("problems").as_array();
    ASSERT_EQ(problems.size(), 2u);
    EXPECT_EQ(problems[1].at("file"), "/etc/earshot.toml");
    EXPECT_EQ(problems[1].at("line"), 9);
    EXPECT_EQ(problems[1].at("message"), "must be a time of day");
    reload_.clear();
    EXPECT_EQ(ask("POST", "/v1/reload").status, 200);
}

TEST_F(CommandsTest, StatusAndHealthOfANewInstall) {
    clock_.jump_to(start + 90 * minute);
    const json::object status = get("/v1/status");
    EXPECT_EQ(status.at("health"), "ok");
    EXPECT_TRUE(status.at("reasons").as_array().empty());
    EXPECT_EQ(status.at("version"), EARSHOT_VERSION);
    EXPECT_EQ(status.at("uptime_seconds"), 5400);
    EXPECT_EQ(status.at("sources").at("total"), 0);
    EXPECT_EQ(status.at("digest").at("zone"), json::value(teller_.zone().name()));
    EXPECT_EQ(ask("GET", "/v1/health").status, 200);
}

TEST_F(CommandsTest, SeeingNobodyIsFailing) {
    const SourceId id = add_source("https://a.example/");
    PollState state;
    state.last_attempt = start;
    state.failing_since = start - 3 * day;
    state.failures = 9;
    store_.save(id, state);
    EXPECT_EQ(ask("GET", "/v1/health").status, 503);
    const json::object status = get("/v1/status");
    EXPECT_EQ(status.at("health"), "failing");
    EXPECT_FALSE(status.at("reasons").as_array().empty());
    EXPECT_EQ(status.at("sources").at("failing"), 1);
}

TEST_F(CommandsTest, MetricsAreExplainedAndWellFormed) {
    add_source("https://a.example/?token=hush", "title");
    const Answer answer = ask("GET", "/metrics");
    EXPECT_EQ(answer.content_type, "text/plain; version=0.0.4; charset=utf-8");
    std::istringstream lines(answer.body);
    std::set<std::string> families, samples;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("# TYPE ")) {
            families.insert(line.substr(7, line.find(' ', 7) - 7));
        } else if (!line.starts_with("# HELP ")) {
            const std::string name = line.substr(0, line.find_first_of("{ "));
            EXPECT_TRUE(families.contains(name)) << line;
            EXPECT_TRUE(samples.insert(line.substr(0, line.rfind(' '))).second) << line;
        }
    }
    EXPECT_TRUE(samples.contains("earshot_sources{status=\"active\"}"));
    EXPECT_EQ(answer.body.find("hush"), std::string::npos);
}

}  // namespace
}  // namespace earshot::app
