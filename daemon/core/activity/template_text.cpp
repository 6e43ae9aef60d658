#include "daemon/core/activity/template_text.hpp"

#include <algorithm>

namespace earshot {
namespace {

bool names_a_slot(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

}  // namespace

void TemplateText::say(char c) {
    if (pieces_.empty() || pieces_.back().kind != Piece::Kind::said) pieces_.emplace_back();
    pieces_.back().text += c;
}

Result<std::size_t> TemplateText::take_slot(std::string_view text, std::size_t from) {
    const std::size_t end = text.find('}', from);
    if (end == text.npos) return fail("a slot is not closed with }");
    std::string name(text.substr(from + 1, end - from - 1));
    if (!names_a_slot(name)) return fail("{" + name + "} is not the name of a slot");
    if (std::ranges::find(slots_, name) == slots_.end()) slots_.push_back(name);
    pieces_.push_back({Piece::Kind::slot, std::move(name), {}});
    return end;
}

Result<std::size_t> TemplateText::take_wordings(std::string_view text, std::size_t from) {
    const std::size_t end = text.find('>', from);
    if (end == text.npos) return fail("wordings are not closed with >");
    Piece piece{Piece::Kind::wordings, "", {}};
    for (std::size_t at = from + 1; at <= end;) {
        const std::size_t stop = std::min(text.find('|', at), end);
        piece.wordings.emplace_back(text.substr(at, stop - at));
        at = stop + 1;
    }
    pieces_.push_back(std::move(piece));
    return end;
}

Result<TemplateText> TemplateText::parse(std::string_view text) {
    TemplateText result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool doubled = i + 1 < text.size() && text[i + 1] == c;
        if ((c == '{' || c == '}' || c == '<') && doubled) {
            result.say(c);
            ++i;
        } else if (c == '{' || c == '<') {
            const Result<std::size_t> end =
                c == '{' ? result.take_slot(text, i) : result.take_wordings(text, i);
            if (!end) return Failure(end.error());
            i = *end;
        } else if (c == '}') {
            return fail("} without {");
        } else {
            result.say(c);
        }
    }
    return result;
}

std::size_t TemplateText::letters() const {
    std::size_t sum = 0;
    for (const Piece& piece : pieces_) {
        if (piece.kind == Piece::Kind::said) sum += piece.text.size();
        if (piece.kind == Piece::Kind::wordings)
            sum += std::ranges::min(piece.wordings, {}, &std::string::size).size();
    }
    return sum;
}

std::string TemplateText::fill(const std::function<std::string(const std::string&)>& value) const {
    std::string result;
    for (const Piece& piece : pieces_)
        result += piece.kind == Piece::Kind::slot       ? value(piece.text)
                  : piece.kind == Piece::Kind::wordings ? piece.wordings.front()
                                                        : piece.text;
    return result;
}

}  // namespace earshot
