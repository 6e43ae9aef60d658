#pragma once
// The steps that merging, linking, unlinking and undoing are made of: what moves from one person to
// another, and what their rhythms and silences are afterwards. Runs inside a transaction.

#include <string>
#include <vector>

#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/people/belongings.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/change.hpp"
#include "earshot/finding.hpp"
#include "earshot/rhythm.hpp"

namespace earshot::app {

/// The change that is being made: begin with the people it is about, end with done().
class ChangeOfHands {
public:
    ChangeOfHands(io::Store& store, std::vector<PersonId> people, Instant now);

    void move(PersonId from, PersonId to, io::Belongings what);
    void edit(const Person& before, const Person& after);
    /// Owner and carries of a source.
    void set(const Source& before, const Source& after);
    void add(PersonId person, const std::vector<IdentityKey>& keys);
    void remove(PersonId person, const std::vector<io::StoredIdentity>& identities);
    void hide(PersonId person, PersonId into);
    /// Told apart, if they were not yet.
    void keep_apart(PersonId one, PersonId other);
    /// Findings that a word of the user's has closed, as they were.
    void close(const std::vector<Finding>& before);
    PersonId make(const Person& person);

    /// Rhythms and silences anew, then the record.
    io::StoredChange done(ChangeKind kind, std::string sentence);

private:
    io::Store& store_;
    std::vector<PersonId> people_;
    Instant now_;
    ChangeDocument document_;
};

/// The rhythm that the sightings of theirs teach that are kept.
Rhythm rhythm_kept(const io::Store& store, PersonId id);

/// The silence of somebody before a change, whose figures are kept as the change finds them.
ChangeDocument::Silence silence_before(io::Store& store, PersonId id, Instant now);

/// Presence and rhythm from the sightings that are theirs now. A silence lasts when its last
/// sighting is still the newest, and goes with it to whoever has it now; any other open quiet is
/// closed by `cause` and given back.
std::vector<ChangeDocument::Closed> look_again(io::Store& store, PersonId id,
                                               const std::vector<ChangeDocument::Silence>& before,
                                               ClosedBy cause, Instant now);

}  // namespace earshot::app
