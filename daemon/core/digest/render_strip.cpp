// A strip as cells of a table: heights in pixels, widths in percent.

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "daemon/core/digest/render_words.hpp"
#include "daemon/core/findings/wording.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

namespace json = boost::json;

constexpr int day_height = 3;            // pixels
constexpr double thinnest_band = 0.012;  // of the axis: a hair would not be seen
constexpr double nearly_now = 0.99;      // a band from here on is no band
constexpr double hair = 0.0005;
constexpr double room_for_words = 0.2;

std::string percent(double part) {
    char text[16];
    std::snprintf(text, sizeof text, "%.2f", 100 * part);
    return text;
}

/// "15 Oct"
std::string named(marks::Day day) {
    static const Zone utc = Zone::utc();
    const Instant noon(day.time_since_epoch());
    return date_of(utc, noon, noon);
}

std::string told(const marks::Week& week) {
    if (week.before == 7) return "before the first look";
    if (week.unknown == 7) return "not looked";
    if (week.seen == 0)
        return week.unknown > 0 ? "none, " + days(week.unknown) + " not looked" : "none";
    return "seen on " + days(week.seen);
}

/// The sentence that holds what the picture shows, for whoever does not see it.
std::string said(const marks::Strip& strip, const Item& item) {
    const auto count = [&](auto of) {
        return std::count_if(strip.weeks.begin(), strip.weeks.end(), of);
    };
    const auto seen = count([](const marks::Week& week) { return week.seen > 0; });
    const auto blind = count([](const marks::Week& week) { return week.unknown == 7; });
    const std::string all = std::to_string(strip.weeks.size());
    std::string text = printable(collapse(item.name)) + ", " + all + " weeks to " +
                       named(strip.end) + ": seen in " + std::to_string(seen) + " of them.";
    if (blind > 0) text += " In " + std::to_string(blind) + " nobody could look.";
    if (!item.silence.empty())
        text += (strip.rail && strip.rail->to < 1 ? " Silent for " : " Silent now for ") +
                printable(collapse(item.silence)) + ".";
    return text;
}

class RailCells {
public:
    explicit RailCells(const marks::Rail& rail) {
        up_to(rail.from, "");
        if (rail.band && rail.band->first < nearly_now) {
            up_to(std::max(rail.band->first, rail.from), "wait");
            up_to(std::min(std::max(rail.band->second, rail.band->first + thinnest_band), rail.to),
                  "band");
        }
        up_to(rail.to, "wait");
        up_to(1, "");
    }
    json::array take() { return std::move(cells_); }

private:
    void up_to(double to, std::string_view kind) {
        if (to - at_ > hair)
            cells_.push_back(
                {{"width", percent(to - at_)}, {"wait", kind == "wait"}, {"band", kind == "band"}});
        at_ = std::max(at_, to);
    }

    json::array cells_;
    double at_ = 0;
};

}  // namespace

json::object values_of(const marks::Strip& strip, const Item& item) {
    json::array cells;
    int lead = 0;
    for (const marks::Week& week : strip.weeks) {
        if (week.before == 7) ++lead;
        json::array rungs;
        for (int i = 0; i < week.unknown; ++i)
            rungs.push_back(json::object());
        cells.push_back({{"title", named(week.from) + " to " + named(week.to) + ": " + told(week)},
                         {"bar", week.seen > 0 ? std::to_string(week.seen * day_height) : ""},
                         {"rungs", std::move(rungs)}});
    }
    const int rest = static_cast<int>(strip.weeks.size()) - lead;
    json::object values{{"label", said(strip, item)},
                        {"cells", std::move(cells)},
                        {"lead", lead > 0 ? std::to_string(lead) : ""},
                        {"rest", rest > 0 ? std::to_string(rest) : ""},
                        {"from", named(strip.start)},
                        {"rail", nullptr},
                        {"gap", nullptr},
                        {"until", ""}};
    if (!strip.rail) return values;
    const std::string silence = printable(collapse(item.silence));
    values["rail"] = RailCells(*strip.rail).take();
    const marks::Rail& rail = *strip.rail;
    const bool lasts = rail.to >= 1;
    const bool has_room = rail.to - rail.from > room_for_words && rail.from > room_for_words / 2;
    if (!lasts && has_room)
        values["gap"] = json::object{{"before", percent(rail.from)},
                                     {"width", percent(rail.to - rail.from)},
                                     {"words", silence}};
    else
        values["until"] = silence + (lasts ? " to today" : "");
    return values;
}

}  // namespace earshot
