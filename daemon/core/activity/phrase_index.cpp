#include "daemon/core/activity/phrase_index.hpp"

#include <algorithm>

#include "daemon/core/activity/dialect_rules.hpp"

namespace earshot {
namespace {

constexpr int set_memory = 64 << 20;

}  // namespace

void PhraseIndex::add(const std::vector<std::string>& landmarks, int phrase) {
    if (landmarks.empty()) always_.push_back(phrase);
    for (const std::string& landmark : landmarks)
        landmarks_[landmark].push_back(phrase);
}

bool PhraseIndex::compile() {
    RE2::Options options = pattern_options();
    options.set_max_mem(set_memory);
    set_ = std::make_unique<RE2::Set>(options, RE2::UNANCHORED);
    for (const auto& [landmark, phrases] : landmarks_) {
        set_->Add(RE2::QuoteMeta(landmark), nullptr);
        rows_.push_back(&phrases);
    }
    return set_->Compile();
}

std::vector<int> PhraseIndex::candidates(const std::string& sentence) const {
    std::vector<int> result = always_;
    if (!set_) return result;
    std::vector<int> hits;
    RE2::Set::ErrorInfo error{};
    if (!set_->Match(sentence, &hits, &error) && error.kind != RE2::Set::kNoError) {
        // More memory than it may have: then each landmark is looked for alone.
        hits.clear();
        int row = 0;
        for (const auto& [landmark, phrases] : landmarks_) {
            if (sentence.find(landmark) != std::string::npos) hits.push_back(row);
            ++row;
        }
    }
    for (const int hit : hits) {
        const std::vector<int>& phrases = *rows_[static_cast<std::size_t>(hit)];
        result.insert(result.end(), phrases.begin(), phrases.end());
    }
    std::ranges::sort(result);
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

}  // namespace earshot
