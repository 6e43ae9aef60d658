#pragma once
// The sentences of a digest that speak of the whole: subject, headline, coverage.

#include <string>

#include "earshot/digest.hpp"

namespace earshot {

/// "earshot: Marek is back, Ines is quiet (6 items)". First names only, at most two of them.
std::string subject_of(const std::vector<Item>& items, const Outlook& outlook);

/// "Tuesday 14 April. 5 people worth a look; 82 look like themselves."
std::string headline_of(const std::vector<Item>& items, const Outlook& outlook, const Zone& zone,
                        Instant at);

/// What was read, who is held back and why, whose rhythm is not known yet.
std::string coverage_of(const Outlook& outlook);

}  // namespace earshot
