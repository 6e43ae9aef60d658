// What the headers of two replies say of a server.

#include <algorithm>
#include <cstdint>
#include <utility>

#include "daemon/core/poll/etiquette_points.hpp"
#include "daemon/core/text/hash.hpp"

namespace earshot::etiquette {
namespace {

using Point = EtiquettePoint;
using http::header;

constexpr std::size_t worth_compressing = 1400;  // what goes into one packet is sent as it is
constexpr Span least_fresh = 5 * minute;
constexpr Span clocks_differ = 10 * minute;

std::string hex(std::uint64_t number) {
    std::string text(16, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, number >>= 4)
        *digit = "0123456789abcdef"[number & 15];
    return text;
}

/// "the ETag and the Last-Modified"; empty when the reply has neither.
std::string validators_in(const http::Reply& reply) {
    const bool has_tag = !header(reply.headers, "etag").empty();
    const bool has_time = !header(reply.headers, "last-modified").empty();
    if (has_tag && has_time) return "the ETag and the Last-Modified";
    return has_tag ? "the ETag" : has_time ? "the Last-Modified" : "";
}

bool differ_in(const char* name, const http::Reply& a, const http::Reply& b) {
    return header(a.headers, name) != header(b.headers, name);
}

std::optional<Instant> newest_entry(const Result<Feed>& feed) {
    std::optional<Instant> newest;
    if (feed)
        for (const Entry& entry : feed->entries)
            newest = std::max(newest, entry.updated ? entry.updated : entry.published);
    return newest;
}

const char* saves = "A reader that has the newest version is then answered in a few bytes.";

void advise_to_understand(const http::Reply& first, ServerAdvice& advice) {
    const std::string tag = header(first.headers, "etag");
    Advice point{Point::not_modified,
                 "Asked again with " + validators_in(first) +
                     " that your server had just given, "
                     "it sent all " +
                     size_text(first.body.size()) + " once more instead of 304 Not Modified.",
                 saves,
                 {},
                 {}};
    if (tag.ends_with("-gzip\"")) {
        point.how =
            "The ETag ends with -gzip, which Apache adds when it compresses and then does not "
            "know again. This makes it understand:";
        point.lines = {R"~(RequestHeader edit "If-None-Match" '^"((.*)-gzip)"$' '"$1", "$2"')~"};
    } else {
        point.how =
            "What makes the feed compares If-None-Match with the ETag that it is about to send "
            "(or If-Modified-Since with its Last-Modified), and answers without a body when "
            "they "
            "are equal. A proxy in front has to let these headers through:";
        point.lines = {"HTTP/1.1 304 Not Modified"};
    }
    advice.better.push_back(std::move(point));
}

void advise_to_keep_still(const http::Reply& first, const http::Reply& second,
                          ServerAdvice& advice) {
    if (differ_in("etag", first, second) && !header(first.headers, "etag").empty()) {
        advice.better.push_back(
            {Point::not_modified,
             "The same bytes came with another ETag a moment later.",
             std::string(
                 "Nobody can be answered 304 Not Modified when the tag is new each time. ") +
                 saves,
             "Make the tag from what is sent and not from when or where. With Apache on "
             "several "
             "machines this keeps the machine out of it:",
             {"FileETag MTime Size"}});
        return;
    }
    advice.better.push_back(
        {Point::not_modified,
         "Last-Modified is the time of the question and not of a change.",
         std::string("Nobody can be answered 304 Not Modified when it is new each time. ") + saves,
         "Make it the time of the newest entry:",
         {"Last-Modified: " + header(first.headers, "last-modified")}});
}

void judge_another(const Looked& looked, const http::Reply& second, ServerAdvice& advice) {
    const http::Reply& first = looked.first;
    if (second.body == first.body) {
        const bool moved =
            differ_in("etag", first, second) || differ_in("last-modified", first, second);
        if (moved)
            advise_to_keep_still(first, second, advice);
        else
            advise_to_understand(first, advice);
        return;
    }
    const FeedHint hint{header(second.headers, "content-type"), second.effective.reveal()};
    const Result<Feed> feed = parse_feed(second.body, hint);
    // Something new within that moment is no fault.
    if (!looked.feed || !feed || feed->entries != looked.feed->entries) return;
    const bool by_stamp = feed->updated != looked.feed->updated;
    const auto newest = newest_entry(looked.feed);
    advice.better.push_back(
        {Point::not_modified,
         std::string("The document is another at each question although no entry is") +
             (by_stamp ? ": it carries the time of the question." : "."),
         std::string("Caches and readers take it for news each time. ") + saves,
         "The document's own date (lastBuildDate, updated) is best that of the newest entry, "
         "and "
         "nothing in it should tell when it was made:",
         {"<lastBuildDate>" + to_http_date(newest.value_or(looked.now)) + "</lastBuildDate>"}});
}

}  // namespace

void judge_not_modified(const Looked& looked, ServerAdvice& advice) {
    const auto* second = looked.second ? std::get_if<http::Reply>(&*looked.second) : nullptr;
    if (second == nullptr || second->sent.empty()) return;
    if (second->status == 304)
        advice.good.push_back(
            "It answers 304 Not Modified to a reader that has the newest version.");
    else if (second->status == 200 || second->status == 203)
        judge_another(looked, *second, advice);
}

void judge_validators(const Looked& looked, ServerAdvice& advice) {
    if (const std::string given = validators_in(looked.first); !given.empty()) {
        advice.good.push_back("It gives " + given + " to ask with.");
        return;
    }
    const Instant newest = newest_entry(looked.feed).value_or(looked.now);
    advice.better.push_back(
        {Point::validators,
         "Your server gives no ETag and no Last-Modified.",
         "With one of them a reader that has the newest version is answered in a few bytes (304 "
         "Not "
         "Modified) instead of " +
             size_text(looked.first.body.size()) +
             " each time. Without, polite readers ask once a day only.",
         "With nginx and Apache, files have them by themselves; for a generated feed, set one from "
         "its newest entry or from its bytes, and compare it with If-None-Match and "
         "If-Modified-Since of the question:",
         {"Last-Modified: " + to_http_date(std::min(newest, looked.now)),
          "ETag: \"" + hex(stable_hash(looked.first.body)) + "\""}});
}

void judge_compression(const Looked& looked, ServerAdvice& advice) {
    const std::string coding = header(looked.first.headers, "content-encoding");
    if (!coding.empty() && coding != "identity") {
        advice.good.push_back("It comes compressed.");
        return;
    }
    if (looked.first.body.size() < worth_compressing) return;
    advice.better.push_back(
        {Point::compression,
         "All " + size_text(looked.first.body.size()) +
             " are sent as they are, though the question says that gzip is understood.",
         "Feeds shrink to a fraction: it is less to pay for, and arrives sooner.",
         "With nginx, and below it with Apache:",
         {"gzip on;",
          "gzip_types application/rss+xml application/atom+xml application/xml text/xml "
          "application/feed+json;",
          "AddOutputFilterByType DEFLATE application/rss+xml application/atom+xml application/xml "
          "text/xml application/feed+json"}});
}

void judge_freshness(const Looked& looked, ServerAdvice& advice) {
    const auto fresh = http::fresh_for(looked.first.headers, looked.now);
    const std::optional<Span> ttl = looked.feed ? looked.feed->ttl : std::nullopt;
    const Span longest = std::max(fresh ? fresh->span : Span{0}, ttl.value_or(Span{0}));
    Advice point{Point::freshness, {}, {}, "One header says it:", {"Cache-Control: max-age=3600"}};
    if (longest > day) {
        point.what = "It asks readers to stay away for " + to_text(longest) + ".";
        point.why =
            "Those who do as they are asked learn that much later of what you publish. An hour to "
            "a "
            "day is usual.";
    } else if (longest >= least_fresh) {
        advice.good.push_back("It says how long it stays fresh (" + to_text(longest) + ").");
        return;
    } else {
        const std::string control = header(looked.first.headers, "cache-control");
        point.what =
            longest > Span{0} ? "It lets readers come again after " + to_text(longest) + "."
            : !control.empty()
                ? "\"Cache-Control: " + quoted(control) + "\" does not say when to come again."
                : "Nothing says when your feed is worth asking for again.";
        point.why =
            "Readers guess then, and some of them guess every few minutes. Where it is said, they "
            "and the caches on the way need not ask before.";
        point.how =
            "One header says it (or in RSS <ttl>60</ttl>, in minutes), with nginx by the second "
            "line:";
        point.lines.push_back("add_header Cache-Control \"max-age=3600\";");
    }
    advice.better.push_back(std::move(point));
}

void judge_redirects(const Looked& looked, ServerAdvice& advice) {
    const auto& hops = looked.first.hops;
    const auto stays = std::find_if(hops.begin(), hops.end(), [](const http::Hop& hop) {
        return hop.status != 301 && hop.status != 308;
    });
    if (stays == hops.begin()) {
        if (hops.empty()) advice.good.push_back("It is where its address says.");
        return;
    }
    const auto count = std::distance(hops.begin(), stays);
    advice.better.push_back(
        {Point::redirects,
         (count == 1 ? std::string("Before the feed comes a redirect that is for good")
                     : "Before the feed come " + std::to_string(count) +
                           " redirects, one after the other, that are for good") +
             " (" + std::to_string(hops.front().status) + ").",
         "Each question costs your server " + std::to_string(hops.size() + 1) +
             " answers, and many readers never learn the new address.",
         "Name this address wherever the feed is offered: in the pages' <link rel=\"alternate\"> "
         "and in the feed's own rel=\"self\"; and let old addresses lead to it at once:",
         {std::prev(stays)->to.redacted()}});
}

void judge_cookies(const Looked& looked, ServerAdvice& advice) {
    const auto& hops = looked.first.hops;
    const bool sets = looked.first.headers.contains("set-cookie") ||
                      std::any_of(hops.begin(), hops.end(), [](const http::Hop& hop) {
                          return hop.headers.contains("set-cookie");
                      });
    if (!sets) {
        advice.good.push_back("It sets no cookies.");
        return;
    }
    advice.better.push_back(
        {Point::cookies,
         "It sets a cookie.",
         "Readers of feeds do not send it back, and caches do not keep what comes with one: every "
         "question wakes the program that makes the feed.",
         "Leave sessions out of the feed's address. With nginx in front of the program:",
         {"proxy_ignore_headers Set-Cookie;", "proxy_hide_header Set-Cookie;"}});
}

void judge_refusals(const Looked& looked, ServerAdvice& advice) {
    if (!looked.second) return;
    const auto* reply = std::get_if<http::Reply>(&*looked.second);
    if (reply == nullptr) {
        advice.better.push_back({Point::refusals,
                                 "A second question, a moment later, came to nothing: " +
                                     std::get<http::Broken>(*looked.second).text + ".",
                                 "Who cannot tell a fault from a refusal tries again too soon.",
                                 "If it was meant as a refusal, this says so:",
                                 {"HTTP/1.1 429 Too Many Requests", "Retry-After: 3600"}});
        return;
    }
    if (reply->status < 400) return;
    const std::string status = http::status_line(reply->status);
    if (http::retry_after(reply->headers, looked.now)) {
        advice.good.push_back("When it refuses (" + status + ") it says when to come again.");
        return;
    }
    advice.better.push_back({Point::refusals,
                             "A second question, a moment later, was answered " + status +
                                 " without a word about when to come again.",
                             "Polite readers stay away for as long as they are told, and can only "
                             "guess otherwise.",
                             "With whatever refuses, and with 429 for \"too often\":",
                             {"Retry-After: 3600"}});
}

void judge_future(const Looked& looked, ServerAdvice& advice) {
    const std::string value = header(looked.first.headers, "last-modified");
    const auto at = parse_http_date(value);
    const Instant now = http::date_of(looked.first.headers).value_or(looked.now);
    if (!at || *at <= std::max(now, looked.now) + clocks_differ) return;
    const auto newest = newest_entry(looked.feed);
    advice.better.push_back(
        {Point::future,
         "Last-Modified lies in the future: " + quoted(value) + ".",
         "Until then a change may pass for none: the question is whether there is anything newer "
         "than that.",
         "Make it the time of the newest entry, and look whether the clock of the machine is "
         "right:",
         {"Last-Modified: " + to_http_date(std::min(newest.value_or(now), now)), "timedatectl"}});
}

}  // namespace earshot::etiquette
