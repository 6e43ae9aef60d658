#include "daemon/core/date_parts.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/date_forms.hpp"

namespace earshot {
namespace {

using Part = DatePart;

constexpr std::array<std::string_view, 12> month_names{
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::size_t most_parts = 6;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

int month_of(std::string_view word) {
    if (word == "sept") return 9;
    if (word.size() < 3) return 0;
    for (std::size_t i = 0; i < month_names.size(); ++i)
        if (month_names[i].starts_with(word)) return int(i) + 1;
    return 0;
}

std::size_t digits_ahead(std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() && is_digit(text[n]))
        ++n;
    return n;
}

class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    // Empty when something was not understood.
    std::vector<Part> parts() {
        while (true) {
            while (take_char(rest_, ' ') || take_char(rest_, ',')) {
            }
            if (rest_.empty()) return std::move(parts_);
            if (!next() || parts_.size() > most_parts) return {};
        }
    }

private:
    bool next() {
        const char c = rest_.front();
        if (is_digit(c)) return date() || time() || number();
        if (is_letter(c)) return word();
        if (c == '+' || c == '-') return sign();
        // A comment closes the text: "(Coordinated Universal Time)".
        if (c == '(' && rest_.back() == ')' && !parts_.empty()) {
            rest_ = {};
            return true;
        }
        return false;
    }

    bool add(Part part) {
        parts_.push_back(part);
        return true;
    }
    bool has(Part::Kind kind) const {
        return std::any_of(parts_.begin(), parts_.end(),
                           [kind](const Part& part) { return part.kind == kind; });
    }
    bool last_is(Part::Kind kind) const { return !parts_.empty() && parts_.back().kind == kind; }

    // 2026-04-14, 2026/4/14, 2026-04, 20260414.
    bool date() {
        std::string_view text = rest_;
        const std::size_t digits = digits_ahead(text);
        Part part{.kind = Part::Kind::date};
        if (!parts_.empty() || (digits != 4 && digits != 8)) return false;
        part.fields.year = *take_digits(text, 4, 4);
        if (digits == 8) {
            part.fields.month = *take_digits(text, 2, 2);
            part.fields.day = *take_digits(text, 2, 2);
        } else {
            const char separator = text.empty() ? '\0' : text.front();
            if (separator != '-' && separator != '/') return false;
            text.remove_prefix(1);
            const auto month = take_digits(text, 1, 2);
            if (!month) return false;
            part.fields.month = *month;
            if (take_char(text, separator)) {
                const auto day = take_digits(text, 1, 2);
                if (!day) return false;
                part.fields.day = *day;
            } else if (!text.empty()) {
                return false;  // a month only when nothing follows
            }
        }
        if (!text.empty() && is_digit(text.front())) return false;
        rest_ = text;
        return add(part);
    }

    // 05:30, 5:30:00.25 pm, and after a date also 053000.
    bool time() {
        std::string_view text = rest_;
        Part part{.kind = Part::Kind::time};
        const std::size_t digits = digits_ahead(text);
        const bool compact = last_is(Part::Kind::date) && (digits == 4 || digits == 6);
        const auto hours = take_digits(text, 1, 2);
        if (!hours || (!compact && !take_char(text, ':'))) return false;
        const auto minutes = take_digits(text, 2, 2);
        if (!minutes) return false;
        part.fields.hour = *hours;
        part.fields.minute = *minutes;
        if (compact ? digits == 6 : take_char(text, ':')) {
            const auto seconds = take_digits(text, 1, 2);
            if (!seconds) return false;
            part.fields.second = *seconds;
            if (take_char(text, '.') || take_char(text, ','))
                text.remove_prefix(digits_ahead(text));
        }
        if (!text.empty() && (is_digit(text.front()) || text.front() == ':')) return false;
        rest_ = text;
        return half_of_day(part) && add(part);
    }

    bool half_of_day(Part& part) {
        std::string_view text = rest_;
        take_char(text, ' ');
        if (text.empty() || (text.front() != 'a' && text.front() != 'p')) return true;
        const bool afternoon = text.front() == 'p';
        text.remove_prefix(1);
        take_char(text, '.');
        if (!take_char(text, 'm')) return true;
        take_char(text, '.');
        if (!text.empty() && is_letter(text.front())) return true;
        rest_ = text;
        int& hours = part.fields.hour;
        if (hours > 12) return true;  // "19:30 pm" is met, and clear
        if (hours == 12) hours = 0;
        if (afternoon) hours += 12;
        return true;
    }

    bool number() {
        const std::size_t digits = digits_ahead(rest_);
        if (digits == 10 || digits == 13) {
            long long value = 0;
            for (char c : rest_.substr(0, 10))
                value = value * 10 + (c - '0');
            rest_.remove_prefix(digits);
            return add({.kind = Part::Kind::epoch, .value = value});
        }
        if (digits > 4) return false;
        const int value = *take_digits(rest_, 1, 4);
        for (std::string_view ordinal : {"st", "nd", "rd", "th", "."})
            if (rest_.starts_with(ordinal)) {
                rest_.remove_prefix(ordinal.size());
                break;
            }
        return add({.kind = Part::Kind::number, .digits = int(digits), .value = value});
    }

    bool word() {
        std::size_t n = 0;
        while (n < rest_.size() && is_letter(rest_[n]))
            ++n;
        const std::string_view word = rest_.substr(0, n);
        // The T of ISO 8601 stands between date and time.
        if (word == "t" && last_is(Part::Kind::date)) {
            rest_.remove_prefix(1);
            return true;
        }
        rest_.remove_prefix(n);
        if (rest_.starts_with('.')) rest_.remove_prefix(1);
        if (const int month = month_of(word); month != 0)
            return add({.kind = Part::Kind::month, .value = month});
        if (parts_.empty()) return true;  // the weekday; the date decides, in whatever language
        if (word == "at" && !has(Part::Kind::time)) return true;
        if (const auto offset = zone_offset(word)) return zone(*offset);
        return false;
    }

    // "GMT+02:00" is one zone.
    bool zone(Span offset) {
        if (!rest_.empty() && (rest_.front() == '+' || rest_.front() == '-') && offset == Span{0})
            return numeric_zone();
        return add({.kind = Part::Kind::zone, .fields = {.offset = offset}});
    }

    bool sign() {
        if (has(Part::Kind::time)) {
            if (rest_.starts_with("- ")) return false;
            return numeric_zone();
        }
        // "14-Apr-2026", "April 14, 2026 - 5:30".
        if (rest_.front() != '-' || parts_.empty()) return false;
        rest_.remove_prefix(1);
        return true;
    }

    // +0200, +02:00, +2.
    bool numeric_zone() {
        std::string_view text = rest_;
        const bool west = text.front() == '-';
        text.remove_prefix(1);
        const std::size_t digits = digits_ahead(text);
        if (digits == 0 || digits == 3 || digits > 4) return false;
        const int hours = *take_digits(text, 1, digits == 1 ? 1 : 2);
        int minutes = 0;
        if (digits == 4) {
            minutes = *take_digits(text, 2, 2);
        } else if (take_char(text, ':')) {
            const auto read = take_digits(text, 1, 2);
            if (!read) return false;
            minutes = *read;
        }
        if (hours > 23 || minutes > 59) return false;
        if (!text.empty() && text.front() != ' ') return false;
        rest_ = text;
        const Span offset = hours * hour + minutes * minute;
        return add({.kind = Part::Kind::zone, .fields = {.offset = west ? -offset : offset}});
    }

    std::string_view rest_;
    std::vector<Part> parts_;
};

}  // namespace

std::vector<DatePart> date_parts(std::string_view text) {
    return Reader(text).parts();
}

}  // namespace earshot
