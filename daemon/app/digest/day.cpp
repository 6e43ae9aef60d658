#include "daemon/app/digest/day.hpp"

#include <algorithm>

#include "daemon/app/findings/record_findings.hpp"
#include "daemon/io/store/findings.hpp"
#include "daemon/io/store/people.hpp"
#include "daemon/io/store/states.hpp"
#include "daemon/io/store/touches.hpp"
#include "earshot/digest.hpp"
#include "earshot/together.hpp"

namespace earshot::app {
namespace {

constexpr std::size_t all = 1'000'000;  // open findings: far more than there are

std::vector<Finding> findings_of(const io::Store& store, const char* kind, PersonId id) {
    io::FindingQuery query;
    query.kind = kind;
    query.person = id;
    return store.findings.find(query);
}

void close(io::Store& store, Finding& finding, std::string_view by, Instant now) {
    finding.state = Finding::State::closed;
    finding.closed_at = now;
    finding.closed_by = by;
    store.findings.update(finding);
}

bool spoke_since(const io::Store& store, PersonId id, Instant since) {
    const auto touches = store.touches.of(id, 1);
    return !touches.empty() && touches.front().at >= since;
}

/// Files the question of this day, once; the one of the first day ends with it.
std::optional<FindingNumber> ask(io::Store& store, const Person& person, Instant connected,
                                 int on_day, Instant now) {
    for (Finding& finding : findings_of(store, "follow_up", person.id)) {
        const auto& before = std::get<FollowUp>(finding.evidence);
        if (before.connected - connected >= day || connected - before.connected >= day) continue;
        if (before.asked_on_day == on_day || is_snoozed(finding, now) ||
            finding.closed_by == closed_by::wrong)
            return std::nullopt;
        if (finding.state != Finding::State::closed) close(store, finding, "asked again", now);
    }
    Finding finding;
    finding.person = person.id;
    finding.confidence = Confidence::clear;
    finding.evidence = FollowUp{connected, on_day, {}};
    finding.found_at = now;
    return store.findings.add(finding);
}

/// Lists of connections know days only, as midnights in UTC: a day of the user's calendar is meant.
Instant in_zone(Instant connected, const Zone& zone) {
    const auto midnight = std::chrono::floor<std::chrono::days>(connected);
    if (connected != midnight) return connected;
    return zone.at(std::chrono::year_month_day(std::chrono::sys_days(midnight)), TimeOfDay{0, 0});
}

void file_follow_ups(io::Store& store, const Zone& zone, Instant now,
                     std::vector<FindingNumber>& filed) {
    const Span longest = (last_follow_up + follow_up_patience + 1) * day;
    for (const Person& person : store.people.connected_between(now - longest, now)) {
        if (person.standing == Standing::resting || person.standing == Standing::let_go) continue;
        const Instant connected = in_zone(*person.connected_on, zone);
        const auto on_day = follow_up_due(days_between(zone, connected, now));
        if (!on_day || spoke_since(store, person.id, connected)) continue;
        if (const auto number = ask(store, person, connected, *on_day, now))
            filed.push_back(*number);
    }
}

/// A silence of a year is told once more: whether to keep or to let go is the user's choice.
void file_years(io::Store& store, Instant now, std::vector<FindingNumber>& filed) {
    constexpr Span year = 365 * day;  // of watching
    for (const PersonId id : store.states.quiet()) {
        const PersonState state = store.states.of(id);
        const Instant anniversary = reached(coverage_of(store, id), *state.rhythm.last, year);
        if (now < anniversary) continue;
        auto quiet = quiet_due_at(store, id, *state.quiet_due);
        if (!quiet || !quiet->told_at || *quiet->told_at >= anniversary || is_snoozed(*quiet, now))
            continue;
        const bool answered =
            quiet->state == Finding::State::closed && quiet->closed_by != closed_by::faded;
        if (answered) continue;
        if (quiet->state != Finding::State::closed) close(store, *quiet, closed_by::faded, now);
        Finding again;
        again.person = id;
        again.evidence = quiet->evidence;
        again.confidence = quiet->confidence;
        again.found_at = now;
        filed.push_back(store.findings.add(again));
    }
}

/// What nobody answered is yesterday's news after two weeks: nothing piles up. A trouble stays
/// until it is over.
bool fades(const Finding& finding) {
    return !std::holds_alternative<Trouble>(finding.evidence);
}

void fade(io::Store& store, Instant now, std::vector<FindingNumber>& filed) {
    for (const Finding::State state : {Finding::State::open, Finding::State::told}) {
        io::FindingQuery query;
        query.state = state;
        query.limit = all;
        for (Finding& finding : store.findings.find(query)) {
            if (!fades(finding) || is_snoozed(finding, now) ||
                now - waits_since(finding) <= digest_limits::fade)
                continue;
            close(store, finding, closed_by::faded, now);
            filed.push_back(finding.number);
        }
    }
}

}  // namespace

std::vector<FindingNumber> turn_day(io::Store& store, const Zone& zone, Instant now) {
    std::vector<FindingNumber> filed;
    fade(store, now, filed);
    file_follow_ups(store, zone, now, filed);
    file_years(store, now, filed);
    for (const FindingNumber number : file_quiet_together(store, now))
        filed.push_back(number);
    return filed;
}

}  // namespace earshot::app
