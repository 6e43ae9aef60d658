#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "daemon/core/digest/filled.hpp"
#include "daemon/core/digest/render_words.hpp"
#include "daemon/core/text/utf8.hpp"
#include "earshot/render.hpp"

namespace earshot {
namespace {

constexpr std::size_t columns = 78;

struct Range {
    char32_t first, last;
};
// Marks that sit on the letter before them, and letters that take two columns.
constexpr std::array<Range, 4> no_column{
    {{0x0300, 0x036f}, {0x200b, 0x200f}, {0x20d0, 0x20f0}, {0xfe00, 0xfe0f}}};
constexpr std::array<Range, 8> two_columns{{{0x1100, 0x115f},
                                            {0x2e80, 0xa4cf},
                                            {0xac00, 0xd7a3},
                                            {0xf900, 0xfaff},
                                            {0xfe30, 0xfe6f},
                                            {0xff00, 0xff60},
                                            {0x1f300, 0x1faff},
                                            {0x20000, 0x3fffd}}};

template <std::size_t N>
bool in(const std::array<Range, N>& ranges, char32_t letter) {
    for (const Range& range : ranges)
        if (letter >= range.first && letter <= range.last) return true;
    return false;
}

std::size_t width_of(char32_t letter) {
    return in(no_column, letter) ? 0 : in(two_columns, letter) ? 2 : 1;
}

std::size_t width_of(std::string_view word) {
    std::size_t width = 0;
    for (std::string_view rest = word; !rest.empty();) {
        const CodePoint letter = decode(rest);
        width += width_of(letter.value);
        rest.remove_prefix(letter.bytes);
    }
    return width;
}

/// Lines of at most `columns`, the first after `first`, the others after `indent` spaces.
class Paragraph {
public:
    Paragraph(std::string first, std::size_t indent)
        : text_(std::move(first)), indent_(indent), at_(text_.size()) {}

    void add(std::string_view words) {
        while (!words.empty()) {
            const std::size_t end = std::min(words.find(' '), words.size());
            if (end > 0) add_word(words.substr(0, end));
            words.remove_prefix(std::min(end + 1, words.size()));
        }
    }
    void new_line() {
        text_ += "\n" + std::string(indent_, ' ');
        at_ = indent_;
        fresh_ = true;
    }
    std::string end() && { return std::move(text_) + "\n"; }

private:
    void add_word(std::string_view word) {
        if (!fresh_ && at_ + 1 + width_of(word) > columns) new_line();
        if (!fresh_) {
            text_ += ' ';
            ++at_;
        }
        fresh_ = false;
        // A word longer than a line (an address, a script without spaces) is cut.
        while (!word.empty()) {
            const CodePoint letter = decode(word);
            const std::size_t width = width_of(letter.value);
            if (at_ + width > columns) {
                new_line();
                fresh_ = false;
            }
            append(text_, letter.value);
            at_ += width;
            word.remove_prefix(letter.bytes);
        }
    }

    std::string text_;
    std::size_t indent_;
    std::size_t at_;
    bool fresh_ = true;  // nothing stands in this line yet
};

constexpr std::size_t longest_address = 900;  // bytes; a line of mail has 998

/// An address of the web alone in its line: cut, it leads nowhere.
bool is_address(std::string_view words) {
    return (words.starts_with("https://") || words.starts_with("http://")) &&
           words.find(' ') == std::string_view::npos && words.size() <= longest_address;
}

/// How far the later lines of a line stand in: under its text, behind the spaces and the number.
std::size_t hanging(std::string_view line, std::size_t spaces) {
    if (spaces >= line.size() || line[spaces] != '[') return spaces;
    const std::size_t end = line.find("] ", spaces);
    const bool is_number =
        end != std::string_view::npos && line.find_first_not_of("0123456789", spaces + 1) == end;
    return is_number ? end + 2 : spaces;
}

std::string wrapped(std::string_view line) {
    const std::size_t spaces = std::min(line.find_first_not_of(' '), line.size());
    const std::string_view words = line.substr(spaces);
    if (words.empty()) return "\n";
    if (is_address(words)) return std::string(line) + "\n";
    const std::size_t in = hanging(line, spaces);
    Paragraph paragraph(std::string(line.substr(0, in)), in);
    paragraph.add(line.substr(in));
    return std::move(paragraph).end();
}

}  // namespace

std::string render_text(const Digest& digest, const Templates& templates) {
    const std::string sheet = filled(templates.text, values_of(digest), Escape::none);
    std::string text;
    for (std::string_view rest = sheet; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        text += wrapped(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return text;
}

}  // namespace earshot
