#pragma once
// Why something that the user asks for is not done: a closed set for the programs that ask, and a
// sentence for people. A malformed request is a Problem (result.hpp) that names its field; this is
// said of a request that is understood.

#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace earshot {

enum class Refusal {
    not_found,      // what it names is not there
    rejected,       // a value that cannot be
    closed,         // the finding is over already
    does_not_fit,   // the answer says nothing about such a finding
    declared,       // the configuration says so, and has the last word
    same_standing,  // they are followed, at rest or let go already
    same_person,    // the two are one already
    exists,         // it is theirs already
    not_theirs,     // it is somebody else's
    sent,           // the message has arrived
    sending,        // the message is on its way
    undone,         // taken back already
    later_change,   // a later change rests on it
    not_undoable,   // the record of it cannot be read
};
/// "not-found", "later-change", ...: the slugs of the API's errors.
std::string_view to_text(Refusal refusal);

struct Refused {
    Refusal why = Refusal::rejected;
    std::string what;  // one sentence; safe to show

    bool operator==(const Refused&) const = default;
};

template <class T>
using Allowed = tl::expected<T, Refused>;

inline tl::unexpected<Refused> refuse(Refusal why, std::string what) {
    return tl::unexpected<Refused>(Refused{why, std::move(what)});
}

}  // namespace earshot
