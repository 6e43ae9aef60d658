#pragma once
// The words by which the store writes closed sets. They are a file format: an enumerator may be
// renamed or moved, its word stays. Who changes a word that people see (to_text) writes the old one
// down here; tests/io/store/words_test.cpp knows them all. Words and not numbers, so that `sqlite3
// earshot.db` shows what is meant. The schema does not repeat them in CHECK constraints: a new
// enumerator needs no migration.

#include <optional>
#include <string_view>

#include "earshot/activity.hpp"
#include "earshot/burst.hpp"
#include "earshot/courier.hpp"
#include "earshot/novelty.hpp"
#include "earshot/person.hpp"
#include "earshot/source.hpp"
#include "earshot/words.hpp"

namespace earshot::io {

/// The core's word, unless the file has another one; empty for what is no enumerator.
template <class Enum>
std::string_view stored_word(Enum value) {
    return to_text(value);
}
std::string_view stored_word(Carries value);
std::string_view stored_word(TimeQuality value);
std::string_view stored_word(Standing value);
std::string_view stored_word(Delivery::State value);
std::string_view stored_word(Freshness value);
std::string_view stored_word(BurstRun::Fired value);

template <class Enum>
std::optional<Enum> from_stored_word(std::string_view word) {
    return parse_word<Enum>(word, [](Enum value) { return stored_word(value); });
}
// to_text() of a verb that is none is "other".
template <>
inline std::optional<Verb> from_stored_word<Verb>(std::string_view word) {
    return parse_verb(word);
}

}  // namespace earshot::io
