#pragma once
// What the daemon's refusals, and its silence, mean for whoever called the client. Pure.

#include <string>

#include <boost/json/fwd.hpp>

#include "client/daemon/exit.hpp"

namespace earshot::client {

/// The code that tells a script what became of its request.
Exit exit_for(int status);

/// What a problem+json body says, one line for each of its problems: "earshot.toml:3: ...", or for
/// each of the feeds that a page offers: the command that follows it.
std::string message_of(int status, const std::string& body);

/// The feeds that a page offers, each on a line of its own that is begun here, with the command
/// that follows it.
std::string choice_of(const boost::json::array& feeds);

/// What a failed connect (an errno) says about a socket, and what to do.
std::string hint_for(int error);

}  // namespace earshot::client
