#include "daemon/core/poll/poll_due.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "daemon/core/poll/publishing.hpp"

namespace earshot {
namespace {

constexpr Span shortest_local = minute;       // for file: sources
constexpr Span unreached_retry = 5 * minute;  // rule 32
constexpr Span without_validators = day;      // rules 11, 14
constexpr Span longest_backoff = day;         // rules 23, 32
constexpr Span first_refusal = hour;          // rule 23
constexpr int doublings = 16;                 // more would only be capped

/// Keeps the longest of the waits and whose it was.
class Longest {
public:
    Longest(Span wait, Reason reason, std::string detail = {})
        : wait_(wait), reason_(reason), detail_(std::move(detail)) {}

    void consider(Span wait, Reason reason, std::string detail) {
        if (wait <= wait_) return;
        wait_ = wait;
        reason_ = reason;
        detail_ = std::move(detail);
    }
    void consider(const std::optional<http::Wait>& wait, Reason reason) {
        if (wait) consider(wait->span, reason, wait->said);
    }

    Due due(const PollState& state, const Source& source, Instant now) const {
        // A second more: `now` is the second that has begun, and a plan is never early (13).
        const Due due{now + Span{1} + wait_ + jitter(source.id, now, wait_), reason_, detail_};
        return outside_skipped(due, state.skip_hours, state.skip_days, source.id);
    }

private:
    Span wait_;
    Reason reason_;
    std::string detail_;
};

Span doubled(Span first, int times) {
    return first * (Span::rep{1} << std::clamp(times, 0, doublings));
}

std::string in_a_row(int failures) {
    if (failures == 1) return "first failure";
    return std::to_string(failures) + " failures in a row";
}

// Rule 30.
std::optional<Span> rarely_new(const PollState& state, Instant now) {
    struct Step {
        Span without_news, wait;
    };
    static constexpr std::array<Step, 3> ladder{
        {{30 * day, 24 * hour}, {14 * day, 12 * hour}, {7 * day, 6 * hour}}};
    if (!state.last_new) return std::nullopt;
    for (const Step& step : ladder)
        if (now - *state.last_new >= step.without_news) return step.wait;
    return std::nullopt;
}

}  // namespace

bool is_local(const Source& source) {
    return source.url.scheme() == "file";
}

Span wanted_interval(const Source& source, const PollSettings& settings) {
    const Span wish = source.interval.value_or(settings.interval);
    if (is_local(source)) return std::max(wish, shortest_local);
    const Span at_host = manners_at(settings, source.url.host()).interval;
    return std::max({wish, settings.min_interval, at_host});  // rule 13
}

Due due_after_good(const PollState& state, const Source& source, const Hints& hints, bool whole,
                   const PollSettings& settings, Instant now) {
    const Span interval = wanted_interval(source, settings);
    if (is_local(source)) return Due{now + interval, Reason::usual_interval, ""};
    Longest wait(interval, Reason::usual_interval);
    // Rules 15, 16: what the server said with this reply, or with an earlier one that still holds.
    const Span fresh = state.server_fresh.value_or(Span{0});
    wait.consider(fresh, Reason::server_max_age,
                  hints.fresh ? hints.fresh->said : to_text(fresh) + ", said earlier");
    // Rules 11, 14: a server that gives nothing to ask with is asked once a day, unless the user
    // wishes otherwise for this source.
    if (state.validators.empty() && whole && fresh == Span{0} && !source.interval)
        wait.consider(without_validators, Reason::no_validators,
                      "the server gives neither validators nor max-age");
    if (state.stuck && !source.interval)
        wait.consider(without_validators, Reason::no_validators,
                      "it said \"not modified\" when it was");
    if (!source.interval)
        if (auto slow = rhythm_wait(state.publishing, interval, now))
            wait.consider(slow->span, Reason::usual_interval, std::move(slow->why));
    if (state.feed_ttl)
        wait.consider(std::min(*state.feed_ttl, http::longest_wait), Reason::feed_ttl,
                      "the feed asks for " + to_text(*state.feed_ttl));
    if (const auto slow = rarely_new(state, now))
        wait.consider(*slow, Reason::rarely_new,
                      "nothing new since " + to_rfc3339(*state.last_new).substr(0, 10));
    wait.consider(hints.retry, Reason::retry_after);
    wait.consider(hints.quota, Reason::host_asked);
    return wait.due(state, source, now);
}

Due due_after_failure(const PollState& state, const Source& source, const Hints& hints,
                      bool reached, const PollSettings& settings, Instant now) {
    const Span interval = wanted_interval(source, settings);
    const std::string detail = in_a_row(state.failures);
    if (is_local(source)) return Due{now + interval, Reason::backoff, detail};
    const Span first = reached ? interval : std::min(unreached_retry, interval);
    const Span cap = std::max(first, std::min(longest_backoff, settings.max_interval));
    Longest wait(std::min(doubled(first, state.failures - 1), cap), Reason::backoff, detail);
    wait.consider(hints.fresh, Reason::server_max_age);  // rule 17
    wait.consider(hints.retry, Reason::retry_after);     // rule 21
    wait.consider(hints.quota, Reason::host_asked);
    return wait.due(state, source, now);
}

Due due_after_refusal(const PollState& state, const Source& source, const Hints& hints, int strikes,
                      const PollSettings& settings, Instant now) {
    const Span interval = wanted_interval(source, settings);
    const auto& said = hints.retry ? hints.retry : hints.quota;
    if (!said || said->span <= Span{0}) {
        Longest wait(
            std::max(interval, refusal_wait(strikes)), Reason::slowed_down,
            strikes == 1 ? "refused" : "refused " + std::to_string(strikes) + " times in a row");
        wait.consider(hints.fresh, Reason::server_max_age);  // rule 17
        return wait.due(state, source, now);
    }
    Longest wait(interval, Reason::slowed_down, "refused; it asks for less, " + said->said);
    wait.consider(said, Reason::retry_after);
    wait.consider(hints.fresh, Reason::server_max_age);
    return wait.due(state, source, now);
}

Span refusal_wait(int strikes) {
    return std::min(doubled(first_refusal, strikes - 1), longest_backoff);
}

}  // namespace earshot
