#pragma once
// A number of things, as sentences write it: "24", "1,204", "1 204", "٢٤", "２４".

#include <cstddef>
#include <string_view>

namespace earshot {

struct WrittenNumber {
    /// Nobody does more, and sums of such stay far below what an int holds.
    static constexpr int most = 1'000'000;

    int value = 0;         // at most `most`; 0 where no number stands
    std::size_t at = 0;    // where it begins
    std::size_t size = 0;  // in bytes

    /// Four digits that may be a year: "photos of 2024", "2024 photos".
    bool may_be_year = false;
};

/// The first number in the text.
WrittenNumber first_number(std::string_view text);

}  // namespace earshot
