#include "daemon/app/people/edit_person.hpp"

#include "daemon/io/store/people/people.hpp"

namespace earshot::app {

Allowed<Person> person_of(const io::People& people, PersonId id) {
    const auto person = people.one(id);
    if (!person)
        return refuse(Refusal::not_found,
                      "there is no person " + std::to_string(static_cast<std::int64_t>(id)));
    return *person;
}

}  // namespace earshot::app
