#pragma once
// Times and amounts as people say them. Pure: now and zone are the daemon's.

#include <optional>
#include <string>
#include <vector>

#include "earshot/time.hpp"

namespace earshot::client {

std::string ago(std::optional<Instant> t, Instant now);  // "24 d ago", "5 min ago", "in 3 h"
/// The same; from two days on in days as people count them, by midnights.
std::string ago(std::optional<Instant> t, Instant now, const Zone& zone);
std::string length(Span span);                                    // "12 d", "5 h", "3 min"
std::string day_of(Instant t, const Zone& zone, Instant now);     // "Mon 13 Apr", "13 Apr 2024"
std::string moment_of(Instant t, const Zone& zone, Instant now);  // "Wed 15 Apr 07:30"
std::string days(std::optional<double> days);                     // "24 d", "under 1 d", ""
/// The middle half of the gaps: "3-6 d", "4 d".
std::string usual_days(std::optional<double> low, std::optional<double> high);
std::string bytes(long long count);  // "41 MB"

/// "1 feed", "3 feeds".
std::string counted(long long number, const std::string& one, const std::string& many);

}  // namespace earshot::client
