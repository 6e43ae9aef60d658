#pragma once
// What a poll asks with, and how a reply changes it: the validators. Used by poll.cpp.

#include "earshot/http.hpp"
#include "earshot/poll.hpp"

namespace earshot {

/// Rule 10: the one address that the validators are sent to, because it gave them.
const Url& conditional_address(const Source& source, const Validators& validators);

/// Rules 5, 6: what a 200 gives replaces what was known, also when it gives nothing.
Validators validators_of(const http::Reply& reply);

/// Rule 7: a 304 may bring new ones; what it does not mention stays.
Validators refreshed(Validators validators, const http::Reply& reply);

}  // namespace earshot
