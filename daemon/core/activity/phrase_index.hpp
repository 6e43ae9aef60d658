#pragma once
// Which phrases a sentence may be: one pass over it finds the landmarks that stand in it, and only
// the phrases with these are tried. Linear in the sentence, whatever it says.

#include <re2/set.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace earshot {

class PhraseIndex {
public:
    /// A phrase without landmarks is always a candidate.
    void add(const std::vector<std::string>& landmarks, int phrase);
    /// False when all landmarks together need too much memory. Nothing is added afterwards.
    bool compile();

    /// In ascending order.
    std::vector<int> candidates(const std::string& sentence) const;

private:
    std::map<std::string, std::vector<int>> landmarks_;
    std::vector<const std::vector<int>*> rows_;  // by their number in the set
    std::vector<int> always_;
    std::unique_ptr<RE2::Set> set_;
};

}  // namespace earshot
