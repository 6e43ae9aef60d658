#include "daemon/core/activity/sentence/spelling.hpp"

#include <algorithm>
#include <array>

namespace earshot {
namespace {

// The first way of each sign.
constexpr std::array<std::string_view, 7> signs{"'", "ș", "ț", "е", "ا", "ي", "ك"};

std::size_t letter_size(char first) {
    const auto lead = static_cast<unsigned char>(first);
    return lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

bool plain_ascii(char c) {
    return (c & 0x80) == 0 && c != '\'';
}

struct Sign {
    std::size_t number = signs.size();  // this many: none of them
    std::size_t size = 0;
};

/// By bytes, since this is asked of every letter.
Sign sign_at(std::string_view text) {
    const auto byte = [text](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    if (byte(0) == '\'') return {0, 1};
    if (byte(0) < 0xC0) return {};
    switch (byte(0) << 8 | byte(1)) {
        case 0xE280: return byte(2) == 0x99 ? Sign{0, 3} : Sign{};  // ’
        case 0xCABC: return {0, 2};                                 // ʼ
        case 0xC2B4: return {0, 2};                                 // ´
        case 0xC899: return {1, 2};                                 // ș
        case 0xC59F: return {1, 2};                                 // ş
        case 0xC89B: return {2, 2};                                 // ț
        case 0xC5A3: return {2, 2};                                 // ţ
        case 0xD0B5: return {3, 2};                                 // е
        case 0xD191: return {3, 2};                                 // ё
        case 0xD8A7: return {4, 2};                                 // ا
        case 0xD8A3: return {4, 2};                                 // أ
        case 0xD8A5: return {4, 2};                                 // إ
        case 0xD8A2: return {4, 2};                                 // آ
        case 0xD98A: return {5, 2};                                 // ي
        case 0xDB8C: return {5, 2};                                 // ی
        case 0xD989: return {5, 2};                                 // ى
        case 0xD983: return {6, 2};                                 // ك
        case 0xDAA9: return {6, 2};                                 // ک
        default: return {};
    }
}

/// How many bytes of nothing stand here: vowel signs and stretching of Arabic, joiners.
std::size_t silent_at(std::string_view text) {
    const auto byte = [text](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    if (byte(0) == 0xD9 && (byte(1) == 0x80 || (byte(1) >= 0x8B && byte(1) <= 0x92))) return 2;
    if (byte(0) == 0xE2 && byte(1) == 0x80 && (byte(2) == 0x8C || byte(2) == 0x8D)) return 3;
    return 0;
}

}  // namespace

std::string plain_spelling(std::string_view text) {
    if (std::ranges::none_of(text, [](char c) { return (c & 0x80) != 0; }))
        return std::string(text);
    std::string result;
    result.reserve(text.size());
    const auto ascii = [](char c) { return (c & 0x80) == 0; };
    while (!text.empty()) {
        const auto plain = std::ranges::find_if_not(text, ascii) - text.begin();
        result += text.substr(0, static_cast<std::size_t>(plain));
        text.remove_prefix(static_cast<std::size_t>(plain));
        if (text.empty()) break;
        const Sign sign = sign_at(text);
        if (const std::size_t silent = silent_at(text); silent > 0) {
            text.remove_prefix(silent);
        } else if (sign.size == 0) {
            result += text.front();
            text.remove_prefix(1);
        } else {
            result += signs[sign.number];
            text.remove_prefix(sign.size);
        }
    }
    return result;
}

std::size_t end_of_words(std::string_view sentence, std::size_t at, std::string_view words) {
    const auto over = [&sentence, &at] { return at == sentence.size(); };
    for (std::size_t i = 0; i < words.size();) {
        const std::size_t size = letter_size(words[i]);
        const bool alike = !over() && sentence[at] == words[i];
        if (alike && (size == 1 || sentence.substr(at, size) == words.substr(i, size))) {
            at += size;
            i += size;
        } else if (alike && size == 3 && static_cast<unsigned char>(words[i]) >= 0xE3) {
            return sentence.npos;  // there is no second way for these
        } else if (words[i] == ' ') {
            if (at > 0 && !over() && sentence[at - 1] != ' ') return sentence.npos;
            ++i;
        } else if (const std::size_t unsaid = silent_at(words.substr(i)); unsaid > 0) {
            i += unsaid;
        } else if (over() || (plain_ascii(words[i]) && plain_ascii(sentence[at]))) {
            return sentence.npos;
        } else if (const std::size_t silent = silent_at(sentence.substr(at)); silent > 0) {
            at += silent;
        } else {
            const Sign here = sign_at(sentence.substr(at));
            const Sign meant = here.size == 0 ? here : sign_at(words.substr(i));
            if (here.size == 0 || meant.number != here.number) return sentence.npos;
            at += here.size;
            i += meant.size;
        }
    }
    while (!over()) {
        const std::size_t silent = silent_at(sentence.substr(at));
        if (silent == 0) break;
        at += silent;
    }
    return at;
}

}  // namespace earshot
