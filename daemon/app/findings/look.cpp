#include "daemon/app/findings/look.hpp"

#include <algorithm>
#include <utility>

#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/watch/measure.hpp"
#include "daemon/app/watch/person_coverage.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/finding_life.hpp"

namespace earshot::app {
namespace {

/// A silence that is to be told rests on a server's "not modified": its source is asked for the
/// whole document first, and until then nothing is proven beyond the line. Gives that line.
std::optional<Instant> taken_on_trust(io::Store& store, PersonId id, const NoticeStep& step,
                                      Instant now) {
    std::optional<Instant> line;
    for (const Change& change : step.changes)
        if (const auto* began = std::get_if<QuietBegan>(&change)) line = began->due;
    if (!line) return std::nullopt;
    bool trusted = false;
    for (const Source& source : store.sources.showing(id)) {
        if (source.status == SourceStatus::paused) continue;
        const PollState state = store.polls.state(source.id);
        if (!is_taken_on_trust(source, state, *line)) continue;
        trusted = true;
        store.polls.doubt(source.id, now);
    }
    return trusted ? line : std::nullopt;
}

}  // namespace

std::vector<FindingNumber> look_at(io::Store& store, const NoticeSettings& settings, PersonId id,
                                   std::vector<Sighting> sightings, bool first_look, Instant now) {
    std::stable_sort(sightings.begin(), sightings.end(),
                     [](const Sighting& a, const Sighting& b) { return a.at < b.at; });
    PersonState state = store.states.of(id);
    const bool first = first_look && !state.rhythm.last;
    Coverage coverage = coverage_of(store, id);
    const Measure measure = measure_of(store, settings, id);
    NoticeStep step = notice(state, sightings, coverage, measure, first, now);
    if (const auto line = taken_on_trust(store, id, step, now)) {
        coverage.proven_until = *line - Span{1};
        step = notice(std::move(state), sightings, coverage, measure, first, now);
    }
    store.states.save(id, step.state, step.next_check);
    return record_changes(store, id, step.changes, now);
}

bool needs_document(const io::Store& store, const NoticeSettings& settings, const Source& source,
                    const PollState& state, Instant now) {
    if (state.validators.empty()) return false;
    for (const PersonId id : store.states.to_check(source.id, now)) {
        const PersonState person = store.states.of(id);
        if (person.quiet_due) continue;
        Coverage coverage = coverage_of(store, id);
        coverage.proven_until = now;
        const auto silence = silence_of(person.rhythm, coverage, measure_of(store, settings, id));
        const bool is_passed = silence && silence->due && *silence->due <= now;
        if (is_passed && !(state.last_document >= silence->due)) return true;
    }
    return false;
}

std::vector<FindingNumber> move_line(io::Store& store, const NoticeSettings& settings, PersonId id,
                                     Instant now) {
    std::vector<FindingNumber> changed;
    PersonState state = store.states.of(id);
    if (!state.rhythm.last) return changed;
    if (state.quiet_due) {
        const Coverage coverage = coverage_of(store, id);
        const auto silence = silence_of(state.rhythm, coverage, measure_of(store, settings, id));
        if (silence && silence->due && silence->due <= coverage.proven_until) return changed;
        const auto known = store.findings.by_key(quiet_key(id, *state.quiet_due));
        if (known && known->state != Finding::State::closed) {
            store.findings.update(closed(*known, ClosedBy::line_moved, now));
            changed.push_back(known->number);
        }
        state.quiet_due.reset();
        store.states.save(id, state, now);
    }
    for (const FindingNumber number : look_at(store, settings, id, {}, false, now))
        changed.push_back(number);
    return changed;
}

}  // namespace earshot::app
