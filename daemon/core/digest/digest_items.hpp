#pragma once
// From one finding to one line of a digest: whether a mail may carry it, in which section it
// stands, what goes before what, and its words. Knows nothing of caps; digest.cpp does.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/digest.hpp"
#include "earshot/selection.hpp"

namespace earshot {

namespace item_limits {  // bytes
inline constexpr std::size_t name = 80;
inline constexpr std::size_t where = 120;
inline constexpr std::size_t evidence = 400;
inline constexpr std::size_t opening_line = 160;
}  // namespace item_limits

/// Where a mail may tell this finding at `now`; empty: not in a mail, or not yet, or no more.
///  - people let go of: nothing; resting: returns only; light ones: bursts, and new connections of
///    the user's without a word
///  - quiet: clear or likely, never one that was on when earshot first looked, never of a person
///    whom a failing source hides (promise P1)
///    and for three days at most not while others of the circle near their lines (needs.md T8)
///  - bursts: over, or begun a day ago
///  - snoozed, or untold for longer than fade_after: nothing
std::optional<Section> section_of(const Candidate& candidate, Instant now);

/// What decides who comes first within a section. Never shown to anybody.
struct Weight {
    bool followed = false;   // bursts of light people come after those of followed ones
    bool in_circle = false;  // the user put this person somewhere
    double strength = 0;     // against the person's own measure
    bool operator==(const Weight&) const = default;
};
Weight weight_of(const Candidate& candidate, Instant now);
bool comes_before(const Weight& a, const Weight& b);

/// What goes into a line besides its candidate.
struct Besides {
    const DigestSettings& settings;
    Background known = {};
    bool one_person = false;
};
Item to_item(const Candidate& candidate, Section section, const Besides& besides, const Zone& zone,
             Instant now);

/// Several troubles of one kind on one host as one: the earliest since, everybody hidden by them.
Trouble united(const std::vector<const Trouble*>& troubles);

}  // namespace earshot
