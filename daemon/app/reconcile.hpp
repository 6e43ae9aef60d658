#pragma once
// Declared people and sources into the store: what the configuration declares exists, what it no
// longer declares goes back to the user's hands (declared_at is cleared), nothing observed is lost.

#include <vector>

#include "daemon/io/store.hpp"
#include "earshot/config.hpp"

namespace earshot::app {

struct Reconciled {
    int people_added = 0, people_changed = 0;
    int sources_added = 0, sources_changed = 0, released = 0;
};

/// One transaction.
Reconciled reconcile(io::Store& store, const std::vector<Person>& people,
                     const std::vector<DeclaredSource>& sources, Instant now);

/// Adds one source as `earshot add` does: gives it an owner (found by name or created as followed)
/// when `person` is not empty. The problem names an address that is there already.
Result<SourceId> add_source(io::Store& store, const DeclaredSource& source, Instant now);

}  // namespace earshot::app
