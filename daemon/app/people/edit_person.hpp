#pragma once
// A person by number, and what the user says of them: circle, phone, note, sensitivity.

#include <optional>
#include <string>

#include "earshot/person.hpp"
#include "earshot/refusal.hpp"

namespace earshot::io {
class People;
class Store;
}  // namespace earshot::io

namespace earshot::app {

/// A person by number; refused when there is none.
Allowed<Person> person_of(const io::People& people, PersonId id);

/// What is given is changed.
struct PersonEdit {
    std::optional<std::string> circle, phone, note;
    std::optional<std::optional<Sensitivity>> sensitivity;  // given as nothing: the circle's
};

/// One transaction. The person is looked at again with the next poll, since the line may be nearer
/// than it was. Whom the configuration declares is changed there.
Allowed<Person> change_person(io::Store& store, Person person, const PersonEdit& edit, Instant now);

}  // namespace earshot::app
