#include "earshot/text.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/text/utf8.hpp"

namespace earshot {
namespace {

// Controls, and marks that turn the direction of what follows or hide in it.
bool is_unprintable(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF ||
           (c >= 0xE0000 && c <= 0xE007F);
}

/// And no space.
bool is_printable_ascii(char c) {
    return c > ' ' && c <= '~';
}

char32_t fold(char32_t c) {
    const bool upper = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
    return upper ? c + 0x20 : c;
}

bool is_punctuation(char32_t c) {
    if (c < 0x80) return c > 0x20 && !(c >= '0' && c <= '9') && !(fold(c) >= 'a' && fold(c) <= 'z');
    return c == 0xA1 || c == 0xAB || c == 0xB7 || c == 0xBB || c == 0xBF ||
           (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205E) ||
           (c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x3011) || c == 0xFF01 ||
           c == 0xFF0C || c == 0xFF0E || c == 0xFF1F;
}

}  // namespace

CodePoint decode(std::string_view text) {
    const auto byte = [&](std::size_t i) -> unsigned {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const unsigned lead = byte(0);
    if (lead < 0x80) return {lead, 1, true};
    if (lead < 0xC2 || lead > 0xF4) return {};
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t value = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const unsigned next = byte(i);
        unsigned low = 0x80;
        unsigned high = 0xBF;
        if (i == 1) {
            if (lead == 0xE0) low = 0xA0;   // overlong
            if (lead == 0xED) high = 0x9F;  // surrogates
            if (lead == 0xF0) low = 0x90;   // overlong
            if (lead == 0xF4) high = 0x8F;  // beyond U+10FFFF
        }
        if (next < low || next > high) return {replacement, i, false};
        value = (value << 6) | (next & 0x3F);
    }
    return {value, length, true};
}

void append(std::string& out, char32_t c) {
    const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) return put(c);
    if (c < 0x800) return put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
    if (c < 0x10000)
        return put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
    put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
}

bool is_space(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

std::string repair_utf8(std::string_view bytes) {
    if (is_valid_utf8(bytes)) return std::string(bytes);
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 8);
    while (!bytes.empty()) {
        const CodePoint c = decode(bytes);
        append(out, c.value);
        bytes.remove_prefix(c.bytes);
    }
    return out;
}

std::string collapse(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool space = false;
    while (!text.empty()) {
        if (const char letter = text.front(); is_printable_ascii(letter)) {  // nearly always
            if (space) out += ' ';
            space = false;
            out += letter;
            text.remove_prefix(1);
            continue;
        }
        const CodePoint c = decode(text);
        if (is_space(c.value)) {
            space = !out.empty();
        } else {
            if (space) out += ' ';
            space = false;
            if (c.valid)
                out.append(text.substr(0, c.bytes));
            else
                append(out, replacement);
        }
        text.remove_prefix(c.bytes);
    }
    return out;
}

std::string_view cut(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    std::size_t n = limit;
    while (n > 0 && (static_cast<unsigned char>(text[n]) & 0xC0) == 0x80)
        --n;
    return text.substr(0, n);
}

std::string shorten(std::string_view text, std::size_t limit) {
    constexpr std::string_view ellipsis = "…";
    if (text.size() <= limit) return std::string(text);
    if (limit < ellipsis.size()) return std::string(cut(text, limit));
    std::string out(cut(text, limit - ellipsis.size()));
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out.append(ellipsis);
}

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const CodePoint c = decode(text);
        if (c.value != ' ' && is_space(c.value) && c.value != 0xA0 && c.value != 0x3000)
            out += ' ';
        else if (!is_unprintable(c.value))
            append(out, c.value);
        text.remove_prefix(c.bytes);
    }
    return out;
}

std::string folded(std::string_view text) {
    std::string out;
    std::size_t kept = 0;  // up to the last character that is not punctuation
    const std::string plain = collapse(text);
    out.reserve(plain.size());
    std::string_view rest = plain;
    while (!rest.empty()) {
        const bool ascii = is_printable_ascii(rest.front());
        const CodePoint c =
            ascii ? CodePoint{static_cast<unsigned char>(rest.front()), 1, true} : decode(rest);
        rest.remove_prefix(c.bytes);
        const bool edge = c.value == ' ' || is_punctuation(c.value);
        if (out.empty() && edge) continue;
        if (ascii)
            out += static_cast<char>(fold(c.value));
        else
            append(out, fold(c.value));
        if (!edge) kept = out.size();
    }
    out.resize(kept);
    return out;
}

}  // namespace earshot
