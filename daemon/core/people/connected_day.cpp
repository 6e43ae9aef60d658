#include "daemon/core/people/connected_day.hpp"

#include <array>
#include <optional>
#include <span>

#include "daemon/core/time/civil.hpp"
#include "daemon/core/time/date_forms.hpp"

namespace earshot {
namespace {

constexpr std::array<std::string_view, 4> forms_in_words{"dby", "bdy", "dbyt", "bdyt"};
constexpr std::size_t longest = 40;

/// Three figures with one separator between them: "19.08.2025", "8/19/25, 3:04 PM".
struct Figures {
    int first = 0, second = 0, third = 0;
    char separator = 0;
};

std::optional<Figures> figures_of(std::string_view text) {
    Figures out;
    const auto first = take_digits(text, 1, 4);
    if (!first || text.empty()) return std::nullopt;
    out.separator = text.front();
    if (out.separator != '/' && out.separator != '-' && out.separator != '.') return std::nullopt;
    text.remove_prefix(1);
    while (take_char(text, ' ')) {
    }
    const auto second = take_digits(text, 1, 2);
    if (!second || !take_char(text, out.separator)) return std::nullopt;
    while (take_char(text, ' ')) {
    }
    const auto third = take_digits(text, 1, 4);
    if (!third) return std::nullopt;
    if (!text.empty() && text.front() != ' ' && text.front() != ',' && text.front() != 'T')
        return std::nullopt;
    out.first = *first;
    out.second = *second;
    out.third = *third;
    return out;
}

bool year_first(const Figures& figures) {
    return figures.first > 31;
}

/// Dots are only written with the day first.
bool order_matters(const Figures& figures) {
    return !year_first(figures) && figures.separator != '.';
}

Result<Instant> instant_of(int year, int month, int day_of_month) {
    Civil fields;
    fields.year = year < 100 ? 2000 + year : year;
    fields.month = month;
    fields.day = day_of_month;
    const auto instant = to_instant(fields);
    if (!instant) return fail("is a day that does not exist");
    return *instant;
}

/// "2025年8月19日", as Chinese and Japanese have it.
std::optional<Figures> east_asian(std::string_view text) {
    Figures out;
    const std::array<std::string_view, 3> marks{"年", "月", "日"};
    const std::array<int*, 3> parts{&out.first, &out.second, &out.third};
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const auto number = take_digits(text, 1, 4);
        if (!number || !text.starts_with(marks[i])) return std::nullopt;
        *parts[i] = *number;
        text.remove_prefix(marks[i].size());
    }
    if (!text.empty()) return std::nullopt;
    return out;
}

}  // namespace

DayOrder order_of(const std::vector<std::string>& days) {
    bool day_first = false;
    bool month_first = false;
    for (const std::string& written : days) {
        const auto figures = figures_of(written);
        if (!figures || !order_matters(*figures)) continue;
        day_first = day_first || figures->first > 12;
        month_first = month_first || figures->second > 12;
    }
    if (day_first == month_first) return DayOrder::unknown;
    return day_first ? DayOrder::day_first : DayOrder::month_first;
}

Result<Instant> read_day(std::string_view text, DayOrder order) {
    if (text.size() > longest) return fail("is no day");
    if (const auto figures = east_asian(text))
        return instant_of(figures->first, figures->second, figures->third);
    if (const auto figures = figures_of(text)) {
        if (year_first(*figures))
            return instant_of(figures->first, figures->second, figures->third);
        if (figures->third < 10) return fail("is no day");
        if (!order_matters(*figures))
            return instant_of(figures->third, figures->second, figures->first);
        switch (order) {
            case DayOrder::day_first:
                return instant_of(figures->third, figures->second, figures->first);
            case DayOrder::month_first:
                return instant_of(figures->third, figures->first, figures->second);
            case DayOrder::unknown:
                return fail("can be two different days; write it like 2025-08-19");
        }
    }
    std::string words(text);  // "19. Aug. 2025", "19-Aug-2025"
    for (char& c : words)
        if (c == '.' || c == '-') c = ' ';
    for (const std::string_view of : {" de ", " di ", " of "})  // "8 de febrero de 2024"
        for (std::size_t at = words.find(of); at != words.npos; at = words.find(of, at))
            words.replace(at, of.size(), " ");
    if (const auto read = read_date(words, forms_in_words))
        return std::chrono::floor<std::chrono::days>(*read);
    return fail("is no day that can be read; write it like 19 Aug 2025 or 2025-08-19");
}

}  // namespace earshot
