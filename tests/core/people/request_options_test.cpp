#include "earshot/request_options.hpp"

#include <gtest/gtest.h>

#include <string>

namespace earshot {
namespace {

using Kind = SecretReference::Kind;

SecretReference credential(const std::string& name) {
    return {Kind::credential, name};
}

TEST(SecretReference, SaysWhereAndNeverWhat) {
    EXPECT_EQ(parse_secret_reference("credential:key").value(), credential("key"));
    EXPECT_EQ(parse_secret_reference("file:/run/key").value(),
              (SecretReference{Kind::file, "/run/key"}));
    for (const char* text : {"credential:key", "file:/run/key"})
        EXPECT_EQ(to_text(parse_secret_reference(text).value()), text);
    for (const char* text : {"sesame", "", "credential:", "credential:../key", "credential:.key",
                             "credential:a\nb", "file:", "file:key", "file:/a\nb"}) {
        const auto reference = parse_secret_reference(text);
        ASSERT_FALSE(reference) << text;
        EXPECT_EQ(to_text(reference.error()).find("sesame"), std::string::npos);
    }
}

TEST(RequestHeader, IsSpelledOutOrReferredTo) {
    const auto plain = parse_request_header("X-Reader", "earshot, please");
    EXPECT_EQ(plain->name, "X-Reader");
    EXPECT_EQ(plain->value.reveal(), "earshot, please");
    EXPECT_TRUE(plain->reference.empty());
    const auto secret = parse_request_header("X-Api-Key", "credential:key");
    EXPECT_EQ(secret->reference, credential("key"));
    EXPECT_TRUE(secret->value.empty());
    EXPECT_TRUE(parse_request_header("Cookie", "file:/run/cookie"));
    EXPECT_TRUE(parse_request_header("authorization", "credential:key"));
}

struct NotAHeader {
    const char* name;
    const char* value;
    const char* says;
};

TEST(RequestHeader, WhatWouldBreakMannersIsRefusedByName) {
    const std::string long_name(request_limits::name_bytes + 1, 'x');
    const std::string long_value(request_limits::value_bytes + 1, 'x');
    const NotAHeader rows[] = {
        {"Host", "other.example", "who is asked"},
        {"content-LENGTH", "5", "where a request ends"},
        {"Transfer-Encoding", "chunked", "where a request ends"},
        {"Connection", "close", "where a request ends"},
        {"If-None-Match", "\"1\"", "what is known already"},
        {"If-Modified-Since", "x", "what is known already"},
        {"Range", "bytes=0-", "what is known already"},
        {"A-IM", "feed", "what is known already"},
        {"Referer", "https://a.example", "what is known already"},
        {"Accept-Encoding", "br", "what can be decoded"},
        {"User-Agent", "Mozilla", "[poll] user_agent"},
        {"Proxy-Authorization", "credential:key", "who is asked"},
        {"Authorization", "Bearer sesame", "is a secret"},
        {"Cookie", "id=sesame", "is a secret"},
        {"X-Auth-Token", "sesame", "is a secret"},
        {"X-Api-Key", "credential:", "must be followed by"},
        {"X-Api-Key", "", "must not be empty"},
        {"X-Api-Key", "a\r\nHost: sesame", "one line"},
        {"X-Api-Key", long_value.c_str(), "one line"},
        {"", "x", "not the name of a header"},
        {"X Api", "x", "not the name of a header"},
        {"X:", "x", "not the name of a header"},
        {"X\r\nHost", "x", "not the name of a header"},
        {long_name.c_str(), "x", "not the name of a header"},
    };
    for (const NotAHeader& row : rows) {
        const auto header = parse_request_header(row.name, row.value);
        ASSERT_FALSE(header) << row.name;
        EXPECT_NE(header.error().what.find(row.says), std::string::npos)
            << row.name << ": " << header.error().what;
        EXPECT_EQ(to_text(header.error()).find("sesame"), std::string::npos) << row.name;
    }
}

TEST(Proxy, IsAnAddressWithoutSecrets) {
    for (const char* text : {"", "direct", "http://proxy.example:3128", "http://[::1]:8080",
                             "socks5h://127.0.0.1:9050", "SOCKS5://127.0.0.1:1080/"})
        EXPECT_EQ(parse_proxy(text).value_or("refused"), text);
    for (const char* text :
         {"proxy.example:3128", "http://proxy.example", "http://:3128", "http://p.example:0",
          "http://p.example:65536", "https://p.example:443", "ftp://p.example:21",
          "http://p.example:1/x", "http://p.example:1?x", "http://p.example:1#x",
          "http://ann:sesame@p.example:1", "none"}) {
        const auto proxy = parse_proxy(text);
        ASSERT_FALSE(proxy) << text;
        EXPECT_EQ(proxy.error().what.find("sesame"), std::string::npos);
    }
}

struct Contradiction {
    const char* what;
    RequestOptions options;
    const char* url;
    const char* where;  // empty: none
};

TEST(RequestOptions, TwoOfThemMayNotAgree) {
    const RequestHeader key = parse_request_header("X-Api-Key", "credential:key").value();
    const RequestHeader again = parse_request_header("x-api-key", "a").value();
    const RequestHeader login = parse_request_header("Authorization", "credential:key").value();
    const char* https = "https://ann.example/feed";
    const char* with_user = "https://ann:sesame@ann.example/feed";
    const Contradiction rows[] = {
        {"nothing", {}, https, ""},
        {"a header", {.headers = {key}}, https, ""},
        {"a header beside a login", {.headers = {key}, .bearer = credential("a")}, https, ""},
        {"a header beside a user", {.headers = {key}}, with_user, ""},
        {"a header twice", {.headers = {key, again}}, https, "headers.x-api-key"},
        {"too many", {.headers = std::vector<RequestHeader>(21, key)}, https, "headers"},
        {"user and password", {.user = "ann", .password = credential("a")}, https, ""},
        {"a user alone", {.user = "ann"}, https, "user"},
        {"a password alone", {.password = credential("a")}, https, "password"},
        {"a colon", {.user = "a:b", .password = credential("a")}, https, "user"},
        {"two logins",
         {.bearer = credential("a"), .user = "ann", .password = credential("a")},
         https,
         "bearer"},
        {"a login beside a header",
         {.headers = {login}, .bearer = credential("a")},
         https,
         "bearer"},
        {"a login beside the address", {.bearer = credential("a")}, with_user, "bearer"},
        {"a header beside the address", {.headers = {login}}, with_user, "headers"},
        {"trust twice", {.insecure = true, .ca_file = "/a.pem"}, https, "insecure"},
        {"a file", {.headers = {key}}, "file:///srv/feed.xml", "url"},
    };
    for (const Contradiction& row : rows) {
        const auto problem = contradiction_in(row.options, Url::parse(row.url).value());
        EXPECT_EQ(problem ? problem->where : "", row.where) << row.what;
    }
}

TEST(RequestOptions, ComeBackFromTheStore) {
    RequestOptions options;
    options.origin = "https://ann.example:443";
    options.headers = {parse_request_header("X-Api-Key", "credential:key").value(),
                       parse_request_header("X-Reader", "grüße").value()};
    options.user = "ann";
    options.password = {Kind::file, "/run/password"};
    options.ca_file = "/srv/ca.pem";
    options.proxy = "socks5h://127.0.0.1:9050";
    options.offered = true;
    const SharedOptions shared(options);
    EXPECT_EQ(options_of_document(to_document(shared)).value(), shared);
    EXPECT_EQ(options_of_document("").value(), SharedOptions());
    EXPECT_FALSE(options_of_document("{"));
    EXPECT_FALSE(options_of_document("{}"));
    EXPECT_FALSE(options_of_document("[]"));
}

TEST(SharedOptions, AreComparedByWhatTheySay) {
    RequestOptions options;
    options.origin = "https://ann.example:443";
    EXPECT_TRUE(SharedOptions(options).empty());
    EXPECT_EQ(SharedOptions(options), SharedOptions());
    EXPECT_EQ(to_document(SharedOptions(options)), "");
    options.insecure = true;
    EXPECT_FALSE(SharedOptions(options).empty());
    EXPECT_EQ(SharedOptions(options), SharedOptions(options));
    EXPECT_NE(SharedOptions(options), SharedOptions());
    EXPECT_TRUE(SharedOptions(options)->insecure);
}

}  // namespace
}  // namespace earshot
