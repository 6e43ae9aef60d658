// The table of routes, and the routes about the service itself.

#include <set>
#include <sstream>

#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/version.hpp"
#include "support/commands_test.hpp"

namespace earshot::app {
namespace {

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

TEST_F(CommandsTest, EveryQuestionIsAnsweredWhileACommitWaits) {
    for (const auto& route : Commands::routes()) {
        if (route.writes) continue;
        {
            io::Transaction transaction(store_, io::Transaction::Joined{});
            store_.marks.set("waits", start);
            transaction.commit_soon();
        }
        std::string target(route.path);
        const std::size_t id = target.find("{id}");
        if (id != std::string::npos) target.replace(id, 4, "7");
        EXPECT_LT(ask("GET", target).status, 500) << target;
        EXPECT_NO_THROW(io::Transaction::commit_waiting(store_)) << target;
        EXPECT_EQ(store_.marks.at("waits"), start) << target;
        store_.marks.forget("waits");
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
    EXPECT_TRUE(source_at(id));
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
    store_.polls.save(id, state);
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
