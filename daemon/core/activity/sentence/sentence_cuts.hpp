#pragma once
// Where in a line a sentence stands: networks put the time or their own name before it, and the
// time, what can be done about it ("View | Unsubscribe") or what somebody wrote behind it.

#include <string_view>
#include <vector>

#include "daemon/core/activity/sentence/empty_words.hpp"
#include "daemon/core/activity/sentence/marked_sentence.hpp"

namespace earshot {

struct SentenceCut {
    std::string_view text;   // a part of the sentence's text
    bool more_said = false;  // and something else is said behind it
};

/// What may be the sentence in this text, the likeliest first.
std::vector<SentenceCut> sentence_cuts(const MarkedSentence& sentence, const EmptyWords& empty);

}  // namespace earshot
