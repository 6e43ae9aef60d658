// How a source is asked, over the control API.

#include "support/commands_test.hpp"
#include "support/feed_server.hpp"

namespace earshot::app {
namespace {

TEST_F(CommandsTest, ASourceIsAskedAsItsUserSays) {
    const Answer added = ask("POST", "/v1/sources",
                             R"({"url": "https://ann.example/feed", "user": "ann",)"
                             R"( "password": "credential:source-ann", "ca_file": "/srv/ca.pem",)"
                             R"( "headers": {"X-Api-Key": "credential:source-key"},)"
                             R"( "proxy": "http://127.0.0.1:3128"})");
    ASSERT_EQ(added.status, 201) << added.body;
    const json::object shown = body_of(added).at("request").as_object();
    EXPECT_EQ(shown.at("headers").as_object().at("X-Api-Key"), "credential:source-key");
    EXPECT_EQ(shown.at("user"), "ann");
    EXPECT_EQ(shown.at("password"), "credential:source-ann");
    EXPECT_EQ(shown.at("insecure"), false);
    const Source source = source_of(SourceId(1));
    EXPECT_EQ(source.options->origin, "https://ann.example:443");
    EXPECT_EQ(source.options->headers.at(0).reference.name, "source-key");
    EXPECT_EQ(source.options->ca_file, "/srv/ca.pem");

    const Answer changed =
        ask("PATCH", "/v1/sources/1", R"({"headers": null, "ca_file": null, "insecure": true})");
    ASSERT_EQ(changed.status, 200) << changed.body;
    const Source after = source_of(SourceId(1));
    const RequestOptions& options = *after.options;
    EXPECT_TRUE(options.headers.empty());
    EXPECT_EQ(options.ca_file, "");
    EXPECT_TRUE(options.insecure);
    EXPECT_EQ(options.user, "ann");  // what is not mentioned stays

    ask("PATCH", "/v1/sources/1",
        R"({"user": null, "password": null, "insecure": false, "proxy": null})");
    EXPECT_TRUE(source_of(SourceId(1)).options.empty());
    EXPECT_TRUE(get("/v1/sources/1").at("request").is_null());
}

TEST_F(CommandsTest, OptionsAreValidatedByField) {
    const struct {
        const char* field;
        const char* where;
    } rows[] = {
        {R"("bearer": "sesame")", "bearer"},
        {R"("bearer": "credential:smtp-password")", "bearer"},
        {R"("bearer": "file:/etc/shadow")", "bearer"},
        {R"("bearer": 7)", "bearer"},
        {R"("headers": [])", "headers"},
        {R"("headers": {"X-Key": "sesame"})", "headers.X-Key"},
        {R"("headers": {"X-Key": "credential:smtp-password"})", "headers.X-Key"},
        {R"("headers": {"X-Key": true})", "headers.X-Key"},
        {R"("headers": {"Host": "credential:source-key"})", "headers.Host"},
        {R"("headers": {"X\r\nY": "credential:source-key"})", "headers.X\r\nY"},
        {R"("user": "ann")", "user"},
        {R"("ca_file": "house.pem")", "ca_file"},
        {R"("insecure": "yes")", "insecure"},
        {R"("proxy": "http://ann:sesame@p.example:1")", "proxy"},
        {R"("insecure": true, "ca_file": "/house.pem")", "insecure"},
    };
    for (const auto& row : rows) {
        const Answer answer =
            ask("POST", "/v1/sources",
                std::string(R"({"url": "https://ann.example/feed", )") + row.field + "}");
        EXPECT_EQ(answer.status, 422) << row.field << answer.body;
        EXPECT_EQ(answer.body.find("sesame"), std::string::npos) << answer.body;
        EXPECT_NE(answer.body.find(json::serialize(json::string(row.where))), std::string::npos)
            << answer.body;
    }
    EXPECT_TRUE(all_sources().empty());
}

TEST_F(CommandsTest, WhatAHeaderHoldsIsNotShown) {
    Source source;
    source.url = Url::parse("https://ann.example/feed").value();
    RequestOptions options;
    options.origin = source.url.origin();
    options.headers = {parse_request_header("X-Reader", "sesame").value()};
    source.options = SharedOptions(options);
    put(source);
    for (const char* target : {"/v1/sources", "/v1/sources/1", "/v1/export/json", "/v1/export/opml",
                               "/v1/export/json?secrets=1"}) {
        const Answer answer = ask("GET", target);
        EXPECT_EQ(answer.status, 200) << target;
        EXPECT_EQ(answer.body.find("sesame"), std::string::npos) << target;
    }
    EXPECT_NE(ask("GET", "/v1/sources/1").body.find("X-Reader"), std::string::npos);
}

TEST_F(CommandsTest, SecretsOfAnotherOriginDoNotMoveIn) {
    Source source;
    source.url = Url::parse("https://ann.example/feed").value();
    RequestOptions options;
    options.origin = "https://before.example:443";
    options.bearer = {SecretReference::Kind::credential, "source-before"};
    options.proxy = "direct";
    source.options = SharedOptions(options);
    put(source);
    ask("PATCH", "/v1/sources/1", R"({"ca_file": "/srv/ca.pem"})");
    const Source after = source_of(SourceId(1));
    EXPECT_EQ(after.options->origin, "https://ann.example:443");
    EXPECT_TRUE(after.options->bearer.empty());
    EXPECT_EQ(after.options->proxy, "direct");
}

}  // namespace
}  // namespace earshot::app
