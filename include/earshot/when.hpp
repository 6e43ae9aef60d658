#pragma once
// When, as people type it to a program: `earshot snooze 3 2weeks`, `earshot touch ines yesterday`.
// English words; what has two readings ("5/6") has none.

#include <string_view>

#include "earshot/result.hpp"
#include "earshot/time.hpp"

namespace earshot {

/// Which way a length, a weekday or a day without its year is meant.
enum class Toward { past, future };

/// "now", a day ("today", "yesterday", "tomorrow", "friday", "2026-05-01", "1 may", "may 1st",
/// "1 May 2027"), which means its last second in this zone, how long from now ("2w", "10 days",
/// "3 months", "3 days ago"), or a time (RFC 3339). A weekday is never today. The problem continues
/// a sentence: "must be ...".
Result<Instant> parse_when(std::string_view text, Toward toward, const Zone& zone, Instant now);

/// "2h30m", "2w", "2weeks", "10 days": what parse_span reads, and the same in words.
Result<Span> parse_length(std::string_view text);

}  // namespace earshot
