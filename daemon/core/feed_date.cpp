// Dates as feeds write them: the forms, and the names of zones.

#include <algorithm>
#include <array>
#include <utility>

#include "daemon/core/date_forms.hpp"

namespace earshot {
namespace {

constexpr std::array<std::string_view, 16> feed_forms{
    "dbytz",  // Tue, 14 Apr 2026 05:30:00 GMT
    "itz",    // 2026-04-14T05:30:00Z, 2026-04-14 05:30:00 -0700, 2026-04-14T05:30:00UTC
    "it",     // 2026-04-14T05:30:00
    "dbyt",   // 14 Apr 2026 05:30
    "i",      // 2026-04-14, 2026-04
    "dby",    // 14 April 2026
    "bdyt",   // April 14, 2026 - 5:30 pm
    "bdytz",  // Tue Apr 14 2026 05:30:00 GMT+0000
    "bdy",    // April 14, 2026
    "bdty",   // Tue Apr 14 05:30:00 2026
    "bdtzy",  // Tue Apr 14 05:30:00 +0000 2026
    "bdtyz",  // Tue Apr 14 05:30:00 2026 UTC
    "dbyz",   // 14 Apr 2026 GMT
    "iz",     // 2026-04-14Z
    "Y",      // 2026
    "e",      // 1776144600, 1776144600000
};

using Name = std::pair<std::string_view, Span>;

// North America first, as RFC 822 has it; where one name means two zones, the one that real feeds
// mean. Names that are claimed by many (IST, AST) are left out: no reading is invented.
constexpr std::array<Name, 47> zones{{
    {"z", Span{0}},
    {"gmt", Span{0}},
    {"utc", Span{0}},
    {"ut", Span{0}},
    {"uct", Span{0}},
    {"wet", Span{0}},
    {"est", -5 * hour},
    {"edt", -4 * hour},
    {"et", -5 * hour},
    {"cst", -6 * hour},
    {"cdt", -5 * hour},
    {"ct", -6 * hour},
    {"mst", -7 * hour},
    {"mdt", -6 * hour},
    {"mt", -7 * hour},
    {"pst", -8 * hour},
    {"pdt", -7 * hour},
    {"pt", -8 * hour},
    {"akst", -9 * hour},
    {"akdt", -8 * hour},
    {"hst", -10 * hour},
    {"at", -4 * hour},
    {"adt", -3 * hour},
    {"brt", -3 * hour},
    {"art", -3 * hour},
    {"bst", hour},
    {"west", hour},
    {"cet", hour},
    {"cest", 2 * hour},
    {"met", hour},
    {"mest", 2 * hour},
    {"mez", hour},
    {"mesz", 2 * hour},
    {"eet", 2 * hour},
    {"eest", 3 * hour},
    {"msk", 3 * hour},
    {"msd", 4 * hour},
    {"sgt", 8 * hour},
    {"hkt", 8 * hour},
    {"awst", 8 * hour},
    {"jst", 9 * hour},
    {"kst", 9 * hour},
    {"aest", 10 * hour},
    {"aedt", 11 * hour},
    {"nzst", 12 * hour},
    {"nzdt", 13 * hour},
    {"acst", 9 * hour + 30 * minute},
}};

}  // namespace

std::optional<Span> zone_offset(std::string_view name) {
    const auto row = std::find_if(zones.begin(), zones.end(),
                                  [name](const Name& zone) { return zone.first == name; });
    if (row == zones.end()) return std::nullopt;
    return row->second;
}

std::optional<Instant> parse_feed_date(std::string_view text) {
    return read_date(text, feed_forms);
}

}  // namespace earshot
