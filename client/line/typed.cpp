#include "client/line/typed.hpp"

namespace earshot::client {

Typed typed_in(std::string_view line) {
    Typed typed;
    bool in_word = false;
    const auto begin_anew = [&typed, &in_word] {
        typed = Typed{};
        in_word = false;
    };
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        const bool blank = c == ' ' || c == '\t' || c == '\n';
        if (typed.quote == 0 && blank) {
            if (in_word) typed.words.push_back(typed.last);
            in_word = false;
            typed.last.clear();
            typed.raw.clear();
            continue;
        }
        if (typed.quote == 0 && (c == ';' || c == '|' || c == '&')) {
            begin_anew();
            continue;
        }
        in_word = true;
        typed.raw += c;
        if (typed.quote != 0 && c == typed.quote) {
            typed.quote = 0;
        } else if (typed.quote == 0 && (c == '"' || c == '\'')) {
            typed.quote = c;
        } else if (typed.quote != '\'' && c == '\\' && i + 1 < line.size()) {
            typed.raw += line[++i];
            typed.last += line[i];
        } else {
            typed.last += c;
        }
    }
    return typed;
}

std::string for_bash(const std::string& word, const Typed& typed) {
    if (typed.quote != 0) return word;
    std::string out;
    for (const char c : word) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80 ||
                           std::string_view("-_./:=,+@%").find(c) != std::string_view::npos;
        if (!plain) out += '\\';
        out += c;
    }
    const std::size_t cut = typed.raw.find_last_of(":=");
    const std::string before = cut == typed.raw.npos ? "" : typed.raw.substr(0, cut + 1);
    return out.starts_with(before) ? out.substr(before.size()) : out;
}

}  // namespace earshot::client
