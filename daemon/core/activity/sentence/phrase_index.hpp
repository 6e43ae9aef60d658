#pragma once
// Which phrases a sentence may be: one pass over it finds the landmarks that stand in it, and only
// the phrases with these are tried. From each letter of the sentence one goes down a tree of the
// landmarks, as deep as the longest of them at most; from most letters not even one step, since no
// landmark begins with them and the next. Where only one landmark is left its rest is compared at
// once.

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace earshot {

class PhraseIndex {
public:
    /// A phrase without landmarks is always a candidate. Landmarks are in plain spelling
    /// (spelling.hpp).
    void add(const std::vector<std::string>& landmarks, int phrase);

    /// All are added: takes no more room than it needs.
    void settle();

    /// In ascending order.
    std::vector<int> candidates(std::string_view sentence) const;

private:
    /// Small, and made one after the other along a landmark, so that a way down is short in memory.
    struct Node {
        int child = -1;    // the first of those below, while they are few
        int sibling = -1;  // the next of those beside it
        int table = -1;    // of those below by letter, once they are not few
        int phrases = -1;  // of the landmark that ends here, or with the rest
        // Of rests_, when one landmark alone goes on from here.
        std::uint32_t rest = 0;
        std::uint32_t rest_size = 0;
        char letter = '\0';  // that leads here
    };
    int step(int node, char letter) const;  // -1: none
    int grow(int node, char letter);
    void widen(Node& node);
    void hang(int node, std::string_view rest);
    void hang_lower(int node);
    std::string_view rest_of(const Node& node) const;
    std::vector<int>& phrases_of(int node);
    Node& at(int node) { return nodes_[static_cast<std::size_t>(node)]; }
    const Node& at(int node) const { return nodes_[static_cast<std::size_t>(node)]; }
    void begin_with(std::string_view landmark);

    std::vector<Node> nodes_{1};  // 0: the root
    std::vector<std::array<int, 256>> tables_;
    std::vector<std::vector<int>> phrases_;
    std::string rests_;
    std::bitset<1 << 16> beginnings_;  // two letters
    std::vector<int> always_;
};

}  // namespace earshot
