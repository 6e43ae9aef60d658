#pragma once
// Declared people and sources into the store: what the configuration declares exists, what it no
// longer declares goes back to the user's hands (declared_at is cleared), nothing observed is lost.
// What a declaration covers of a person comes out again with it (laid_over.hpp).

#include <optional>
#include <string>
#include <vector>

#include "daemon/io/store/store.hpp"
#include "earshot/config.hpp"
#include "earshot/refusal.hpp"

namespace earshot::app {

struct Reconciled {
    int people_added = 0, people_changed = 0;
    int sources_added = 0, sources_changed = 0, released = 0;
};

/// One transaction; nothing when the store is in line with that already.
Reconciled reconcile(io::Store& store, const std::vector<Person>& people,
                     const std::vector<DeclaredSource>& sources, Instant now);

/// Whether nothing else was declared when the store was brought in line with what is, and nothing
/// of that was changed since.
bool is_in_line(const io::Marks& marks, const std::vector<Person>& people,
                const std::vector<DeclaredSource>& sources);

/// Somebody a network feed or a card has shown already, whom the user now wants to follow: known by
/// an account, or as the only one of that name.
std::optional<Person> seen_before(const io::Store& store, const Person& wanted);

/// A new person, or somebody seen before who is followed from now on.
PersonId follow_wanted(io::Store& store, const Person& wanted, Instant now);
PersonId follow_wanted(io::Store& store, const Person& wanted, Instant now,
                       const std::optional<Person>& seen_before);

/// Somebody whose rhythm is known already becomes followed: a quiet that was not told to anybody is
/// looked at anew with the next good poll.
void follow_from_now(io::Store& store, PersonId id, Instant now);

/// Whether the configuration says this of somebody ("note"): the refusal names the line.
std::optional<Refused> covered(const io::Store& store, const Person& person,
                               const std::string& key);

/// Whether the configuration gives somebody this account: the refusal names the line.
std::optional<Refused> declared_account(const io::Store& store, const Person& person,
                                        const std::string& account);

/// The one answer to whoever wants to change what is declared.
tl::unexpected<Refused> declared(const std::string& what, const std::string& where);

}  // namespace earshot::app
