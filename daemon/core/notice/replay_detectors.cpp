#include "daemon/core/notice/replay_detectors.hpp"

#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>
#include <charconv>
#include <cmath>
#include <utility>

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

/// Finds people by name through their numbers, so that a name is kept once.
class ReplayDetectors::Names {
public:
    explicit Names(const People& people) : numbers_(0, Name{&people}, Name{&people}) {}

    std::optional<std::uint32_t> find(std::string_view name) const {
        const auto found = numbers_.find(name);
        return found == numbers_.end() ? std::nullopt : std::optional(*found);
    }
    void add(std::uint32_t number) { numbers_.insert(number); }

private:
    struct Name {
        using is_transparent = void;
        const People* people;

        std::string_view of(std::string_view name) const { return name; }
        std::string_view of(std::uint32_t number) const { return (*people)[number].name; }

        std::size_t operator()(const auto& key) const {
            return std::hash<std::string_view>{}(of(key));
        }
        bool operator()(const auto& a, const auto& b) const { return of(a) == of(b); }
    };
    boost::unordered_flat_set<std::uint32_t, Name, Name> numbers_;
};

ReplayDetectors::ReplayDetectors(const ReplaySettings& settings)
    : settings_(settings),
      factor_(line_factor(settings.false_quiets_per_year)),
      gate_(settings.feed_gate),
      names_(std::make_unique<Names>(people_)) {}

ReplayDetectors::~ReplayDetectors() = default;

void ReplayDetectors::outage(Instant from, Instant to) {
    gate_.add_outage(from, to);
}

void ReplayDetectors::event(std::string_view person, Instant t, std::string_view verb) {
    begin_quiets_until(to_epoch(t) - 1);  // an event at the very instant wins
    gate_.take_item(t, lively_);
    const std::uint32_t number = person_number(person);
    take_sighting(people_[number], number, t);
    take_burst(number, t, verb_number(verb));
}

std::uint32_t ReplayDetectors::person_number(std::string_view name) {
    if (const auto known = names_->find(name)) return *known;
    const auto number = static_cast<std::uint32_t>(people_.size());
    people_.emplace_back().name = name;
    names_->add(number);
    return number;
}

std::uint32_t ReplayDetectors::verb_number(std::string_view verb) {
    // There are a handful, so looking through them is quicker than a hash.
    const auto known = std::find(verbs_.begin(), verbs_.end(), verb);
    const auto number = static_cast<std::uint32_t>(known - verbs_.begin());
    if (known == verbs_.end()) verbs_.emplace_back(verb);
    return number;
}

void ReplayDetectors::take_sighting(Person& p, std::uint32_t number, Instant t) {
    if (p.rhythm.last && t <= *p.rhythm.last) return;
    if (p.quiet) {
        put(lines_, "back");
        put(lines_, p.name);
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
    return people_[a.person].name > people_[b.person].name;
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
        Person& p = people_[first.person];
        if (first.at != p.queued) continue;  // an earlier deadline of the same person replaced it
        p.queued = Person::nowhere;
        const double true_due = p.observed_last + p.line * 86400.0;
        if (true_due > first.at) {
            queue(first.person, true_due);
            continue;
        }
        p.quiet = true;
        --lively_;
        put(lines_, "quiet");
        put(lines_, p.name);
        put_number(lines_, static_cast<long long>(due));
        put(lines_, *p.rhythm.last);
        put(lines_, usual_gap_days(p.rhythm));
        put(lines_, p.line);
        end_line(lines_);
    }
}

std::uint32_t ReplayDetectors::run_number(std::uint32_t number, std::uint32_t verb) {
    Person& p = people_[number];
    const auto fresh = static_cast<std::uint32_t>(runs_.size());
    replay_rows::RunOwner owner{number, verb, replay_rows::none};
    const auto place = std::find_if(p.runs.begin(), p.runs.end(), [&](const Person::RunOf& of) {
        return of.verb == verb || of.verb == replay_rows::none;
    });
    if (place != p.runs.end()) {
        if (place->verb == verb) return place->run;
        *place = {verb, fresh};
    } else {
        for (std::uint32_t i = p.more_runs; i != replay_rows::none; i = owners_[i].next)
            if (owners_[i].verb == verb) return i;
        owner.next = std::exchange(p.more_runs, fresh);
    }
    runs_.emplace_back();
    owners_.push_back(owner);
    return fresh;
}

void ReplayDetectors::take_burst(std::uint32_t person, Instant t, std::uint32_t verb) {
    const std::uint32_t number = run_number(person, verb);
    BurstRun run = runs_[number].unpacked();
    const BurstStep step = take(run, t, settings_.burst_factor, true, settings_.burst_floor);
    runs_[number] = replay_rows::Run(run);
    if (step.closed)
        write_burst_end(owners_[number], std::min(t, step.closed->end + burst_constants::link),
                        *step.closed);
    if (!step.began) return;
    put(lines_, "burst");
    put(lines_, people_[person].name);
    put(lines_, t);
    put(lines_, step.began->start);
    put(lines_, verbs_[verb]);
    put_number(lines_, step.began->count);
    put_number(lines_, step.began->threshold);
    end_line(lines_);
}

void ReplayDetectors::write_burst_end(const replay_rows::RunOwner& of, Instant closed,
                                      const BurstSpan& span) {
    put(lines_, "burst_end");
    put(lines_, people_[of.person].name);
    put(lines_, closed);
    put(lines_, span.start);
    put(lines_, span.end);
    put_number(lines_, span.count);
    put(lines_, verbs_[of.verb]);
    end_line(lines_);
}

void ReplayDetectors::horizon(Instant now) {
    begin_quiets_until(to_epoch(now));
    for (std::size_t i = 0; i < runs_.size(); ++i) {
        BurstRun run = runs_[i].unpacked();
        const auto closes = closes_at(run);
        // The last instant of a run is over when nothing after the horizon is going to come.
        const auto span = close_if_over(run, now + Span{1});
        runs_[i] = replay_rows::Run(run);
        if (span) write_burst_end(owners_[i], *closes, *span);
    }
}

}  // namespace earshot
