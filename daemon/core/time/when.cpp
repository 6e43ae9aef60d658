#include "earshot/when.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "daemon/core/time/civil.hpp"

namespace earshot {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::size_t longest_text = 64;  // bytes
constexpr int most_months = 1200;

constexpr std::array<std::string_view, 7> weekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};
constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};

constexpr std::array<std::pair<std::string_view, char>, 14> units{{{"week", 'w'},
                                                                   {"wk", 'w'},
                                                                   {"w", 'w'},
                                                                   {"day", 'd'},
                                                                   {"d", 'd'},
                                                                   {"hour", 'h'},
                                                                   {"hr", 'h'},
                                                                   {"h", 'h'},
                                                                   {"minute", 'm'},
                                                                   {"min", 'm'},
                                                                   {"m", 'm'},
                                                                   {"second", 's'},
                                                                   {"sec", 's'},
                                                                   {"s", 's'}}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

/// "1st May" as "1", "st", "may": numbers and words, in small letters. Empty when there is anything
/// else between them than spaces and commas.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    bool is_new = true;
    for (char c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
        if (c == ' ' || c == ',') {
            is_new = true;
            continue;
        }
        if (!is_digit(c) && !is_letter(c)) return {};
        if (is_new || is_digit(words.back().back()) != is_digit(c)) words.emplace_back();
        words.back() += c;
        is_new = false;
    }
    return words;
}

/// Which of these the word is, written out or by its first three letters or more.
template <std::size_t N>
std::optional<unsigned> place_in(const std::array<std::string_view, N>& names,
                                 const std::string& word) {
    if (word.size() < 3) return std::nullopt;
    for (unsigned i = 0; i < N; ++i)
        if (names[i].starts_with(word)) return i;
    return std::nullopt;
}

std::optional<int> number_in(const std::string& word, std::size_t most_digits) {
    if (word.empty() || word.size() > most_digits || !is_digit(word.front())) return std::nullopt;
    return std::stoi(word);
}

std::optional<char> unit_of(std::string word) {
    for (const auto& [name, letter] : units)
        if (word == name || (name.size() > 1 && word == std::string(name) + "s")) return letter;
    return std::nullopt;
}

std::optional<Span> length_of(const std::vector<std::string>& words) {
    std::string in_short;
    for (std::size_t i = 0; i < words.size(); i += 2) {
        const auto unit = i + 1 < words.size() ? unit_of(words[i + 1]) : std::nullopt;
        if (!is_digit(words[i].front()) || !unit) return std::nullopt;
        in_short += words[i] + *unit;
    }
    const auto span = parse_span(in_short);
    return span ? std::optional(*span) : std::nullopt;
}

Instant end_of(year_month_day date, const Zone& zone) {
    return zone.at(sys_days(date) + std::chrono::days(1), TimeOfDay{0, 0}) - Span{1};
}

/// That many calendar months on; the last day of a month that is shorter.
year_month_day months_on(year_month_day from, int count) {
    const year_month_day there = from + std::chrono::months(count);
    return there.ok() ? there : there.year() / there.month() / std::chrono::last;
}

/// "3 months", "1 year".
std::optional<year_month_day> in_months(const std::vector<std::string>& words, int sign,
                                        year_month_day today) {
    if (words.size() != 2) return std::nullopt;
    const auto count = number_in(words[0], 4);
    const std::string& unit = words[1];
    const bool years = unit == "year" || unit == "years" || unit == "y";
    if (!count || !(years || unit == "month" || unit == "months")) return std::nullopt;
    const int all = *count * (years ? 12 : 1);
    if (all > most_months) return std::nullopt;
    return months_on(today, sign * all);
}

/// "1 may", "may 1st", "1 may 2027".
std::optional<year_month_day> date_of(std::vector<std::string> words, int sign,
                                      year_month_day today) {
    for (std::size_t i = 1; i < words.size(); ++i)
        for (const char* ending : {"st", "nd", "rd", "th"})
            if (words[i] == ending && is_digit(words[i - 1].front()))
                words.erase(words.begin() + static_cast<std::ptrdiff_t>(i--));
    if (words.size() < 2 || words.size() > 3) return std::nullopt;
    const bool day_first = is_digit(words[0].front());
    const auto month = place_in(months, words[day_first ? 1 : 0]);
    const auto number = number_in(words[day_first ? 0 : 1], 2);
    if (!month || !number || *number < 1) return std::nullopt;
    const auto in = [&](std::chrono::year year) {
        return year / std::chrono::month(*month + 1) / std::chrono::day(unsigned(*number));
    };
    if (words.size() == 3) {
        if (words[2].size() != 4) return std::nullopt;
        const auto year = number_in(words[2], 4);
        if (!year || !in(std::chrono::year(*year)).ok()) return std::nullopt;
        return in(std::chrono::year(*year));
    }
    year_month_day date = in(today.year());
    if (sign > 0 ? date < today : date > today) date = in(today.year() + std::chrono::years(sign));
    return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<year_month_day> day_of(const std::vector<std::string>& words, int sign,
                                     year_month_day today) {
    if (words.size() == 1) {
        const std::string& word = words.front();
        const sys_days here(today);
        if (word == "today") return today;
        if (word == "yesterday") return here - std::chrono::days(1);
        if (word == "tomorrow") return here + std::chrono::days(1);
        const auto weekday = place_in(weekdays, word);
        if (!weekday) return std::nullopt;
        sys_days there = here + std::chrono::days(sign);
        while (std::chrono::weekday(there) != std::chrono::weekday(*weekday))
            there += std::chrono::days(sign);
        return there;
    }
    return date_of(words, sign, today);
}

std::optional<year_month_day> written_day(std::string_view text) {
    const auto midnight = parse_rfc3339(std::string(text) + "T00:00:00Z");
    if (!midnight || text.size() != 10) return std::nullopt;
    return year_month_day(std::chrono::floor<std::chrono::days>(*midnight));
}

}  // namespace

Result<Span> parse_length(std::string_view text) {
    if (text.size() <= longest_text)
        if (const auto words = words_of(text); !words.empty())
            if (const auto span = length_of(words)) return *span;
    return fail("must be a length such as 2h, 10d, 2w or \"6 weeks\"");
}

Result<Instant> parse_when(std::string_view text, Toward toward, const Zone& zone, Instant now) {
    const auto refuse = [] {
        return fail(
            "must be a day (tomorrow, friday, \"1 may\", 2026-05-01), a length (2w, \"10 days\") "
            "or a time (RFC 3339)");
    };
    if (text.empty() || text.size() > longest_text) return refuse();
    if (const auto instant = parse_rfc3339(text)) return *instant;
    if (const auto date = written_day(text)) return end_of(*date, zone);
    std::vector<std::string> words = words_of(text);
    int sign = toward == Toward::future ? 1 : -1;
    if (words.size() > 1 && words.back() == "ago") {
        sign = -1;
        words.pop_back();
    } else if (words.size() > 1 && words.front() == "in") {
        sign = 1;
        words.erase(words.begin());
    }
    if (words.empty()) return refuse();
    if (words.size() == 1 && words.front() == "now") return now;
    if (const auto span = length_of(words)) return now + sign * *span;
    const year_month_day today = zone.local_day(now);
    if (const auto date = in_months(words, sign, today)) return end_of(*date, zone);
    if (const auto date = day_of(words, sign, today)) return end_of(*date, zone);
    return refuse();
}

}  // namespace earshot
