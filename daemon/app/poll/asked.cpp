// Turns that somebody waits for: a poll by hand, a look at an address that is no source yet, and
// the next request of a poll that was redirected. One request each, before the sources that are
// due at the host.

#include <algorithm>
#include <utility>

#include "daemon/app/poll/poller.hpp"
#include "daemon/io/store/sources/sources.hpp"

namespace earshot::app {

namespace asio = boost::asio;

namespace {

/// Rule 32: without a connection the server was not bothered.
bool was_bothered(const http::Outcome& outcome) {
    const auto* broken = std::get_if<http::Broken>(&outcome);
    return broken == nullptr || !broken->hops.empty() ||
           (broken->fault != http::Fault::dns && broken->fault != http::Fault::connect &&
            broken->fault != http::Fault::cancelled);
}

}  // namespace

class Poller::Asking {
public:
    Asking(Poller& poller, TurnNumber turn) : bell(poller.executor_), poller_(poller), turn_(turn) {
        poller_.asking_.emplace(turn, this);
    }
    ~Asking() { poller_.asking_.erase(turn_); }
    Asking(const Asking&) = delete;
    Asking& operator=(const Asking&) = delete;

    io::Bell bell;
    bool has_come = false;

private:
    Poller& poller_;
    TurnNumber turn_;
};

void Poller::wake(TurnNumber turn) {
    const auto asking = asking_.find(turn);
    if (asking == asking_.end()) return;
    asking->second->has_come = true;
    asking->second->bell.ring();
}

asio::awaitable<bool> Poller::came(TurnNumber turn, Moment until) {
    Asking asking(*this, turn);
    for (;;) {
        const Moment now = clock_.moment();
        while (const auto started = turns_.next(now, Turns::Who::who_asked))
            wake(started->turn);
        if (asking.has_come || now >= until) co_return asking.has_come;
        const Moment again = turns_.again(now, Turns::Who::who_asked).value_or(until);
        co_await asking.bell.sleep_until(clock_, std::min(again, until));
    }
}

io::MayFollow Poller::manners(TurnNumber turn) {
    return [this, turn](const Url& to) { return may_follow(turn, to.host()); };
}

/// Rules 22 and 25 hold at every hop.
asio::awaitable<bool> Poller::may_follow(TurnNumber turn, std::string host) {
    if (turns_.left_alone(host, clock_.now())) co_return false;
    turns_.go_on(turn, host, clock_.moment());
    const bool has_come = co_await came(turn, clock_.moment() + longest_detour);
    co_return has_come && !turns_.left_alone(host, clock_.now());
}

std::string Poller::forbids_poll(const Source& source, Instant now) const {
    const std::string host = source.url.host();
    if (const auto until = turns_.left_alone(host, now))
        return host + " asked not to be polled before " + to_rfc3339(*until);
    const PollState state = store_.polls.state(source.id);
    if (state.asked_until && *state.asked_until > now)
        return "it asked not to be polled before " + to_rfc3339(*state.asked_until);
    if (state.last_attempt && *state.last_attempt <= now &&
        now < *state.last_attempt + manual_minimum)
        return "it was polled at " + to_rfc3339(*state.last_attempt) + ", less than " +
               to_text(manual_minimum) + " ago";
    return {};
}

asio::awaitable<Result<Poller::Asked>> Poller::poll_now(SourceId id, bool force) {
    if (const auto other = store_.polls.joined_to(id)) id = *other;
    auto source = store_.sources.one(id);
    if (!source) co_return fail("there is no such source");
    if (turns_.is_under_way(id)) co_return fail("a poll of it is under way", source->title, true);

    Asked asked;
    asked.overridden = forbids_poll(*source, clock_.now());
    if (!asked.overridden.empty() && !force)
        co_return fail(asked.overridden + "; --force polls anyway", source->title, true);

    Turn turn(*this, turns_.ask(id, source->url.host()));
    const bool has_come = co_await came(turn.number(), clock_.moment() + longest_wait);
    if (!has_come) co_return fail("other polls are under way there", source->title, true);
    auto known = store_.polls.known(id);
    if (!known) co_return fail("there is no such source");
    asked.report = co_await poll_once(std::move(*known), std::move(turn),
                                      force ? Conditions::must_not : Conditions::may);
    co_return asked;
}

std::string Poller::forbids_look(const Url& url, Instant now) const {
    const std::string host = url.host();
    if (host.empty()) return {};
    if (const auto until = turns_.left_alone(host, now))
        return host + " asked not to be polled before " + to_rfc3339(*until);
    for (const auto& [at, seen] : looks_)
        if (seen == url && now < at + manual_minimum)
            return "it was looked at at " + to_rfc3339(at) + ", less than " +
                   to_text(manual_minimum) + " ago";
    return {};
}

void Poller::remember_look(const Url& url, Instant now) {
    if (url.host().empty()) return;
    while (!looks_.empty() &&
           (looks_.size() >= most_looks || now >= looks_.front().first + manual_minimum))
        looks_.pop_front();
    looks_.emplace_back(now, url);
}

asio::awaitable<Result<Poller::Looked>> Poller::look_at(Url url, SharedOptions options) {
    Source source;
    source.options = std::move(options);
    source.url = std::move(url);
    std::string forbidden = forbids_look(source.url, clock_.now());
    if (!forbidden.empty()) co_return fail(forbidden, std::string(), true);
    std::optional<Turn> turn;
    turn.emplace(*this, turns_.ask(source.id, source.url.host()));
    const bool has_come = co_await came(turn->number(), clock_.moment() + longest_wait);
    if (!has_come) co_return fail("other polls are under way", source.url.host(), true);
    forbidden = forbids_look(source.url, clock_.now());
    if (!forbidden.empty()) co_return fail(forbidden, std::string(), true);
    remember_look(source.url, clock_.now());
    const PollState nothing;
    http::Request request = request_for(source, nothing, intake_.settings());
    io::MayFollow on_the_way = manners(turn->number());
    Looked looked;
    looked.outcome = co_await http_.fetch(std::move(request), std::move(on_the_way));
    turn.reset();
    if (!was_bothered(looked.outcome))
        std::erase_if(looks_, [&](const auto& look) { return look.second == source.url; });
    const std::string host = last_host(source, looked.outcome);
    HostState told = store_.polls.host(host);
    if (is_refusal(looked.outcome)) told.last_good = store_.polls.last_good_at(host);
    const PollStep step =
        after_reply(nothing, source, looked.outcome, told, intake_.settings(), clock_.now());
    if (step.host && !host.empty()) {
        store_.polls.save_host(host, *step.host);
        hear(host);
    }
    looked.problem = step.problem;
    if (!step.problem && step.result != PollResult::fresh)
        looked.problem.emplace().what = "stopped";
    co_return looked;
}

}  // namespace earshot::app
