#pragma once
// Findings: something worth telling, with the evidence that answers `earshot why`.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/confidence.hpp"
#include "earshot/evidence.hpp"
#include "earshot/ids.hpp"
#include "earshot/time.hpp"

namespace earshot {

/// What ends a finding. Each has a word, by which it is kept, and a sentence for people.
enum class ClosedBy {
    seen_again,        // they are back
    seen_earlier,      // a sighting from before their line came late
    who_is_who,        // it was somebody else's silence
    source_removed,    // nobody watches any more what it rests on
    told_connections,  // of a burst of anything: its connections are told by themselves
    others_ended,      // of several who were quiet together
    read_again,        // a trouble: the source answers
    newer_copy,        // a trouble: no longer one and the same old copy
    shows_entries,     // a trouble: no longer empty
    not_again,         // a trouble: its ids were not rewritten again
    answers_there,     // a trouble: it has not moved after all
    paused,            // a trouble: by the user
    touched,           // the user and the person were in touch
    line_moved,        // the user drew another line, which is not passed
    away,              // the user knows why they are silent
    at_rest,           // the user wants to hear of a return only
    let_go,            // the user wants to hear nothing
    ok,                // the user has seen it
    normal,            // the user says that it is usual for them
    wrong,             // the user says that it is a mistake
    asked_again,       // of a new connection: the later question takes its place
    clock_wrong,       // it was found in a time that was none
    faded,             // nobody answered for two weeks: closed, but not over
};
std::string_view to_text(ClosedBy by);   // "seen-again"
std::string_view sentence(ClosedBy by);  // "seen again"
/// Of the word, or of the sentence, which documents of undo hold.
std::optional<ClosedBy> parse_closed_by(std::string_view text);

struct Finding {
    enum class State { open, told, closed };

    FindingNumber number{};
    std::optional<PersonId> person;
    std::optional<SourceId> source;
    std::string which;  // of its kind and of this person or source: see FindingKey
    Evidence evidence;
    Confidence confidence = Confidence::learning;
    State state = State::open;
    Instant found_at;
    std::optional<Instant> told_at;
    std::optional<Instant> closed_at;
    std::optional<ClosedBy> closed_by;          // while closed
    std::optional<Instant> snoozed_until = {};  // "not now": shown and told again from then on

    bool operator==(const Finding&) const = default;
};
std::string_view to_text(Finding::State state);
std::optional<Finding::State> parse_finding_state(std::string_view text);

/// What makes two reports one finding. It stands beside the evidence and is never read out of it;
/// how each kind is told apart is said in finding_life.hpp. Of several with one key the newest
/// counts.
struct FindingKey {
    FindingKind kind = FindingKind::quiet;
    std::optional<PersonId> person;
    std::optional<SourceId> source;
    std::string which;

    bool operator==(const FindingKey&) const = default;
};
FindingKey key_of(const Finding& finding);

/// "Not now", said by the user, and not over.
bool is_snoozed(const Finding& finding, Instant now);
/// Since when it waits for an answer: found, told or awake again, whichever came last.
Instant waits_since(const Finding& finding);

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
