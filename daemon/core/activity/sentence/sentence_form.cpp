#include "daemon/core/activity/sentence/sentence_form.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/activity/sentence/marked_sentence.hpp"
#include "daemon/core/activity/sentence/spelling.hpp"
#include "daemon/core/activity/sentence/written_number.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr int max_looks = 8000;  // at one sentence
/// A form is looked for by at most so many texts.
constexpr std::size_t max_landmarks = 48;

using Wordings = std::vector<std::string>;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string_view without_stop(std::string_view sentence) {
    sentence = trimmed(sentence);
    if (sentence.empty() || is_letter(sentence.back())) return sentence;
    for (const std::string_view stop : {".", "。", "!", "！", "…", "।", "۔"})
        if (sentence.ends_with(stop)) {
            sentence.remove_suffix(stop.size());
            break;
        }
    return trimmed(sentence);
}

bool may_hold(std::string_view slot, std::string_view text) {
    if (text.empty()) return false;
    if (text.find(known_actor) != text.npos && text != known_actor) return false;
    if (slot == "number") return text.find_first_not_of("0123456789.,") == text.npos;
    if (slot == "author") return text == known_actor;
    if (slot == "actors") return text.front() < '0' || text.front() > '9';  // "6 people"
    if (slot == "count") return first_number(text).size == text.size();
    if (slot == "word") return text.find(' ') == text.npos;
    return true;
}

std::string with_single_spaces(std::string_view text) {
    std::string result;
    for (const char c : text)
        if (c != ' ' || !result.ends_with(' ')) result += c;
    return result;
}

/// Of which there is no other spelling.
bool is_plain_letter(char c) {
    const auto lead = static_cast<unsigned char>(c);
    return lead >= 0xE3 || (lead < 0x80 && c != '\'' && c != ' ');
}

constexpr char any_letter = '\0';

/// Of each wording; what may begin in another way, too, is `any_letter`.
std::string first_letters(const Wordings& wordings) {
    std::string result;
    for (const std::string& wording : wordings)
        result +=
            !wording.empty() && is_plain_letter(wording.front()) ? wording.front() : any_letter;
    return result;
}

using Bytes = std::bitset<256>;

std::size_t byte(char c) {
    return static_cast<unsigned char>(c);
}

/// All from `first` on.
Bytes bytes_from(std::size_t first) {
    return ~Bytes() << first;
}

Bytes letter_beginnings() {
    Bytes result;
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = (i & 0xC0) != 0x80;
    return result;
}

/// What a saying may begin with: a space at the space itself, a letter of which there is no other
/// spelling, else any letter.
Bytes openings(const std::vector<Wordings>& parts) {
    if (parts.empty()) return letter_beginnings();
    const Wordings& first = parts.front();
    const auto spaced = [](const std::string& wording) { return wording.starts_with(' '); };
    if (std::ranges::all_of(first, spaced)) return Bytes().set(' ');
    Bytes result;
    for (const std::string& wording : first) {
        if (wording.starts_with('\''))
            for (const char lead : {'\'', '\xC2', '\xCA', '\xD9', '\xE2'})  // ´ ʼ ’, or silent
                result.set(byte(lead));
        else if (!wording.empty() && is_plain_letter(wording.front()))
            result.set(byte(wording.front()));
        else
            return letter_beginnings();
    }
    return result;
}

/// What a sentence may end with behind these parts. Silent signs may follow any letter.
Bytes closings(const std::vector<Wordings>& parts) {
    Bytes result = bytes_from(0x80);
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        bool maybe_nothing = false;
        for (const std::string& wording : *part) {
            const std::string plain = plain_spelling(trimmed(wording));
            if (plain.empty())
                maybe_nothing = true;
            else
                result.set(byte(plain.back()));
        }
        if (!maybe_nothing) return result;
    }
    return bytes_from(0);
}

std::size_t shortest(const Wordings& wordings) {
    std::size_t least = std::string::npos;
    for (const std::string& wording : wordings)
        least = std::min(least, trimmed(wording).size());
    return least;
}

/// Each wording of the parts [first, last) written out.
Wordings written_out(const std::vector<Wordings>& parts, std::size_t first, std::size_t last) {
    Wordings result{""};
    for (std::size_t part = first; part < last; ++part) {
        Wordings longer;
        for (const std::string& so_far : result)
            for (const std::string& wording : parts[part]) {
                const bool between = so_far.ends_with(' ') && wording.starts_with(' ');
                longer.push_back(so_far + wording.substr(between ? 1 : 0));
            }
        result = std::move(longer);
    }
    return result;
}

/// Neighbouring parts of a saying that together say much in few wordings.
struct Telling {
    std::size_t size = 0;  // of what they say at least
    std::size_t first = 0, last = 0;
};

Telling most_telling(const std::vector<Wordings>& parts) {
    Telling best;
    for (std::size_t first = 0; first < parts.size(); ++first) {
        std::size_t wordings = 1, size = 0;
        for (std::size_t last = first; last < parts.size(); ++last) {
            wordings *= parts[last].size();
            size += shortest(parts[last]);
            if (wordings > max_landmarks && last > first) break;
            if (size > best.size) best = {size, first, last + 1};
        }
    }
    return best;
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
    form.saying_.emplace_back();
    for (const TemplateText::Piece& piece : says.pieces()) {
        if (piece.kind == TemplateText::Piece::Kind::slot) {
            form.slots_.push_back(piece.text);
            form.saying_.emplace_back();
            continue;
        }
        const bool one = piece.kind == TemplateText::Piece::Kind::said;
        Wordings wordings = one ? Wordings{piece.text} : piece.wordings;
        if (wordings.size() > max_wordings)
            return fail("more than " + std::to_string(max_wordings) + " wordings in one place");
        for (std::string& wording : wordings)
            wording = with_single_spaces(wording);
        std::ranges::stable_sort(wordings, std::greater{}, &std::string::size);
        form.saying_.back().parts.push_back(std::move(wordings));
    }
    for (Saying& saying : form.saying_) {
        for (const Wordings& part : saying.parts)
            saying.first_letters.push_back(first_letters(part));
        saying.openings = openings(saying.parts);
        saying.may_be_space = std::ranges::all_of(
            saying.parts, [](const Wordings& part) { return shortest(part) == 0; });
    }
    form.closings_ = closings(form.saying_.back().parts);
    for (std::size_t i = 1; i + 1 < form.saying_.size(); ++i)
        if (std::ranges::all_of(form.saying_[i].parts,
                                [](const Wordings& part) { return part.back().empty(); }))
            return fail("nothing may stand between two slots");
    return form;
}

std::vector<std::string> SentenceForm::landmarks() const {
    const Saying* saying = nullptr;
    Telling best;
    for (const Saying& one : saying_)
        if (const Telling telling = most_telling(one.parts); telling.size > best.size) {
            best = telling;
            saying = &one;
        }
    if (saying == nullptr) return {};
    Wordings result = written_out(saying->parts, best.first, best.last);
    for (std::string& landmark : result) {
        // No space is needed where the sentence begins or ends.
        std::string_view text = landmark;
        if (saying == &saying_.front() && text.starts_with(' ')) text.remove_prefix(1);
        if (saying == &saying_.back() && text.ends_with(' ')) text.remove_suffix(1);
        landmark = plain_spelling(text);
    }
    return result;
}

/// One attempt; `slots` grows and shrinks as parts of the sentence are tried.
class SentenceForm::Match {
public:
    Match(const SentenceForm& form, std::string_view sentence, Slots& slots,
          const NameWords& around)
        : form_(form), sentence_(sentence), slots_(slots), around_(around) {}

    bool run() {
        if (!sentence_.empty() && !form_.closings_[byte(sentence_.back())]) return false;
        return over(0, 0, 0, [this](std::size_t end) {
            return form_.slots_.empty() ? end == sentence_.size() : slot(0, end);
        });
    }

private:
    /// Whether saying `number`, from its `part` on, stands at `at` and what follows fits `then`.
    template <class Then>
    bool over(std::size_t number, std::size_t part, std::size_t at, const Then& then) {
        const Saying& saying = form_.saying_[number];
        if (part == saying.parts.size()) return then(at);
        const std::string& first = saying.first_letters[part];
        const char here = at < sentence_.size() ? sentence_[at] : ' ';
        for (std::size_t i = 0; i < first.size(); ++i) {
            if (first[i] != here && first[i] != any_letter) continue;
            if (++looks_ > max_looks) return false;
            const std::size_t end = end_of_words(sentence_, at, saying.parts[part][i]);
            if (end != sentence_.npos && over(number, part + 1, end, then)) return true;
        }
        return false;
    }

    /// Slot `number` begins at `from`.
    bool slot(std::size_t number, std::size_t from) {
        const bool last = number + 1 == form_.slots_.size();
        if (last && form_.saying_.back().parts.empty()) return take(number, from, sentence_.size());
        if (last || !form_.saying_[number + 1].may_be_space) return parted(number, from, By::words);
        for (const By by : {By::words, By::space_before_kind, By::space})
            if (parted(number, from, by)) return true;
        return false;
    }

    /// How two slots may be parted, the surest first: by what is said between them, by a space
    /// before one of the words around names, by any space.
    enum class By { words, space_before_kind, space };

    By how_parted(std::size_t at, std::size_t end) const {
        if (!trimmed(sentence_.substr(at, end - at)).empty()) return By::words;
        return has_words_before(sentence_.substr(end), around_) ? By::space_before_kind : By::space;
    }

    bool parted(std::size_t number, std::size_t from, By by) {
        const bool last = number + 1 == form_.slots_.size();
        const Bytes& openings = form_.saying_[number + 1].openings;
        for (std::size_t at = from + 1; at <= sentence_.size(); ++at) {
            if (at < sentence_.size() && !openings[byte(sentence_[at])]) continue;
            const bool found = over(number + 1, 0, at, [&](std::size_t end) {
                if (last ? end != sentence_.size() : end == at || how_parted(at, end) != by)
                    return false;
                if (!take(number, from, at)) return false;
                if (last || slot(number + 1, end)) return true;
                slots_.pop_back();
                return false;
            });
            if (found) return true;
            if (looks_ > max_looks) return false;
        }
        return false;
    }

    bool take(std::size_t number, std::size_t from, std::size_t to) {
        const std::string& name = form_.slots_[number];
        const std::string_view text =
            bare_name(sentence_.substr(from, to - from), around_,
                      name == "actor" || name == "actors" || name == "objects");
        if (!may_hold(name, text)) return false;
        slots_.emplace_back(name, text);
        return true;
    }

    const SentenceForm& form_;
    std::string_view sentence_;
    Slots& slots_;
    const NameWords& around_;
    int looks_ = 0;
};

bool SentenceForm::match(std::string_view sentence, Slots& slots, const NameWords& around) const {
    slots.clear();
    return Match(*this, without_stop(sentence), slots, around).run();
}

}  // namespace earshot
