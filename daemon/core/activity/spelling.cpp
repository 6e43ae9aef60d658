#include "daemon/core/activity/spelling.hpp"

#include <array>

namespace earshot {
namespace {

using Ways = std::array<std::string_view, 4>;
constexpr std::array<Ways, 7> signs{{{"'", "’", "ʼ", "´"},
                                     {"ș", "ş", "ș", "ş"},
                                     {"ț", "ţ", "ț", "ţ"},
                                     {"е", "ё", "е", "ё"},
                                     {"ا", "أ", "إ", "آ"},
                                     {"ي", "ی", "ى", "ي"},
                                     {"ك", "ک", "ك", "ک"}}};

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

Sign sign_at(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    if (lead < 0x80 ? lead != '\'' : lead < 0xC0 || lead > 0xE2) return {};
    for (std::size_t i = 0; i < signs.size(); ++i)
        for (const std::string_view way : signs[i])
            if (text.starts_with(way)) return {i, way.size()};
    return {};
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
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const Sign sign = sign_at(text);
        if (const std::size_t silent = silent_at(text); silent > 0) {
            text.remove_prefix(silent);
        } else if (sign.size == 0) {
            result += text.front();
            text.remove_prefix(1);
        } else {
            result += signs[sign.number].front();
            text.remove_prefix(sign.size);
        }
    }
    return result;
}

std::size_t end_of_words(std::string_view sentence, std::size_t at, std::string_view words) {
    const auto over = [&sentence, &at] { return at == sentence.size(); };
    for (std::size_t i = 0; i < words.size();) {
        const std::size_t size = letter_size(words[i]);
        if (!over() && sentence[at] == words[i] &&
            sentence.substr(at, size) == words.substr(i, size)) {
            at += size;
            i += size;
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
