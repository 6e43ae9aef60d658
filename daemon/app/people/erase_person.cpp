#include "daemon/app/people/erase_person.hpp"

#include "daemon/app/people/declared.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/store.hpp"

namespace earshot::app {

Allowed<io::Erased> erase_person(io::Store& store, const Person& person, bool tombstone,
                                 Instant now) {
    if (!person.declared_at.empty()) return declared(person.name, person.declared_at);
    for (const Source& source : store.sources.showing(person.id))
        if (source.owner == person.id && !source.declared_at.empty())
            return declared(source.title, source.declared_at);
    return store.erasure.erase(person.id, tombstone, now);
}

}  // namespace earshot::app
