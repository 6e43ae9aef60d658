#pragma once
// How evidence speaks: days, moments, windows and names, as needs.md 2.3 wants them. Times are
// "24 days" and "Mon 23:10", never stamps; numbers of days have no decimals.

#include <string>
#include <string_view>
#include <vector>

#include "earshot/evidence.hpp"

namespace earshot {

/// "1 day", "24 days", "2 activities".
std::string counted(long long n, std::string_view one, std::string_view many);
std::string days(long long n);

/// "every 3-6 days", "daily", "several times a day": the middle half of the gaps. Empty when no gap
/// is known.
std::string usual_pace(const GapFigures& figures);

/// "23:10" with its day: "Mon" when it is near enough to `now` to be clear, else "3 Mar", with the
/// year when that is another. `full` spells the weekday out.
std::string moment(const Zone& zone, Instant t, Instant now, bool full = false);
/// The same without the time of day.
/// How many sightings would have been usual in so long a silence.
long long expected_since(const Quiet& quiet, double silence_days);
/// Why the line is where it is, behind "the wait was 14 days, "; empty for a quiet of before.
std::string waited_because(const Quiet& quiet);

std::string date_of(const Zone& zone, Instant t, Instant now);
/// "between Mon 23:10 and Tue 06:40"; the day is said once when it is the same.
std::string window(const Zone& zone, Instant from, Instant to, Instant now);

/// "Ana, Ben, Cleo and 4 more".
std::string listed(const std::vector<std::string>& names, std::size_t most);

/// "25 new connections", "at least 20 posts", "1 activity".
std::string activities(const Burst& burst);
/// "25 in one sentence, 1 named"; empty when nothing was said in number.
std::string said_in_number(const Burst& burst);
/// What a title or a sentence says the burst was about, in quotation marks, cut; or nothing.
std::string quoted_reason(const Burst& burst);
/// "0-2 a day", "none".
std::string usual_rate(const Burst& burst);

}  // namespace earshot
