#include "daemon/core/activity/phrase_index.hpp"

#include <algorithm>

#include "daemon/core/activity/spelling.hpp"

namespace earshot {

PhraseIndex::PhraseIndex() {
    first_.fill(-1);
}

int PhraseIndex::step(int node, char letter) const {
    const auto& next = nodes_[static_cast<std::size_t>(node)].next;
    constexpr std::size_t few = 8;
    if (next.size() <= few) {
        for (const auto& [edge, target] : next)
            if (edge == letter) return target;
        return -1;
    }
    const auto found = std::ranges::lower_bound(next, letter, {}, &std::pair<char, int>::first);
    return found == next.end() || found->first != letter ? -1 : found->second;
}

void PhraseIndex::add(const std::vector<std::string>& landmarks, int phrase) {
    if (landmarks.empty()) always_.push_back(phrase);
    for (const std::string& landmark : landmarks) {
        int node = -1;
        for (const char letter : landmark) {
            int& first = first_[static_cast<unsigned char>(letter)];
            int next = node < 0 ? first : step(node, letter);
            if (next < 0) {
                next = static_cast<int>(nodes_.size());
                nodes_.emplace_back();
                if (node < 0) {
                    first = next;
                } else {
                    auto& edges = nodes_[static_cast<std::size_t>(node)].next;
                    edges.insert(
                        std::ranges::lower_bound(edges, letter, {}, &std::pair<char, int>::first),
                        {letter, next});
                }
            }
            node = next;
        }
        if (node >= 0) nodes_[static_cast<std::size_t>(node)].phrases.push_back(phrase);
    }
}

std::vector<int> PhraseIndex::candidates(std::string_view sentence) const {
    const std::string plain = plain_spelling(sentence);
    std::vector<int> result = always_;
    for (std::size_t from = 0; from < plain.size(); ++from) {
        int node = first_[static_cast<unsigned char>(plain[from])];
        for (std::size_t at = from + 1; node >= 0; ++at) {
            const std::vector<int>& here = nodes_[static_cast<std::size_t>(node)].phrases;
            result.insert(result.end(), here.begin(), here.end());
            node = at < plain.size() ? step(node, plain[at]) : -1;
        }
    }
    std::ranges::sort(result);
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

}  // namespace earshot
