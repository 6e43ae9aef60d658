#pragma once
// What is said of a line that cannot be understood: what is wrong with it, what may have been
// meant, and how the command is called.

#include <string>
#include <vector>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace earshot::client {

/// `thrown` is the parser's own sentence, for what is wrong inside of an argument.
std::string complaint_about(const CLI::App& tree, const std::vector<std::string>& words,
                            const CLI::ParseError& thrown);

}  // namespace earshot::client
