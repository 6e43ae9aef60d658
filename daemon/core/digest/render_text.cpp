#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

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

std::string wrapped(std::string_view words) {
    Paragraph paragraph("", 0);
    paragraph.add(words);
    return std::move(paragraph).end();
}

std::string laid_out(const ItemWords& item) {
    std::string first = " " + item.number + " ";
    const std::size_t indent = first.size();
    Paragraph paragraph(std::move(first), indent);
    paragraph.add(item.name + item.line);
    if (!item.more.empty()) {
        paragraph.new_line();
        paragraph.add(item.more);
    }
    return std::move(paragraph).end();
}

/// Commands side by side, none of them broken.
std::string in_rows(const std::vector<std::string>& commands) {
    std::string text, row;
    for (const std::string& command : commands) {
        const std::string gap = row.empty() ? " " : "   ";
        if (!row.empty() && width_of(row + gap + command) > columns) {
            text += row + "\n";
            row = " " + command;
        } else {
            row += gap + command;
        }
    }
    return text + row + "\n";
}

}  // namespace

std::string render_text(const Digest& digest) {
    const DigestWords words = words_of(digest);
    std::string text = wrapped(words.headline) + wrapped(words.coverage);
    for (const SectionWords& section : words.sections) {
        text += "\n" + section.heading + "\n";
        for (const ItemWords& item : section.items)
            text += laid_out(item);
    }
    if (!words.left.empty()) text += "\n" + words.left + "\n";
    if (!words.commands.empty()) {
        text += "\n" + in_rows(words.commands) + wrapped(words.reminder);
    }
    return text;
}

}  // namespace earshot
