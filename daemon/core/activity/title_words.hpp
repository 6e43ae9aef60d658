#pragma once
// Whether a title says something of its own beside the sentence in the content. It does not when
// each of its words is an empty one (sentence/empty_words.hpp), one of the site's, one that its
// neighbours in the feed have as well, or one of the sentence.

#include <string>
#include <string_view>
#include <vector>

#include "daemon/core/activity/activity_reading.hpp"

namespace earshot {

class TitleWords {
public:
    TitleWords(const EntryReader& reading, const Dialects::Compiled& all);

    enum class Says {
        nothing,
        what_all_say,  // nothing, if the other titles are to be believed
        something,
    };
    /// Without looking for a sentence: `something` is final.
    Says at_best() const { return says_; }
    /// Beside this sentence.
    Says beside(std::string_view sentence) const;

private:
    void take(std::string_view word);
    bool of_the_site(std::string_view word) const;
    bool in_the_text(std::string_view word) const;
    bool in_most_titles(std::string_view word) const;

    const EntryReader& reading_;
    const EmptyWords& empty_;
    Says says_ = Says::nothing;
    std::vector<std::string> in_text_;  // lower case: words that may be the sentence's
};

}  // namespace earshot
