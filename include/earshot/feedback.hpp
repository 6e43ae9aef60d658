#pragma once
// Feedback: what the user answers to a finding, and what that teaches about the person. Pure steps;
// everything here can be undone. Meanings: research/needs.md 2.6.
//
//   ok      seen, nothing needed: the finding is closed, nothing is learned
//   snooze  not now: it is hidden and comes again then, unless it has ended by itself
//   normal  this is usual for them: the line, or the size of a burst, is raised to what was seen
//   wrong   a mistake of a feed or of who is who: closed, nothing is learned about the person

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "earshot/finding_life.hpp"
#include "earshot/person.hpp"
#include "earshot/refusal.hpp"

namespace earshot {

enum class Feedback { ok, snooze, normal, wrong };
std::string_view to_text(Feedback verb);
std::optional<Feedback> parse_feedback(std::string_view text);

inline constexpr Span shortest_snooze = hour;
inline constexpr Span longest_snooze = 366 * day;

/// What an answer to one finding comes to.
struct FeedbackStep {
    Finding finding;
    Answers answers;       // of the person; as they were unless the verb is `normal`
    std::string sentence;  // what was done, in words
};

/// `name` is whom or what the finding is about, for the sentence; `until` is read for `snooze`
/// only. Refused when the finding is over (`closed`), when the verb says nothing about such a
/// finding (`does_not_fit`), and for an impossible `until` (`rejected`).
Allowed<FeedbackStep> apply(Feedback verb, Finding finding, Answers answers,
                            std::optional<Instant> until, const std::string& name, const Zone& zone,
                            Instant now);

/// What the user says about a person rather than about one finding.
enum class PersonFeedback {
    touched,  // the two were in touch: what waits for a word is answered
    away,     // known to be away for a while: silence says nothing until then, a return is told
    resting,  // tell me of a return only
    let_go,   // tell me nothing
};

/// What it does to the findings about that person.
FindingStep after_feedback(PersonFeedback said, std::span<const Finding> known, Instant now);

}  // namespace earshot
