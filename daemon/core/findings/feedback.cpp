#include "earshot/feedback.hpp"

#include <algorithm>
#include <utility>

#include "daemon/core/findings/wording.hpp"
#include "earshot/words.hpp"

namespace earshot {
namespace {

void close(Finding& finding, std::string by, Instant now) {
    finding.state = Finding::State::closed;
    finding.closed_at = now;
    finding.closed_by = std::move(by);
}

/// What `normal` teaches, as a sentence; empty when there is nothing to teach.
std::string teach(Answers& answers, const Evidence& evidence, Instant now) {
    if (const auto* quiet = std::get_if<Quiet>(&evidence)) {
        const double silence = in_days(now - quiet->last_seen) - quiet->lost_days;
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

Result<Answered> answer(Finding finding, Answers answers, Feedback verb,
                        std::optional<Instant> until, const std::string& name, const Zone& zone,
                        Instant now) {
    const std::string number = "#" + std::to_string(static_cast<std::int64_t>(finding.number));
    const bool over =
        finding.state == Finding::State::closed && finding.closed_by != closed_by::faded;
    if (over) return fail(number + " is over already: " + finding.closed_by, "closed");
    const std::string whose = number + " " + name + ": ";
    switch (verb) {
        case Feedback::ok:
            close(finding, "earshot ok", now);
            return Answered{std::move(finding), answers, whose + "seen"};
        case Feedback::wrong:
            close(finding, std::string(closed_by::wrong), now);
            return Answered{std::move(finding), answers, whose + "taken for a mistake"};
        case Feedback::normal: {
            std::string taught = teach(answers, finding.evidence, now);
            if (taught.empty())
                return fail(
                    "only a quiet or a burst can be normal for somebody; " + number + " is neither",
                    "does-not-fit");
            close(finding, std::string(closed_by::normal), now);
            return Answered{std::move(finding), answers, whose + taught};
        }
        case Feedback::snooze: break;
    }
    if (!until || *until < now + shortest_snooze || *until > now + longest_snooze)
        return fail("must be between an hour and a year from now", "rejected");
    finding.snoozed_until = until;
    finding.state = Finding::State::open;  // told again then
    finding.closed_at.reset();             // one that had faded, too
    finding.closed_by.clear();
    return Answered{std::move(finding), answers,
                    whose + "not before " + date_of(zone, *until, now) + ", unless it has ended"};
}

bool answers(Word word, const Finding& finding) {
    if (finding.state == Finding::State::closed || !finding.person) return false;
    const std::string_view kind = kind_of(finding.evidence);
    switch (word) {
        case Word::touched: return kind == "quiet" || kind == "back" || kind == "follow_up";
        case Word::away: return kind == "quiet";
        case Word::resting: return kind != "back";
        case Word::let_go: return true;
    }
    return false;
}

std::string_view closing(Word word) {
    switch (word) {
        case Word::touched: return "you were in touch";
        case Word::away: return "known to be away";
        case Word::resting: return "at rest";
        case Word::let_go: return "let go";
    }
    return {};
}

}  // namespace earshot
