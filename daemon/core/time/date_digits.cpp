#include "daemon/core/time/date_digits.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace earshot {
namespace {

using namespace std::chrono;

// Y four digits of the year, y two   m month, d day, M and D the same in exactly two digits
// j three digits, the day of the year   U week, u day of the week   the rest stands for itself
struct Shape {
    std::array<std::string_view, 3> readings;  // those that give a day have to give the same one
    bool is_whole_text = false;
};
constexpr std::array<Shape, 22> shapes{{
    {{"Y-m-d"}},  // 2026-04-14
    {{"Y/m/d"}},
    {{"Y.m.d"}},
    {{"YMD"}},     // 20260414
    {{"Y-j"}},     // 2026-104
    {{"Yj"}},      // 2026104
    {{"Y-wU-u"}},  // 2026-W16-2
    {{"YwUu"}},    // 2026W162
    {{"Y-wU"}},
    {{"YwU"}},
    {{"Y-m"}, true},   // 2026-04
    {{"Y/m"}, true},   // 2026/04
    {{"y-M-D"}},       // 26-04-14, of the ISO 8601 of 1988 as are the next three
    {{"yMD"}, true},   // 260414
    {{"-y-M"}, true},  // -26-04
    {{"-yM"}, true},   // -2604
    {{"d.m.Y"}},       // 14.04.2026
    {{"d.m.y", "y.m.d"}},
    {{"d/m/Y", "m/d/Y"}},
    {{"d-m-Y", "m-d-Y"}},
    {{"d m Y", "m d Y"}},
    {{"d/m/y", "m/d/y", "y/m/d"}},
}};

// RFC 2822 4.3.
int full_year(int two_digits) {
    return two_digits + (two_digits < 50 ? 2000 : 1900);
}

bool is_day(const Civil& fields) {
    return to_instant(fields).has_value();
}

std::optional<Civil> from_days(sys_days since_1970) {
    const year_month_day date{since_1970};
    return Civil{.year = int(date.year()),
                 .month = int(unsigned(date.month())),
                 .day = int(unsigned(date.day()))};
}

std::optional<Civil> from_ordinal(int in_year, int of_year) {
    const sys_days first = year{in_year} / January / 1;
    if (of_year < 1 || of_year > (year{in_year}.is_leap() ? 366 : 365)) return std::nullopt;
    return from_days(first + days{of_year - 1});
}

/// Week 1 has the fourth of January; Monday is day 1.
std::optional<Civil> from_week(int in_year, int week, int of_week) {
    const sys_days fourth = year{in_year} / January / 4;
    const sys_days monday = fourth - days{weekday{fourth}.iso_encoding() - 1};
    const sys_days thursday =
        monday + weeks{week - 1} + days{3};  // the year of its week is its own
    if (week < 1 || year_month_day{thursday}.year() != year{in_year}) return std::nullopt;
    if (of_week < 1 || of_week > 7) return std::nullopt;
    return from_days(thursday + days{of_week - 4});
}

std::optional<Civil> read(std::string_view reading, std::string_view& text) {
    Civil fields;
    std::optional<int> of_year, week;
    int of_week = 1;
    const auto take = [&](std::size_t least, std::size_t most, int& into) {
        const auto digits = take_digits(text, least, most);
        if (digits) into = *digits;
        return digits.has_value();
    };
    for (char letter : reading) {
        bool fits = false;
        switch (letter) {
            case 'Y': fits = take(4, 4, fields.year); break;
            case 'y':
                fits = take(2, 2, fields.year);
                fields.year = full_year(fields.year);
                break;
            case 'm': fits = take(1, 3, fields.month); break;  // "012" is met
            case 'd': fits = take(1, 2, fields.day); break;
            case 'M': fits = take(2, 2, fields.month); break;
            case 'D': fits = take(2, 2, fields.day); break;
            case 'j': fits = take(3, 3, of_year.emplace()); break;
            case 'U': fits = take(2, 2, week.emplace()); break;
            case 'u': fits = take(1, 1, of_week); break;
            default: fits = take_char(text, letter);
        }
        if (!fits) return std::nullopt;
    }
    if (!text.empty() && is_digit(text.front())) return std::nullopt;
    if (of_year) return from_ordinal(fields.year, *of_year);
    if (week) return from_week(fields.year, *week, of_week);
    return is_day(fields) ? std::optional(fields) : std::nullopt;
}

int weekday_of(const Civil& fields) {
    return int(weekday{floor<days>(*to_instant(fields))}.c_encoding());
}

}  // namespace

std::optional<Civil> take_date_in_digits(std::string_view& text, std::optional<int> weekday) {
    const bool has_year_in_front =
        text.size() >= 4 && std::all_of(text.begin(), text.begin() + 4, is_digit);
    for (const Shape& shape : shapes) {
        if (shape.readings[0].starts_with('Y') != has_year_in_front && !shape.is_whole_text)
            continue;
        std::vector<Civil> given;
        std::string_view after;
        for (std::string_view reading : shape.readings) {
            std::string_view rest = text;
            const auto found = reading.empty() ? std::nullopt : read(reading, rest);
            if (!found || (shape.is_whole_text && !rest.empty())) continue;
            given.push_back(*found);
            after = rest;
        }
        if (given.empty()) continue;
        if (weekday && std::any_of(given.begin(), given.end(),
                                   [&](const Civil& d) { return weekday_of(d) == *weekday; }))
            std::erase_if(given, [&](const Civil& d) { return weekday_of(d) != *weekday; });
        if (std::any_of(given.begin(), given.end(), [&](const Civil& d) { return d != given[0]; }))
            return std::nullopt;
        text = after;
        return given[0];
    }
    return std::nullopt;
}

}  // namespace earshot
