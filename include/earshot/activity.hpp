#pragma once
// What entries say: actor, verb, objects, time. How they are read is in reader.hpp. A sentence
// nobody understands is kept as `other`: silence and bursts work without the verb. Knows nothing of
// people, stores or newness.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/time.hpp"

namespace earshot {

/// The closed set of verbs (research/sources.md section 3).
enum class Verb {
    connect,  // mutual: "A is now connected to B"
    follow,   // one way
    unfollow,
    join,  // a group, a project
    leave,
    post,   // wrote something: a post, a video, a repository
    share,  // somebody else's words
    reply,  // a comment, an answer
    like,
    watch,  // a repository, a thread
    recommend,
    update_profile,
    push,
    open,  // an issue, a pull request
    close,
    reopen,
    merge,
    review,
    create_ref,  // a branch, a tag
    delete_ref,
    fork,
    release,
    publish,     // made public
    add_member,  // added B to R
    edit_wiki,
    label,
    assign,
    attend,
    checkin,
    read,
    listen,
    view,
    rate,
    tagged,  // passive: was tagged in
    deleted,
    other,  // not understood; the sentence is kept
};

/// "connect", "update-profile", ...: the words of the commands, the API and the dialect files.
std::string_view to_text(Verb verb);
std::optional<Verb> parse_verb(std::string_view text);

/// Verbs by which someone gains a person: connect, follow.
std::span<const Verb> connect_like_verbs();
bool is_connect_like(Verb verb);

/// What an activity is a sign of.
enum class Sign {
    life,      // somebody did something: a sighting
    calendar,  // only the network's calendar says it of them: a birthday, five years at a company
    notice,    // said to the user, about nobody in particular: "You have 3 invitations"
};
std::string_view to_text(Sign sign);

struct Actor {
    std::string uri;   // account address; may be empty
    std::string name;  // display name; may be empty

    bool operator==(const Actor&) const = default;
};

struct Object {
    std::string name;
    std::string uri;

    bool operator==(const Object&) const = default;
};

struct Activity {
    Verb verb = Verb::other;
    Actor actor;
    std::vector<Object> objects;
    int more_objects = 0;       // "and 3 others": given in number only, beside the objects; "has 6
                                // new connections": all of them
    std::optional<Instant> at;  // published, else updated; empty when the feed says nothing
    std::string sentence;       // what the entry said, plain text, at most 200 bytes
    std::string link;
    std::string rule;  // which rule read it: "github: push", "markup: follow"
    /// What the object is called when two readings are compared: no owner, host or wording that a
    /// server may rewrite. Given by a dialect; empty when the objects speak for themselves.
    std::string key;
    Sign sign = Sign::life;

    bool operator==(const Activity&) const = default;
};

}  // namespace earshot
