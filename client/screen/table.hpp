#pragma once
// Rows for a person or for a program: on a terminal columns that fit its width, on a pipe one line
// a row, tab-separated, nothing cut and no heading. Every cell is made safe to print.

#include <string>
#include <vector>

#include "client/screen/screen.hpp"

namespace earshot::client {

class Table {
public:
    static constexpr std::size_t narrowest = 8;     // columns of a shrunk cell
    static constexpr std::size_t comfortable = 14;  // for the sake of which a column gives way

    struct Column {
        std::string heading;
        bool right = false;      // numbers
        bool shrinks = false;    // may be cut when the terminal is narrow
        bool gives_way = false;  // left out when the others would be cut to less than comfortable
        bool toned = false;      // its words have colours (tone.hpp)
        std::size_t comfort = comfortable;  // columns
    };
    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

    void add(std::vector<std::string> cells);
    bool empty() const { return rows_.empty(); }
    std::string text(const Screen& screen) const;

private:
    std::vector<std::size_t> shown(std::size_t available) const;
    std::vector<std::size_t> widths(const std::vector<std::size_t>& shown,
                                    std::size_t available) const;

    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace earshot::client
