#pragma once
// Declared people and sources into the store: what the configuration declares exists, what it no
// longer declares goes back to the user's hands (declared_at is cleared), nothing observed is lost.

#include <vector>

#include "daemon/io/store/store.hpp"
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

/// The same inside of somebody else's transaction, for an owner who is known; the address is not
/// there yet.
SourceId insert_source(io::Store& store, const DeclaredSource& source,
                       std::optional<PersonId> owner, Instant now);

/// Somebody whose rhythm is known already becomes followed: a quiet that was not told to anybody is
/// looked at anew with the next good poll.
void follow_from_now(io::Store& store, PersonId id, Instant now);

/// Removes a source. The rhythm of those it showed was learned there too and says nothing about
/// what is left, so it is learned anew: nobody is called quiet because the user looks elsewhere
/// (P1).
void remove_source(io::Store& store, SourceId id, Instant now);

}  // namespace earshot::app
