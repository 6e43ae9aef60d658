// One poll as a step. Comments name the rules of research/field.md section 3.

#include "earshot/poll.hpp"

#include <algorithm>
#include <utility>

#include "daemon/core/poll/poll_copy.hpp"
#include "daemon/core/poll/poll_due.hpp"
#include "daemon/core/poll/poll_moved.hpp"
#include "daemon/core/poll/poll_request.hpp"
#include "daemon/core/text/hash.hpp"

namespace earshot {
namespace {

constexpr int failures_to_be_failing = 3;
constexpr int gone_polls_to_believe = 2;  // rule 36

void note_success(PollState& state, Instant now) {
    // A server that comes up again may give its backup first: two good polls in a row end a spell.
    state.recovering =
        state.last_good && (is_failing(state) || (state.recovering && state.failures));
    if (!state.first_good) state.first_good = now;
    state.last_good = now;
    state.failing_since.reset();
    state.failures = 0;
    state.gone_polls = 0;
    state.problem.clear();
}

/// Rule 8: of all that a failure may touch, validators and the hash of the body are not part.
void note_failure(PollStep& step, const Source& source, std::string what, Instant now) {
    step.result = PollResult::failed;
    step.feed.reset();
    PollState& state = step.state;
    state.last_attempt = now;
    if (!state.failing_since) state.failing_since = now;
    ++state.failures;
    state.problem = what;
    step.problem = Problem{std::move(what), source.url.redacted(), true};
}

/// A reply on its way through the rules.
struct Poll {
    const PollState& before;
    const Source& source;
    const http::Reply& reply;
    const HostState& host;
    const PollSettings& settings;
    const Instant now;
    const Hints hints;
    PollStep step;

    PollStep after_document();
    PollStep after_not_modified();
    PollStep after_refusal();
    PollStep after_gone();
    PollStep after_other();

    void good(PollResult result);
    PollStep failed(std::string what);
    void change_host(HostState to);
};

void Poll::change_host(HostState to) {
    if (to != host) step.host = to;
}

void Poll::good(PollResult result) {
    step.result = result;
    note_success(step.state, now);
    step.as_of = note_copy(step.state, before, reply, step.feed ? &*step.feed : nullptr, now);
    step.new_address = note_redirects(step.state, source, reply, now);
    // The host is well again; what it asked for before holds all the same.
    HostState well = host;
    well.strikes = 0;
    if (well.not_before && *well.not_before <= now) well.not_before.reset();
    change_host(well);
    step.state.next = due_after_good(step.state, source, hints, settings, now);
}

PollStep Poll::failed(std::string what) {
    note_failure(step, source, std::move(what), now);
    step.state.next = due_after_failure(step.state, source, hints, true, settings, now);
    return std::move(step);
}

PollStep Poll::after_document() {
    const std::uint64_t hash = stable_hash(reply.body);
    const bool same = before.last_good && before.body_hash == hash;  // rule 11
    if (!same) {
        const FeedHint hint{http::header(reply.headers, "content-type"), reply.effective.reveal()};
        auto feed = parse_feed(reply.body, hint);
        if (!feed) return failed(to_text(feed.error()));
        step.state.feed_ttl = feed->ttl;
        step.state.skip_hours = feed->skip_hours;
        step.state.skip_days = feed->skip_days;
        step.feed = std::move(*feed);
    }
    // A document that is cut off may lie in a cache for good: the next question is for all of it.
    const bool whole = same || !step.feed->damage;
    step.state.body_hash = whole ? hash : 0;
    step.state.validators = whole ? validators_of(reply) : Validators{};
    step.state.server_fresh.reset();
    if (hints.fresh) step.state.server_fresh = hints.fresh->span;
    good(same ? PollResult::same : PollResult::fresh);
    return std::move(step);
}

PollStep Poll::after_not_modified() {
    const bool was_asked = !before.validators.empty() &&
                           conditional_address(source, before.validators) == reply.effective;
    if (!was_asked) return failed("answered 304 Not Modified to a question without validators");
    step.state.validators = refreshed(before.validators, reply);
    if (hints.fresh) step.state.server_fresh = hints.fresh->span;  // rule 16
    good(PollResult::same);
    return std::move(step);
}

/// Rules 21 to 24: the host, not only this source, is left alone for a while.
PollStep Poll::after_refusal() {
    note_failure(step, source, "answered " + http::status_line(reply.status), now);
    HostState slower = host;
    const bool says_when = hints.retry && hints.retry->span > Span{0};
    if (!says_when) ++slower.strikes;
    const Instant until = now + (says_when ? hints.retry->span : refusal_wait(slower.strikes));
    slower.not_before = std::max(slower.not_before.value_or(until), until);
    step.state.next = due_after_refusal(step.state, source, hints, slower, settings, now);
    change_host(slower);
    return std::move(step);
}

/// Rules 34, 36: 404 and 410.
PollStep Poll::after_gone() {
    note_failure(step, source, "answered " + http::status_line(reply.status), now);
    if (const auto target = last_known_target(before, reply)) {
        step.new_address = target;
        step.state.moved_to = Url();
        step.state.moved_since.reset();
        step.state.gone_polls = 0;
        const Span wait = wanted_interval(source, settings);
        step.state.next = Due{now + wait + jitter(source.id, now, wait), Reason::usual_interval,
                              "at the new address"};
        return std::move(step);
    }
    step.state.gone_polls = reply.status == 410 ? before.gone_polls + 1 : 0;
    step.state.next = due_after_failure(step.state, source, hints, true, settings, now);
    if (step.state.gone_polls < gone_polls_to_believe) return std::move(step);
    step.became_gone = step.state.gone_polls == gone_polls_to_believe;
    step.problem->retryable = false;
    step.state.next = Due{now + http::longest_wait, Reason::gone, "waits for a new address"};
    return std::move(step);
}

PollStep Poll::after_other() {
    step.state.gone_polls = 0;
    return failed("answered " + http::status_line(reply.status));
}

PollStep after_fault(const PollState& state, const Source& source, const http::Broken& broken,
                     const PollSettings& settings, Instant now) {
    PollStep step;
    step.state = state;
    if (broken.fault == http::Fault::cancelled) {
        step.result = PollResult::cancelled;
        return step;
    }
    note_failure(step, source,
                 broken.text.empty() ? std::string(to_text(broken.fault)) : broken.text, now);
    // Without a connection the server was not bothered (32).
    const bool reached = broken.fault != http::Fault::dns && broken.fault != http::Fault::connect;
    step.state.next = due_after_failure(step.state, source, Hints(), reached, settings, now);
    return step;
}

}  // namespace

std::string_view to_text(PollResult result) {
    switch (result) {
        case PollResult::fresh: return "fresh";
        case PollResult::same: return "same";
        case PollResult::failed: return "failed";
        case PollResult::cancelled: return "cancelled";
    }
    return "";
}

PollStep after_reply(const PollState& state, const Source& source, const http::Outcome& outcome,
                     const HostState& host, const PollSettings& settings, Instant now) {
    if (const auto* broken = std::get_if<http::Broken>(&outcome)) {
        PollStep step = after_fault(state, source, *broken, settings, now);
        if (step.result != PollResult::cancelled)
            step.state.next = when_host_allows(step.state.next, host, source.id);
        return step;
    }
    const auto& reply = std::get<http::Reply>(outcome);
    Poll poll{state, source, reply, host, settings, now, hints_of(reply, now), PollStep()};
    poll.step.state = state;
    poll.step.state.last_attempt = now;
    poll.step.status = reply.status;
    poll.step.bytes = reply.body.size();
    // Rule 24: a host that knew us before and now forbids wants us to be slower.
    const bool refused = reply.status == 429 || (reply.status == 403 && state.last_good) ||
                         (reply.status == 503 && poll.hints.retry);
    PollStep step = http::document_of(outcome) != nullptr        ? poll.after_document()
                    : reply.status == 304                        ? poll.after_not_modified()
                    : refused                                    ? poll.after_refusal()
                    : reply.status == 404 || reply.status == 410 ? poll.after_gone()
                                                                 : poll.after_other();
    step.state.next = when_host_allows(step.state.next, step.host.value_or(host), source.id);
    return step;
}

PollStep after_reading(PollStep step, const PollState& before, const Source& source,
                       const DocumentSummary& summary, const PollSettings& settings, Instant now) {
    if (step.result != PollResult::fresh) return step;
    const bool emptied = summary.entries == 0 && before.usual_entries > 0;
    if (summary.entries == 0 && (summary.bridge_errors > 0 || emptied)) {
        step.state = before;
        step.state.gone_polls = 0;
        step.new_address.reset();
        note_failure(step, source,
                     summary.bridge_errors > 0
                         ? "carries nothing but error reports of the program that makes it"
                         : "came without a single entry, which it never did before",
                     now);
        step.state.next = due_after_failure(step.state, source, Hints(), true, settings, now);
        return step;
    }
    // Forgets slowly: a document that was long once does not make every later one look short.
    const std::size_t usual = before.usual_entries;
    note_renewal(step.state, before, *step.feed, summary, now);
    step.state.usual_entries =
        summary.entries >= usual ? summary.entries : usual - (usual - summary.entries + 7) / 8;
    if (summary.news == 0) return step;
    step.state.last_new = now;
    // Rule 30: something new ends the slowness at once.
    if (step.state.next.reason == Reason::rarely_new)
        step.state.next = due_after_good(step.state, source, Hints(), settings, now);
    return step;
}

bool is_failing(const PollState& state) {
    return state.failures >= failures_to_be_failing || (state.failures > 0 && !state.last_good);
}

std::optional<Instant> read_until(const Source& source, const PollState& state) {
    if (!state.last_good) return std::nullopt;
    Instant until = *state.last_good + look_holds;
    if (source.interval) until = std::max(until, *state.last_good + *source.interval + late_look);
    if (state.failures == 0 && state.next.reason == Reason::usual_interval)
        until = std::max(until, state.next.at + late_look);
    return until;
}

bool is_read_in_time(const Source& source, const PollState& state, Instant now) {
    const auto until = read_until(source, state);
    return until && now <= *until && *state.last_good <= now + clock_tolerance;
}

bool is_always_empty(const PollState& state) {
    return state.usual_entries == 0 && state.first_good &&
           *state.last_good - *state.first_good >= empty_is_trouble;
}

}  // namespace earshot
