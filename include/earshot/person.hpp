#pragma once
// A person, and how an actor of a feed is recognised as one.

#include <optional>
#include <string>
#include <vector>

#include "earshot/activity.hpp"
#include "earshot/ids.hpp"
#include "earshot/own_line.hpp"
#include "earshot/sensitivity.hpp"
#include "earshot/source.hpp"
#include "earshot/time.hpp"

namespace earshot {

enum class Standing {
    followed,  // the user asked for this person: everything can be told
    light,     // an actor seen in a feed that carries many: the rhythm is learned, only bursts are
               // told
    resting,   // the user wants to hear of a return only
    let_go,    // archived: nothing is told
};
std::string_view to_text(Standing standing);
std::optional<Standing> parse_standing(std::string_view text);

/// Who says what a person is called.
enum class NameFrom {
    user,   // the user, or a card of the address book
    feed,   // the feed that they write, or one that shows them
    title,  // nobody yet: it is what a list calls their feed, until that has said who writes it
};
std::string_view to_text(NameFrom from);
std::optional<NameFrom> parse_name_from(std::string_view text);

struct Person {
    PersonId id{};
    std::string name;
    NameFrom name_from = NameFrom::user;
    std::vector<std::string> circles;  // the user's words for their groups; the first is the one
                                       // they are told of with
    Standing standing = Standing::light;
    std::string phone;  // what the user noted, for the step ("you could call")
    std::string note;
    std::string company, position;  // as a card or the user's list of connections has them
    std::string birthday;           // "1961-04-23", or "--04-23" when nobody says the year
    std::string declared_at;  // "earshot.toml:12" when the configuration declares it, else empty
    std::vector<std::string> accounts;    // account URIs, as given
    std::vector<std::string> names;       // other exact names used in feeds
    std::optional<Instant> connected_on;  // the day since which the user's own list of connections
                                          // has them
    std::optional<Sensitivity> sensitivity;  // empty: the circle's, else everybody's
    std::optional<OwnLine> own_line;         // empty: the circle's, else by their rhythm

    bool operator==(const Person&) const = default;
};

/// The circle that they are told of with; empty when they are in none.
std::string main_circle(const Person& person);

/// What the user's answers have taught about a person, besides what the user wrote down.
struct Answers {
    std::optional<Stretch> leave;   // "away": silence in it says nothing
    double usual_silence_days = 0;  // "normal": so long a silence is usual for them
    int usual_run = 0;              // "normal": so many activities in one run are usual
    int usual_connections = 0;      // "normal": so many connections in one run are

    bool operator==(const Answers&) const = default;
};

/// A word between the user and a person: what the user says of it, or what the user's own feed
/// shows. Seeing somebody is no touch.
struct Touch {
    Instant at;
    std::string how;    // "called", "wrote"; may be empty
    std::string note;   // whatever is worth remembering; may be empty
    bool seen = false;  // in the user's own feed

    bool operator==(const Touch&) const = default;
};

/// How an actor is looked up, strongest first; the first that the store knows decides.
struct IdentityKey {
    enum class Kind { account, name_in_source, name } kind = Kind::account;
    std::string value;               // account_key() of the URI, or the exact name
    std::optional<SourceId> source;  // for name_in_source

    bool operator==(const IdentityKey&) const = default;
};
std::string_view to_text(IdentityKey::Kind kind);  // "name in source"

/// The keys of one account, best first: account_key() as given, in lower case (logins change case
/// and mean the same account), and without the name that some sites put behind the number of an
/// account ("/users/22/ann-quill"), since names change and numbers do not. All are kept, any is
/// enough.
std::vector<std::string> account_keys(std::string_view uri);

std::vector<IdentityKey> account_identities(std::string_view uri);

/// Whether both are addresses of accounts on one host: then they are two accounts, whatever their
/// names say. Takes account keys.
bool are_rivals(std::string_view account, std::string_view other);

/// The keys of an actor seen in a source that carries many: account URI, then exact name within
/// that source, then a name that the user declared. Empty when the actor has neither.
std::vector<IdentityKey> identity_keys(const Actor& actor, SourceId source);

struct Feed;       // feed.hpp
struct ReadEntry;  // reader.hpp

/// Whether a source shows one person or many, judged from the actors of its first good document.
Carries judge_carries(const std::vector<ReadEntry>& entries);

/// The name of the person that a one-person source shows when the user gave none.
std::string owner_name(const Feed& feed, const std::vector<ReadEntry>& entries, const Url& url);

}  // namespace earshot
