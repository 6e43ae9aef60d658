#include "daemon/core/activity/sentence/phrase_index.hpp"

#include <algorithm>

#include "daemon/core/activity/sentence/spelling.hpp"

namespace earshot {

namespace {

constexpr int few = 4;
constexpr std::size_t usual_candidates = 64;

std::size_t byte(char letter) {
    return static_cast<unsigned char>(letter);
}

/// The letters that begin here; a sentence may end behind the first.
std::size_t two_letters(std::string_view text) {
    return byte(text[0]) << 8 | (text.size() > 1 ? byte(text[1]) : 0);
}

}  // namespace

int PhraseIndex::step(int node, char letter) const {
    const Node& here = at(node);
    if (here.table >= 0) return tables_[static_cast<std::size_t>(here.table)][byte(letter)];
    int next = here.child;
    while (next >= 0 && at(next).letter != letter)
        next = at(next).sibling;
    return next;
}

void PhraseIndex::widen(Node& node) {
    node.table = static_cast<int>(tables_.size());
    tables_.emplace_back().fill(-1);
    for (int below = node.child; below >= 0; below = at(below).sibling)
        tables_.back()[byte(at(below).letter)] = below;
}

int PhraseIndex::grow(int node, char letter) {
    const int grown = static_cast<int>(nodes_.size());
    nodes_.emplace_back().letter = letter;
    Node& parent = at(node);
    at(grown).sibling = parent.child;
    parent.child = grown;
    int below = 0;
    for (int next = grown; next >= 0; next = at(next).sibling)
        ++below;
    if (parent.table >= 0)
        tables_[static_cast<std::size_t>(parent.table)][byte(letter)] = grown;
    else if (below > few)
        widen(parent);
    return grown;
}

void PhraseIndex::begin_with(std::string_view landmark) {
    if (landmark.size() > 1) {
        beginnings_.set(two_letters(landmark));
        return;
    }
    for (std::size_t second = 0; second < 256; ++second)
        beginnings_.set(byte(landmark[0]) << 8 | second);
}

std::string_view PhraseIndex::rest_of(const Node& node) const {
    return std::string_view(rests_).substr(node.rest, node.rest_size);
}

void PhraseIndex::hang(int node, std::string_view rest) {
    at(node).rest = static_cast<std::uint32_t>(rests_.size());
    at(node).rest_size = static_cast<std::uint32_t>(rest.size());
    rests_ += rest;
}

/// The rest begins one letter further down: another landmark comes through here.
void PhraseIndex::hang_lower(int node) {
    const Node here = at(node);
    at(node).rest_size = 0;
    at(node).phrases = -1;
    const int lower = grow(node, rests_[here.rest]);
    at(lower).rest = here.rest + 1;
    at(lower).rest_size = here.rest_size - 1;
    at(lower).phrases = here.phrases;
}

std::vector<int>& PhraseIndex::phrases_of(int node) {
    int& phrases = at(node).phrases;
    if (phrases < 0) {
        phrases = static_cast<int>(phrases_.size());
        phrases_.emplace_back();
    }
    return phrases_[static_cast<std::size_t>(phrases)];
}

void PhraseIndex::add(const std::vector<std::string>& landmarks, int phrase) {
    if (landmarks.empty()) always_.push_back(phrase);
    for (const std::string& landmark : landmarks) {
        if (landmark.empty()) continue;
        begin_with(landmark);
        int node = 0;
        std::string_view rest = landmark;
        while (rest != rest_of(at(node))) {
            if (at(node).rest_size > 0) hang_lower(node);
            if (rest.empty()) break;
            const int next = step(node, rest.front());
            node = next >= 0 ? next : grow(node, rest.front());
            rest.remove_prefix(1);
            if (next < 0) hang(node, rest);
        }
        phrases_of(node).push_back(phrase);
    }
}

void PhraseIndex::settle() {
    nodes_.shrink_to_fit();
    tables_.shrink_to_fit();
    phrases_.shrink_to_fit();
    rests_.shrink_to_fit();
}

std::vector<int> PhraseIndex::candidates(std::string_view sentence) const {
    const std::string plain = plain_spelling(sentence);
    std::vector<int> result;
    result.reserve(always_.size() + usual_candidates);
    result.assign(always_.begin(), always_.end());
    for (std::string_view rest = plain; !rest.empty(); rest.remove_prefix(1)) {
        if (!beginnings_[two_letters(rest)]) continue;
        int node = 0;
        for (std::size_t at = 0; at < rest.size() && (node = step(node, rest[at])) >= 0; ++at) {
            const Node& here = this->at(node);
            if (here.phrases < 0) continue;
            if (!rest.substr(at + 1).starts_with(rest_of(here))) break;
            const std::vector<int>& said = phrases_[static_cast<std::size_t>(here.phrases)];
            result.insert(result.end(), said.begin(), said.end());
        }
    }
    std::ranges::sort(result);
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

}  // namespace earshot
