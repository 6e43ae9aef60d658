// What is said of servers by two of their replies. The servers are invented.

#include "earshot/etiquette.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/golden.hpp"

namespace earshot {
namespace {

using http::Outcome;
using http::Reply;
using Point = EtiquettePoint;

const Instant now = from_epoch(1'776'160'800);  // 2026-04-14T10:00:00Z

std::string item(const std::string& id, const std::string& date) {
    return "<item>" + (id.empty() ? "" : "<guid>" + id + "</guid>") + "<title>Tomatoes</title>" +
           (date.empty() ? "" : "<pubDate>" + date + "</pubDate>") + "</item>";
}
const std::string monday = "Mon, 13 Apr 2026 08:00:00 GMT";

std::string rss(const std::string& items, const std::string& head = "<title>Garden</title>") {
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel>" + head +
           items + "</channel></rss>";
}
const std::string garden = rss(item("1", monday) + item("2", monday));
const std::string long_garden = rss(item("1", monday) + "<!-- " + std::string(4000, 'x') + " -->");

/// A server that does everything right.
Reply perfect() {
    Reply reply;
    reply.status = 200;
    reply.headers = {{"etag", "\"v1\""},
                     {"last-modified", monday},
                     {"content-encoding", "gzip"},
                     {"cache-control", "max-age=3600"},
                     {"content-type", "application/rss+xml; charset=utf-8"}};
    reply.body = garden;
    reply.effective = Url::parse("https://garden.example/feed").value();
    return reply;
}

Reply answer(int status, http::Headers headers = {}, std::string body = {}) {
    Reply reply;
    reply.status = status;
    reply.headers = std::move(headers);
    reply.body = std::move(body);
    reply.effective = perfect().effective;
    reply.sent = {{"If-None-Match", "\"v1\""}};
    return reply;
}

http::Hop hop(int status, const std::string& to, http::Headers headers = {}) {
    return {status, Url::parse(to).value(), std::move(headers)};
}

std::string named(const ServerAdvice& advice) {
    std::string text;
    for (const Advice& one : advice.better)
        text += (text.empty() ? "" : "; ") + std::string(to_text(one.point)) + ": " + one.what;
    return text;
}

TEST(Etiquette, NothingIsLeftToSayOfAServerThatDoesEverything) {
    const ServerAdvice advice = advice_for(perfect(), answer(304), now);
    EXPECT_EQ(named(advice), "");
    EXPECT_EQ(advice.good,
              (std::vector<std::string>{
                  "It is a whole feed: rss-2.0 with 2 entries, " + std::to_string(garden.size()) +
                      " bytes.",
                  "It answers 304 Not Modified to a reader that has the newest version.",
                  "It gives the ETag and the Last-Modified to ask with.", "It comes compressed.",
                  "It says how long it stays fresh (1h).",
                  "Its type is right (application/rss+xml).", "It is where its address says.",
                  "It sets no cookies.", "Every entry has an id of its own and a date."}));
}

struct FirstRow {
    const char* name;
    std::function<void(Reply&)> spoil;
    std::string advice;
};

/// One thing changed of what is perfect, and just that is named.
TEST(Etiquette, ThePointsOfTheFirstReply) {
    const auto set = [](const char* header, std::string value) {
        return [header, value](Reply& reply) {
            if (value.empty())
                reply.headers.erase(header);
            else
                reply.headers[header] = value;
        };
    };
    const auto document = [](std::string body) {
        return [body](Reply& reply) { reply.body = body; };
    };
    const std::vector<FirstRow> rows{
        {"no validators",
         [](Reply& reply) { reply.headers.erase("etag"), reply.headers.erase("last-modified"); },
         "validators: Your server gives no ETag and no Last-Modified."},
        {"one is enough", set("etag", ""), ""},
        {"as it is",
         [](Reply& reply) { reply.headers.erase("content-encoding"), reply.body = long_garden; },
         "compression: All 4 KiB are sent as they are, though the question says that gzip is "
         "understood."},
        {"small enough for one packet", set("content-encoding", ""), ""},
        {"identity is no coding",
         [](Reply& reply) {
             reply.headers["content-encoding"] = "identity", reply.body = long_garden;
         },
         "compression: All 4 KiB are sent as they are, though the question says that gzip is "
         "understood."},
        {"nothing of freshness", set("cache-control", ""),
         "freshness: Nothing says when your feed is worth asking for again."},
        {"stale at once", set("cache-control", "no-cache, max-age=0"),
         "freshness: \"Cache-Control: no-cache, max-age=0\" does not say when to come again."},
        {"a minute", set("cache-control", "max-age=60"),
         "freshness: It lets readers come again after 1m."},
        {"five minutes are enough", set("cache-control", "max-age=300"), ""},
        {"a day is not too long", set("cache-control", "max-age=86400"), ""},
        {"a month", set("cache-control", "max-age=2592000"),
         "freshness: It asks readers to stay away for 30d."},
        {"the feed says it",
         [](Reply& reply) {
             reply.headers.erase("cache-control");
             reply.body = rss(item("1", monday), "<ttl>60</ttl>");
         },
         ""},
        {"a page's type", set("content-type", "Text/HTML; charset=utf-8"),
         "content_type: It comes as \"text/html\", which is no type of this feed."},
        {"no type", set("content-type", ""), "content_type: It comes without a Content-Type."},
        {"the other feed's type", set("content-type", "application/atom+xml"),
         "content_type: It comes as \"application/atom+xml\", which is no type of this feed."},
        {"plain XML is a type", set("content-type", "text/xml"), ""},
        {"two charsets", set("content-type", "application/rss+xml; charset=iso-8859-1"),
         "content_type: Its header says charset=iso-8859-1, the document itself utf-8."},
        {"one charset by two names", set("content-type", "application/rss+xml; charset=\"UTF8\""),
         ""},
        {"not what it says",
         document(rss(item("1", monday),
                      "<title>K\xFC"
                      "che</title>")),
         "content_type: It says utf-8, but not all of its bytes are."},
        {"better than it says",
         [](Reply& reply) {
             reply.headers["content-type"] = "text/xml; charset=us-ascii";
             reply.body =
                 "<rss><channel><title>K\xC3\xBC"
                 "che</title>" +
                 item("1", monday) + "</channel></rss>";
         },
         "content_type: It says us-ascii, but its bytes are UTF-8."},
        {"moved for good",
         [](Reply& reply) { reply.hops = {hop(301, "https://garden.example/feed")}; },
         "redirects: Before the feed comes a redirect that is for good (301)."},
        {"moved twice",
         [](Reply& reply) {
             reply.hops = {hop(308, "https://garden.example/rss"),
                           hop(301, "https://garden.example/feed")};
         },
         "redirects: Before the feed come 2 redirects, one after the other, that are for good "
         "(308)."},
        {"led there for the moment",
         [](Reply& reply) { reply.hops = {hop(302, "https://garden.example/feed")}; }, ""},
        {"a cookie", set("set-cookie", "id=1"), "cookies: It sets a cookie."},
        {"a cookie on the way",
         [](Reply& reply) {
             reply.hops = {hop(302, "https://garden.example/feed", {{"set-cookie", "id=1"}})};
         },
         "cookies: It sets a cookie."},
        {"no ids", document(rss(item("", monday) + item("", monday))),
         "entries: No entry has an id."},
        {"one without an id", document(rss(item("1", monday) + item("", monday))),
         "entries: 1 of 2 entries has no id."},
        {"one entry without a date", document(rss(item("1", ""))),
         "entries: The one entry has no date."},
        {"one id for two", document(rss(item("1", monday) + item("1", monday))),
         "entries: 1 of 2 entries has the id of another one."},
        {"nothing published yet", document(rss("")), ""},
        {"the future", set("last-modified", "Tue, 14 Apr 2026 12:00:00 GMT"),
         "future: Last-Modified lies in the future: Tue, 14 Apr 2026 12:00:00 GMT."},
        {"a clock that is a little fast", set("last-modified", "Tue, 14 Apr 2026 10:09:00 GMT"),
         ""},
        {"no date at all", set("last-modified", "yesterday"), ""},
        {"a page", document("<!doctype html><title>Garden</title>"),
         "feed: What comes is no feed: "},
        {"cut off", document(garden.substr(0, garden.size() - 40)),
         "feed: The document is broken: line 1: "},
    };
    for (const FirstRow& row : rows) {
        Reply reply = perfect();
        row.spoil(reply);
        const ServerAdvice advice = advice_for(reply, answer(304), now);
        if (row.advice.ends_with(": "))
            EXPECT_TRUE(named(advice).starts_with(row.advice)) << row.name << ": " << named(advice);
        else
            EXPECT_EQ(named(advice), row.advice) << row.name;
    }
}

struct SecondRow {
    const char* name;
    std::string etag;  // of the first reply
    std::optional<Outcome> second;
    std::string advice;
    std::string line;
};

TEST(Etiquette, ThePointsOfTheSecondReply) {
    const http::Headers same{{"etag", "\"v1\""}, {"last-modified", monday}};
    const std::string again =
        " " + std::to_string(garden.size()) + " bytes once more instead of 304 Not Modified.";
    Reply elsewhere = answer(200, same, garden);
    elsewhere.sent.clear();
    const std::string stamp =
        "<title>Garden</title><lastBuildDate>Tue, 14 Apr 2026 10:00:00 GMT"
        "</lastBuildDate>";
    const std::vector<SecondRow> rows{
        {"not asked", "\"v1\"", std::nullopt, "", ""},
        {"the conditions were for another address", "\"v1\"", elsewhere, "", ""},
        {"it does not look", "\"v1\"", answer(200, same, garden),
         "not_modified: Asked again with the ETag and the Last-Modified that your server had just "
         "given, it sent all" +
             again,
         "HTTP/1.1 304 Not Modified"},
        {"Apache's own suffix", "\"v1-gzip\"",
         answer(200, {{"etag", "\"v1-gzip\""}, {"last-modified", monday}}, garden),
         "not_modified: Asked again with the ETag and the Last-Modified that your server had just "
         "given, it sent all" +
             again,
         R"~(RequestHeader edit "If-None-Match" '^"((.*)-gzip)"$' '"$1", "$2"')~"},
        {"another tag each time", "\"v1\"",
         answer(200, {{"etag", "\"v2\""}, {"last-modified", monday}}, garden),
         "not_modified: The same bytes came with another ETag a moment later.",
         "FileETag MTime Size"},
        {"the time of the question", "\"v1\"",
         answer(200, {{"etag", "\"v1\""}, {"last-modified", "Tue, 14 Apr 2026 10:00:01 GMT"}},
                garden),
         "not_modified: Last-Modified is the time of the question and not of a change.",
         "Last-Modified: " + monday},
        {"a document with a clock in it", "\"v1\"",
         answer(200, same, rss(item("1", monday) + item("2", monday), stamp)),
         "not_modified: The document is another at each question although no entry is: it carries "
         "the time of the question.",
         "<lastBuildDate>" + monday + "</lastBuildDate>"},
        {"a document with something else in it", "\"v1\"",
         answer(200, same, garden + "<!-- 17 -->"),
         "not_modified: The document is another at each question although no entry is.",
         "<lastBuildDate>" + monday + "</lastBuildDate>"},
        {"something was published", "\"v1\"",
         answer(200, same, rss(item("3", monday) + item("1", monday))), "", ""},
        {"refused without a word", "\"v1\"", answer(429),
         "refusals: A second question, a moment later, was answered 429 Too Many Requests without "
         "a "
         "word about when to come again.",
         "Retry-After: 3600"},
        {"refused politely", "\"v1\"", answer(503, {{"retry-after", "120"}}), "", ""},
        {"nobody there any more", "\"v1\"", http::Broken{http::Fault::connect, "cannot connect"},
         "refusals: A second question, a moment later, came to nothing: cannot connect.",
         "Retry-After: 3600"},
    };
    for (const SecondRow& row : rows) {
        Reply first = perfect();
        first.headers["etag"] = row.etag;
        const ServerAdvice advice = advice_for(first, row.second, now);
        EXPECT_EQ(named(advice), row.advice) << row.name;
        const std::string line =
            advice.better.empty() ? std::string() : advice.better.front().lines.back();
        EXPECT_EQ(line, row.line) << row.name;
    }
}

TEST(Etiquette, APageThatOffersAFeedIsToldItsAddress) {
    Reply page = perfect();
    page.body =
        "<!doctype html><html><head><link rel=\"alternate\" type=\"application/atom+xml\" "
        "href=\"/atom.xml?token=5d41402abc4b2a76b9719d911017c592\"></head><body></body></html>";
    const ServerAdvice advice = advice_for(page, std::nullopt, now);
    ASSERT_EQ(advice.better.size(), 1u);
    EXPECT_TRUE(advice.good.empty());
    EXPECT_EQ(advice.better.front().lines,
              std::vector<std::string>{"https://garden.example/atom.xml?…"});
}

TEST(Etiquette, WhoRefusesOrIsNotThereIsNotJudged) {
    const std::vector<std::pair<Outcome, std::optional<std::string>>> rows{
        {perfect(), std::nullopt},
        {answer(404), "answered 404 Not Found"},
        {answer(429, {{"retry-after", "60"}}), "answered 429 Too Many Requests (Retry-After: 60)"},
        {answer(304), "answered 304 Not Modified"},
        {http::Broken{http::Fault::dns, ""}, "the host's name is not known"},
        {http::Broken{http::Fault::tls, "no secure connection: expired"},
         "no secure connection: expired"},
    };
    for (const auto& [outcome, why] : rows)
        EXPECT_EQ(no_document(outcome), why) << why.value_or("a document");
}

/// Everything that can be wrong at once: only so many points fit, and what helps most comes first.
Reply worst() {
    Reply reply;
    reply.status = 200;
    reply.headers = {{"set-cookie", "id=1"}, {"content-type", "text/html"}};
    reply.body = rss(item("", "") + "<!-- " + std::string(4000, 'x') + " -->");
    reply.effective = Url::parse("https://garden.example/feed").value();
    reply.hops = {hop(301, "https://garden.example/feed")};
    return reply;
}

TEST(Etiquette, AtMostSevenPointsAreMade) {
    const ServerAdvice advice = advice_for(worst(), answer(429), now);
    EXPECT_EQ(advice.better.size(), ServerAdvice::most);
    for (std::size_t i = 1; i < advice.better.size(); ++i)
        EXPECT_LT(advice.better[i - 1].point, advice.better[i].point);
    for (const Advice& one : advice.better) {
        EXPECT_FALSE(one.why.empty() || one.how.empty() || one.lines.empty()) << one.what;
        EXPECT_TRUE(one.what.ends_with(".") && one.why.ends_with(".")) << one.what;
        EXPECT_TRUE(one.how.ends_with(":")) << one.how;
    }
}

TEST(Etiquette, TheLetter) {
    const Url address =
        Url::parse("https://ann:secret@garden.example/feed?token=5d41402abc4b2a76b9719d911017c592")
            .value();
    test::expect_golden("etiquette/letter.txt",
                        letter_about(address, advice_for(worst(), answer(429), now), now));
    test::expect_golden("etiquette/letter_of_thanks.txt",
                        letter_about(address, advice_for(perfect(), answer(304), now), now));
}

}  // namespace
}  // namespace earshot
