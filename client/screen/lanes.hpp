#pragma once
// Marks of a person's time (earshot/marks.hpp) as lines of characters, a column a week.

#include <cstddef>
#include <string>
#include <vector>

#include "earshot/marks.hpp"

namespace earshot::client {

/// "▂▃░··": days with a sighting as height, · for nothing, ░ where nobody could look, blank before
/// the first look.
std::string they_lane(const std::vector<marks::Week>& weeks);

/// "···c····w": c called, w wrote, m met, • any other word.
std::string you_lane(const std::vector<marks::Word>& words, std::size_t columns);

/// "      ──══──┤": since the last sighting, and when the next was usually due.
std::string rail_line(const marks::Rail& rail, std::size_t columns);

/// "May     Jul": months where they begin, as far as they have room.
std::string months_line(const std::vector<marks::Tick>& ticks, std::size_t columns);

/// "───══╪══───┴──┊────▲": usual, the longest before, told after, now.
std::string gap_line(const marks::GapPlot& plot, std::size_t columns);

}  // namespace earshot::client
