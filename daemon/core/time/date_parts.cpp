#include "daemon/core/time/date_parts.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "daemon/core/time/date_digits.hpp"
#include "daemon/core/time/date_names.hpp"

namespace earshot {
namespace {

using Part = DatePart;

constexpr std::size_t most_parts = 6;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t digits_ahead(std::string_view text) {
    std::size_t n = 0;
    while (n < text.size() && is_digit(text[n]))
        ++n;
    return n;
}

std::string lower_case(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return out;
}

class Reader {
public:
    explicit Reader(std::string_view text)
        : given_(text), lower_(lower_case(text)), rest_(lower_) {}

    // Empty when something was not understood.
    std::vector<Part> parts() {
        while (true) {
            while (take_char(rest_, ' ') || take_char(rest_, ',')) {
            }
            if (rest_.empty()) break;
            if (!next() || parts_.size() > most_parts) return {};
        }
        if (implied_ && !parts_.empty() && !has(Part::Kind::zone)) add_zone(*implied_);
        return std::move(parts_);
    }

private:
    bool next() {
        const char c = rest_.front();
        if (is_digit(c) || (c == '-' && parts_.empty()))
            if (date()) return true;
        if (is_digit(c)) return time() || number();
        if (is_letter(c)) return word();
        return (c == '+' || c == '-') && sign();
    }

    bool add(Part part) {
        parts_.push_back(part);
        return true;
    }
    bool add_zone(Span offset) {
        return add({.kind = Part::Kind::zone, .fields = {.offset = offset}});
    }
    bool has(Part::Kind kind) const {
        return std::any_of(parts_.begin(), parts_.end(),
                           [kind](const Part& part) { return part.kind == kind; });
    }
    bool last_is(Part::Kind kind) const { return !parts_.empty() && parts_.back().kind == kind; }

    bool date() {
        if (!parts_.empty()) return false;
        const auto fields = take_date_in_digits(rest_, weekday_);
        return fields && add({.kind = Part::Kind::date, .fields = *fields});
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
        take_half_of_day();
        if (half_) put_in_half(part.fields.hour, half_->afternoon);
        return add(part);
    }

    /// "am", "p.m." after the time.
    void take_half_of_day() {
        std::string_view text = rest_;
        take_char(text, ' ');
        if (text.empty() || (text.front() != 'a' && text.front() != 'p')) return;
        const bool afternoon = text.front() == 'p';
        text.remove_prefix(1);
        take_char(text, '.');
        if (!take_char(text, 'm')) return;
        take_char(text, '.');
        if (!text.empty() && is_letter(text.front())) return;
        rest_ = text;
        half_ = HalfOfDay{afternoon, {}};
    }

    static void put_in_half(int& hours, bool afternoon) {
        if (hours > 12) return;  // "19:30 pm" is met, and clear
        if (hours == 12) hours = 0;
        if (afternoon) hours += 12;
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
        Part part{.digits = int(digits), .value = *take_digits(rest_, 1, 4)};
        if (const auto counter = counter_at(rest_)) {
            rest_.remove_prefix(counter->word.size());
            if (counter->offset) implied_ = counter->offset;
            if (counter->letter == 'b') part.kind = Part::Kind::month;
            return add(part);
        }
        for (std::string_view ordinal : {"st", "nd", "rd", "th", "."})
            if (rest_.starts_with(ordinal)) {
                rest_.remove_prefix(ordinal.size());
                break;
            }
        return add(part);
    }

    bool word() {
        std::size_t n = 0;
        while (n < rest_.size() && is_letter(rest_[n]))
            ++n;
        const std::string_view word = rest_.substr(0, n);
        // The T of ISO 8601 stands between date and time.
        if (word == "t" && !parts_.empty() && !has(Part::Kind::time)) {
            rest_.remove_prefix(1);
            return true;
        }
        if (rest_.substr(n).starts_with('/') && has(Part::Kind::time)) return place();
        rest_.remove_prefix(n);
        if (rest_.starts_with('.')) rest_.remove_prefix(1);
        return meaning_of(folded_word(word), word);
    }

    bool meaning_of(const std::string& folded, std::string_view word) {
        if (parts_.empty() && !weekday_ && (weekday_ = weekday_of(folded))) return true;
        if (const auto month = month_of(folded)) {
            // "mar., 01 déc. 2020": the first was a weekday.
            if (parts_.size() > 1 && parts_[0].kind == Part::Kind::month)
                parts_.erase(parts_.begin());
            return add({.kind = Part::Kind::month, .value = *month});
        }
        if (const auto half = half_of_day(word)) {
            half_ = half;
            if (half->offset) implied_ = half->offset;
            return !has(Part::Kind::time);
        }
        if (parts_.empty()) return true;  // the weekday, in whatever language
        if (says_nothing(folded, has(Part::Kind::time))) return true;
        // "-05:00Z" is met: the offset says more.
        if (folded == "z" && last_is(Part::Kind::zone)) return true;
        if (const auto offset = zone_offset(folded)) return zone(*offset);
        return false;
    }

    // "GMT+02:00" is one zone.
    bool zone(Span offset) {
        if (!rest_.empty() && (rest_.front() == '+' || rest_.front() == '-') && offset == Span{0})
            return numeric_zone();
        return add_zone(offset);
    }

    bool place() {
        const auto at = static_cast<std::size_t>(rest_.data() - lower_.data());
        const std::size_t length = std::min(rest_.find_first_of(" ,"), rest_.size());
        rest_.remove_prefix(length);
        return add({.kind = Part::Kind::zone, .place = given_.substr(at, length)});
    }

    bool sign() {
        if (has(Part::Kind::time)) return !rest_.starts_with("- ") && numeric_zone();
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
        if (!text.empty() && text.front() != ' ' && text != "z") return false;
        rest_ = text;
        const Span offset = hours * hour + minutes * minute;
        return add_zone(west ? -offset : offset);
    }

    std::string_view given_;  // the names of places keep their case
    std::string lower_;
    std::string_view rest_;
    std::vector<Part> parts_;
    std::optional<int> weekday_;
    std::optional<HalfOfDay> half_;
    std::optional<Span> implied_;  // the zone of the language
};

}  // namespace

std::vector<DatePart> date_parts(std::string_view text) {
    return Reader(text).parts();
}

}  // namespace earshot
