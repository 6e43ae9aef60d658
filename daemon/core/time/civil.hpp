#pragma once
// Calendar fields to an instant, shared by the readers of dates. Refuses days and times that do not
// exist; a leap second counts as the second after it.

#include <optional>
#include <string_view>

#include "earshot/time.hpp"

namespace earshot {

struct Civil {
    int year = 1970;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    Span offset{0};  // east of Greenwich

    bool operator==(const Civil&) const = default;
};

std::optional<Instant> to_instant(const Civil& fields);

inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Takes `least` to `most` digits off the front.
std::optional<int> take_digits(std::string_view& text, std::size_t least, std::size_t most);
/// Takes this character off the front, if it is there.
bool take_char(std::string_view& text, char wanted);

}  // namespace earshot
