#pragma once
// People by hand: what the user says of somebody, somebody new without any feed, and somebody out
// of all lists. Each is one transaction and leaves what it takes to undo it.

#include <optional>
#include <string>
#include <vector>

#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/config.hpp"
#include "earshot/person.hpp"
#include "earshot/refusal.hpp"

namespace earshot::app {

/// What is given is changed; an empty text takes away.
struct PersonEdit {
    std::optional<std::string> name, phone, note;
    std::optional<std::string> circle;                      // the only one then
    std::optional<std::string> mail;                        // goes before the others that are known
    std::optional<std::optional<Sensitivity>> sensitivity;  // given as nothing: the circle's
};

/// What draws the line of somebody is in force at once: a quiet that is none any more is closed,
/// one that is begins. What the configuration says of them is changed there: the refusal names the
/// line. Nothing when all is so already.
Allowed<std::optional<io::StoredChange>> change_person(io::Store& store,
                                                       const NoticeSettings& settings,
                                                       const Person& person, const PersonEdit& edit,
                                                       Instant now);

struct NewPerson {
    PersonEdit words;                   // with a name
    std::vector<std::string> accounts;  // addresses
    bool namesake = false;              // another one of a name that is known
};

/// Somebody who is followed, from a feed or not. Whoever is light and has one of the accounts, or
/// is the only one of that name, is followed from now on. Refused when the name or an account is
/// that of somebody known.
Allowed<io::StoredChange> add_person(io::Store& store, const NewPerson& wanted, Instant now);

/// In no list any more, and nothing is told; feeds that show nobody else are paused. What was seen
/// is kept, so that it can be undone: to forget is erase_person.hpp. Not whom the configuration
/// declares.
Allowed<io::StoredChange> remove_person(io::Store& store, PersonId id, Instant now);

}  // namespace earshot::app
