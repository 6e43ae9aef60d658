#pragma once
// People and their feeds through the real pipeline (loopback HTTP, poller, intake, store,
// detectors, digest) under a manual clock. The tests that stand on it are named after needs.md
// section 8.
//
//   TrustWorld world;
//   Blog& ana = world.blog(1, "/ana", "Ana Duarte");
//   ana.wrote_daily(30, trust_start - hour);
//   world.follow(ana);
//   world.pass(40 * day);
//   EXPECT_EQ(world.findings("quiet").size(), 1u);

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/app/digest/digest_loop.hpp"
#include "daemon/app/people/sources.hpp"
#include "daemon/app/poll/poller.hpp"
#include "daemon/app/watch/lookout.hpp"
#include "daemon/app/watch/visibility.hpp"
#include "daemon/io/host/log.hpp"
#include "earshot/finding.hpp"
#include "support/feed_server.hpp"
#include "support/manual_clock.hpp"
#include "support/run.hpp"

namespace earshot::tests {

inline const Instant trust_start = parse_rfc3339("2026-01-05T08:00:00Z").value();

inline std::string mail_date(Instant t) {
    return Zone::utc().format("%a, %d %b %Y %H:%M:%S GMT", t);
}

struct Post {
    std::string key;
    std::string title;
    std::optional<Instant> at;
};

/// Somebody's feed: what it holds, and how the server answers when asked for it.
struct Blog {
    std::string target;
    std::string person;
    std::string address;            // of the server
    std::vector<Post> posts = {};   // oldest first
    std::size_t window = 20;        // entries in the document
    std::string ids = "urn:post:";  // what every id begins with
    std::string home = "https://blog.example/";
    std::function<Reply(const Asked&, const Blog&)> instead = nullptr;  // how it fails
    int written = 0;

    void write(std::optional<Instant> at, std::string title = "") {
        const std::string key = std::to_string(++written);
        posts.push_back({key, title.empty() ? "Of the " + key + "th fern" : std::move(title), at});
    }
    /// One post a day, the last one `last`.
    void wrote_daily(int days, Instant last) {
        for (int i = days - 1; i >= 0; --i)
            write(last - i * day);
    }

    std::string document() const {
        std::string items;
        const std::size_t shown = std::min(window, posts.size());
        for (std::size_t i = 0; i < shown; ++i) {
            const Post& post = posts[posts.size() - 1 - i];
            items += "<item><title>" + post.title + "</title><guid isPermaLink=\"false\">" + ids +
                     post.key + "</guid><link>" + home + post.key + "</link>";
            if (post.at) items += "<pubDate>" + mail_date(*post.at) + "</pubDate>";
            items += "</item>";
        }
        return "<rss version=\"2.0\"><channel><title>" + person + "</title><link>" + home +
               "</link>" + items + "</channel></rss>";
    }

    /// As a well-mannered server answers.
    Reply answer(const Asked& asked) const {
        Reply reply;
        reply.body = document();
        const std::string tag = "\"" + std::to_string(std::hash<std::string>()(reply.body)) + "\"";
        reply.headers.emplace_back("ETag", tag);
        if (asked.header("if-none-match") == tag) {
            reply.status = 304;
            reply.body.clear();
        }
        return reply;
    }
};

class TrustWorld {
public:
    TrustWorld() {
        log::set_level(LogLevel::error);
        clock.busy_while([this] { return http.in_flight() > 0; });
        tasks.spawn(poller.run());
    }
    ~TrustWorld() {
        tasks.cancel();
        run(io, tasks.join());
        run(io, poller.stop());
    }

    /// Servers are 127.0.0.1, 127.0.0.2 and so on.
    Blog& blog(int host, const std::string& target, const std::string& person) {
        Blog& made = blogs_.emplace_back();
        made.target = target;
        made.person = person;
        made.address = "127.0.0." + std::to_string(host);
        if (!servers_.contains(made.address)) come_up(made.address);
        script(made);
        return made;
    }

    SourceId follow(const Blog& blog, const std::string& circle = "");

    /// Nobody answers at this address, until it comes up again.
    void go_down(const std::string& address) {
        ports_[address] = servers_.at(address)->port();
        servers_.erase(address);
    }
    void come_up(const std::string& address) {
        servers_[address] = std::make_unique<FeedServer>(io, address, ports_[address]);
        for (const Blog& blog : blogs_)
            if (blog.address == address) script(blog);
    }
    FeedServer& server(const std::string& address) { return *servers_.at(address); }

    void pass(Span span) { clock.advance(span); }
    /// Days on each of which every one of these writes once.
    void live(int days, std::initializer_list<Blog*> writers) {
        for (int i = 0; i < days; ++i) {
            for (Blog* blog : writers)
                blog->write(clock.now());
            pass(day);
        }
    }

    PersonId person_of(const Blog& blog) const;
    void follow_everybody();
    Source source_at(SourceId id) const;
    std::vector<Source> all_sources() const;
    std::vector<Finding> findings(const std::string& kind) const;
    std::vector<Trouble> troubles() const {
        std::vector<Trouble> all;
        for (const Finding& finding : findings("trouble"))
            if (finding.state != Finding::State::closed)
                all.push_back(std::get<Trouble>(finding.evidence));
        return all;
    }
    int troubles(Trouble::Kind kind) const {
        const std::vector<Trouble> all = troubles();
        return static_cast<int>(std::count_if(all.begin(), all.end(),
                                              [&](const Trouble& t) { return t.kind == kind; }));
    }
    /// As it is kept; it says what a look over the whole store says.
    Outlook outlook() {
        const app::Horizon& all = lookout.at(clock.now());
        const Outlook kept = all.outlook(all.held_back(), Zone::utc(), clock.now());
        EXPECT_EQ(kept, app::look_out(store, Zone::utc(), clock.now()));
        return kept;
    }
    /// What would be told now, the day's own findings included.
    Digest digest() {
        teller.turn_day();
        return teller.preview(clock.now());
    }
    /// Lines of one section of the digest that would be sent now.
    int lines(Section section) {
        const Digest now = digest();
        return static_cast<int>(
            std::count_if(now.items.begin(), now.items.end(),
                          [&](const Item& item) { return item.section == section; }));
    }
    std::optional<Instant> last_seen(const Blog& blog) const;

    boost::asio::io_context io{1};
    ManualClock clock{io, trust_start};
    io::Store store{":memory:"};
    io::EventStream events{io.get_executor()};
    io::HttpClient http{io.get_executor(), {}};
    Dialects dialects;
    app::Intake intake{store, dialects, events, PollSettings(), NoticeSettings(), Me()};
    app::Poller poller{io.get_executor(), clock, http, store, intake};
    app::Lookout lookout{io.get_executor(), clock, store};
    app::Teller teller{io.get_executor(), clock, store, lookout, events, DigestSettings(), {}};
    io::TaskGroup tasks{io.get_executor()};

private:
    void script(const Blog& blog) {
        servers_.at(blog.address)->on(blog.target, [&blog](const Asked& asked) {
            return blog.instead ? blog.instead(asked, blog) : blog.answer(asked);
        });
    }

    std::list<Blog> blogs_;
    std::map<std::string, std::unique_ptr<FeedServer>> servers_;
    std::map<std::string, unsigned short> ports_;
};

inline Reply answering(int status) {
    Reply reply;
    reply.status = status;
    return reply;
}

}  // namespace earshot::tests
