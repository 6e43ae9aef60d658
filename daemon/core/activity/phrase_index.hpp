#pragma once
// Which phrases a sentence may be: one pass over it finds the landmarks that stand in it, and only
// the phrases with these are tried. From each letter of the sentence one goes down a tree of the
// landmarks, as deep as the longest of them at most.

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace earshot {

class PhraseIndex {
public:
    PhraseIndex();

    /// A phrase without landmarks is always a candidate. Landmarks are in plain spelling
    /// (spelling.hpp).
    void add(const std::vector<std::string>& landmarks, int phrase);

    /// In ascending order.
    std::vector<int> candidates(std::string_view sentence) const;

private:
    struct Node {
        std::vector<std::pair<char, int>> next;  // in the order of the letters
        std::vector<int> phrases;                // of the landmark that ends here
    };
    int step(int node, char letter) const;  // -1: none

    std::vector<Node> nodes_;
    std::array<int, 256> first_{};  // the nodes of first letters
    std::vector<int> always_;
};

}  // namespace earshot
