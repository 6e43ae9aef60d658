#pragma once
// The share of a person that one account or one source is, and the refusals that linking and
// unlinking have in common.

#include <string>
#include <vector>

#include "daemon/io/store/people/belongings.hpp"
#include "daemon/io/store/store.hpp"

namespace earshot::app {

/// Of somebody's belongings the keys of this account, and what its actor did in feeds that carry
/// many.
io::Belongings part_of(const io::Store& store, PersonId id, const std::vector<IdentityKey>& keys);

/// Of somebody's belongings what came from this source.
io::Belongings activities_of(const io::Activities& activities, PersonId id, SourceId source);

/// The same person without this account.
Person without(Person person, const std::vector<IdentityKey>& keys);

}  // namespace earshot::app
