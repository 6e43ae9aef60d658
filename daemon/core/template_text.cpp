#include "daemon/core/template_text.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace earshot {
namespace {

bool names_a_slot(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

}  // namespace

Result<TemplateText> TemplateText::parse(std::string_view text) {
    TemplateText result;
    const auto say = [&result](char c) {
        if (result.pieces_.empty() || result.pieces_.back().slot) result.pieces_.emplace_back();
        result.pieces_.back().text += c;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if ((c == '{' || c == '}') && i + 1 < text.size() && text[i + 1] == c) {
            say(c);
            ++i;
        } else if (c == '{') {
            const std::size_t end = text.find('}', i);
            if (end == std::string_view::npos) return fail("a slot is not closed with }");
            std::string name(text.substr(i + 1, end - i - 1));
            if (!names_a_slot(name)) return fail("{" + name + "} is not the name of a slot");
            if (std::ranges::find(result.slots_, name) == result.slots_.end())
                result.slots_.push_back(name);
            result.pieces_.push_back({true, std::move(name)});
            i = end;
        } else if (c == '}') {
            return fail("} without {");
        } else {
            say(c);
        }
    }
    return result;
}

std::size_t TemplateText::letters() const {
    std::size_t sum = 0;
    for (const Piece& piece : pieces_)
        if (!piece.slot) sum += piece.text.size();
    return sum;
}

std::string TemplateText::pattern() const {
    std::string result = "(?s)^";
    std::vector<std::string> named;
    for (const Piece& piece : pieces_) {
        if (!piece.slot) {
            result += RE2::QuoteMeta(piece.text);
            continue;
        }
        // A group may have its name only once; a second {text} is read and not kept.
        const bool again = std::ranges::find(named, piece.text) != named.end();
        result += again ? "(?:" : "(?P<" + piece.text + ">";
        result += piece.text == "actor" ? "\\x01|[^\\x01]+?)" : "[^\\x01]+?)";
        named.push_back(piece.text);
    }
    return result + "\\s*[.。!]?$";
}

std::string TemplateText::fill(const std::function<std::string(const std::string&)>& value) const {
    std::string result;
    for (const Piece& piece : pieces_)
        result += piece.slot ? value(piece.text) : piece.text;
    return result;
}

}  // namespace earshot
