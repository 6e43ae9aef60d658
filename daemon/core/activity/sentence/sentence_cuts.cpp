#include "daemon/core/activity/sentence/sentence_cuts.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/activity/sentence/spelling.hpp"

namespace earshot {
namespace {

constexpr char mark_byte = '\xEE';
constexpr std::size_t mark_size = known_actor.size();
constexpr int most_cuts = 12;           // at either end of one line
constexpr std::size_t most_words = 60;  // of one link

// Between a sentence and what can be done about it. Names hold none of these.
constexpr std::array<std::string_view, 4> bars{" | ", " · ", " • ", " ∙ "};
// These stand in sentences, too.
constexpr std::array<std::string_view, 3> dashes{" – ", " — ", " - "};
constexpr std::array<std::string_view, 5> stops{". ", "! ", "。", "。 ", "। "};
constexpr std::array<std::string_view, 2> openings{": ", "] "};

struct Parting {
    std::size_t at = std::string_view::npos;
    std::size_t size = 0;
    bool found() const { return size > 0; }
};

/// Whether the byte that tells a separator from other spaces stands in the text at all.
bool holds_sign(std::string_view text, std::string_view separator) {
    return text.find(separator[separator.front() == ' ' ? 1 : 0]) != text.npos;
}

Parting last_of(std::string_view text, const auto& separators) {
    Parting best;
    for (const std::string_view separator : separators) {
        if (!holds_sign(text, separator)) continue;
        const std::size_t at = text.rfind(separator);
        if (at != text.npos && (!best.found() || at > best.at)) best = {at, separator.size()};
    }
    return best;
}

Parting first_of(std::string_view text, const auto& separators) {
    Parting best;
    for (const std::string_view separator : separators)
        if (const std::size_t at = holds_sign(text, separator) ? text.find(separator) : text.npos;
            at < best.at)
            best = {at, separator.size()};
    return best;
}

// What lists put before each of their lines.
constexpr std::array<std::string_view, 9> bullets{"•", "·", "∙", "*", "-", "–", "»", "→", "►"};

bool is_bullet(std::string_view token) {
    return std::ranges::find(bullets, token) != bullets.end();
}

bool holds_digit(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

class Cutter {
public:
    Cutter(const MarkedSentence& sentence, const EmptyWords& empty)
        : sentence_(sentence), empty_(empty), text_(trimmed(sentence.text())) {}

    std::vector<SentenceCut> cuts() {
        const std::string_view whole = text_;
        for (int i = 0; i < most_cuts && cut_front(); ++i)
            continue;
        for (int i = 0; i < most_cuts && cut_back(); ++i)
            continue;
        std::vector<SentenceCut> result;
        if (const auto first = first_sentence(); !first.empty()) {
            result.push_back({first, true});
            if (sentence_.is_mark(first.substr(first.size() - std::min(first.size(), mark_size))))
                return result;  // nothing goes on behind a name and a stop
        }
        result.push_back({text_, false});
        if (text_.size() != whole.size()) result.push_back({whole, false});
        return result;
    }

private:
    bool says_nothing(std::string_view part) const {
        return empty_.are_all(MarkedSentence::without_names(part));
    }

    bool front(std::size_t size) {
        text_ = trimmed(text_.substr(size));
        return true;
    }

    bool back(std::size_t from) {
        text_ = trimmed(text_.substr(0, from));
        return true;
    }

    /// "•", "09:12", "Elgg, 5 March:", "[Elgg]" before the first name.
    bool cut_front() {
        constexpr std::size_t longest = 60;  // bytes
        const std::size_t name = text_.find(mark_byte);
        const std::string_view before = text_.substr(0, std::min(name, longest));
        if (before.empty()) return false;
        const std::string_view token = before.substr(0, before.find(' '));
        const bool picture = name != text_.npos && words_in(token, 1).empty();
        if (token.size() < before.size() && (is_bullet(token) || picture))
            return front(token.size());
        for (const Parting parting :
             {first_of(before, bars), first_of(before, dashes), first_of(before, openings)})
            if (parting.found() && parting.at > 0 && empty_.are_all(before.substr(0, parting.at)))
                return front(parting.at + parting.size);
        if (name == text_.npos || name > longest || !before.ends_with(' ')) return false;
        const auto words = words_in(before, longest);
        return !words.empty() && std::ranges::all_of(words, holds_digit) && front(name);
    }

    bool cut_back() {
        const Parting bar = last_of(text_, bars), dash = last_of(text_, dashes),
                      stop = last_of(text_, stops);
        if (bar.found() && says_nothing(text_.substr(bar.at + bar.size))) return back(bar.at);
        if (dash.found()) {
            const std::string_view behind = text_.substr(dash.at + dash.size);
            if (behind.find(mark_byte) == behind.npos && says_nothing(behind)) return back(dash.at);
        }
        if (stop.found()) {
            const std::string_view behind = text_.substr(stop.at + stop.size);
            if (!trimmed(behind).empty() && says_nothing(behind)) return back(stop.at);
        }
        return cut_link() || cut_time();
    }

    /// "... the group Farne View", the last a link or an element of its own.
    bool cut_link() {
        const std::size_t last = text_.rfind(mark_byte);
        if (last == text_.npos || last < 2 || text_[last - 1] != ' ') return false;
        const std::string_view link = text_.substr(last);
        if (!sentence_.is_mark(link) || text_.find(mark_byte) == last) return false;
        const MarkedSentence::Name name = sentence_.name(link);
        // A number may be what things are called here.
        const bool number =
            !name.uri.empty() && std::ranges::all_of(words_in(name.text, most_words), holds_digit);
        return !number && empty_.are_all(name.text) && back(last);
    }

    /// "... the group Farne 2 hours ago", behind the last name.
    bool cut_time() {
        const std::size_t last = text_.rfind(mark_byte);
        if (last == text_.npos) return false;
        const std::size_t end = last + known_actor.size();
        const std::string_view behind = text_.substr(std::min(end, text_.size()));
        if (!behind.starts_with(' ') || !holds_digit(behind)) return false;
        return empty_.are_all(behind) && back(end);
    }

    /// Behind a name or a longer word a stop ends a sentence. (Not so in "J. R." and "Dr.")
    std::string_view first_sentence() const {
        constexpr std::size_t shortest = 4;  // bytes
        if (text_.find(mark_byte) == text_.npos) return {};
        for (std::size_t from = 0; from < text_.size();) {
            const Parting stop = first_of(text_.substr(from), stops);
            if (!stop.found()) return {};
            const std::size_t at = from + stop.at;
            const std::string_view behind = text_.substr(at + stop.size);
            const std::size_t space = text_.substr(0, at).rfind(' ');
            const std::string_view word = text_.substr(space + 1, at - (space + 1));
            const bool name = word.find(mark_byte) != word.npos;
            if (!trimmed(behind).empty() && (name || word.size() >= shortest))
                return text_.substr(0, at);
            from = at + stop.size;
        }
        return {};
    }

    const MarkedSentence& sentence_;
    const EmptyWords& empty_;
    std::string_view text_;
};

}  // namespace

std::vector<SentenceCut> sentence_cuts(const MarkedSentence& sentence, const EmptyWords& empty) {
    return Cutter(sentence, empty).cuts();
}

}  // namespace earshot
