#include "daemon/core/feed/document/declared_encoding.hpp"

#include <algorithm>

namespace earshot {
namespace {

constexpr std::string_view white_space = " \t\r\n\f\v";

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}

std::size_t find_word(std::string_view text, std::string_view word) {
    const auto at = std::search(text.begin(), text.end(), word.begin(), word.end(),
                                [](char a, char b) { return lower(a) == b; });
    return at == text.end() ? text.npos : std::size_t(at - text.begin());
}

/// The value of `name = value`, quoted or not; empty when there is no such name.
std::string_view value_after(std::string_view text, std::string_view name) {
    const std::size_t at = find_word(text, name);
    if (at == text.npos) return {};
    text.remove_prefix(at + name.size());
    text.remove_prefix(std::min(text.find_first_not_of(white_space), text.size()));
    if (!text.starts_with('=')) return {};
    text.remove_prefix(1);
    text.remove_prefix(std::min(text.find_first_not_of(white_space), text.size()));
    if (text.empty()) return {};
    if (const char quote = text.front(); quote == '"' || quote == '\'')
        return text.substr(1, text.find(quote, 1) - 1);
    return text.substr(0, text.find_first_of(" ;,\t\r\n?>'\""));
}

}  // namespace

std::string_view encoding_in_declaration(std::string_view document) {
    const std::string_view head = document.substr(0, declaration_within);
    constexpr std::string_view opening = "<?xml";
    for (std::size_t at = head.find(opening); at != head.npos; at = head.find(opening, at + 1)) {
        const std::string_view rest = head.substr(at + opening.size());
        if (rest.empty() || white_space.find(rest.front()) == white_space.npos)
            continue;  // <?xml-stylesheet
        return value_after(rest.substr(0, rest.find("?>")), "encoding");
    }
    return {};
}

std::string_view encoding_in_meta(std::string_view page) {
    constexpr std::string_view opening = "<meta";
    std::string_view head = page.substr(0, declaration_within);
    for (std::size_t at = find_word(head, opening); at != head.npos;
         at = find_word(head, opening)) {
        head.remove_prefix(at + opening.size());
        const std::string_view tag = head.substr(0, head.find('>'));
        if (const std::string_view label = value_after(tag, "charset"); !label.empty())
            return label;
    }
    return {};
}

std::string_view charset_of(std::string_view content_type) {
    return value_after(content_type, "charset");
}

}  // namespace earshot
