#include "client/screen/pager.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

namespace earshot::client {
namespace {

constexpr int not_found = 127;  // what a shell says of a command that is not there

/// False when there is no such program; then nothing was shown.
bool paged(const std::string& text, const std::string& command) {
    // As git and systemd have it: no pause when it fits, colours pass, the text stays.
    ::setenv("LESS", "FRX", 0);
    ::setenv("LESSCHARSET", "utf-8", 0);
    std::cout.flush();
    std::FILE* pager = ::popen(command.c_str(), "w");
    if (pager == nullptr) return false;
    // Whoever has read enough closes it, and that is no error.
    const auto before = std::signal(SIGPIPE, SIG_IGN);
    std::fwrite(text.data(), 1, text.size(), pager);
    const int status = ::pclose(pager);
    std::signal(SIGPIPE, before);
    return !(WIFEXITED(status) && WEXITSTATUS(status) == not_found);
}

}  // namespace

std::size_t lines_of(std::string_view text, std::size_t width) {
    std::size_t lines = 0;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        std::string bare;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] == '\x1b')
                i = std::min(line.find('m', i), line.size() - 1);
            else
                bare += line[i];
        }
        const std::size_t wide = columns(bare);
        lines += width == 0 || wide == 0 ? 1 : (wide + width - 1) / width;
    }
    return lines;
}

std::string pager_command() {
    const char* terminal = std::getenv("TERM");
    if (terminal == nullptr || std::string_view(terminal) == "dumb") return {};
    const char* command = std::getenv("EARSHOT_PAGER");
    if (command == nullptr) command = std::getenv("PAGER");
    if (command == nullptr) return "less";
    return std::string_view(command) == "cat" ? "" : command;
}

bool show(const std::string& text, const Screen& screen) {
    const std::string command = pager_command();
    const bool fits = lines_of(text, screen.width) < screen.height;
    if (fits || command.empty() || !input_is_terminal() || !paged(text, command)) std::cout << text;
    return static_cast<bool>(std::cout.flush());
}

}  // namespace earshot::client
