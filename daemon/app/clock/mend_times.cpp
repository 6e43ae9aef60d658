#include "daemon/app/clock/mend_times.hpp"

#include <algorithm>
#include <set>

#include "daemon/app/people/reassign.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/times.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/clock_step.hpp"
#include "earshot/finding_life.hpp"
#include "earshot/http.hpp"
#include "earshot/poll_state.hpp"

namespace earshot::app {
namespace {

constexpr std::size_t sources_asked = 100;
constexpr Span spread = 10 * minute;
/// So many posts in a time are no chance, where the time beside it, as long or as long as anybody's
/// habits can be seen in, has none.
constexpr std::size_t enough_written = 5;
constexpr Span many_weeks = 60 * day;
/// No plan that is made at a time reaches further: the longest wait and its jitter.
constexpr Span longest_plan = http::longest_wait + day;

/// The silences of people before, as far as they are of a time that passed.
std::vector<ChangeDocument::Silence> true_silences(io::Store& store,
                                                   const std::vector<PersonId>& people,
                                                   const std::set<PersonId>& called_quiet,
                                                   Instant now) {
    std::vector<ChangeDocument::Silence> silences;
    for (const PersonId id : people) {
        const PersonState state = store.states.of(id);
        if (state.quiet_due && *state.quiet_due <= now && !called_quiet.contains(id))
            silences.push_back({id, state.rhythm.last, state.quiet_due});
    }
    return silences;
}

bool is_quiet_found_after(const Finding& finding, Instant now) {
    return finding.person && finding.found_at > now &&
           kind_of(finding.evidence) == FindingKind::quiet;
}

/// The same silence as it was found in a time that passed: a wrong clock told it again, as one of a
/// year.
std::optional<Finding> told_before(const io::Store& store, const Finding& finding, Instant now) {
    if (!is_quiet_found_after(finding, now)) return std::nullopt;
    for (Finding& other : store.findings.about(*finding.person, FindingKind::quiet))
        if (other.number < finding.number && other.which == finding.which && !is_over(other) &&
            other.found_at <= now && other.told_at && *other.told_at <= now)
            return std::move(other);
    return std::nullopt;
}

/// Of several with one key the newest counts: it goes on as the one before.
Finding as_before(Finding again, const Finding& before) {
    again.found_at = before.found_at;
    again.told_at = before.told_at;
    again.closed_at.reset();
    again.closed_by.reset();
    again.state = Finding::State::told;
    return again;
}

}  // namespace

std::optional<Span> times_ahead(const io::Store& store, Instant now) {
    const auto latest = store.times.latest();
    if (!latest || *latest <= now + clock_tolerance) return std::nullopt;
    return *latest - now;
}

Wrong which_is_wrong(const io::Store& store, Instant now) {
    int leaps = 0, passes = 0;
    for (const auto& looks : store.times.looks_at_sources_ahead(now, sources_asked)) {
        if (looks.empty() || looks.front() > now) continue;  // none of before is left
        ++(leaps_over(looks, now) ? leaps : passes);
    }
    if (leaps > passes) return Wrong::then;
    const Instant latest = store.times.latest().value_or(now);
    const Span beside = std::min(latest - now, many_weeks);
    const auto after = store.times.dated_between(now, latest, enough_written);
    if (after >= enough_written) return Wrong::now;
    if (passes > 0 || after > 0) return Wrong::unknown;
    const auto before = store.times.dated_between(now - beside, now, enough_written);
    return before >= enough_written ? Wrong::then : Wrong::unknown;
}

void plan_anew(io::Store& store, Instant now) {
    store.times.plan_anew(now, now + longest_plan, spread);
}

std::vector<FindingNumber> mend_times(io::Store& store, Instant now) {
    io::Transaction transaction(store);
    const std::vector<FindingNumber> later = store.times.findings_after(now);
    plan_anew(store, now);
    const std::vector<PersonId> people = store.times.bring_back(now);
    std::set<PersonId> called_quiet;
    for (const FindingNumber number : later) {
        const Finding finding = store.findings.one(number).value();
        if (const auto before = told_before(store, finding, now)) {
            store.findings.update(as_before(finding, *before));
            store.findings.update(closed(*before, ClosedBy::faded, now));
            continue;
        }
        if (is_quiet_found_after(finding, now)) called_quiet.insert(*finding.person);
        store.findings.update(brought_back(finding, now));
    }
    const auto silences = true_silences(store, people, called_quiet, now);
    for (const PersonId id : people)
        look_again(store, id, silences, ClosedBy::clock_wrong, now);
    transaction.commit();
    return later;
}

}  // namespace earshot::app
