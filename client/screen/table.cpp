#include "client/screen/table.hpp"

#include <algorithm>

#include "client/screen/tone.hpp"
#include "earshot/text.hpp"

namespace earshot::client {
namespace {

constexpr std::size_t gap = 2;

}  // namespace

void Table::add(std::vector<std::string> cells) {
    cells.resize(columns_.size());
    for (std::string& cell : cells)
        cell = printable(cell);
    rows_.push_back(std::move(cells));
}

/// The columns that have a place on a terminal: those that give way go from the last on.
std::vector<std::size_t> Table::shown(std::size_t available) const {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < columns_.size(); ++i)
        places.push_back(i);
    const auto fits = [&] {
        std::size_t total = gap * (places.size() - 1);
        for (const std::size_t i : places) {
            std::size_t width = columns(columns_[i].heading);
            for (const auto& row : rows_)
                width = std::max(width, columns(row[i]));
            total += columns_[i].shrinks ? std::min(width, columns_[i].comfort) : width;
        }
        return total <= available;
    };
    for (std::size_t i = columns_.size(); i-- > 0 && !fits();)
        if (columns_[i].gives_way) std::erase(places, i);
    return places;
}

std::vector<std::size_t> Table::widths(const std::vector<std::size_t>& shown,
                                       std::size_t available) const {
    std::vector<std::size_t> widths(columns_.size());
    std::size_t total = shown.empty() ? 0 : gap * (shown.size() - 1);
    for (const std::size_t i : shown) {
        std::size_t width = columns(columns_[i].heading);
        for (const auto& row : rows_)
            width = std::max(width, columns(row[i]));
        widths[i] = width;
        total += width;
    }
    // The column that may shrink and is furthest above its comfort gives way first.
    const auto excess = [&](std::size_t i) {
        return static_cast<std::ptrdiff_t>(widths[i]) -
               static_cast<std::ptrdiff_t>(columns_[i].comfort);
    };
    while (total > available) {
        std::size_t widest = columns_.size();
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (columns_[i].shrinks && widths[i] > narrowest &&
                (widest == columns_.size() || excess(i) > excess(widest)))
                widest = i;
        if (widest == columns_.size()) break;
        --widths[widest];
        --total;
    }
    return widths;
}

std::string Table::text(const Screen& screen) const {
    std::string out;
    if (!screen.terminal) {
        for (const auto& row : rows_) {
            for (std::size_t i = 0; i < row.size(); ++i)
                out += (i == 0 ? "" : "\t") + row[i];
            out += '\n';
        }
        return out;
    }
    const std::vector<std::size_t> places = shown(screen.width);
    const std::vector<std::size_t> wide = widths(places, screen.width);
    const auto line = [&](const auto& cell_at, bool toned) {
        std::string text;
        for (const std::size_t i : places) {
            const std::string cell = fitted(cell_at(i), wide[i]);
            const std::string space(wide[i] - std::min(wide[i], columns(cell)), ' ');
            const Tone tone = toned && columns_[i].toned ? tone_of(cell) : Tone::plain;
            if (i != places.front()) text.append(gap, ' ');
            text += columns_[i].right ? space + tinted(screen, tone, cell)
                                      : tinted(screen, tone, cell) + space;
        }
        text.erase(text.find_last_not_of(' ') + 1);
        return text;
    };
    out += screen.dim(line([&](std::size_t i) { return columns_[i].heading; }, false)) + "\n";
    for (const auto& row : rows_)
        out += line([&](std::size_t i) { return row[i]; }, true) + "\n";
    return out;
}

}  // namespace earshot::client
