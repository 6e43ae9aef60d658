#include "earshot/marks.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace earshot::marks {
namespace {

using std::chrono::days;

constexpr int mostly = 4;              // days of a week
constexpr double thinnest_own = 0.04;  // of a band on one's own measure
constexpr double headroom = 1.06;      // of a gap plot, beyond the longest
constexpr double half_a_day = 0.5;

int days_since(Day from, Day to) {
    return static_cast<int>((to - from).count());
}

/// The middle of a day on the axis.
double place_of(const Strip& strip, Day day) {
    return (days_since(strip.start, day) + half_a_day) /
           (7.0 * static_cast<double>(strip.weeks.size()));
}

std::vector<Tick> months_of(const Strip& strip) {
    namespace chrono = std::chrono;
    std::vector<Tick> ticks;
    const double span = 7.0 * static_cast<double>(strip.weeks.size());
    const chrono::year_month_day start{strip.start};
    for (chrono::year_month month = start.year() / start.month();; month += chrono::months(1)) {
        const Day first{month / chrono::day(1)};
        if (first > strip.end) return ticks;
        if (first > strip.start) ticks.push_back({days_since(strip.start, first) / span, first});
    }
}

Rail rail_of(const Strip& strip, const Usual& usual, const Wait& wait) {
    const double span = 7.0 * static_cast<double>(strip.weeks.size());
    const double from = place_of(strip, wait.from);
    Rail rail;
    rail.from = std::max(from, 0.0);
    rail.to = wait.to == strip.end ? 1.0 : place_of(strip, wait.to);
    double low = from + usual.low / span, high = from + usual.high / span;
    if (usual.low == usual.high) {
        low -= half_a_day / span;
        high += half_a_day / span;
    }
    // What lies left of the axis is not seen, and what lies beyond now is not yet due.
    if (low < 1 && from < rail.to && high > 0)
        rail.band = Stretch(std::max(low, 0.0), std::min(high, 1.0));
    return rail;
}

}  // namespace

bool is_unknown(const Week& week) {
    return week.seen == 0 && week.unknown >= mostly;
}

bool is_before(const Week& week) {
    return week.seen == 0 && week.before >= mostly;
}

Strip strip_of(const Lane& lane, Day now, int weeks, const std::optional<Usual>& usual,
               const std::optional<Wait>& wait) {
    Strip strip;
    strip.start = now - days(7 * weeks - 1);
    strip.end = now;
    for (int i = 0; i < weeks; ++i) {
        Week week;
        week.from = strip.start + days(7 * i);
        week.to = week.from + days(6);
        for (Day day = week.from; day <= week.to; day += days(1)) {
            if (lane.seen.contains(day))
                ++week.seen;
            else if (lane.first && day < *lane.first)
                ++week.before;
            else if (lane.unknown.contains(day))
                ++week.unknown;
        }
        strip.weeks.push_back(week);
    }
    strip.ticks = months_of(strip);
    if (usual && wait) strip.rail = rail_of(strip, *usual, *wait);
    return strip;
}

std::vector<Word> words_on(const Strip& strip,
                           const std::vector<std::pair<Day, std::string>>& words) {
    std::vector<Word> marks;
    for (const auto& [day, how] : words)
        if (day >= strip.start && day <= strip.end)
            marks.push_back({place_of(strip, day), day, how});
    std::stable_sort(marks.begin(), marks.end(),
                     [](const Word& a, const Word& b) { return a.day < b.day; });
    return marks;
}

GapPlot gap_plot_of(const GapValues& values) {
    GapPlot plot;
    const double furthest =
        std::max({values.longest, values.now.value_or(0), values.line.value_or(0)});
    plot.top = furthest * headroom + half_a_day;
    const auto place = [&plot](double day) { return day / plot.top; };
    std::map<int, int> counts;
    for (const int gap : values.gaps)
        ++counts[gap];
    for (const auto& [gap, count] : counts)
        plot.columns.push_back({gap, place(gap), count});
    plot.band = {place(std::max(0.0, values.p25 - half_a_day)), place(values.p75 + half_a_day)};
    plot.median = place(values.median);
    plot.longest = place(values.longest);
    if (values.line) plot.line = place(*values.line);
    if (values.now) plot.now = place(*values.now);
    return plot;
}

OwnMeasure own_measure_of(double now, double p25, double p75, double longest) {
    OwnMeasure own;
    if (longest <= 0) return own;
    const auto place = [longest](double day) { return std::min(day / (2 * longest), 1.0); };
    double low = place(p25), high = place(p75);
    if (high - low < thinnest_own) {
        const double middle = (low + high) / 2;
        low = middle - thinnest_own / 2;
        high = middle + thinnest_own / 2;
    }
    own.band = {low, high};
    own.now = place(now);
    own.beyond = now > 2 * longest;
    return own;
}

}  // namespace earshot::marks
