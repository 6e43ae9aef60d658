#pragma once
// The sentences of a digest that speak of the whole: subject, headline, summary, coverage.

#include <string>
#include <vector>

#include "earshot/digest.hpp"

namespace earshot {

/// "earshot: Marek is back, Ines is quiet (6 items)". First names only, at most two of them.
std::string subject_of(const std::vector<Item>& items, const Outlook& outlook);

/// "Marek is back after 143 days; Ines is quiet longer than ever seen." Without a date: the mail
/// program shows one.
std::string headline_of(const std::vector<Item>& items, const Outlook& outlook);

/// How many are worth a look, and what all who are followed look like: the figures add up.
std::string summary_of(const std::vector<Item>& items, const Outlook& outlook);

/// What was read, why some cannot be seen, and what is read again. What is broken for good is named
/// in the first digest of a week.
std::string coverage_of(const Outlook& outlook, bool is_weekly);

/// Why an empty one comes.
inline constexpr const char* sign_of_life =
    "This is the sign of life that comes on Mondays when there is nothing to tell.";

/// One that was made so much later than it was due says so.
inline constexpr Span late_after = 15 * minute;
std::string late_note(Instant due, Instant made, const Zone& zone);

}  // namespace earshot
