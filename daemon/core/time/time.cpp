#include "earshot/time.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "daemon/core/time/civil.hpp"
#include "daemon/core/time/date_forms.hpp"

namespace earshot {
namespace {

using std::chrono::floor;
using std::chrono::hh_mm_ss;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year_month_day;

constexpr std::array<const char*, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// What four digits of a year can hold.
constexpr Instant first_writable = from_epoch(-62167219200);  // 0000-01-01T00:00:00Z
constexpr Instant last_writable = from_epoch(253402300799);   // 9999-12-31T23:59:59Z

struct Written {
    int year;
    unsigned month, day, weekday;
    int hour, minute, second;
};

Written written(Instant t) {
    t = std::clamp(t, first_writable, last_writable);
    const auto midnight = floor<std::chrono::days>(t);
    const year_month_day date{midnight};
    const hh_mm_ss<Span> clock{t - midnight};
    return {int(date.year()),
            unsigned(date.month()),
            unsigned(date.day()),
            weekday{midnight}.c_encoding(),
            int(clock.hours().count()),
            int(clock.minutes().count()),
            int(clock.seconds().count())};
}

// Z or +hh:mm, at the end.
std::optional<Span> take_rfc3339_offset(std::string_view& text) {
    if (take_char(text, 'Z') || take_char(text, 'z')) return Span{0};
    const bool west = !text.empty() && text.front() == '-';
    if (!take_char(text, '+') && !take_char(text, '-')) return std::nullopt;
    const auto hours = take_digits(text, 2, 2);
    if (!hours || *hours > 23 || !take_char(text, ':')) return std::nullopt;
    const auto minutes = take_digits(text, 2, 2);
    if (!minutes || *minutes > 59) return std::nullopt;
    const Span offset = *hours * hour + *minutes * minute;
    return west ? -offset : offset;
}

std::optional<Instant> read_rfc3339(std::string_view text) {
    const std::array<char, 6> after{'-', '-', 'T', ':', ':', '\0'};
    const std::array<std::size_t, 6> digits{4, 2, 2, 2, 2, 2};
    std::array<int, 6> field{};
    for (std::size_t i = 0; i < field.size(); ++i) {
        const auto value = take_digits(text, digits[i], digits[i]);
        if (!value) return std::nullopt;
        field[i] = *value;
        if (after[i] == 'T') {
            if (!take_char(text, 'T') && !take_char(text, 't') && !take_char(text, ' '))
                return std::nullopt;
        } else if (after[i] != '\0' && !take_char(text, after[i])) {
            return std::nullopt;
        }
    }
    if (take_char(text, '.')) {
        if (text.empty() || !is_digit(text.front())) return std::nullopt;
        while (!text.empty() && is_digit(text.front()))
            text.remove_prefix(1);
    }
    const auto offset = take_rfc3339_offset(text);
    if (!offset || !text.empty() || field[3] > 23) return std::nullopt;
    return to_instant({field[0], field[1], field[2], field[3], field[4], field[5], *offset});
}

/// "Sun, 06 Nov 1994 08:49:37 GMT", letter by letter.
std::optional<Instant> read_fixed_date(std::string_view text) {
    constexpr std::string_view form = "???, ## ??? #### ##:##:## GMT";
    if (text.size() != form.size()) return std::nullopt;
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == '#' ? !is_digit(text[i]) : form[i] != '?' && form[i] != text[i])
            return std::nullopt;
    const auto weekday = std::ranges::find(weekdays, text.substr(0, 3));
    const auto month = std::ranges::find(months, text.substr(8, 3));
    if (weekday == weekdays.end() || month == months.end()) return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t digits) {
        int value = 0;
        for (const char c : text.substr(at, digits))
            value = value * 10 + (c - '0');
        return value;
    };
    return to_instant({number(12, 4), int(month - months.begin()) + 1, number(5, 2), number(17, 2),
                       number(20, 2), number(23, 2), Span{0}});
}

constexpr std::array<std::pair<char, Span>, 5> units{
    {{'w', 7 * day}, {'d', day}, {'h', hour}, {'m', minute}, {'s', Span{1}}}};
constexpr Span longest_span = 36525 * day;  // a century: more is a slip

}  // namespace

std::optional<Instant> to_instant(const Civil& f) {
    using namespace std::chrono;
    const year_month_day date{year{f.year}, month{unsigned(f.month)},
                              std::chrono::day{unsigned(f.day)}};
    if (f.year < 0 || f.year > 9999 || f.month < 1 || f.day < 1 || !date.ok()) return std::nullopt;
    const bool midnight_at_the_end = f.hour == 24 && f.minute == 0 && f.second == 0;
    if (f.hour < 0 || (f.hour > 23 && !midnight_at_the_end)) return std::nullopt;
    if (f.minute < 0 || f.minute > 59 || f.second < 0 || f.second > 60) return std::nullopt;
    return sys_days{date} + hours{f.hour} + minutes{f.minute} + seconds{f.second} - f.offset;
}

std::optional<int> take_digits(std::string_view& text, std::size_t least, std::size_t most) {
    std::size_t n = 0;
    int value = 0;
    while (n < most && n < text.size() && is_digit(text[n]))
        value = value * 10 + (text[n++] - '0');
    if (n < least) return std::nullopt;
    text.remove_prefix(n);
    return value;
}

bool take_char(std::string_view& text, char wanted) {
    if (text.empty() || text.front() != wanted) return false;
    text.remove_prefix(1);
    return true;
}

std::string to_rfc3339(Instant t) {
    const Written w = written(t);
    std::array<char, 64> out{};
    std::snprintf(out.data(), out.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", w.year, w.month, w.day,
                  w.hour, w.minute, w.second);
    return out.data();
}

Result<Instant> parse_rfc3339(std::string_view text) {
    if (const auto t = read_rfc3339(text)) return *t;
    return fail("not a time like 2026-04-14T05:30:00Z");
}

std::string to_http_date(Instant t) {
    const Written w = written(t);
    std::array<char, 64> out{};
    std::snprintf(out.data(), out.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                  weekdays[w.weekday], w.day, months[w.month - 1], w.year, w.hour, w.minute,
                  w.second);
    return out.data();
}

std::optional<Instant> parse_http_date(std::string_view text) {
    if (const auto t = read_fixed_date(text)) return t;  // nearly every reply has one
    // IMF-fixdate and RFC 850 are alike once the weekday and the dashes are gone; then asctime.
    static constexpr std::array<std::string_view, 2> forms{"dbytz", "bdty"};
    return read_date(text, forms);
}

Result<Span> parse_span(std::string_view text) {
    const auto refuse = [] { return fail("not a span like 90s, 15m, 2h30m, 7d or 2w"); };
    Span sum{0};
    auto unit = units.begin();
    if (text.empty()) return refuse();
    while (!text.empty()) {
        const auto count = take_digits(text, 1, 9);
        if (!count || text.empty()) return refuse();
        // Units go from large to small, each at most once.
        unit = std::find_if(unit, units.end(), [&](auto u) { return u.first == text.front(); });
        if (unit == units.end()) return refuse();
        text.remove_prefix(1);
        sum += *count * unit->second;
        ++unit;
    }
    if (sum > longest_span) return fail("a span longer than a hundred years");
    return sum;
}

std::string to_text(Span s) {
    if (s == Span{0}) return "0s";
    std::string out = s < Span{0} ? "-" : "";
    Span rest = s < Span{0} ? -s : s;
    // A week is a day's multiple that people say only in whole numbers: "2w", but "7d" and "15d".
    if (rest >= 14 * day && rest % (7 * day) == Span{0})
        return out + std::to_string(rest / (7 * day)) + "w";
    for (const auto& [letter, length] : units) {
        if (letter == 'w' || rest < length) continue;
        out += std::to_string(rest / length) + letter;
        rest %= length;
    }
    return out;
}

Result<TimeOfDay> parse_time_of_day(std::string_view text) {
    const auto hours = take_digits(text, 1, 2);
    const bool colon = take_char(text, ':');
    const auto minutes = take_digits(text, 2, 2);
    if (!hours || !colon || !minutes || !text.empty() || *hours > 23 || *minutes > 59)
        return fail("not a time of day like 07:30");
    return TimeOfDay{*hours, *minutes};
}

}  // namespace earshot
