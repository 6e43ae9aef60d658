#pragma once
// A program of the user's, run to its end: it gets bytes on its standard input, and what it says is
// kept. No shell: the words go to it as they are. It sees none of the daemon's descriptors, signal
// settings or secrets, and of the environment what a program needs (program.cpp). Decides nothing.

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

namespace earshot::io {

namespace program_limits {
inline constexpr std::size_t said = 4096;  // bytes; the rest is read and dropped
}  // namespace program_limits

struct ProgramEnd {
    enum class How {
        exited,
        killed,       // by a signal that was not ours
        too_long,     // for the time it had; it and all it started were killed
        not_started,  // `said` tells why
    } how = How::not_started;
    int number = 0;    // exit status, or the signal
    std::string said;  // on standard output and error
};

/// `command`: an absolute path, and what it is called with. When the awaiting coroutine is
/// cancelled the program and all it started are killed.
boost::asio::awaitable<ProgramEnd> run_program(std::vector<std::string> command, std::string input,
                                               std::chrono::seconds limit);

}  // namespace earshot::io
