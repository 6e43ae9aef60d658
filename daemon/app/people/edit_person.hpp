#pragma once
// A person by number.

#include "earshot/person.hpp"
#include "earshot/refusal.hpp"

namespace earshot::io {
class People;
}  // namespace earshot::io

namespace earshot::app {

/// A person by number; refused when there is none.
Allowed<Person> person_of(const io::People& people, PersonId id);

}  // namespace earshot::app
