// A month of many sources by the two pure parts, poll.hpp and turns.hpp, against what the rules
// allow: a model of its own that knows what each server said. None is asked early, none is
// forgotten.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <queue>
#include <string>
#include <utility>
#include <vector>

#include "earshot/poll.hpp"
#include "earshot/turns.hpp"
#include "support/poll_world.hpp"

namespace earshot {
namespace {

using std::chrono::milliseconds;
using tests::start;

constexpr int sources = 200;
constexpr int on_one_host = 5;
constexpr Span month = 30 * day;
constexpr milliseconds answers_after{100};

enum class Server {
    plain,          // validators, something new every day
    max_age,        // two hours
    bare,           // nothing to ask with
    ttl,            // three hours
    flaky,          // every third answer is a 500
    busy_for_days,  // 429 from the third to the fifth day
    refuses,        // 503 with Retry-After, for good
    unreachable,
};

std::string document(int number, Server server, int day_number) {
    return "<rss version=\"2.0\"><channel><title>Ann</title>" +
           std::string(server == Server::ttl ? "<ttl>180</ttl>" : "") + "<item><guid>" +
           std::to_string(number) + "/" + std::to_string(day_number) +
           "</guid><title>Post</title></item></channel></rss>";
}

struct Asked {
    Source source;
    PollState state;
    Server server{};
    int polls = 0;
    std::string tag;
    // The model: what the rules allow.
    std::optional<Instant> last;  // request
    Instant earliest{};
    Instant latest = start + 10 * minute;
    bool was_refused = false;
};

class Month {
public:
    Month() {
        turns.set(settings);
        for (int i = 0; i < sources; ++i) {
            Asked& one = asked.emplace_back();
            one.source.id = SourceId{i + 1};
            one.server = static_cast<Server>((i * 7 + i / on_one_host) % 8);
            one.source.url = tests::url("https://host" + std::to_string(i / on_one_host) +
                                        ".example/" + std::to_string(i));
            due.push({start, i});
        }
    }

    void pass() {
        while (now < Moment{start + month}) {
            line_up();
            while (const auto one = turns.next(now))
                begin(static_cast<int>(one->id) - 1, one->turn);
            Moment next{start + month};
            if (!due.empty()) next = std::min<Moment>(next, due.top().first);
            if (!ends.empty()) next = std::min(next, ends.begin()->first);
            if (const auto again = turns.again(now)) next = std::min(next, *again);
            now = std::max(next, now + milliseconds{1});
            while (!ends.empty() && ends.begin()->first <= now) {
                const auto [index, turn] = ends.begin()->second;
                ends.erase(ends.begin());
                end(index, turn);
            }
        }
    }

    std::vector<Asked> asked;
    int requests = 0;
    int early = 0;
    int late = 0;

private:
    void line_up() {
        const Instant second = std::chrono::floor<Span>(now);
        std::vector<Waiting> waiting;
        while (!due.empty() && due.top().first <= second) {
            const auto [at, index] = due.top();
            due.pop();
            Asked& one = asked[static_cast<std::size_t>(index)];
            if (one.state.next.at > at) {
                due.push({one.state.next.at, index});
                continue;
            }
            if (const auto until = turns.left_alone(one.source.url.host(), second))
                put_off(one, *until);
            else
                waiting.push_back({one.source.id, one.source.url.host(), at,
                                   one.state.last_good.value_or(Instant{}), one.state.refused});
        }
        turns.wait(std::move(waiting), now);
    }

    void put_off(Asked& one, Instant until) {
        one.state.next = when_host_allows(one.state.next, {until});
        one.latest = std::max(one.latest, until + 45 * minute);
        due.push({one.state.next.at, static_cast<int>(one.source.id) - 1});
    }

    void begin(int index, TurnNumber turn) {
        Asked& one = asked[static_cast<std::size_t>(index)];
        const std::string host = one.source.url.host();
        ++requests;
        const bool too_early = now < Moment{one.earliest} || now < host_free[host] ||
                               (one.last && now < Moment{one.last.value() + 300 * Span{1}});
        early += too_early ? 1 : 0;
        late += now > Moment{one.latest} ? 1 : 0;
        EXPECT_FALSE(too_early) << one.source.url.reveal() << " at " << to_rfc3339(second());
        EXPECT_LE(second(), one.latest) << one.source.url.reveal();
        one.last = std::chrono::ceil<Span>(now);
        host_free[host] = now + milliseconds{1000};
        ends.emplace(now + answers_after, std::pair{index, turn});
    }

    Instant second() const { return std::chrono::floor<Span>(now); }

    void end(int index, TurnNumber turn) {
        Asked& one = asked[static_cast<std::size_t>(index)];
        const std::string host = one.source.url.host();
        HostState told = hosts[host];
        told.last_good = host_good[host];
        const http::Outcome outcome = answer(one);
        const PollState before = one.state;
        PollStep step = after_reply(before, one.source, outcome, told, settings, second());
        DocumentSummary summary;
        summary.entries = summary.news = 1;
        summary.newest = second();
        if (step.feed)
            step = after_reading(std::move(step), before, one.source, summary, settings, second());
        one.state = step.state;
        if (step.result != PollResult::failed) host_good[host] = second();
        turns.end(turn, now);
        expect(one, outcome);
        if (step.host) {
            hosts[host] = *step.host;
            turns.set_host(host, *step.host);
            if (const auto until = turns.left_alone(host, second()))
                for (const SourceId id : turns.dismiss(host))
                    put_off(asked[static_cast<std::size_t>(id) - 1], *until);
        }
        due.push({one.state.next.at, index});
    }

    http::Outcome answer(Asked& one) {
        const int today = static_cast<int>((second() - start) / day);
        const int poll = one.polls++;
        http::Reply reply;
        reply.effective = one.source.url;
        reply.sent = request_for(one.source, one.state, settings).conditional;
        if (one.server == Server::unreachable) return http::Broken{http::Fault::connect, "refused"};
        if (one.server == Server::refuses) {
            reply.status = 503;
            reply.headers = {{"retry-after", "10000"}};
            return reply;
        }
        if (one.server == Server::busy_for_days && today >= 3 && today < 5) {
            reply.status = 429;
            return reply;
        }
        if (one.server == Server::flaky && poll % 3 == 2) {
            reply.status = 500;
            return reply;
        }
        const std::string tag = "\"" + std::to_string(today) + "\"";
        reply.status = one.tag == tag && one.server != Server::bare ? 304 : 200;
        one.tag = tag;
        if (one.server != Server::bare) reply.headers["etag"] = tag;
        if (one.server == Server::max_age) reply.headers["cache-control"] = "max-age=7200";
        if (reply.status == 200)
            reply.body = document(static_cast<int>(one.source.id), one.server, today);
        return reply;
    }

    /// What the rules make of this answer.
    void expect(Asked& one, const http::Outcome& outcome) {
        Span least = hour;
        Span most = hour;
        const auto* reply = std::get_if<http::Reply>(&outcome);
        const bool is_refused = reply && (reply->status == 429 || reply->status == 503);
        switch (one.server) {
            case Server::max_age: least = most = 2 * hour; break;
            case Server::ttl: least = most = 3 * hour; break;
            case Server::bare: least = most = day; break;
            case Server::refuses: least = most = Span{10000}; break;
            case Server::unreachable:
                least = 5 * minute;
                most = day;
                break;
            case Server::busy_for_days: most = is_refused ? day : hour; break;
            case Server::plain:
            case Server::flaky: break;
        }
        one.earliest = *one.last + least;
        if (one.server != Server::unreachable) one.earliest += Span{0};
        // Jitter, and the turns of a host that is asked one by one.
        one.latest = second() + most + std::min<Span>(most / 10, 30 * minute) + 20 * minute;
        one.was_refused = is_refused;
    }

    PollSettings settings;
    Turns turns;
    Moment now{start};
    using DueAt = std::pair<Instant, int>;
    std::priority_queue<DueAt, std::vector<DueAt>, std::greater<>> due;
    std::multimap<Moment, std::pair<int, TurnNumber>> ends;
    std::map<std::string, HostState> hosts;
    std::map<std::string, std::optional<Instant>> host_good;
    std::map<std::string, Moment> host_free;
};

TEST(Month, NoneIsAskedEarlyAndNoneIsForgotten) {
    Month month_of_many;
    month_of_many.pass();
    EXPECT_EQ(month_of_many.early, 0);
    EXPECT_EQ(month_of_many.late, 0);
    std::map<Server, int> least;
    for (const Asked& one : month_of_many.asked) {
        const auto [known, is_new] = least.emplace(one.server, one.polls);
        if (!is_new) known->second = std::min(known->second, one.polls);
    }
    // An hour with its jitter gives at least 640 polls in thirty days; siblings that refuse cost
    // their hosts' others a few at the start.
    EXPECT_GE(least[Server::plain], 620);
    EXPECT_GE(least[Server::flaky], 500);
    EXPECT_GE(least[Server::max_age], 310);
    EXPECT_GE(least[Server::ttl], 210);
    EXPECT_GE(least[Server::bare], 28);
    EXPECT_GE(least[Server::refuses], 200);
    RecordProperty("requests", month_of_many.requests);
}

}  // namespace
}  // namespace earshot
