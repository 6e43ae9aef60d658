#include "daemon/core/activity/sentence/template_text.hpp"

#include <algorithm>
#include <iterator>

namespace earshot {
namespace {

bool names_a_slot(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

/// Where the wordings that begin at `from` are closed; there may be others within.
std::size_t end_of_wordings(std::string_view text, std::size_t from) {
    int open = 0;
    for (std::size_t at = from; at < text.size(); ++at) {
        if (text[at] == '<') ++open;
        if (text[at] == '>' && --open == 0) return at;
    }
    return text.npos;
}

/// Where the wording that begins at `from` ends.
std::size_t end_of_wording(std::string_view wordings, std::size_t from) {
    int open = 0;
    std::size_t at = from;
    for (; at < wordings.size() && (open > 0 || wordings[at] != '|'); ++at) {
        if (wordings[at] == '<') ++open;
        if (wordings[at] == '>') --open;
    }
    return at;
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

Result<std::size_t> TemplateText::take_wordings(std::string_view text, std::size_t from,
                                                const Families& families) {
    const std::size_t end = end_of_wordings(text, from);
    if (end == text.npos) return fail("wordings are not closed with >");
    Piece piece{Piece::Kind::wordings, "", {}};
    const std::string_view inside = text.substr(from + 1, end - from - 1);
    if (inside.find('|') == inside.npos) {
        const auto family = families.find(inside);
        if (family == families.end() || family->second.empty())
            return fail("<" + std::string(inside) + "> is neither wordings nor the name of some");
        piece.wordings = family->second;
    } else {
        for (std::size_t at = 0; at <= inside.size();) {
            const std::size_t stop = end_of_wording(inside, at);
            auto wording = parse(inside.substr(at, stop - at), families);
            if (!wording) return Failure(wording.error());
            if (!wording->slots().empty()) return fail("a slot within wordings");
            std::ranges::move(wording->written_out(), std::back_inserter(piece.wordings));
            at = stop + 1;
        }
    }
    pieces_.push_back(std::move(piece));
    return end;
}

Result<TemplateText> TemplateText::parse(std::string_view text, const Families& families) {
    TemplateText result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool doubled = i + 1 < text.size() && text[i + 1] == c;
        if ((c == '{' || c == '}' || c == '<') && doubled) {
            result.say(c);
            ++i;
        } else if (c == '{' || c == '<') {
            const Result<std::size_t> end =
                c == '{' ? result.take_slot(text, i) : result.take_wordings(text, i, families);
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

std::vector<std::string> TemplateText::written_out() const {
    std::vector<std::string> result{""};
    for (const Piece& piece : pieces_) {
        if (piece.kind == Piece::Kind::slot) continue;
        std::vector<std::string> longer;
        for (const std::string& so_far : result) {
            if (longer.size() > max_written_out) break;
            if (piece.kind == Piece::Kind::said) longer.push_back(so_far + piece.text);
            for (const std::string& wording : piece.wordings)
                longer.push_back(so_far + wording);
        }
        result = std::move(longer);
    }
    return result;
}

}  // namespace earshot
