#pragma once
// One source and all that is remembered of it, polled by the pure step of poll.hpp with whatever
// outcome a test has in mind.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "earshot/poll.hpp"

namespace earshot::tests {

inline const Instant start = parse_rfc3339("2026-04-14T12:00:00Z").value();

inline Url url(const std::string& text) {
    return Url::parse(text).value();
}

inline std::string rss(const std::string& extra = "", int entries = 2) {
    std::string text = "<rss version=\"2.0\"><channel><title>Ann</title>" + extra;
    for (int i = 0; i < entries; ++i)
        text += "<item><guid>" + std::to_string(i) + "</guid><title>Post</title></item>";
    return text + "</channel></rss>";
}

inline http::Outcome broken(http::Fault fault) {
    return http::Broken{fault, "cannot reach it"};
}

/// A source and all that is remembered of it, polled again and again.
struct World {
    Source source;
    PollState state;
    HostState host;
    PollSettings settings;
    Instant now = start;
    PollStep step;  // the last one

    World() {
        source.id = SourceId{7};
        source.url = url("https://ann.example/feed");
    }

    http::Reply reply(int status, http::Headers headers = {}, std::string body = "") const {
        http::Reply got;
        got.status = status;
        got.headers = std::move(headers);
        got.body = std::move(body);
        got.effective = source.url;
        got.sent = request_for(source, state, settings).conditional;
        return got;
    }

    /// Polls now, without keeping what came of it.
    PollStep look(const http::Outcome& outcome) const {
        return after_reply(state, source, outcome, host, settings, now);
    }
    /// Polls now and keeps it; two entries in each document, `news` of them unknown.
    World& poll(const http::Outcome& outcome, std::size_t news = 0) {
        DocumentSummary summary;
        step = look(outcome);
        if (step.feed) summary.entries = step.feed->entries.size();
        summary.news = news;
        step = after_reading(std::move(step), state, source, summary, settings, now);
        state = step.state;
        if (step.host) host = *step.host;
        return *this;
    }
    World& good(http::Headers headers = {{"etag", "\"1\""}}, std::string body = rss()) {
        return poll(reply(200, std::move(headers), std::move(body)), 1);
    }
    World& later(Span span) {
        now += span;
        return *this;
    }
    std::vector<std::string> conditional() const {
        std::vector<std::string> headers;
        for (const auto& [name, value] : request_for(source, state, settings).conditional)
            headers.push_back(name + ": " + value);
        return headers;
    }
};

/// The next poll comes after this wait and its jitter, for this reason. It is planned from the end
/// of the second that has begun.
inline void expect_due(const World& world, const Due& due, Span wait, Reason reason) {
    const Instant planned = world.now + Span{1};
    EXPECT_EQ(to_text(due.reason), to_text(reason)) << due.detail;
    EXPECT_GE(due.at - planned, wait) << due.detail;
    EXPECT_LE(due.at - planned, wait + std::min<Span>(wait / 10, 30 * minute)) << due.detail;
}

inline const http::Headers tag{{"etag", "\"1\""}};

}  // namespace earshot::tests
