#include "earshot/http.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace earshot::http {
namespace {

const Instant now = parse_rfc3339("2026-04-14T12:00:00Z").value();

struct FreshRow {
    const char* name;
    Headers headers;
    std::optional<Span> wait;
};

const FreshRow fresh_rows[] = {
    {"nothing said", {}, std::nullopt},
    {"max-age", {{"cache-control", "max-age=7200"}}, Span(7200)},
    {"any case, spaces, quotes", {{"cache-control", "Public , MAX-AGE = \"60\""}}, Span(60)},
    {"18: max-age before Expires",
     {{"cache-control", "max-age=60"}, {"expires", "Wed, 15 Apr 2026 12:00:00 GMT"}},
     Span(60)},
    {"18: Expires", {{"expires", "Tue, 14 Apr 2026 13:00:00 GMT"}}, hour},
    {"18: Expires counts from the reply's own date",
     {{"expires", "Tue, 14 Apr 2026 13:00:00 GMT"}, {"date", "Tue, 14 Apr 2026 12:59:00 GMT"}},
     minute},
    {"18: Expires in the past", {{"expires", "Thu, 01 Jan 1970 00:00:00 GMT"}}, Span(0)},
    {"18: Expires of zero", {{"expires", "0"}}, Span(0)},
    {"18: Expires that is no date", {{"expires", "soon"}}, Span(0)},
    {"18: no-cache says nothing about time",
     {{"cache-control", "no-cache, no-store"}},
     std::nullopt},
    {"18: no-cache with Expires",
     {{"cache-control", "no-cache"}, {"expires", "Tue, 14 Apr 2026 13:00:00 GMT"}},
     hour},
    {"s-maxage is for shared caches", {{"cache-control", "s-maxage=900"}}, std::nullopt},
    {"a quoted string is not a directive",
     {{"cache-control", "private=\"x, max-age=9\""}},
     std::nullopt},
    {"19: twice", {{"cache-control", "max-age=60, max-age=7200, max-age=30"}}, Span(7200)},
    {"19: conflicting", {{"cache-control", "no-cache, max-age=7200"}}, Span(7200)},
    {"19: invalid is stale", {{"cache-control", "max-age=-5"}}, Span(0)},
    {"19: not a number", {{"cache-control", "max-age=1h"}}, Span(0)},
    {"19: nothing", {{"cache-control", "max-age"}}, Span(0)},
    {"19: overflow saturates", {{"cache-control", "max-age=99999999999"}}, longest_wait},
    {"19: more digits than fit",
     {{"cache-control", "max-age=" + std::string(400, '9')}},
     longest_wait},
    {"20: at the cap", {{"cache-control", "max-age=2678400"}}, longest_wait},
    {"20: past the cap", {{"cache-control", "max-age=2678401"}}, longest_wait},
    {"20: ten years of Expires", {{"expires", "Sun, 14 Apr 2036 12:00:00 GMT"}}, longest_wait},
};

TEST(FreshFor, ReadsTheCachingHeaders) {
    for (const FreshRow& row : fresh_rows) {
        const auto wait = fresh_for(row.headers, now);
        const auto span = wait ? std::optional(wait->span) : std::nullopt;
        EXPECT_EQ(span, row.wait) << row.name;
    }
}

TEST(FreshFor, SaysWhatWasAskedAndThatItWasCapped) {
    const auto said = [](const std::string& cache_control) {
        return fresh_for({{"cache-control", cache_control}}, now)->said;
    };
    EXPECT_EQ(said("max-age=7200"), "max-age=7200");
    EXPECT_EQ(said("max-age=2678400"), "max-age=2678400");
    EXPECT_EQ(said("max-age=315360000"),
              "max-age=315360000, capped to " + earshot::to_text(31 * day));
    EXPECT_LT(said("max-age=" + std::string(5000, '9')).size(), 60u);
}

struct RetryRow {
    const char* value;
    std::optional<Span> wait;
};

// Rule 21, with the values at which other readers stop.
const RetryRow retry_rows[] = {
    {"0", Span(0)},
    {"120", Span(120)},
    {" 15000 ", Span(15000)},
    {"90000", Span(90000)},
    {"172801", Span(172801)},
    {"2678400", longest_wait},
    {"2678401", longest_wait},
    {"99999999999999999999999", longest_wait},
    {"60, 3600", Span(3600)},
    {"Tue, 14 Apr 2026 13:00:00 GMT", hour},
    {"Tue, 14 Apr 2026 11:00:00 GMT", Span(0)},
    {"Tuesday, 14-Apr-26 13:00:00 GMT", hour},
    {"Sun, 14 Apr 2036 12:00:00 GMT", longest_wait},
    {"", std::nullopt},
    {"-5", std::nullopt},
    {"later", std::nullopt},
};

TEST(RetryAfter, ReadsSecondsAndDates) {
    for (const RetryRow& row : retry_rows) {
        const auto wait = retry_after({{"retry-after", row.value}}, now);
        const auto span = wait ? std::optional(wait->span) : std::nullopt;
        EXPECT_EQ(span, row.wait) << row.value;
    }
    EXPECT_EQ(retry_after({}, now), std::nullopt);
}

TEST(RetryAfter, ADateCountsFromTheReplysOwnDate) {
    // The server's clock is an hour behind ours.
    const Headers headers{{"date", "Tue, 14 Apr 2026 11:00:00 GMT"},
                          {"retry-after", "Tue, 14 Apr 2026 11:30:00 GMT"}};
    EXPECT_EQ(retry_after(headers, now)->span, 30 * minute);
}

TEST(StatusLine, NamesTheStatus) {
    EXPECT_EQ(status_line(503), "503 Service Unavailable");
    EXPECT_EQ(status_line(304), "304 Not Modified");
    EXPECT_EQ(status_line(599), "599");
}

TEST(Fault, EachHasWords) {
    for (int i = 0; i <= static_cast<int>(Fault::cancelled); ++i)
        EXPECT_FALSE(to_text(static_cast<Fault>(i)).empty()) << i;
}

TEST(Http, TheDocumentThatWasAskedFor) {
    for (const auto& [status, is_document] : {std::pair(200, true),
                                              {203, true},
                                              {204, false},
                                              {206, false},
                                              {304, false},
                                              {404, false},
                                              {500, false}}) {
        Reply reply;
        reply.status = status;
        reply.body = "<rss/>";
        const Outcome outcome = reply;
        const Reply* document = document_of(outcome);
        ASSERT_EQ(document != nullptr, is_document) << status;
        EXPECT_TRUE(!is_document || document == &std::get<Reply>(outcome));
    }
    const Outcome broken = Broken{Fault::dns, "no such host"};
    EXPECT_EQ(document_of(broken), nullptr);
}

}  // namespace
}  // namespace earshot::http
