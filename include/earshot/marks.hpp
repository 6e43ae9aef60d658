#pragma once
// Pictures of a person's time as values, before any medium is chosen: a terminal, a mail and a page
// draw the same marks. Places are fractions of the axis: 0 is its left edge, 1 is now or the end of
// its scale. Heights are counts. Nothing here knows characters, pixels or colours.

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "earshot/time.hpp"

namespace earshot::marks {

using Day = std::chrono::sys_days;  // of the user's calendar
using Stretch = std::pair<double, double>;

/// Seven days: on how many somebody was seen, on how many nobody could look, and how many lie
/// before the first look. The rest is nothing: somebody looked, and nobody was there.
struct Week {
    Day from, to;
    int seen = 0, unknown = 0, before = 0;

    bool operator==(const Week&) const = default;
};
/// More of it was not known than known, and nobody was seen: neither nothing nor something.
bool is_unknown(const Week& week);
bool is_before(const Week& week);

/// Where a month begins.
struct Tick {
    double x = 0;
    Day day;
    bool operator==(const Tick&) const = default;
};

/// The silence that lasts, or the last one: from the last sighting to now, and when by their own
/// rhythm the next word would have come.
struct Rail {
    double from = 0, to = 1;
    std::optional<Stretch> band;
    bool operator==(const Rail&) const = default;
};

struct Strip {
    Day start, end;
    std::vector<Week> weeks;  // the last one ends today
    std::vector<Tick> ticks;
    std::optional<Rail> rail;
    bool operator==(const Strip&) const = default;
};

/// What a strip is made of.
struct Lane {
    std::set<Day> seen, unknown;
    std::optional<Day> first;  // the first look; empty: before all of it
};
struct Usual {
    double low = 0, high = 0;  // the middle half of the gaps, in days
};
struct Wait {
    Day from, to;
};
Strip strip_of(const Lane& lane, Day now, int weeks, const std::optional<Usual>& usual = {},
               const std::optional<Wait>& wait = {});

/// A word of the user's on the axis of a strip.
struct Word {
    double x = 0;
    Day day;
    std::string how;
    bool operator==(const Word&) const = default;
};
/// Those on the strip, oldest first.
std::vector<Word> words_on(const Strip& strip,
                           const std::vector<std::pair<Day, std::string>>& words);

/// A gap of so many days happened so often.
struct GapColumn {
    int days = 0;
    double x = 0;
    int count = 0;
    bool operator==(const GapColumn&) const = default;
};
/// All gaps over their length, with what is usual, the longest, the line and now.
struct GapPlot {
    double top = 0;  // days at 1
    std::vector<GapColumn> columns;
    Stretch band;
    double median = 0, longest = 0;
    std::optional<double> line, now;
    bool operator==(const GapPlot&) const = default;
};
struct GapValues {
    std::vector<int> gaps;  // whole days
    double p25 = 0, median = 0, p75 = 0, longest = 0;
    std::optional<double> line, now;
};
GapPlot gap_plot_of(const GapValues& values);

/// One silence on a scale in whose middle is always the longest that was ever seen of this person.
struct OwnMeasure {
    Stretch band;
    double longest = 0.5, now = 0;
    bool beyond = false;  // of twice the longest
    bool operator==(const OwnMeasure&) const = default;
};
OwnMeasure own_measure_of(double now, double p25, double p75, double longest);

}  // namespace earshot::marks
