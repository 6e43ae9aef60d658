#pragma once
// What a word of the user's, or one that is seen in their own feed, does to what was found about a
// person. Runs inside the caller's transaction, and gives what it takes to undo it.

#include <cstdint>
#include <optional>
#include <vector>

#include "daemon/io/store/store.hpp"
#include "earshot/change.hpp"
#include "earshot/feedback.hpp"
#include "earshot/person.hpp"

namespace earshot::app {

/// Closes what such a word answers; gives the findings as they were.
std::vector<Finding> close_answered(io::Store& store, PersonId id, PersonFeedback said,
                                    Instant now);

/// The silence that an answer ends may pass its line once more. Gives it as it was; nothing when
/// none was on.
std::optional<AnswerDocument::Silence> count_anew(io::States& states, PersonId id, Instant now);

/// The user and somebody had a word: said by the user or seen in a feed, it means the same.
struct Word {
    std::int64_t touch = 0;
    std::vector<Finding> answered;  // as they were
    std::optional<AnswerDocument::Silence> silence;
};
Word note_word(io::Store& store, PersonId id, const Touch& touch, Instant now);

}  // namespace earshot::app
