#include "daemon/app/clock/clock_watch.hpp"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/app/clock/mend_times.hpp"
#include "daemon/app/wire/events.hpp"
#include "daemon/io/host/log.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/coverage.hpp"
#include "earshot/finding_life.hpp"

namespace earshot::app {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::minutes between_looks{1};
/// A server's clock is its own; beyond this it is another time.
constexpr Span same_time = hour;
/// Nobody said anything: a clock that ran on for so long is what this machine goes by.
constexpr Span believed_after = day;
/// A smaller step is logged and not told: nobody was called anything by it.
constexpr Span worth_telling = hour;
constexpr const char* this_machine = "this machine";

std::string days_ahead(Span ahead) {
    return ahead >= 2 * day ? std::to_string(ahead / day) + " days" : to_text(ahead);
}

bool are_near(Instant a, Instant b) {
    return a <= b + same_time && a >= b - same_time;
}

bool is_this_machine(const std::string& host) {
    return host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.") ||
           host == "::1" || host == "[::1]";
}

}  // namespace

ClockWatch::ClockWatch(io::Clock& clock, io::Store& store, io::EventStream& events)
    : clock_(clock), store_(store), events_(events), last_(reading()) {}

void ClockWatch::start() {
    last_ = reading();
    weigh(last_.wall);
}

asio::awaitable<void> ClockWatch::run() {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (;;) {
        look();
        timer.expires_after(between_looks);
        co_await timer.async_wait(asio::use_awaitable);
    }
}

void ClockWatch::look() {
    const ClockReading before = std::exchange(last_, reading());
    if (const Span step = stepped(before, last_); step != Span{0})
        take_step(before, step);
    else if (doubt_ && last_.since_boot - doubt_->since_boot >= believed_after) {
        if (!doubt_->contradicted && which_is_wrong(store_, last_.wall) != Wrong::now)
            return settle(false, last_.wall);
        doubt_->since_boot = last_.since_boot;
        doubt_->contradicted = false;
    }
}

void ClockWatch::take_step(const ClockReading& before, Span step) {
    log::warning("this machine's clock was " + step_in_words(step) +
                 ": everything is planned anew, and nobody is called quiet by it");
    Doubt doubt{last_.since_boot, step};
    if (step > Span{0}) {
        const Instant from = doubt_ && doubt_->skipped ? doubt_->skipped->from : before.wall;
        doubt.skipped = Stretch{std::min(from, before.wall), last_.wall};
    }
    doubt_ = doubt;
    {
        io::Transaction transaction(store_);
        plan_anew(store_, last_.wall);
        transaction.commit();
    }
    weigh(last_.wall);
    if (step >= worth_telling || step <= -worth_telling) tell(step_in_words(step), last_.wall);
    if (wake_) wake_();
}

void ClockWatch::weigh(Instant now) {
    const auto ahead = times_ahead(store_, now);
    if (!ahead) return;
    if (which_is_wrong(store_, now) == Wrong::then) return mend(*ahead, now);
    if (doubt_) doubt_->ahead = *ahead;
    if (!doubt_) {
        log::warning("what is kept is dated up to " + days_ahead(*ahead) +
                     " ahead of this machine's clock: which of them is wrong is not known yet,"
                     " and nobody is called quiet meanwhile");
        doubt_ = Doubt{last_.since_boot};
        doubt_->ahead = *ahead;
        io::Transaction transaction(store_);
        plan_anew(store_, now);
        transaction.commit();
    }
}

bool ClockWatch::hear(const http::Outcome& outcome, Instant now) {
    if (!doubt_) return false;
    const auto* reply = std::get_if<http::Reply>(&outcome);
    if (reply == nullptr || http::age_of(reply->headers)) return false;
    const auto date = http::date_of(reply->headers);
    if (!date) return false;
    const std::string host = reply->effective.host();
    if (!are_near(*date, now)) {
        contradict(*doubt_, host, *date);
        return false;
    }
    // A server on this machine goes by the same clock.
    if (is_this_machine(host) && which_is_wrong(store_, now) == Wrong::now) return false;
    settle(true, now);
    return true;
}

/// A server may be wrong by itself; one that gives the very time from which the clock was set, or
/// that of what is kept, is not.
void ClockWatch::contradict(Doubt& doubt, const std::string& host, Instant date) {
    const Instant now = last_.wall;
    const bool as_before = doubt.step != Span{0} && are_near(date, now - doubt.step);
    const bool as_kept = doubt.ahead > Span{0} && date >= now + doubt.ahead - day;
    if (!as_before && !as_kept) return;
    doubt.contradicted = true;
    if (std::exchange(doubt.told, true)) return;
    const std::string what = "it is " + to_rfc3339(date) + " at " + host +
                             "; nobody is called quiet until it shows the same";
    log::warning("this machine's clock is wrong: " + what);
    tell(what, now);
}

void ClockWatch::settle(bool by_a_server, Instant now) {
    const Doubt doubt = *std::exchange(doubt_, std::nullopt);
    log::info(by_a_server ? "this machine's clock shows the time that a server gives"
                          : "this machine's clock has run on for a day: it is believed");
    if (const auto ahead = times_ahead(store_, now))
        mend(*ahead, now);
    else if (doubt.skipped && !by_a_server)
        lose(*doubt.skipped);
}

void ClockWatch::mend(Span ahead, Instant now) {
    doubt_.reset();
    const std::vector<FindingNumber> changed = mend_times(store_, now);
    for (const FindingNumber number : changed)
        announce_finding(events_, store_, number, now);
    const std::string what =
        "what was kept was dated up to " + days_ahead(ahead) + " ahead of it, and is mended";
    log::warning("this machine's clock was wrong: " + what);
    tell(what, now);
    if (wake_) wake_();
}

/// It may have passed or not; nobody can say that it was watched.
void ClockWatch::lose(const Stretch& skipped) {
    io::Transaction transaction(store_);
    for (const Source& source : store_.sources.all())
        store_.coverages.save(source.id, with_lost(store_.coverages.of(source.id), {&skipped, 1}));
    transaction.commit();
}

void ClockWatch::tell(const std::string& what, Instant now) {
    io::Transaction transaction(store_);
    FindingNumber number{};
    for (Finding& known : store_.findings.not_closed(FindingKind::trouble)) {
        auto* trouble = std::get_if<Trouble>(&known.evidence);
        if (trouble == nullptr || trouble->kind != Trouble::Kind::clock ||
            known.state != Finding::State::open)
            continue;
        trouble->since = now;
        trouble->detail = what;
        store_.findings.update(known);
        number = known.number;
    }
    if (number == FindingNumber{}) {
        Finding finding;
        finding.which = "clock " + to_rfc3339(now);
        finding.evidence = Trouble{Trouble::Kind::clock, this_machine, this_machine, now, what, {}};
        finding.confidence = Confidence::clear;
        finding.found_at = now;
        number = store_.findings.add(finding);
    }
    transaction.commit();
    announce_finding(events_, store_, number, now);
}

}  // namespace earshot::app
