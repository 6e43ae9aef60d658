#pragma once
// Findings: something worth telling, with the evidence that answers `earshot why`.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/evidence.hpp"
#include "earshot/ids.hpp"
#include "earshot/time.hpp"

namespace earshot {

enum class Confidence {
    learning,   // fewer than 3 gaps: known to the machine, told to nobody
    tentative,  // 3 to 5 gaps, or silences like this one are on record for someone whose gaps run
                // from hours to months: shown by the client, never in a mail
    likely,     // at least 6 gaps, beyond the line
    clear,      // at least 12 gaps, longer than every one of them, all sources healthy throughout
};
std::string_view to_text(Confidence c);

struct Finding {
    enum class State { open, told, closed };

    FindingNumber number{};
    std::optional<PersonId> person;
    std::optional<SourceId> source;
    Evidence evidence;
    Confidence confidence = Confidence::learning;
    State state = State::open;
    Instant found_at;
    std::optional<Instant> told_at;
    std::optional<Instant> closed_at;
    std::string closed_by;                      // "seen again", "earshot ok", ...; empty while open
    std::optional<Instant> snoozed_until = {};  // "not now": shown and told again from then on

    bool operator==(const Finding&) const = default;
};
std::string_view to_text(Finding::State state);
std::optional<Finding::State> parse_finding_state(std::string_view text);

/// "Not now", said by the user, and not over.
bool is_snoozed(const Finding& finding, Instant now);
/// Since when it waits for an answer: found, told or awake again, whichever came last.
Instant waits_since(const Finding& finding);

/// What closes a finding, where a rule asks for it later.
namespace closed_by {
inline constexpr std::string_view normal = "earshot normal";
inline constexpr std::string_view wrong = "earshot wrong";
inline constexpr std::string_view faded = "faded: unanswered for two weeks";
}  // namespace closed_by

/// Whether a return is told after this quiet: it was told or could have been, and the user has not
/// called it a mistake or the usual.
bool deserves_back(const Finding& quiet);

/// Confidence of a quiet from its figures; `healthy` says that no time was lost since last_seen.
Confidence judge(const Quiet& quiet, bool healthy);

/// The answer to `earshot why`, as far as the finding itself knows it (the app adds the polls):
/// label and text, one line each. A line without a label belongs to the label before it.
struct WhyLine {
    std::string label;
    std::string text;
};
std::vector<WhyLine> why(const Finding& finding, const Zone& zone, Instant now);

}  // namespace earshot
