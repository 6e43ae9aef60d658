#include "earshot/feedback.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "daemon/core/findings/wording.hpp"
#include "earshot/words.hpp"

namespace earshot {
namespace {

/// Whether such a word closes this finding.
bool concerns(PersonFeedback said, const Finding& finding) {
    if (finding.state == Finding::State::closed || !finding.person) return false;
    const FindingKind kind = kind_of(finding.evidence);
    switch (said) {
        case PersonFeedback::touched:
            return kind == FindingKind::quiet || kind == FindingKind::back ||
                   kind == FindingKind::follow_up;
        case PersonFeedback::away: return kind == FindingKind::quiet;
        case PersonFeedback::resting: return kind != FindingKind::back;
        case PersonFeedback::let_go: return true;
    }
    return false;
}

ClosedBy cause_of(PersonFeedback said) {
    switch (said) {
        case PersonFeedback::touched: return ClosedBy::touched;
        case PersonFeedback::away: return ClosedBy::away;
        case PersonFeedback::resting: return ClosedBy::at_rest;
        case PersonFeedback::let_go: break;
    }
    return ClosedBy::let_go;
}

/// What `normal` teaches, as a sentence; empty when there is nothing to teach.
std::string teach(Answers& answers, const Evidence& evidence, Instant now) {
    if (const auto* quiet = std::get_if<Quiet>(&evidence)) {
        // In whole days, as it is said, and not below what was seen.
        const double silence = std::ceil(silent_days(*quiet, now));
        answers.usual_silence_days = std::max(answers.usual_silence_days, silence);
        return "a silence of " + days(static_cast<long long>(silence)) +
               " counts as usual from now on";
    }
    if (const auto* burst = std::get_if<Burst>(&evidence)) {
        int& usual =
            burst->of == Burst::Of::connections ? answers.usual_connections : answers.usual_run;
        usual = std::max(usual, burst->count);
        return "up to " + std::to_string(usual) + " in one go count as usual from now on";
    }
    return {};
}

}  // namespace

std::string_view to_text(Feedback verb) {
    switch (verb) {
        case Feedback::ok: return "ok";
        case Feedback::snooze: return "snooze";
        case Feedback::normal: return "normal";
        case Feedback::wrong: return "wrong";
    }
    return {};
}

std::optional<Feedback> parse_feedback(std::string_view text) {
    return parse_word<Feedback>(text);
}

Allowed<FeedbackStep> apply(Feedback verb, Finding finding, Answers answers,
                            std::optional<Instant> until, const std::string& name, const Zone& zone,
                            Instant now) {
    const std::string number = "#" + std::to_string(static_cast<std::int64_t>(finding.number));
    if (is_over(finding))
        return refuse(Refusal::closed,
                      number + " is over already: " + std::string(sentence(*finding.closed_by)));
    const std::string whose = number + " " + name + ": ";
    switch (verb) {
        case Feedback::ok:
            return FeedbackStep{closed(std::move(finding), ClosedBy::ok, now), answers,
                                whose + "seen"};
        case Feedback::wrong:
            return FeedbackStep{closed(std::move(finding), ClosedBy::wrong, now), answers,
                                whose + "taken for a mistake"};
        case Feedback::normal: {
            std::string taught = teach(answers, finding.evidence, now);
            if (taught.empty())
                return refuse(Refusal::does_not_fit,
                              "only a quiet or a burst can be normal for somebody; " + number +
                                  " is neither");
            return FeedbackStep{closed(std::move(finding), ClosedBy::normal, now), answers,
                                whose + taught};
        }
        case Feedback::snooze: break;
    }
    if (!until || *until < now + shortest_snooze || *until > now + longest_snooze)
        return refuse(Refusal::rejected, "must be between an hour and a year from now");
    return FeedbackStep{
        snoozed(std::move(finding), *until), answers,
        whose + "not before " + date_of(zone, *until, now) + ", unless it has ended"};
}

FindingStep after_feedback(PersonFeedback said, std::span<const Finding> known, Instant now) {
    FindingStep step;
    for (const Finding& finding : known)
        if (concerns(said, finding)) step.changed.push_back(closed(finding, cause_of(said), now));
    return step;
}

}  // namespace earshot
