#include "daemon/core/time/date_forms.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "daemon/core/time/date_parts.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

using Part = DatePart;

struct Reading {
    Civil fields;
    std::string_view place;  // the zone, where it is named by a place
};

// RFC 2822 4.3.
int full_year(const Part& part) {
    if (part.digits == 4) return int(part.value);
    return int(part.value) + (part.value < 50 ? 2000 : 1900);
}

bool fits(char letter, const Part& part, Reading& reading) {
    const Civil& given = part.fields;
    Civil& fields = reading.fields;
    switch (part.kind) {
        case Part::Kind::number:
            if (letter == 'd' && part.digits <= 2) return fields.day = int(part.value), true;
            if (letter == 'Y' && part.digits == 4) return fields.year = int(part.value), true;
            if (letter == 'y' && (part.digits == 4 || part.digits == 2))
                return fields.year = full_year(part), true;
            if (letter == 'h' && part.digits == 4) {
                fields.hour = int(part.value / 100), fields.minute = int(part.value % 100);
                return true;
            }
            return false;
        case Part::Kind::month: fields.month = int(part.value); return letter == 'b';
        case Part::Kind::date:
            fields.year = given.year, fields.month = given.month, fields.day = given.day;
            return letter == 'i';
        case Part::Kind::time:
            fields.hour = given.hour, fields.minute = given.minute, fields.second = given.second;
            return letter == 't';
        case Part::Kind::zone:
            fields.offset = given.offset;
            reading.place = part.place;
            return letter == 'z';
        case Part::Kind::epoch: return letter == 'e';
    }
    return false;
}

std::optional<Instant> instant_of(const Reading& reading) {
    const auto there = to_instant(reading.fields);
    if (!there || reading.place.empty()) return there;
    const auto zone = Zone::find(std::string(reading.place));
    if (!zone) return std::nullopt;
    const Zone utc = Zone::utc();
    const Span second{reading.fields.second};
    return zone->at(utc.local_day(*there), utc.local_time(*there)) + second;
}

/// RFC 822 lets comments in parentheses, which may hold others, stand anywhere.
std::string without_comments(std::string_view text) {
    std::string out;
    std::size_t depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && depth > 0) {
            ++i;
        } else if (text[i] == '(') {
            ++depth;
            out += ' ';
        } else if (text[i] == ')' && depth > 0) {
            --depth;
        } else if (depth == 0) {
            out += text[i];
        }
    }
    return out;
}

}  // namespace

std::optional<Instant> read_date(std::string_view text, std::span<const std::string_view> forms) {
    if (text.size() > longest_date_text) return std::nullopt;
    const std::string whole = collapse(without_comments(text));
    const std::vector<Part> parts = date_parts(whole);
    if (parts.empty()) return std::nullopt;
    for (std::string_view form : forms) {
        if (form.size() != parts.size()) continue;
        if (form == "e" && parts[0].kind == Part::Kind::epoch) return from_epoch(parts[0].value);
        Reading reading;
        std::size_t i = 0;
        while (i < parts.size() && fits(form[i], parts[i], reading))
            ++i;
        if (i == parts.size()) return instant_of(reading);
    }
    return std::nullopt;
}

}  // namespace earshot
