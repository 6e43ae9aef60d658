#include "daemon/core/replay_detectors.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace earshot {
namespace {

void put(std::string& line, std::string_view text) {
    line.append(text);
    line.push_back('\t');
}

template <class Integer>
void put_number(std::string& line, Integer value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    put(line, {digits, static_cast<std::size_t>(end - digits)});
}

void put(std::string& line, Instant t) {
    put_number(line, to_epoch(t));
}

void put(std::string& line, double value) {  // "%.6f"; the largest here has 13 digits before it
    char digits[64];
    const auto end =
        std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, 6).ptr;
    put(line, {digits, static_cast<std::size_t>(end - digits)});
}

void end_line(std::string& line) {
    line.back() = '\n';
}

}  // namespace

std::uint32_t Names::number(std::string_view name) {
    const auto known = numbers_.find(name);
    if (known != numbers_.end()) return known->second;
    const auto fresh = static_cast<std::uint32_t>(names_.size());
    names_.emplace_back(name);
    numbers_.emplace(names_.back(), fresh);
    return fresh;
}

ReplayDetectors::ReplayDetectors(const ReplaySettings& settings)
    : settings_(settings),
      factor_(line_factor(settings.false_quiets_per_year)),
      gate_(settings.feed_gate) {}

void ReplayDetectors::outage(Instant from, Instant to) {
    gate_.add_outage(from, to);
}

void ReplayDetectors::event(std::string_view person, Instant t, std::string_view verb) {
    begin_quiets_until(to_epoch(t) - 1);  // an event at the very instant wins
    gate_.take_item(t, lively_);
    const std::uint32_t number = person_names_.number(person);
    if (number == people_.size()) people_.emplace_back();
    take_sighting(number, t);
    take_burst(number, t, verb);
}

void ReplayDetectors::take_sighting(std::uint32_t number, Instant t) {
    PersonRow& p = people_[number];
    if (p.rhythm.last && t <= *p.rhythm.last) return;
    if (p.quiet) {
        put(lines_, "back");
        put(lines_, person_names_.name(number));
        put(lines_, t);
        put(lines_, *p.rhythm.last);
        put(lines_, in_days(t - *p.rhythm.last));
        end_line(lines_);
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
        p.line = line_days(p.rhythm, factor_);
    // The heap keeps the earliest deadline it was told; a later one is corrected when that is met.
    const double due = p.observed_last + p.line * 86400.0;
    if (due < p.queued) queue(number, due);
}

bool ReplayDetectors::later(const Deadline& a, const Deadline& b) const {
    if (a.at != b.at) return a.at > b.at;
    return person_names_.name(a.person) > person_names_.name(b.person);
}

void ReplayDetectors::queue(std::uint32_t person, double due) {
    people_[person].queued = due;
    heap_.push_back({due, person});
    std::push_heap(heap_.begin(), heap_.end(),
                   [this](const Deadline& a, const Deadline& b) { return later(a, b); });
}

void ReplayDetectors::begin_quiets_until(long long now) {
    while (!heap_.empty()) {
        const Deadline first = heap_.front();
        const auto wall = gate_.wall(first.at);
        if (!wall) return;
        const double due = std::floor(*wall + 0.5);
        if (due > static_cast<double>(now)) return;
        std::pop_heap(heap_.begin(), heap_.end(),
                      [this](const Deadline& a, const Deadline& b) { return later(a, b); });
        heap_.pop_back();
        PersonRow& p = people_[first.person];
        if (first.at != p.queued) continue;  // an earlier deadline of the same person replaced it
        p.queued = never;
        const double true_due = p.observed_last + p.line * 86400.0;
        if (true_due > first.at) {
            queue(first.person, true_due);
            continue;
        }
        p.quiet = true;
        --lively_;
        put(lines_, "quiet");
        put(lines_, person_names_.name(first.person));
        put_number(lines_, static_cast<long long>(due));
        put(lines_, *p.rhythm.last);
        put(lines_, usual_gap_days(p.rhythm));
        put(lines_, p.line);
        end_line(lines_);
    }
}

ReplayDetectors::RunRow& ReplayDetectors::run_of(std::uint32_t person, std::uint32_t verb) {
    for (std::uint32_t i = people_[person].first_run; i != none; i = runs_[i].next)
        if (runs_[i].verb == verb) return runs_[i];
    runs_.push_back({{}, person, verb, people_[person].first_run});
    people_[person].first_run = static_cast<std::uint32_t>(runs_.size() - 1);
    return runs_.back();
}

void ReplayDetectors::take_burst(std::uint32_t number, Instant t, std::string_view verb) {
    RunRow& row = run_of(number, verbs_.number(verb));
    const BurstStep step = take(row.run, t, settings_.burst_factor, true, settings_.burst_floor);
    if (step.closed)
        write_burst_end(row, std::min(t, step.closed->end + burst_constants::link), *step.closed);
    if (!step.began) return;
    put(lines_, "burst");
    put(lines_, person_names_.name(number));
    put(lines_, t);
    put(lines_, step.began->start);
    put(lines_, verb);
    put_number(lines_, step.began->count);
    put_number(lines_, step.began->threshold);
    end_line(lines_);
}

void ReplayDetectors::write_burst_end(const RunRow& row, Instant closed, const BurstSpan& span) {
    put(lines_, "burst_end");
    put(lines_, person_names_.name(row.person));
    put(lines_, closed);
    put(lines_, span.start);
    put(lines_, span.end);
    put_number(lines_, span.count);
    put(lines_, verbs_.name(row.verb));
    end_line(lines_);
}

void ReplayDetectors::horizon(Instant now) {
    begin_quiets_until(to_epoch(now));
    for (RunRow& row : runs_) {
        const auto closes = closes_at(row.run);
        // The last instant of a run is over when nothing after the horizon is going to come.
        if (const auto span = close_if_over(row.run, now + Span{1}))
            write_burst_end(row, *closes, *span);
    }
}

}  // namespace earshot
