#include "daemon/app/findings/answered.hpp"

#include "daemon/app/findings/record_findings.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/people/touches.hpp"

namespace earshot::app {

std::vector<Finding> close_answered(io::Store& store, PersonId id, PersonFeedback said,
                                    Instant now) {
    std::vector<Finding> known = store.findings.about(id);
    for (Finding& finding : known)
        finding = as_of_now(store, std::move(finding), now);
    std::vector<Finding> before;
    const FindingStep step = after_feedback(said, known, now);
    for (const Finding& changed : step.changed)
        if (auto as_it_was = store.findings.one(changed.number))
            before.push_back(*std::move(as_it_was));
    keep(store.findings, step, now);
    return before;
}

std::optional<AnswerDocument::Silence> count_anew(io::States& states, PersonId id, Instant now) {
    PersonState state = states.of(id);
    if (!state.quiet_due) return std::nullopt;
    const AnswerDocument::Silence before{state.rhythm.last, state.quiet_due};
    state.quiet_due.reset();
    states.save(id, state, now);
    return before;
}

Word note_word(io::Store& store, PersonId id, const Touch& touch, Instant now) {
    Word word;
    word.touch = store.touches.add(id, touch);
    word.answered = close_answered(store, id, PersonFeedback::touched, now);
    word.silence = count_anew(store.states, id, now);
    return word;
}

}  // namespace earshot::app
