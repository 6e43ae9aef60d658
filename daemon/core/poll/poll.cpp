// One poll as a step. Comments name the rules of research/field.md section 3.

#include "earshot/poll.hpp"

#include <algorithm>
#include <utility>

#include "daemon/core/poll/no_look.hpp"
#include "daemon/core/poll/poll_copy.hpp"
#include "daemon/core/poll/poll_due.hpp"
#include "daemon/core/poll/poll_moved.hpp"
#include "daemon/core/poll/poll_request.hpp"
#include "daemon/core/poll/publishing.hpp"
#include "daemon/core/text/hash.hpp"
#include "earshot/turns.hpp"

namespace earshot {
namespace {

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

    void good(PollResult result, bool whole);
    PollStep failed(std::string what);
    bool is_alone() const;
    Due due_after(int failures) const;
    void change_host(HostState to);
};

void Poll::change_host(HostState to) {
    to.last_good = host.last_good;
    if (to == host) return;
    to.last_good.reset();
    step.host = std::move(to);
}

void Poll::good(PollResult result, bool whole) {
    step.result = result;
    note_success(step.state, now);
    step.as_of = note_copy(step.state, before, reply, step.feed ? &*step.feed : nullptr, now);
    step.new_address = note_redirects(step.state, source, reply, now);
    // The host is well again; what it asked for before holds all the same.
    HostState well = host;
    well.strikes = 0;
    if (well.not_before && *well.not_before <= now) well.not_before.reset();
    if (well.refused_at && *well.refused_at + Turns::careful_for <= now) well.refused_at.reset();
    if (hints.quota)
        well.not_before =
            std::max(well.not_before.value_or(now), now + Span{1} + hints.quota->span);
    change_host(well);
    step.state.next = due_after_good(step.state, source, hints, whole, settings, now);
}

PollStep Poll::failed(std::string what) {
    note_failure(step, source, std::move(what), now);
    note_other_way(step.state, reply);
    step.state.next = due_after(step.state.failures);
    return std::move(step);
}

/// Rule 17 names the refusals of a server that has the feed; what a login page or a CDN's cached
/// 404 says of its own freshness is not about the feed.
Due Poll::due_after(int failures) const {
    Hints believed = hints;
    if (reply.status < 500 && reply.status != 429 && reply.status != 403) believed.fresh.reset();
    PollState state = step.state;
    state.failures = failures;
    return due_after_failure(state, source, believed, true, settings, now);
}

PollStep Poll::after_document() {
    const std::uint64_t hash = hash_of_document(reply.body);
    const bool same = before.last_good && before.body_hash == hash;  // rule 11
    if (!same) {
        const FeedHint hint{http::header(reply.headers, "content-type"), reply.effective.reveal()};
        auto feed = parse_feed(reply.body, hint);
        if (!feed) return failed(to_text(feed.error()));
        step.state.feed_ttl = feed->ttl;
        step.state.skip_hours = feed->skip_hours;
        step.state.skip_days = feed->skip_days;
        step.state.publishing = publishing_of(*feed, now);
        step.feed = std::move(*feed);
    }
    // A document that is cut off may lie in a cache for good: what was known before it is asked
    // with, until it comes again as it is (8).
    const bool whole = same || !step.feed->damage;
    step.state.body_hash = hash;
    if (whole) step.state.validators = validators_of(reply);
    step.state.last_document = now;
    step.state.stale_if_error = hints.stale_if_error;
    step.state.server_fresh.reset();
    if (hints.fresh) step.state.server_fresh = hints.fresh->span;
    good(same ? PollResult::same : PollResult::fresh, whole);
    return std::move(step);
}

PollStep Poll::after_not_modified() {
    const bool was_asked = !before.validators.empty() &&
                           conditional_address(source, before.validators) == reply.effective;
    if (!was_asked) return failed("answered 304 Not Modified to a question without validators");
    step.state.validators = refreshed(before.validators, reply);
    if (hints.fresh) step.state.server_fresh = hints.fresh->span;  // rule 16
    if (hints.stale_if_error) step.state.stale_if_error = hints.stale_if_error;
    good(PollResult::same, true);
    return std::move(step);
}

/// A refusal is this address's alone when it was refused before and somebody else was served
/// meanwhile: the host has nothing against us.
bool Poll::is_alone() const {
    return before.refused && before.last_attempt && host.last_good &&
           *host.last_good > *before.last_attempt;
}

/// Rules 21 to 24: the host, not only this source, is left alone for a while.
PollStep Poll::after_refusal() {
    const bool alone = is_alone();
    note_failure(step, source, "answered " + http::status_line(reply.status), now);
    note_other_way(step.state, reply);
    step.state.refused = true;
    HostState slower = host;
    const auto& said = hints.retry ? hints.retry : hints.quota;
    const bool says_when = said && said->span > Span{0};
    if (alone) {
        step.state.next =
            due_after_refusal(step.state, source, hints, step.state.failures, settings, now);
        return std::move(step);
    }
    if (!says_when) ++slower.strikes;
    const Instant until = now + Span{1} + (says_when ? said->span : refusal_wait(slower.strikes));
    slower.not_before = std::max(slower.not_before.value_or(until), until);
    slower.refused_at = now;
    step.state.next = due_after_refusal(step.state, source, hints, slower.strikes, settings, now);
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
        step.state.next = Due{now + Span{1} + wait + jitter(source.id, now, wait),
                              Reason::usual_interval, "at the new address"};
        return std::move(step);
    }
    step.state.gone_polls = reply.status == 410 ? before.gone_polls + 1 : 0;
    const bool passing = reply.status == 404 && manners_at(settings, source.url.host()).passing_404;
    step.state.next = due_after(passing ? 1 : step.state.failures);
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

std::optional<Instant> asked_until(const Hints& hints, Instant now) {
    if (!hints.retry || hints.retry->span <= Span{0}) return std::nullopt;
    return now + Span{1} + hints.retry->span;
}

/// Where it leads is left alone: nothing was seen, and nothing is wrong with it.
PollStep after_put_off(PollStep step, const Source& source, const http::Broken& broken,
                       const PollSettings& settings, Instant now) {
    step.state.last_attempt = now;
    step.problem = Problem{broken.text, source.url.redacted(), true};
    const Span wait = wanted_interval(source, settings);
    step.state.next =
        Due{now + Span{1} + wait + jitter(source.id, now, wait), Reason::host_asked, broken.text};
    return step;
}

PollStep after_fault(const PollState& state, const Source& source, const http::Broken& broken,
                     const PollSettings& settings, Instant now) {
    PollStep step;
    step.state = state;
    if (broken.fault == http::Fault::cancelled) {
        step.result = PollResult::cancelled;
        return step;
    }
    const Hints hints = hints_of(broken, now);
    step.hints = hints.said;
    if (broken.fault == http::Fault::put_off)
        return after_put_off(std::move(step), source, broken, settings, now);
    note_failure(step, source,
                 broken.text.empty() ? std::string(to_text(broken.fault)) : broken.text, now);
    step.state.asked_until = asked_until(hints, now);
    // Without a connection the server was not bothered (32); who redirected was.
    const bool reached = !broken.hops.empty() ||
                         (broken.fault != http::Fault::dns && broken.fault != http::Fault::connect);
    step.state.next = due_after_failure(step.state, source, hints, reached, settings, now);
    return step;
}

}  // namespace

PollStep after_reply(const PollState& state, const Source& source, const http::Outcome& outcome,
                     const HostState& host, const PollSettings& settings, Instant now) {
    if (const auto* broken = std::get_if<http::Broken>(&outcome)) {
        PollStep step = after_fault(state, source, *broken, settings, now);
        if (step.result != PollResult::cancelled)
            step.state.next = when_host_allows(step.state.next, host);
        return step;
    }
    const auto& reply = std::get<http::Reply>(outcome);
    Poll poll{state, source, reply, host, settings, now, hints_of(reply, now), PollStep()};
    poll.step.state = state;
    poll.step.state.last_attempt = now;
    poll.step.status = reply.status;
    poll.step.bytes = reply.body.size();
    poll.step.hints = poll.hints.said;
    poll.step.in_full = reply.sent.empty();
    poll.step.state.refused = false;
    poll.step.state.asked_until = asked_until(poll.hints, now);
    // Rule 24: a host that knew us before and now forbids wants us to be slower.
    const bool knows_us = state.last_good || host.last_good;
    const bool refused = reply.status == 429 || (reply.status == 403 && knows_us) ||
                         (reply.status == 503 && poll.hints.retry);
    PollStep step = http::document_of(outcome) != nullptr        ? poll.after_document()
                    : reply.status == 304                        ? poll.after_not_modified()
                    : refused                                    ? poll.after_refusal()
                    : reply.status == 404 || reply.status == 410 ? poll.after_gone()
                                                                 : poll.after_other();
    step.state.next = when_host_allows(step.state.next, step.host.value_or(host));
    return step;
}

namespace {

/// The plan made anew, when the reading of the entries has shown more than the reply.
Due again_after_good(const PollStep& step, const Source& source, const PollSettings& settings,
                     Instant now) {
    const bool whole = !step.feed || !step.feed->damage;
    Due due = due_after_good(step.state, source, Hints(), whole, settings, now);
    // What the server asked for in this reply holds: no plan comes nearer than that.
    const Due& planned = step.state.next;
    const bool by_rhythm =
        planned.reason == Reason::rarely_new || planned.reason == Reason::usual_interval;
    return by_rhythm || due.at > planned.at ? due : planned;
}

}  // namespace

std::string last_host(const Source& source, const http::Outcome& outcome) {
    if (const auto* reply = std::get_if<http::Reply>(&outcome)) {
        const std::string host = reply->effective.host();
        return host.empty() ? source.url.host() : host;
    }
    const auto& hops = std::get<http::Broken>(outcome).hops;
    return hops.empty() ? source.url.host() : hops.back().to.host();
}

bool is_refusal(const http::Outcome& outcome) {
    const auto* reply = std::get_if<http::Reply>(&outcome);
    return reply != nullptr &&
           (reply->status == 429 || reply->status == 403 || reply->status == 503);
}

PollStep after_reading(PollStep step, const PollState& before, const Source& source,
                       const DocumentSummary& summary, const PollSettings& settings, Instant now) {
    if (step.result != PollResult::fresh) return step;
    if (auto why = no_look(before, *step.feed, summary, now)) {
        step.state = before;
        step.state.gone_polls = 0;
        step.new_address.reset();
        note_failure(step, source, *std::move(why), now);
        step.state.next = due_after_failure(step.state, source, Hints(), true, settings, now);
        return step;
    }
    // Forgets slowly: a document that was long once does not make every later one look short.
    const std::size_t usual = before.usual_entries;
    note_renewal(step.state, before, *step.feed, summary, now);
    step.state.usual_entries =
        summary.entries >= usual ? summary.entries : usual - (usual - summary.entries + 7) / 8;
    if (summary.news == 0) return step;
    // What a first look finds was published when it says: a feed that has been still for years is
    // not read as if it were new (30).
    step.state.last_new = before.last_good ? now : summary.newest.value_or(now);
    // Asked without conditions it shows something new under the validators of before: its answers
    // of "not modified" were wrong.
    const bool stands_still =
        !before.validators.empty() && before.validators == step.state.validators;
    if (step.in_full && before.last_good) step.state.stuck = stands_still;
    // Rule 30: something new ends the slowness at once.
    const Reason reason = step.state.next.reason;
    if (reason == Reason::rarely_new || step.state.stuck != before.stuck || !before.last_good)
        step.state.next = again_after_good(step, source, settings, now);
    return step;
}

}  // namespace earshot
