#include "earshot/control.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace earshot::control {
namespace {

using Path = std::vector<std::string>;
using Query = std::map<std::string, std::string>;

TEST(ControlTarget, IsSplitAndDecoded) {
    const struct {
        const char* target;
        Path path;
        Query query;
    } rows[] = {
        {"/", {}, {}},
        {"/v1", {"v1"}, {}},
        {"/v1/sources/7", {"v1", "sources", "7"}, {}},
        {"/v1/a%20b%2Fc", {"v1", "a b/c"}, {}},
        {"/v1/%C3%A9lan", {"v1", "élan"}, {}},
        {"/v1?x=1&y=a%26b", {"v1"}, {{"x", "1"}, {"y", "a&b"}}},
        {"/v1?flag", {"v1"}, {{"flag", ""}}},
        {"/v1?", {"v1"}, {}},
        {"/v1?a=1&&b=2", {"v1"}, {{"a", "1"}, {"b", "2"}}},
        {"/v1?since=2026-04-14T00:00:00+02:00", {"v1"}, {{"since", "2026-04-14T00:00:00+02:00"}}},
        {"/v1?a=b=c", {"v1"}, {{"a", "b=c"}}},
        {"/?x", {}, {{"x", ""}}},
        {"/v1/../x", {"v1", "..", "x"}, {}},
    };
    for (const auto& row : rows) {
        const auto target = parse_target(row.target);
        ASSERT_TRUE(target) << row.target;
        EXPECT_EQ(target->path, row.path) << row.target;
        EXPECT_EQ(target->query, row.query) << row.target;
    }
}

TEST(ControlTarget, IsRefusedWhenMalformed) {
    const std::string_view rows[] = {
        "",
        "v1",
        "*",
        "http://earshot/v1",
        "/v1//sources",
        "/v1/",
        "/v1/%",
        "/v1/%2",
        "/v1/%zz",
        "/v1/%00",
        "/v1?x=%00",
        "/v1/%ff",        // not UTF-8
        "/v1/%c0%af",     // an overlong slash
        "/v1/%ed%a0%80",  // half a surrogate pair
        "/v1?=1",
        "/v1?a=1&a=2",
        "/v1?a=1&%61=2",
        "/v1 x",
        "/v1#part",
        "/v1\r\nx",
        "/v1/\xc3\xa9",
        std::string_view("/v1\0", 4),
    };
    for (const std::string_view row : rows)
        EXPECT_FALSE(parse_target(row)) << row;
}

TEST(ControlTarget, HasLimits) {
    const std::string at_limit = "/" + std::string(limits::target_bytes - 1, 'a');
    EXPECT_TRUE(parse_target(at_limit));
    EXPECT_FALSE(parse_target(at_limit + "a"));

    std::string path;
    for (std::size_t i = 0; i < limits::path_segments; ++i)
        path += "/a";
    EXPECT_TRUE(parse_target(path));
    EXPECT_FALSE(parse_target(path + "/a"));

    std::string query = "/?";
    for (std::size_t i = 0; i < limits::query_parameters; ++i)
        query += "p" + std::to_string(i) + "&";
    EXPECT_TRUE(parse_target(query));
    EXPECT_FALSE(parse_target(query + "one=more"));
}

TEST(ControlError, IsProblemJson) {
    const Answer answer = to_answer({404, "no-such-source", "no source has the number 7", {}});
    EXPECT_EQ(answer.status, 404);
    EXPECT_EQ(answer.content_type, "application/problem+json");
    const auto body = boost::json::parse(answer.body).as_object();
    EXPECT_EQ(body.at("type"), "urn:earshot:error:no-such-source");
    EXPECT_EQ(body.at("title"), "Not found");
    EXPECT_EQ(body.at("status"), 404);
    EXPECT_EQ(body.at("detail"), "no source has the number 7");
    EXPECT_FALSE(body.contains("problems"));
}

TEST(ControlError, ListsEveryProblemWithItsPlace) {
    const std::vector<Problem> problems = {{"unknown key \"intervall\"", "/etc/earshot.toml:41"},
                                           {"must be a number", "interval_seconds"},
                                           {"odd", "file:x:"},
                                           {"nowhere", ""}};
    const Answer answer = to_answer({422, "bad-config", "4 complaints", problems});
    const auto body = boost::json::parse(answer.body).as_object();
    const boost::json::value expected = boost::json::parse(R"([
        {"file": "/etc/earshot.toml", "line": 41, "message": "unknown key \"intervall\""},
        {"where": "interval_seconds", "message": "must be a number"},
        {"where": "file:x:", "message": "odd"},
        {"message": "nowhere"}])");
    EXPECT_EQ(body.at("problems"), expected);
}

}  // namespace
}  // namespace earshot::control
