#pragma once
// Where the output goes: a terminal with a width, or a pipe. And how wide text is there.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace earshot::client {

struct Screen {
    bool terminal = false;
    std::size_t width = 80;
    bool colour = false;  // never with NO_COLOR, TERM=dumb or on a pipe
    std::size_t height = 24;

    /// Of this process's standard output.
    static Screen of_stdout();

    std::string bold(std::string text) const;
    std::string dim(std::string text) const;
};

/// Whether somebody sits at standard input who can be asked.
bool input_is_terminal();
/// Whether somebody reads standard error, on a terminal that can go back in a line.
bool errors_are_on_terminal();

/// Columns a text takes: wide East Asian characters two, combining marks none.
std::size_t columns(std::string_view text);

/// Cut to at most `limit` columns, with "…" when something was cut.
std::string fitted(std::string_view text, std::size_t limit);

/// Broken at spaces into lines of at most `limit` columns, at least one; a longer word stays whole.
std::vector<std::string> wrapped(std::string_view text, std::size_t limit);

}  // namespace earshot::client
