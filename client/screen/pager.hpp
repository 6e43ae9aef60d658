#pragma once
// What is longer than the terminal goes through the user's pager: $EARSHOT_PAGER, else $PAGER, else
// less. An empty one, or cat, is none.

#include <cstddef>
#include <string>
#include <string_view>

#include "client/screen/screen.hpp"

namespace earshot::client {

/// Lines that a text takes on a screen of this width; escape sequences take no room.
std::size_t lines_of(std::string_view text, std::size_t width);

/// The command of this process's environment; empty for none, and on a dumb terminal.
std::string pager_command();

/// Writes it to standard output, through the pager when it does not fit. False when nobody reads
/// on: a closed pipe.
bool show(const std::string& text, const Screen& screen);

}  // namespace earshot::client
