#include "earshot/notice.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace earshot {
namespace {

/// What one look needs to know besides the person.
struct View {
    const Coverage& coverage;  // what could be seen
    const Measure& measure;
    double burst_factor;
    int floor_of_connections;
    int floor_of_anything;
    bool first_look;
    Instant now;

    /// Nothing proves what has not come, whatever a wrong clock noted.
    bool proves(Instant t) const {
        return coverage.proven_until && t <= std::min(*coverage.proven_until, now);
    }
    bool is_news(const Sighting& s) const { return s.freshness == Freshness::fresh && !first_look; }
};

/// When silence since `from` passes the line.
Instant due_after(Instant from, const QuietLine& line, const Coverage& coverage) {
    return reached(coverage, from, Span(std::llround(line.days * 86400.0)));
}

Coverage counted_in(const Coverage& coverage, const Measure& measure) {
    return measure.leave ? with_lost(coverage, {&*measure.leave, 1}) : coverage;
}

QuietBegan quiet_began(const Rhythm& rhythm, const View& view, const QuietLine& line, Instant due) {
    return {*rhythm.last,        due,  usual_gap_days(rhythm), unevenness(rhythm),
            rhythm.longest_days, line, view.first_look,        std::nullopt};
}

/// A quiet that this look took back because somebody was seen earlier than was known: the silence
/// since then is still the same one.
std::optional<Instant> taken_back(std::vector<Change>& changes) {
    const auto last = std::find_if(changes.rbegin(), changes.rend(), [](const Change& change) {
        return !std::holds_alternative<BurstSeen>(change);
    });
    const auto* ended = last == changes.rend() ? nullptr : std::get_if<QuietEnded>(&*last);
    if (ended == nullptr || ended->welcome) return std::nullopt;
    const Instant due = ended->due;
    changes.erase(std::next(last).base());
    return due;
}

void take_observed(Rhythm& rhythm, Instant t, const Coverage& coverage) {
    const Span seen = rhythm.last ? observed(coverage, *rhythm.last, t) : Span{0};
    take(rhythm, t, static_cast<double>(seen.count()));
}

void take_rhythm(PersonState& state, const Sighting& s, const View& view,
                 std::vector<Change>& changes) {
    Rhythm& rhythm = state.rhythm;
    if (rhythm.last && s.at <= *rhythm.last) return;

    if (state.quiet_due) {
        const bool welcome = view.is_news(s) && s.at > *state.quiet_due;
        changes.push_back(
            QuietEnded{*rhythm.last, *state.quiet_due, s.at, welcome, s.sentence, s.link});
        state.quiet_due.reset();
    } else if (const auto line = line_of(rhythm, view.measure);
               line && view.is_news(s) && s.quality == TimeQuality::stated) {
        // Only a stated time says that the silence lasted beyond its due time, and not just our
        // own time between two polls.
        const Instant due = due_after(*rhythm.last, *line, view.coverage);
        if (due < s.at && view.proves(due)) {
            changes.push_back(quiet_began(rhythm, view, *line, due));
            changes.push_back(QuietEnded{*rhythm.last, due, s.at, true, s.sentence, s.link});
        }
    }
    take_observed(rhythm, s.at, view.coverage);
}

BurstSeen open_burst(bool connections, const BurstRun& run) {
    return {connections,
            {run.told_start, run.end, run.count, run.threshold, run.at_least},
            false,
            false};
}

BurstSeen closed_burst(bool connections, Instant told_start, BurstSpan span) {
    span.start = told_start;
    return {connections, span, true, false};
}

void take_run(BurstRun& run, bool connections, const Sighting& s, const View& view,
              std::vector<Change>& changes) {
    const Instant told_start = run.told_start;
    const BurstShare share{s.count, s.at_least};
    if (s.more_of_old) {
        grow(run, s.at, view.is_news(s), share);
        return;
    }
    const BurstStep step =
        take(run, s.at, view.burst_factor, view.is_news(s),
             connections ? view.floor_of_connections : view.floor_of_anything, share);
    if (step.closed) changes.push_back(closed_burst(connections, told_start, *step.closed));
}

/// Old news that only bears the time at which it came belongs to no run of that time.
bool is_timed(const Sighting& s) {
    return s.freshness == Freshness::fresh || s.quality != TimeQuality::clamped;
}

void close_run(BurstRun& run, bool connections, Instant proven, std::vector<Change>& changes) {
    const auto span = close_if_over(run, proven);
    if (span) changes.push_back(closed_burst(connections, run.told_start, *span));
}

bool is_told(const BurstRun& run) {
    return run.start && run.fired == BurstRun::Fired::told;
}

/// Whether `run` is the told burst that `before` was.
bool was_told(const BurstRun& before, const BurstRun& run) {
    return is_told(before) && before.told_start == run.told_start;
}

/// Connections that burst are told as such, and their run is no burst of anything too.
void let_connections_win(PersonState& state, const PersonState& before,
                         std::vector<Change>& changes) {
    BurstRun& anything = state.anything;
    if (!is_told(anything)) return;
    const std::optional<Instant> end =
        is_told(state.connects) ? state.connects.end : state.connects.last_told_end;
    if (!end || *end < *anything.start) return;
    if (was_told(before.anything, anything)) {
        BurstSeen taken_back = open_burst(false, anything);
        taken_back.closed = taken_back.replaced = true;
        changes.push_back(taken_back);
    }
    anything.fired = BurstRun::Fired::continuation;
}

void tell_growth(const BurstRun& before, const BurstRun& run, bool connections,
                 std::vector<Change>& changes) {
    if (!is_told(run)) return;
    if (was_told(before, run) && before.count == run.count && before.at_least == run.at_least)
        return;
    changes.push_back(open_burst(connections, run));
}

}  // namespace

NoticeStep notice(PersonState state, std::span<const Sighting> sightings, const Coverage& coverage,
                  const Measure& measure, bool first_look, Instant now) {
    const View view{coverage,
                    measure,
                    burst_factor(measure.sensitivity),
                    std::max(burst_constants::floor, measure.usual_connections + 1),
                    std::max(burst_constants::floor, measure.usual_run + 1),
                    first_look,
                    now};
    const PersonState before = state;
    NoticeStep step;
    for (const Sighting& s : sightings) {
        if (is_connect_like(s.verb) && is_timed(s))
            take_run(state.connects, true, s, view, step.changes);
        if (is_timed(s)) take_run(state.anything, false, s, view, step.changes);
        let_connections_win(state, before, step.changes);
        if (!s.more_of_old) take_rhythm(state, s, view, step.changes);
    }
    if (coverage.proven_until) {
        const Instant proven = std::min(now, *coverage.proven_until);
        close_run(state.connects, true, proven, step.changes);
        close_run(state.anything, false, proven, step.changes);
    }
    tell_growth(before.connects, state.connects, true, step.changes);
    tell_growth(before.anything, state.anything, false, step.changes);

    const auto silence = silence_of(state.rhythm, coverage, measure);
    const auto due = silence ? silence->due : std::nullopt;
    const bool is_away = measure.leave && measure.leave->from <= now && now < measure.leave->to;
    if (due && !state.quiet_due && !is_away && view.proves(*due)) {
        QuietBegan began = quiet_began(state.rhythm, view, *silence->line, *due);
        began.instead_of = taken_back(step.changes);
        step.changes.push_back(std::move(began));
        state.quiet_due = due;
    }
    if (due && !state.quiet_due)
        step.next_check = is_away ? std::max(*due, measure.leave->to) : *due;
    step.state = std::move(state);
    return step;
}

std::optional<QuietLine> line_of(const Rhythm& rhythm, const Measure& measure) {
    if (!rhythm.last) return std::nullopt;
    std::optional<QuietLine> line;
    if (measure.own_line) {
        if (!measure.own_line->after) return std::nullopt;
        line = QuietLine{in_days(*measure.own_line->after), LineBecause::own_line};
    } else if (armed(rhythm)) {
        line = line_of(rhythm, line_factor(false_quiets_per_year(measure.sensitivity)));
    }
    if (line && measure.usual_silence_days > line->days)
        line = QuietLine{measure.usual_silence_days, LineBecause::called_normal};
    return line;
}

std::optional<Silence> silence_of(const Rhythm& rhythm, const Coverage& coverage,
                                  const Measure& measure) {
    if (!rhythm.last) return std::nullopt;
    const Coverage counted = counted_in(coverage, measure);
    Silence silence;
    silence.last_seen = *rhythm.last;
    silence.since = std::max(*rhythm.last, measure.touched.value_or(*rhythm.last));
    silence.longest_days = rhythm.longest_days;
    if (coverage.proven_until)
        silence.watched_days = in_days(observed(counted, silence.since, *coverage.proven_until));
    silence.line = line_of(rhythm, measure);
    if (silence.line) silence.due = due_after(silence.since, *silence.line, counted);
    return silence;
}

bool is_beyond_longest(const Silence& silence) {
    constexpr double session = rhythm_constants::session_seconds / 86400.0;
    return silence.longest_days > 0 && silence.watched_days > silence.longest_days + session;
}

Rhythm rhythm_of(std::span<const Instant> sightings, const Coverage& coverage) {
    Rhythm rhythm;
    for (const Instant t : sightings)
        if (!rhythm.last || t > *rhythm.last) take_observed(rhythm, t, coverage);
    return rhythm;
}

}  // namespace earshot
