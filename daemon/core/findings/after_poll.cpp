// What a poll opens and ends: the troubles of its source.

#include <algorithm>
#include <utility>

#include "earshot/finding_life.hpp"

namespace earshot {
namespace {

/// A trouble is the same as long as it lasts; a move as long as it goes to the same place.
std::string which(Trouble::Kind kind, Instant since, const std::string& detail) {
    const bool moved = kind == Trouble::Kind::moved;
    return std::string(to_text(kind)) + " " + (moved ? detail : to_rfc3339(since));
}

class Troubles {
public:
    Troubles(std::span<const Finding> known, const PolledSource& polled, Instant now)
        : known_(known), polled_(polled), state_(polled.step.state), now_(now) {}

    FindingStep step() {
        if (polled_.step.result == PollResult::failed)
            after_failure();
        else
            after_good_poll();
        after_redirects();
        return std::move(step_);
    }

private:
    using Kind = Trouble::Kind;

    void after_failure() {
        if (polled_.step.became_gone) return note(Kind::gone, now_, "the server says it is gone");
        const Instant down = polled_.host_down_since.value_or(*state_.failing_since);
        const Span passing = std::max(failing_is_trouble, state_.stale_if_error.value_or(Span{0}));
        if (now_ - down > passing && !polled_.own_network)
            note(Kind::failing, *state_.failing_since, state_.problem);
    }

    void after_good_poll() {
        end(Kind::failing, ClosedBy::read_again);
        end(Kind::gone, ClosedBy::read_again);
        if (!is_frozen(state_, frozen_is_trouble))
            end(Kind::frozen, ClosedBy::newer_copy);
        else if (is_frozen(state_, polled_.patience))
            note(Kind::frozen, *state_.copy.made, "its replies say that it was made then");
        if (is_always_empty(state_))
            note(Kind::always_empty, *state_.first_good, "nobody can be seen there");
        else
            end(Kind::always_empty, ClosedBy::shows_entries);
        if (polled_.re_announcement)
            note(Kind::re_announced, now_,
                 "its entries came again under new names; nothing of it was counted");
        else
            end_if_told(Kind::re_announced, ClosedBy::not_again);
    }

    void after_redirects() {
        if (polled_.step.new_address)
            note(Kind::moved, now_, "now at " + polled_.step.new_address->redacted());
        else if (polled_.step.result != PollResult::failed && state_.moved_to.empty())
            end_if_told(Kind::moved, ClosedBy::answers_there);
    }

    const Finding* open(Kind kind) const {
        const auto found = std::find_if(known_.begin(), known_.end(), [&](const Finding& finding) {
            const auto* trouble = std::get_if<Trouble>(&finding.evidence);
            return trouble != nullptr && trouble->kind == kind &&
                   finding.state != Finding::State::closed;
        });
        return found == known_.end() ? nullptr : &*found;
    }

    void note(Kind kind, Instant since, std::string detail) {
        const std::string key = which(kind, since, detail);
        const bool answered = std::any_of(
            known_.begin(), known_.end(),
            [&](const Finding& finding) { return finding.which == key && is_answered(finding); });
        if (answered || open(kind) != nullptr) return;
        Trouble trouble;
        trouble.kind = kind;
        trouble.source = polled_.source.title;
        trouble.host = polled_.source.url.host();
        trouble.since = since;
        trouble.detail = std::move(detail);
        Finding finding;
        finding.source = polled_.source.id;
        finding.which = key;
        finding.evidence = std::move(trouble);
        finding.confidence = Confidence::clear;
        finding.found_at = now_;
        if (kind == Kind::failing && polled_.host_is_told) finding = told(std::move(finding), now_);
        step_.made.push_back(std::move(finding));
    }
    void end(Kind kind, ClosedBy by) {
        if (const Finding* ended = open(kind)) step_.changed.push_back(closed(*ended, by, now_));
    }
    /// Over before anybody was told, but worth telling all the same.
    void end_if_told(Kind kind, ClosedBy by) {
        if (const Finding* known = open(kind); known != nullptr && known->told_at) end(kind, by);
    }

    std::span<const Finding> known_;
    const PolledSource& polled_;
    const PollState& state_;
    Instant now_;
    FindingStep step_;
};

}  // namespace

FindingStep troubles_after_poll(std::span<const Finding> known, const PolledSource& polled,
                                Instant now) {
    return Troubles(known, polled, now).step();
}

FindingStep troubles_after_pause(std::span<const Finding> known, Instant now) {
    FindingStep step;
    for (const Finding& finding : known)
        if (finding.state != Finding::State::closed)
            step.changed.push_back(closed(finding, ClosedBy::paused, now));
    return step;
}

}  // namespace earshot
