#include "daemon/core/activity/sentence_form.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/activity/marked_sentence.hpp"

namespace earshot {
namespace {

constexpr int max_looks = 400;  // at one sentence

/// A feed writes the one apostrophe or the other.
std::vector<std::string> spellings(const std::string& text) {
    std::string straight, curly;
    for (std::size_t i = 0; i < text.size();) {
        static constexpr std::string_view curly_sign = "’";
        const bool is_curly = std::string_view(text).substr(i).starts_with(curly_sign);
        if (is_curly || text[i] == '\'') {
            straight += '\'';
            curly += curly_sign;
            i += is_curly ? curly_sign.size() : 1;
        } else {
            straight += text[i];
            curly += text[i++];
        }
    }
    if (straight == curly) return {straight};
    return {straight, curly};
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return text;
}

std::string_view without_stop(std::string_view sentence) {
    sentence = trimmed(sentence);
    for (const std::string_view stop : {".", "。", "!", "…"})
        if (sentence.ends_with(stop)) {
            sentence.remove_suffix(stop.size());
            break;
        }
    return trimmed(sentence);
}

bool may_hold(std::string_view slot, std::string_view text) {
    text = trimmed(text);
    if (text.empty()) return false;
    if (text.find(known_actor) != text.npos && text != known_actor) return false;
    if (slot == "number") return text.find_first_not_of("0123456789.,") == text.npos;
    if (slot == "word") return text.find(' ') == text.npos;
    return true;
}

}  // namespace

std::string_view slot_in(const Slots& slots, std::string_view name) {
    const auto found = std::ranges::find(slots, name, &Slots::value_type::first);
    return found == slots.end() ? std::string_view() : found->second;
}

std::size_t left_open(const Slots& slots) {
    std::size_t sum = 0;
    for (const auto& [name, text] : slots)
        sum += text.size();
    return sum;
}

Result<SentenceForm> SentenceForm::make(const TemplateText& says) {
    SentenceForm form;
    std::vector<std::string> saying{""};
    const auto end_of_saying = [&] {
        std::ranges::stable_sort(saying, std::greater{}, &std::string::size);
        form.saying_.push_back(std::move(saying));
        saying = {""};
    };
    for (const TemplateText::Piece& piece : says.pieces()) {
        if (piece.kind == TemplateText::Piece::Kind::slot) {
            end_of_saying();
            form.slots_.push_back(piece.text);
            continue;
        }
        std::vector<std::string> ways;
        const bool one = piece.kind == TemplateText::Piece::Kind::said;
        for (const std::string& wording : one ? std::vector{piece.text} : piece.wordings)
            for (std::string& spelling : spellings(wording))
                ways.push_back(std::move(spelling));
        std::vector<std::string> longer;
        for (const std::string& so_far : saying)
            for (const std::string& way : ways)
                longer.push_back(so_far + way);
        if (longer.size() > max_wordings)
            return fail("more than " + std::to_string(max_wordings) + " wordings in one place");
        saying = std::move(longer);
    }
    end_of_saying();
    for (std::size_t i = 1; i + 1 < form.saying_.size(); ++i)
        if (form.saying_[i].back().empty()) return fail("nothing may stand between two slots");
    return form;
}

const std::vector<std::string>& SentenceForm::landmarks() const {
    static const std::vector<std::string> none;
    const auto least = [](const std::vector<std::string>& ways) { return ways.back().size(); };
    const auto best = std::ranges::max_element(saying_, {}, least);
    return best->back().empty() ? none : *best;
}

/// One attempt; `slots` grows and shrinks as parts of the sentence are tried.
class SentenceForm::Match {
public:
    Match(const SentenceForm& form, std::string_view sentence, Slots& slots)
        : form_(form), sentence_(sentence), slots_(slots) {}

    bool run() {
        for (const std::string& way : form_.saying_.front())
            if (sentence_.starts_with(way) &&
                (form_.slots_.empty() ? way.size() == sentence_.size() : rest(0, way.size())))
                return true;
        return false;
    }

private:
    /// Slot `number` begins at `from`.
    bool rest(std::size_t number, std::size_t from) {
        const std::vector<std::string>& ways = form_.saying_[number + 1];
        const bool last = number + 1 == form_.slots_.size();
        if (last) {
            for (const std::string& way : ways)
                if (sentence_.size() >= from + way.size() && sentence_.ends_with(way) &&
                    take(number, from, sentence_.size() - way.size()))
                    return true;
            return false;
        }
        for (std::size_t at = from + 1; (at = next(ways, at)) != sentence_.npos; ++at) {
            for (const std::string& way : ways) {
                if (++looks_ > max_looks) return false;
                if (!sentence_.substr(at).starts_with(way) || !take(number, from, at)) continue;
                if (rest(number + 1, at + way.size())) return true;
                slots_.pop_back();
            }
        }
        return false;
    }

    bool take(std::size_t number, std::size_t from, std::size_t to) {
        const std::string_view text = sentence_.substr(from, to - from);
        if (!may_hold(form_.slots_[number], text)) return false;
        slots_.emplace_back(form_.slots_[number], trimmed(text));
        return true;
    }

    std::size_t next(const std::vector<std::string>& ways, std::size_t from) const {
        std::size_t first = sentence_.npos;
        for (const std::string& way : ways)
            first = std::min(first, sentence_.substr(0, first).find(way, from));
        return first;
    }

    const SentenceForm& form_;
    std::string_view sentence_;
    Slots& slots_;
    int looks_ = 0;
};

bool SentenceForm::match(std::string_view sentence, Slots& slots) const {
    slots.clear();
    return Match(*this, without_stop(sentence), slots).run();
}

}  // namespace earshot
