#pragma once
// The polling loop under a manual clock, against scripted servers.

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

#include <boost/asio/io_context.hpp>

#include "daemon/app/people/sources.hpp"
#include "daemon/app/poll/poller.hpp"
#include "daemon/io/loop/task_group.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "support/feed_server.hpp"
#include "support/manual_clock.hpp"
#include "support/run.hpp"

namespace earshot::tests {

inline const Instant start = from_epoch(1'776'000'000);

inline std::string blog(const std::string& key) {
    return "<rss version=\"2.0\"><channel><title>A blog</title><link>https://blog.example/</link>"
           "<item><title>Post " +
           key + "</title><guid>" + key +
           "</guid><pubDate>Sun, 12 Apr 2026 08:00:00 GMT</pubDate></item></channel></rss>";
}

class PollerTest : public testing::Test {
protected:
    PollerTest() : clock(io, start) {
        clock.busy_while([this] { return http.in_flight() > 0; });
        tasks.spawn(poller.run());
    }
    ~PollerTest() override {
        tasks.cancel();
        run(io, tasks.join());
        run(io, poller.stop());
    }

    SourceId add(const FeedServer& at, const std::string& target) {
        DeclaredSource source;
        source.url = Url::parse(at.url(target)).value();
        source.person = "Ann of " + target;
        const auto id = app::add_source(store, source, clock.now());
        poller.nudge();
        return id.value();
    }

    std::size_t asked(const FeedServer& of, const std::string& target) const {
        std::size_t count = 0;
        for (const Asked& one : of.asked())
            count += one.target == target ? 1 : 0;
        return count;
    }

    boost::asio::io_context io{1};
    FeedServer server{io};
    FeedServer other{io, "127.0.0.2"};
    ManualClock clock;
    io::Store store{":memory:"};
    io::EventStream events{io.get_executor()};
    io::HttpClient http{io.get_executor(), {}};
    Dialects dialects;
    app::Intake intake{store, dialects, events, PollSettings(), NoticeSettings(), Me()};
    app::Poller poller{io.get_executor(), clock, http, store, intake};
    io::TaskGroup tasks{io.get_executor()};
};

}  // namespace earshot::tests
