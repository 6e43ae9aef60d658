#include "daemon/core/activity/sentence/empty_words.hpp"

#include <algorithm>

#include "daemon/core/text/utf8.hpp"

namespace earshot {
namespace {

constexpr std::size_t most_words = 64;     // a text with more says something
constexpr std::size_t longest_word = 200;  // bytes; so does a longer one

bool is_digit(char32_t c) {
    return c >= '0' && c <= '9';
}

bool is_ascii_letter(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Spaces, punctuation, arrows, boxes and pictures.
bool parts_words(char32_t c) {
    if (c < 0x80) return !is_digit(c) && !is_ascii_letter(c);
    if (c < 0xC0) return c != 0xAA && c != 0xB5 && c != 0xBA;
    if (c >= 0x2000 && c < 0x2070) return c != 0x200C && c != 0x200D;
    if (c >= 0x2190 && c < 0x2C00) return true;
    if (c >= 0x3000 && c < 0x3005) return true;
    if (c >= 0x3008 && c < 0x3020) return true;
    if (c >= 0xFF01 && c < 0xFF10) return true;
    return c == 0xFF1A || c == 0xFF5C || c == 0xFE0F || (c >= 0x1F000 && c < 0x20000);
}

/// Kana, Han, Hangul, Thai: words that stand together.
bool stands_together(std::string_view word) {
    const char32_t c = decode(word).value;
    return (c >= 0x0E00 && c < 0x0F00) || (c >= 0x3040 && c < 0xE000);
}

char32_t lower(char32_t c) {
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >= 0xC0 && c < 0xDF && c != 0xD7) return c + 32;
    if (c >= 0x0100 && c < 0x0138) return c | 1;
    if (c >= 0x0139 && c < 0x0149) return (c & 1) == 1 ? c + 1 : c;
    if (c >= 0x014A && c < 0x0178) return c | 1;
    if (c >= 0x0218 && c < 0x021C) return c | 1;
    if (c >= 0x0391 && c < 0x03AA) return c + 32;
    if (c >= 0x0400 && c < 0x0410) return c + 80;
    if (c >= 0x0410 && c < 0x0430) return c + 32;
    return c;
}

std::string without_digits(std::string_view word) {
    std::string rest;
    for (const char c : word)
        if (!is_digit(static_cast<unsigned char>(c))) rest += c;
    return rest;
}

}  // namespace

std::string lower_case(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const CodePoint c = decode(text);
        append(result, lower(c.value));
        text.remove_prefix(c.bytes);
    }
    return result;
}

namespace {

/// The next word, and the text behind it; empty when there is none.
std::string_view take_word(std::string_view& text) {
    std::size_t begin = 0, at = 0;
    while (at < text.size()) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const CodePoint c = byte < 0x80 ? CodePoint{byte, 1, true} : decode(text.substr(at));
        if (parts_words(c.value)) {
            if (at > begin) break;
            begin = at + c.bytes;
        }
        at += c.bytes;
    }
    at = std::min(at, text.size());
    const std::string_view word = text.substr(std::min(begin, at), at - std::min(begin, at));
    text.remove_prefix(at);
    return word;
}

}  // namespace

std::vector<std::string_view> words_in(std::string_view text, std::size_t most) {
    std::vector<std::string_view> result;
    while (result.size() < most) {
        const std::string_view word = take_word(text);
        if (word.empty()) break;
        result.push_back(word);
    }
    return result;
}

void EmptyWords::add(const std::vector<std::string>& wordings) {
    for (const std::string& wording : wordings) {
        const std::string small = lower_case(wording);
        for (const std::string_view word : words_in(small, most_words)) {
            if (!words_.emplace(word).second || !stands_together(word)) continue;
            joined_.emplace_back(word);
        }
    }
    std::ranges::stable_sort(joined_, std::ranges::greater(), &std::string::size);
}

std::string_view EmptyWords::own_part(std::string_view word) const {
    if (word.size() > longest_word) return word;
    if (word.size() == 1 || words_.contains(std::string(word))) return {};
    if (std::ranges::any_of(word, is_digit)) {
        const std::string rest = without_digits(word);
        if (rest.size() < 2 || words_.contains(rest) || beside_joined(rest).empty()) return {};
    }
    return beside_joined(word);
}

/// Only at the ends: what stands within a word may be part of a name.
std::string_view EmptyWords::beside_joined(std::string_view word) const {
    if (std::ranges::all_of(word, [](char c) { return (c & 0x80) == 0; })) return word;
    for (std::size_t before = word.size() + 1; before != word.size();) {
        before = word.size();
        for (const std::string& known : joined_) {
            if (word.ends_with(known))
                word.remove_suffix(known.size());
            else if (word.starts_with(known))
                word.remove_prefix(known.size());
        }
    }
    return word;
}

bool EmptyWords::are_all(std::string_view text) const {
    for (std::size_t count = 0; count < most_words; ++count) {
        const std::string_view word = take_word(text);
        if (word.empty()) return true;
        if (!own_part(lower_case(word)).empty()) return false;
    }
    return false;
}

}  // namespace earshot
