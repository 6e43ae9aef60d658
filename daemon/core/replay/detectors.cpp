#include "daemon/core/replay/detectors.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace earshot {
namespace {

std::uint32_t hash_of(std::string_view name) {
    return ReplayIndex::mixed(std::hash<std::string_view>{}(name));
}

std::uint32_t hash_of(std::uint32_t person, std::uint32_t verb) {
    return ReplayIndex::mixed(std::uint64_t{person} << 32 | verb);
}

}  // namespace

ReplayDetectors::ReplayDetectors(const ReplaySettings& settings)
    : settings_(settings),
      factor_(line_factor(settings.false_quiets_per_year, settings.rule)),
      gate_(settings.feed_gate) {}

void ReplayDetectors::outage(Instant from, Instant to) {
    gate_.add_outage(from, to);
}

void ReplayDetectors::events(std::span<ReplayEvent> batch) {
    meet(batch);
    fetch_runs(batch);
    for (const ReplayEvent& e : batch) {
        begin_quiets_until(to_epoch(e.at) - 1);  // an event at the very instant wins
        gate_.take_item(e.at, lively_);
        take_sighting(people_[e.person_number], e.person_number, e.at);
        take_burst(e.person_number, e.at, e.verb);
    }
}

/// Finds out the number of everybody in the batch.
void ReplayDetectors::meet(std::span<ReplayEvent> batch) {
    for (ReplayEvent& e : batch) {
        e.person_hash = hash_of(e.person);
        names_.fetch_ahead(e.person_hash);
    }
    for (const ReplayEvent& e : batch)
        if (const auto likely = names_.guess(e.person_hash)) people_.fetch_ahead(*likely);
    for (ReplayEvent& e : batch)
        e.person_number = person_number(e.person, e.person_hash);
}

void ReplayDetectors::fetch_runs(std::span<const ReplayEvent> batch) const {
    for (const ReplayEvent& e : batch)
        whose_.fetch_ahead(hash_of(e.person_number, e.verb));
    for (const ReplayEvent& e : batch)
        if (const auto likely = whose_.guess(hash_of(e.person_number, e.verb)))
            runs_.fetch_ahead(*likely);
}

std::uint32_t ReplayDetectors::person_number(std::string_view name, std::uint32_t hash) {
    const auto known =
        names_.find(hash, [&](std::uint32_t number) { return people_[number].name == name; });
    if (known) return *known;
    const std::uint32_t number = people_.add();
    people_[number].name = name;
    names_.add(hash, number);
    return number;
}

std::uint32_t ReplayDetectors::verb_number(std::string_view verb) {
    const std::uint32_t hash = hash_of(verb);
    const auto known =
        verb_names_.find(hash, [&](std::uint32_t number) { return verbs_[number] == verb; });
    if (known) return *known;
    const auto number = static_cast<std::uint32_t>(verbs_.size());
    verbs_.emplace_back(verb);
    verb_names_.add(hash, number);
    return number;
}

std::uint32_t ReplayDetectors::run_number(std::uint32_t person, std::uint32_t verb) {
    const std::uint32_t hash = hash_of(person, verb);
    const auto known = whose_.find(hash, [&](std::uint32_t number) {
        return runs_[number].person == person && runs_[number].verb == verb;
    });
    if (known) return *known;
    const std::uint32_t number = runs_.add();
    runs_[number].person = person;
    runs_[number].verb = verb;
    whose_.add(hash, number);
    return number;
}

void ReplayDetectors::take_sighting(Person& p, std::uint32_t number, Instant t) {
    if (p.rhythm.last && t <= *p.rhythm.last) return;
    if (p.quiet) {
        lines_.back(p.name, t, *p.rhythm.last);
        p.quiet = false;
        ++lively_;
    }
    const bool was_armed = armed(p.rhythm);
    const double weight = p.rhythm.weight;
    const double mean = p.rhythm.mean_log_gap;
    const double now = gate_.observed(static_cast<double>(to_epoch(t)));
    take(p.rhythm, t, now - p.observed_last);
    p.observed_last = now;
    if (!armed(p.rhythm)) return;
    if (!was_armed) ++lively_;
    if (p.rhythm.weight != weight || p.rhythm.mean_log_gap != mean)
        p.line = line_days(p.rhythm, factor_, settings_.rule);
    deadlines_.watch(number);
}

void ReplayDetectors::begin_quiets_until(long long now) {
    const auto wall = [&](double at) {
        return std::floor(gate_.wall(at).value_or(Person::nowhere) + 0.5);
    };
    // The observed clock is never ahead of the wall's, so most need no closer look.
    const auto is_met = [&, latest = static_cast<double>(now)](double at) {
        return at <= latest + 1 && wall(at) <= latest;
    };
    while (const auto first = deadlines_.take_first(is_met)) {
        Person& p = people_[first->person];
        p.quiet = true;
        --lively_;
        lines_.quiet(p.name, from_epoch(static_cast<long long>(wall(first->at))), *p.rhythm.last,
                     usual_gap_days(p.rhythm), p.line);
    }
}

void ReplayDetectors::take_burst(std::uint32_t person, Instant t, std::uint32_t verb) {
    Run& row = runs_[run_number(person, verb)];
    BurstRun run = row.unpacked();
    const BurstStep step = take(run, t, settings_.burst_factor, true, settings_.burst_floor);
    row.pack(run);
    if (step.closed)
        write_burst_end(row, std::min(t, step.closed->end + burst_constants::link), *step.closed);
    if (step.began) lines_.burst(people_[person].name, t, verbs_[verb], *step.began);
}

void ReplayDetectors::write_burst_end(const Run& run, Instant closed, const BurstSpan& span) {
    lines_.burst_end(people_[run.person].name, closed, verbs_[run.verb], span);
}

void ReplayDetectors::horizon(Instant now) {
    begin_quiets_until(to_epoch(now));
    for (std::uint32_t i = 0; i < runs_.size(); ++i) {
        BurstRun run = runs_[i].unpacked();
        const auto closes = closes_at(run);
        // The last instant of a run is over when nothing after the horizon is going to come.
        const auto span = close_if_over(run, now + Span{1});
        runs_[i].pack(run);
        if (span) write_burst_end(runs_[i], *closes, *span);
    }
}

}  // namespace earshot
