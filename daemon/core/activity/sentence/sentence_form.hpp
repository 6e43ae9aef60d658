#pragma once
// A phrase ready to be held against sentences: what it says between its slots. Matching is linear
// in the sentence: a bounded number of looks at it.

#include <bitset>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/core/activity/sentence/name_words.hpp"
#include "daemon/core/activity/sentence/template_text.hpp"

namespace earshot {

/// Slot and the part of the sentence that stands in it, in the order of the sentence.
using Slots = std::vector<std::pair<std::string_view, std::string_view>>;

/// Of the first slot of this name; empty when there is none.
std::string_view slot_in(const Slots& slots, std::string_view name);
/// How much of the sentence stands in slots: the less, the more the phrase itself has said.
std::size_t left_open(const Slots& slots);

class SentenceForm {
public:
    /// More wordings than this in one place are refused.
    static constexpr std::size_t max_wordings = 256;

    static Result<SentenceForm> make(const TemplateText& says);

    /// Texts of which every sentence of this form holds one, in plain spelling (spelling.hpp);
    /// empty for a form that says too little to be looked for.
    std::vector<std::string> landmarks() const;

    /// Whether the whole sentence has this form; a final stop is its own affair. Slots take as
    /// little as they can, without the words around names; the known actor stands alone in one, and
    /// `{number}` and `{count}` hold digits, `{word}` no space, `{author}` the known actor. The
    /// slots are parts of `sentence`.
    bool match(std::string_view sentence, Slots& slots, const NameWords& around = {}) const;

private:
    class Match;
    /// One part after the other, each in one of its wordings, the longest first.
    struct Saying {
        std::vector<std::vector<std::string>> parts;
        std::vector<std::string> first_letters;  // of the wordings of each part
        std::bitset<256> openings;               // bytes that it may begin with
        bool may_be_space = false;               // and nothing else
    };
    std::vector<std::string> slots_;  // their names
    std::vector<Saying> saying_;      // before, between and after them
    std::bitset<256> closings_;       // bytes that a sentence of this form may end with
};

}  // namespace earshot
