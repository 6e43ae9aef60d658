#include "daemon/app/digest/day.hpp"

#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/watch/lookout.hpp"
#include "daemon/app/watch/person_coverage.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "earshot/coverage.hpp"
#include "earshot/finding_life.hpp"
#include "earshot/together.hpp"

namespace earshot::app {
namespace {

void add(std::vector<FindingNumber>& kept, const std::vector<FindingNumber>& more) {
    kept.insert(kept.end(), more.begin(), more.end());
}

bool spoke_since(const io::Touches& touches, PersonId id, Instant since) {
    const auto newest = touches.of(id, 1);
    return !newest.empty() && newest.front().at >= since;
}

/// Lists of connections know days only, as midnights in UTC: a day of the user's calendar is meant.
Instant in_zone(Instant connected, const Zone& zone) {
    const auto midnight = std::chrono::floor<std::chrono::days>(connected);
    if (connected != midnight) return connected;
    return zone.at(std::chrono::year_month_day(std::chrono::sys_days(midnight)), TimeOfDay{0, 0});
}

std::vector<FindingNumber> ask_about_connections(io::Store& store, const Zone& zone, Instant now) {
    std::vector<FindingNumber> kept;
    const Span longest = (last_follow_up + follow_up_patience + 1) * day;
    for (const Person& person : store.people.connected_between(now - longest, now)) {
        if (person.standing == Standing::resting || person.standing == Standing::let_go) continue;
        const Instant connected = in_zone(*person.connected_on, zone);
        const auto on_day = follow_up_due(days_between(zone, connected, now));
        if (!on_day || spoke_since(store.touches, person.id, connected)) continue;
        const auto known = store.findings.about(person.id, FindingKind::follow_up);
        add(kept,
            keep(store.findings, connection_asked(known, person.id, connected, *on_day, now), now));
    }
    return kept;
}

std::vector<FindingNumber> let_fade(io::Store& store, const Horizon& all, Instant now) {
    std::vector<Finding> unanswered;
    for (auto one = all.findings().rbegin(); one != all.findings().rend(); ++one)
        if (has_faded(one->second, now)) unanswered.push_back(one->second);
    return keep(store.findings, faded(unanswered, now), now);
}

std::vector<FindingNumber> tell_years_again(io::Store& store, const Horizon& all, Instant now) {
    constexpr Span year = 365 * day;  // of watching
    std::vector<FindingNumber> kept;
    for (const auto& [id, silent] : all.people().silent()) {
        // What was watched is never more than what has passed.
        if (!silent.past_line || now - silent.last < year) continue;
        const Coverage coverage = coverage_of(store, id);
        if (watched(coverage, silent.last, now) < year) continue;
        const Instant anniversary = reached(coverage, silent.last, year);
        if (const auto quiet = store.findings.by_key(quiet_key(id, *silent.past_line)))
            add(kept, keep(store.findings, year_of_silence(*quiet, anniversary, now), now));
    }
    return kept;
}

/// Of a clock that was changed nothing is left to see: once told it has been said.
std::vector<FindingNumber> end_told_clock(io::Store& store, Instant now) {
    FindingStep step;
    for (const Finding& finding : store.findings.not_closed(FindingKind::trouble)) {
        const auto* trouble = std::get_if<Trouble>(&finding.evidence);
        if (trouble != nullptr && trouble->kind == Trouble::Kind::clock && finding.told_at &&
            now - *finding.told_at >= day)
            step.changed.push_back(closed(finding, ClosedBy::not_again, now));
    }
    return keep(store.findings, step, now);
}

}  // namespace

std::vector<FindingNumber> turn_day(io::Store& store, Lookout& lookout, const Zone& zone,
                                    Instant now) {
    std::vector<FindingNumber> kept = let_fade(store, lookout.at(now), now);
    add(kept, ask_about_connections(store, zone, now));
    add(kept, tell_years_again(store, lookout.at(now), now));
    add(kept, end_told_clock(store, now));
    add(kept, record_quiets_together(store, lookout.at(now), now));
    return kept;
}

}  // namespace earshot::app
