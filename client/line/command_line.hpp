#pragma once
// The whole command line: one tree of commands, each with its arguments, options, help and
// examples. Parsing, help, completion and the complaints about what was typed are made from it, and
// the manual is held against it by a test.

#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

namespace earshot::client {

class CommandLine {
public:
    CommandLine();
    ~CommandLine();
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    const CLI::App& tree() const;

    /// Does what the words (without the program's name) say, and gives the exit code. Throws Ended
    /// when a command cannot go on; all that was printed has been shown by then.
    int run(const std::vector<std::string>& words);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace earshot::client
