#pragma once
// Whose activity it is: the actors of a source's news as people of the store. Runs inside the
// intake's transaction.

#include <optional>
#include <string_view>
#include <vector>

#include "daemon/io/store/store.hpp"
#include "earshot/me.hpp"
#include "earshot/reader.hpp"

namespace earshot {
class Dialects;
}

namespace earshot::app {

/// In a source that carries many, who did what nobody signs, and what is nobody's doing at all
/// (doers.hpp). Before the document is sifted: `known` is what it is sifted by.
void find_doers(const io::Store& store, const Me& me, const Source& source, const Feed& feed,
                ReadFeed& document, const Known& known, const Dialects& dialects);

/// In a source that carries many, what nobody signed is nobody's when two or more sign the rest:
/// the channel is then the place where they write, not one of them; unless it is the user.
void leave_unsigned(const io::Store& store, const Me& me, const Source& source, const Feed& feed,
                    const ReadFeed& document, std::vector<News>& news);

/// The person an activity shows: the owner of a one-person source, else who the actor is known as;
/// an unknown actor becomes a light person. Empty when the entry names nobody, or somebody erased.
std::optional<PersonId> recognise(io::Store& store, const Source& source, const Actor& actor);

/// The same, of those who are known already; nothing is noted of them.
std::optional<PersonId> known_person(const io::Store& store, const Source& source,
                                     const Actor& actor);

/// Two accounts on one host are two people, even of one name.
bool has_rival_account(const io::Identities& identities, PersonId id, std::string_view uri);

/// Somebody known by their account has another name now: a light person takes it and keeps the old
/// one among their names. What the user calls somebody stays.
void follow_rename(io::People& people, PersonId id, const Actor& actor);

}  // namespace earshot::app
