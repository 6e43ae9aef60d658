#pragma once
// Forgetting somebody completely, as far as that lasts: what the configuration declares would come
// back with the next reload, so it has to go there first.

#include "daemon/io/store/erasure.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/person.hpp"
#include "earshot/refusal.hpp"

namespace earshot::io {
class Store;
}

namespace earshot::app {

Allowed<io::Erased> erase_person(io::Store& store, const Person& person, bool tombstone,
                                 Instant now);

}  // namespace earshot::app
