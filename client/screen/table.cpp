#include "client/screen/table.hpp"

#include <algorithm>

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

std::vector<std::size_t> Table::widths(std::size_t available) const {
    std::vector<std::size_t> widths;
    std::size_t total = columns_.empty() ? 0 : gap * (columns_.size() - 1);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        std::size_t width = columns(columns_[i].heading);
        for (const auto& row : rows_)
            width = std::max(width, columns(row[i]));
        widths.push_back(width);
        total += width;
    }
    // The widest column that may shrink gives way first.
    while (total > available) {
        std::size_t widest = columns_.size();
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (columns_[i].shrinks && widths[i] > narrowest &&
                (widest == columns_.size() || widths[i] > widths[widest]))
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
    const std::vector<std::size_t> wide = widths(screen.width);
    const auto line = [&](const auto& cell_at) {
        std::string text;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const std::string cell = fitted(cell_at(i), wide[i]);
            const std::string space(wide[i] - std::min(wide[i], columns(cell)), ' ');
            if (i > 0) text.append(gap, ' ');
            text += columns_[i].right ? space + cell : cell + space;
        }
        text.erase(text.find_last_not_of(' ') + 1);
        return text;
    };
    out += screen.dim(line([&](std::size_t i) { return columns_[i].heading; })) + "\n";
    for (const auto& row : rows_)
        out += line([&](std::size_t i) { return row[i]; }) + "\n";
    return out;
}

}  // namespace earshot::client
