#include "client/screen/lanes.hpp"

#include <algorithm>
#include <array>

namespace earshot::client {
namespace {

using Cells = std::vector<std::string>;

std::size_t column_of(double x, std::size_t columns) {
    const double place = std::max(0.0, x) * static_cast<double>(columns);
    return std::min(columns - 1, static_cast<std::size_t>(place));
}

std::string joined(const Cells& cells) {
    std::string out;
    for (const std::string& cell : cells)
        out += cell;
    return out;
}

std::string letter_of(const std::string& how) {
    if (how.starts_with("call") || how.starts_with("phone")) return "c";
    if (how.starts_with("wr") || how.starts_with("mail")) return "w";
    if (how.starts_with("me")) return "m";
    return "•";
}

void fill(Cells& cells, const marks::Stretch& stretch, const char* with) {
    const std::size_t last = column_of(stretch.second, cells.size());
    for (std::size_t i = column_of(stretch.first, cells.size()); i <= last; ++i)
        cells[i] = with;
}

}  // namespace

std::string they_lane(const std::vector<marks::Week>& weeks) {
    constexpr std::array<const char*, 7> heights{"▁", "▂", "▃", "▄", "▅", "▆", "▇"};
    std::string out;
    for (const marks::Week& week : weeks) {
        if (week.seen > 0)
            out += heights[static_cast<std::size_t>(std::min(week.seen, 7) - 1)];
        else if (marks::is_before(week))
            out += " ";
        else
            out += marks::is_unknown(week) ? "░" : "·";
    }
    return out;
}

std::string you_lane(const std::vector<marks::Word>& words, std::size_t columns) {
    Cells cells(columns, "·");
    for (const marks::Word& word : words)
        if (columns > 0) cells[column_of(word.x, columns)] = letter_of(word.how);
    return joined(cells);
}

std::string rail_line(const marks::Rail& rail, std::size_t columns) {
    if (columns == 0) return {};
    Cells cells(columns, " ");
    fill(cells, {rail.from, rail.to}, "─");
    if (rail.band) fill(cells, *rail.band, "═");
    if (rail.to >= 1) cells.back() = "┤";
    return joined(cells);
}

std::string months_line(const std::vector<marks::Tick>& ticks, std::size_t columns) {
    constexpr std::array<const char*, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::string line;
    for (std::size_t i = 0; i < ticks.size(); i += 2) {
        const std::size_t place = column_of(ticks[i].x, columns);
        if (place + 3 > columns || place < line.size()) continue;
        line.resize(place, ' ');
        const std::chrono::year_month_day day(ticks[i].day);
        line += names[unsigned(day.month()) - 1];
    }
    return line;
}

std::string gap_line(const marks::GapPlot& plot, std::size_t columns) {
    if (columns == 0) return {};
    Cells cells(columns, "─");
    fill(cells, plot.band, "═");
    cells[column_of(plot.median, columns)] = "╪";
    cells[column_of(plot.longest, columns)] = "┴";
    if (plot.line) cells[column_of(*plot.line, columns)] = "┊";
    if (plot.now) cells[column_of(*plot.now, columns)] = "▲";
    return joined(cells);
}

}  // namespace earshot::client
