#pragma once
// The words by which the store writes closed sets. They are a file format: an enumerator may be
// renamed or moved, its word stays. Words and not numbers, so that `sqlite3 earshot.db` shows what
// is meant. The schema does not repeat them in CHECK constraints: a new enumerator needs no
// migration.

#include <optional>
#include <string_view>

#include "earshot/activity.hpp"
#include "earshot/burst.hpp"
#include "earshot/courier.hpp"
#include "earshot/finding.hpp"
#include "earshot/novelty.hpp"
#include "earshot/person.hpp"
#include "earshot/poll.hpp"
#include "earshot/schedule.hpp"
#include "earshot/source.hpp"

namespace earshot::io {

// Empty for what is no enumerator.
std::string_view stored_word(Carries value);
std::string_view stored_word(SourceStatus value);
std::string_view stored_word(Reason value);
std::string_view stored_word(PollResult value);
std::string_view stored_word(TimeQuality value);
std::string_view stored_word(Freshness value);
std::string_view stored_word(Standing value);
std::string_view stored_word(IdentityKey::Kind value);
std::string_view stored_word(BurstRun::Fired value);
std::string_view stored_word(Confidence value);
std::string_view stored_word(Finding::State value);
std::string_view stored_word(Delivery::State value);
std::string_view stored_word(Sensitivity value);

template <class E>
std::optional<E> from_stored_word(std::string_view word) {
    for (int number = 0; !stored_word(static_cast<E>(number)).empty(); ++number) {
        if (stored_word(static_cast<E>(number)) == word) return static_cast<E>(number);
    }
    return std::nullopt;
}

// Verbs have one set of words everywhere: the API's.
inline std::string_view stored_word(Verb verb) {
    return to_text(verb);
}
template <>
inline std::optional<Verb> from_stored_word<Verb>(std::string_view word) {
    return parse_verb(word);
}

}  // namespace earshot::io
