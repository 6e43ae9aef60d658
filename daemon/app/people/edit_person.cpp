#include "daemon/app/people/edit_person.hpp"

#include "daemon/app/people/declared.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/store.hpp"
#include "daemon/io/store/transaction.hpp"

namespace earshot::app {

Allowed<Person> person_of(const io::People& people, PersonId id) {
    const auto person = people.one(id);
    if (!person)
        return refuse(Refusal::not_found,
                      "there is no person " + std::to_string(static_cast<std::int64_t>(id)));
    return *person;
}

Allowed<Person> change_person(io::Store& store, Person person, const PersonEdit& edit,
                              Instant now) {
    if (!person.declared_at.empty()) return declared(person.name, person.declared_at);
    if (edit.circle) person.circle = *edit.circle;
    if (edit.phone) person.phone = *edit.phone;
    if (edit.note) person.note = *edit.note;
    if (edit.sensitivity) person.sensitivity = *edit.sensitivity;
    io::Transaction transaction(store);
    store.people.update(person);
    store.states.check(person.id, now);
    transaction.commit();
    return person;
}

}  // namespace earshot::app
