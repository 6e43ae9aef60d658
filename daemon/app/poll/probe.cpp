// A look at an address that is no source yet: one request, in its turn at the host.

#include <algorithm>
#include <utility>

#include "daemon/app/poll/poller.hpp"
#include "daemon/io/store/sources/polls.hpp"

namespace earshot::app {

namespace asio = boost::asio;

namespace {

/// How often the end of a transfer that is in the way is looked for.
constexpr Span moment{1};

/// Rule 32: without a connection the server was not bothered.
bool was_bothered(const http::Outcome& outcome) {
    const auto* broken = std::get_if<http::Broken>(&outcome);
    return broken == nullptr ||
           (broken->fault != http::Fault::dns && broken->fault != http::Fault::connect &&
            broken->fault != http::Fault::cancelled);
}

}  // namespace

class Poller::Queued {
public:
    Queued(Poller& poller, const std::string& host) : poller_(poller), host_(poller.hosts_[host]) {
        ++poller_.queued_;
        ++host_.queued;
    }
    ~Queued() {
        --poller_.queued_;
        --host_.queued;
        poller_.bell_.ring();  // the sources that are due let it go first
    }
    Queued(const Queued&) = delete;
    Queued& operator=(const Queued&) = delete;

private:
    Poller& poller_;
    Host& host_;
};

std::string Poller::forbids_look(const Url& url, Instant now) const {
    const std::string host = url.host();
    if (!has_manners(host)) return {};
    if (const auto told = store_.polls.host(host).not_before; told && *told > now)
        return host + " asked not to be polled before " + to_rfc3339(*told);
    for (const auto& [at, seen] : looks_)
        if (seen == url && now < at + manual_minimum)
            return "it was looked at at " + to_rfc3339(at) + ", less than " +
                   to_text(manual_minimum) + " ago";
    return {};
}

Instant Poller::turn_at(const std::string& host, Instant now) {
    if (in_flight_ >= intake_.settings().concurrency) return now + moment;
    if (!has_manners(host)) return now;
    const Host& there = hosts_[host];
    if (there.next_start > now) return there.next_start;
    return there.in_flight >= intake_.settings().per_host ? now + moment : now;
}

void Poller::remember_look(const Url& url, Instant now) {
    if (!has_manners(url.host())) return;
    while (!looks_.empty() &&
           (looks_.size() >= most_looks || now >= looks_.front().first + manual_minimum))
        looks_.pop_front();
    looks_.emplace_back(now, url);
}

asio::awaitable<Result<Poller::Looked>> Poller::look_at(Url url) {
    Source source;
    source.url = std::move(url);
    const std::string host = source.url.host();
    std::optional<Queued> queued;
    queued.emplace(*this, host);
    Instant now = clock_.now();
    const Instant until = now + longest_wait;
    for (;;) {
        const std::string forbidden = forbids_look(source.url, now);
        if (!forbidden.empty()) co_return fail(forbidden, std::string(), true);
        const Instant turn = turn_at(host, now);
        if (turn <= now) break;
        if (turn > until) co_return fail("other polls are under way", host, true);
        const bool woke = co_await clock_.sleep_until(turn);
        if (!woke) co_return fail("stopped", std::string(), true);
        now = clock_.now();
    }
    queued.reset();
    if (has_manners(host)) hosts_[host].next_start = now + intake_.settings().host_spacing;
    remember_look(source.url, now);
    std::optional<Place> held;
    held.emplace(*this, source);
    const PollState nothing;
    http::Request request = request_for(source, nothing, intake_.settings());
    Looked looked;
    looked.outcome = co_await http_.fetch(std::move(request));
    held.reset();
    bell_.ring();
    if (!was_bothered(looked.outcome))
        std::erase_if(looks_, [&](const auto& look) { return look.second == source.url; });
    const HostState told = store_.polls.host(host);
    const PollStep step =
        after_reply(nothing, source, looked.outcome, told, intake_.settings(), clock_.now());
    if (step.host && has_manners(host)) store_.polls.save_host(host, *step.host);
    looked.problem = step.problem;
    if (!step.problem && step.result != PollResult::fresh)
        looked.problem.emplace().what = "stopped";
    co_return looked;
}

}  // namespace earshot::app
