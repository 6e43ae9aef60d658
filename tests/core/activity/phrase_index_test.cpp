// Landmarks that share beginnings, end in each other or go on after one another are all found.

#include "daemon/core/activity/sentence/phrase_index.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/dice.hpp"

namespace earshot {
namespace {

std::vector<int> found(const std::vector<std::string>& landmarks, const std::string& sentence) {
    PhraseIndex index;
    for (std::size_t i = 0; i < landmarks.size(); ++i)
        index.add({landmarks[i]}, static_cast<int>(i));
    return index.candidates(sentence);
}

TEST(PhraseIndex, A_landmark_that_begins_another_is_found_in_either_order) {
    using Numbers = std::vector<int>;
    EXPECT_EQ(found({"like", "liked", "liken"}, "she liked it"), (Numbers{0, 1}));
    EXPECT_EQ(found({"liken", "liked", "like"}, "she liked it"), (Numbers{1, 2}));
    EXPECT_EQ(found({"liked", "liked"}, "liked"), (Numbers{0, 1}));
    EXPECT_EQ(found({"liked"}, "like"), Numbers{});
    EXPECT_EQ(found({"liked", "ke"}, "like"), (Numbers{1}));
    EXPECT_EQ(found({"a", "ab", "abc", "abd"}, "abd"), (Numbers{0, 1, 3}));
    EXPECT_EQ(found({"", "b"}, "abd"), (Numbers{1}));
}

TEST(PhraseIndex, Finds_what_a_search_for_each_finds) {
    test::Dice dice(7);
    const auto text = [&](std::int64_t most) {
        std::string letters(static_cast<std::size_t>(dice.number(1, most)), 'a');
        for (char& letter : letters)
            letter = static_cast<char>('a' + dice.number(0, 2));
        return letters;
    };
    for (int round = 0; round < 300; ++round) {
        std::vector<std::string> landmarks;
        for (auto left = dice.number(1, 40); left > 0; --left)
            landmarks.push_back(text(7));
        const std::string sentence = text(40);
        std::vector<int> expected;
        for (std::size_t i = 0; i < landmarks.size(); ++i)
            if (sentence.find(landmarks[i]) != std::string::npos)
                expected.push_back(static_cast<int>(i));
        ASSERT_EQ(found(landmarks, sentence), expected) << sentence;
    }
}

}  // namespace
}  // namespace earshot
