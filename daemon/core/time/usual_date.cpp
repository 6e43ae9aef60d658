#include "daemon/core/time/usual_date.hpp"

#include <algorithm>

#include "daemon/core/time/civil.hpp"

namespace earshot {
namespace {

constexpr std::string_view white_space = " \t\r\n";
constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
constexpr std::size_t letters = 3;  // of a month, of a weekday

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Goes over the text from left to right; one thing that does not fit makes all of it not fit.
class Cursor {
public:
    explicit Cursor(std::string_view text) : text_(text) {}

    Cursor& number(int& into, std::size_t least, std::size_t most) {
        const auto value = take_digits(text_, least, most);
        fits_ = fits_ && value;
        if (value) into = *value;
        return *this;
    }
    Cursor& sign(char wanted) {
        fits_ = take_char(text_, wanted) && fits_;
        return *this;
    }
    Cursor& month(int& into) {
        const std::size_t at =
            text_.size() < letters ? months.npos : months.find(text_.substr(0, letters));
        fits_ = fits_ && at != months.npos && at % letters == 0;
        if (!fits_) return *this;
        into = int(at / letters) + 1;
        text_.remove_prefix(letters);
        return *this;
    }
    Cursor& time(Civil& into) {
        number(into.hour, 2, 2).sign(':').number(into.minute, 2, 2).sign(':');
        return number(into.second, 2, 2);
    }
    /// Z, GMT, +0200 or +02:00, and nothing after it.
    Cursor& zone(Span& into, bool has_colon) {
        if (text_ == "Z" || text_ == "GMT") {
            text_ = {};
            return *this;
        }
        const bool west = text_.starts_with('-');
        int hours = 0;
        int minutes = 0;
        sign(west ? '-' : '+').number(hours, 2, 2);
        if (has_colon) sign(':');
        number(minutes, 2, 2);
        fits_ = fits_ && text_.empty() && hours <= 23 && minutes <= 59;
        into = hours * hour + minutes * minute;
        if (west) into = -into;
        return *this;
    }
    void skip_weekday() {
        if (text_.size() > letters && text_[letters] == ',' &&
            std::all_of(text_.begin(), text_.begin() + letters, is_letter))
            text_.remove_prefix(letters + 1), sign(' ');
    }
    void skip_fraction() {
        if (!text_.starts_with('.')) return;
        const std::size_t end = text_.find_first_not_of("0123456789", 1);
        text_.remove_prefix(std::min(end, text_.size()));
    }
    explicit operator bool() const { return fits_; }

private:
    std::string_view text_;
    bool fits_ = true;
};

}  // namespace

std::optional<Instant> read_usual_date(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(white_space), text.size()));
    text = text.substr(0, text.find_last_not_of(white_space) + 1);
    Cursor cursor(text);
    Civil fields;
    if (text.size() > 4 && text[4] == '-') {
        cursor.number(fields.year, 4, 4).sign('-').number(fields.month, 2, 2).sign('-');
        cursor.number(fields.day, 2, 2).sign('T').time(fields);
        cursor.skip_fraction();
        cursor.zone(fields.offset, true);
    } else {
        cursor.skip_weekday();
        cursor.number(fields.day, 1, 2).sign(' ').month(fields.month).sign(' ');
        cursor.number(fields.year, 4, 4).sign(' ').time(fields).sign(' ');
        cursor.zone(fields.offset, false);
    }
    return cursor ? to_instant(fields) : std::nullopt;
}

}  // namespace earshot
