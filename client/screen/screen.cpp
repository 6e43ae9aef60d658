#include "client/screen/screen.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include <sys/ioctl.h>
#include <unistd.h>

namespace earshot::client {
namespace {

/// One code point of valid UTF-8, taken off the front.
char32_t next(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t point = size == 1 ? first : first & (0xFFu >> (size + 1));
    for (std::size_t i = 1; i < size && i < text.size(); ++i)
        point = (point << 6) | (static_cast<unsigned char>(text[i]) & 0x3Fu);
    text.remove_prefix(std::min(size, text.size()));
    return point;
}

using Range = std::pair<char32_t, char32_t>;

template <std::size_t N>
bool within(const std::array<Range, N>& ranges, char32_t point) {
    for (const auto& [from, to] : ranges)
        if (point >= from && point <= to) return true;
    return false;
}

// The blocks that names and titles use; a rare one that is missed only bends a column.
constexpr std::array<Range, 7> zero_wide{{{0x300, 0x36F},
                                          {0x483, 0x489},
                                          {0x591, 0x5BD},
                                          {0x610, 0x61A},
                                          {0x64B, 0x65F},
                                          {0x200B, 0x200F},
                                          {0xFE00, 0xFE0F}}};
constexpr std::array<Range, 9> twice_wide{{{0x1100, 0x115F},
                                           {0x2E80, 0x303E},
                                           {0x3041, 0xA4CF},
                                           {0xAC00, 0xD7A3},
                                           {0xF900, 0xFAFF},
                                           {0xFE30, 0xFE6F},
                                           {0xFF00, 0xFF60},
                                           {0x1F300, 0x1FAFF},
                                           {0x20000, 0x3FFFD}}};

std::size_t width_of(char32_t point) {
    if (within(zero_wide, point)) return 0;
    return within(twice_wide, point) ? 2 : 1;
}

bool is_set(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
}

}  // namespace

bool input_is_terminal() {
    return isatty(STDIN_FILENO) != 0;
}

bool errors_are_on_terminal() {
    const char* kind = std::getenv("TERM");
    return isatty(STDERR_FILENO) != 0 && kind != nullptr && std::string_view(kind) != "dumb";
}

Screen Screen::of_stdout() {
    Screen screen;
    screen.terminal = isatty(STDOUT_FILENO) != 0;
    if (!screen.terminal) return screen;
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
        if (size.ws_col > 0) screen.width = size.ws_col;
        if (size.ws_row > 0) screen.height = size.ws_row;
    }
    const char* wanted = std::getenv("COLUMNS");
    const int columns = wanted == nullptr ? 0 : std::atoi(wanted);
    if (columns > 0) screen.width = static_cast<std::size_t>(columns);
    const char* term = std::getenv("TERM");
    screen.colour = !is_set("NO_COLOR") && term != nullptr && std::string_view(term) != "dumb";
    return screen;
}

std::string Screen::bold(std::string text) const {
    return colour ? "\x1b[1m" + std::move(text) + "\x1b[0m" : text;
}

std::string Screen::dim(std::string text) const {
    return colour ? "\x1b[2m" + std::move(text) + "\x1b[0m" : text;
}

std::size_t columns(std::string_view text) {
    std::size_t total = 0;
    while (!text.empty())
        total += width_of(next(text));
    return total;
}

std::string fitted(std::string_view text, std::size_t limit) {
    if (columns(text) <= limit) return std::string(text);
    if (limit == 0) return {};
    std::string_view rest = text;
    std::size_t kept = 0;
    for (std::size_t width = 0; !rest.empty();) {
        std::string_view after = rest;
        width += width_of(next(after));
        if (width > limit - 1) break;
        rest = after;
        kept = text.size() - rest.size();
    }
    return std::string(text.substr(0, kept)) + "…";
}

std::vector<std::string> wrapped(std::string_view text, std::size_t limit) {
    std::vector<std::string> lines(1);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' ', 1), text.size());
        std::string_view word = text.substr(0, end);
        text.remove_prefix(end);
        if (!lines.back().empty() && columns(lines.back()) + columns(word) > limit) {
            lines.back().erase(lines.back().find_last_not_of(' ') + 1);
            lines.emplace_back();
            word.remove_prefix(word.starts_with(' ') ? 1 : 0);
        }
        lines.back() += word;
    }
    return lines;
}

}  // namespace earshot::client
