// Dates as feeds write them.

#include <array>

#include "daemon/core/time/date_forms.hpp"
#include "daemon/core/time/usual_date.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::array<std::string_view, 21> feed_forms{
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
    "ybdtz",  // 2026-április-14T05:30+00:00, 2026년 04월 14일 14:30:00
    "ybdt",   // 2026年4月14日 05:30
    "ybd",    // 2026. április 14.
    "dbyhz",  // 14 Apr 26 0530 GMT
    "iz",     // 2026-04-14Z
    "bY",     // April 2026
    "Y",      // 2026
    "e",      // 1776144600, 1776144600000
};

}  // namespace

std::optional<Instant> parse_feed_date(std::string_view text) {
    if (text.size() > longest_date_text) return std::nullopt;
    if (const auto usual = read_usual_date(text)) return usual;
    // Some write a reference where a sign would do, and escape that.
    if (text.find('&') != text.npos) return read_date(plain_text(text), feed_forms);
    return read_date(text, feed_forms);
}

}  // namespace earshot
