#include "daemon/core/date_forms.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "daemon/core/date_parts.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

using Part = DatePart;

// RFC 2822 4.3.
int full_year(const Part& part) {
    if (part.digits == 4) return int(part.value);
    return int(part.value) + (part.value < 50 ? 2000 : 1900);
}

bool fits(char letter, const Part& part, Civil& fields) {
    const Civil& given = part.fields;
    switch (part.kind) {
        case Part::Kind::number:
            if (letter == 'd' && part.digits <= 2) return fields.day = int(part.value), true;
            if (letter == 'Y' && part.digits == 4) return fields.year = int(part.value), true;
            if (letter == 'y' && (part.digits == 4 || part.digits == 2))
                return fields.year = full_year(part), true;
            return false;
        case Part::Kind::month: fields.month = int(part.value); return letter == 'b';
        case Part::Kind::date:
            fields.year = given.year, fields.month = given.month, fields.day = given.day;
            return letter == 'i';
        case Part::Kind::time:
            fields.hour = given.hour, fields.minute = given.minute, fields.second = given.second;
            return letter == 't';
        case Part::Kind::zone: fields.offset = given.offset; return letter == 'z';
        case Part::Kind::epoch: return letter == 'e';
    }
    return false;
}

}  // namespace

std::optional<Instant> read_date(std::string_view text, std::span<const std::string_view> forms) {
    if (text.size() > longest_date_text) return std::nullopt;
    std::string plain = collapse(text);
    std::transform(plain.begin(), plain.end(), plain.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    const std::vector<Part> parts = date_parts(plain);
    if (parts.empty()) return std::nullopt;
    for (std::string_view form : forms) {
        if (form.size() != parts.size()) continue;
        if (form == "e" && parts[0].kind == Part::Kind::epoch) return from_epoch(parts[0].value);
        Civil fields;
        std::size_t i = 0;
        while (i < parts.size() && fits(form[i], parts[i], fields))
            ++i;
        if (i == parts.size()) return to_instant(fields);
    }
    return std::nullopt;
}

}  // namespace earshot
