#pragma once
// How the client ends. The codes are a contract with scripts (earshot(1)).

#include <string>

namespace earshot::client {

enum class Exit {
    ok = 0,
    failed = 1,
    usage = 2,
    unreachable = 3,    // no daemon at the socket
    not_found = 4,      // no such person, source, finding, digest
    not_permitted = 5,  // this user may only read
    rejected = 6,       // understood and refused: a bad configuration, an address that is there
    // Only of `earshot status --exit-code`, which is asked how things stand.
    something_open = 10,
    cannot_vouch = 20,  // something cannot be seen
};

/// Thrown by a command that cannot go on; main prints the message on stderr and ends with the code.
struct Ended {
    Exit exit = Exit::failed;
    std::string message;  // one or more lines; may be empty when all has been said
};

}  // namespace earshot::client
