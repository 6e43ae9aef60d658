#pragma once
// The help of a command, made from the tree.

#include <string>

#include "client/screen/screen.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace earshot::client {

/// What it does, how it is called, examples, arguments and options; of the program itself its
/// commands by what they are for. At most as wide as the screen and 100 columns.
std::string help_of(const CLI::App& node, const Screen& screen);

}  // namespace earshot::client
