#include "daemon/core/activity/sentence/empty_words.hpp"

#include <gtest/gtest.h>

#include "daemon/core/activity/sentence/sentence_cuts.hpp"

namespace earshot {
namespace {

EmptyWords some() {
    EmptyWords words;
    words.add({"Update", "mise à jour", "Обновление", "View", "unsubscribe", "hours ago", "from",
               "さん", "の", "最新情報", "最新", "月", "日", "am", "rd"});
    return words;
}

TEST(EmptyWords, AreWordsNumbersTimesAndSigns) {
    for (const char* const text :
         {"", " ", "Update", "UPDATE!", "Mise à jour", "обновление", "#12", "2024-03-05T09:12:00Z",
          "9:12am", "3rd", "x", "3月5日", "最新情報", "🎉", "« Update »", "Update | 7"})
        EXPECT_TRUE(some().are_all(text)) << text;
    for (const char* const text : {"Ann", "Updates", "Update Ann", "v2beta", "月曜", "最新 猫"})
        EXPECT_FALSE(some().are_all(text)) << text;
    EXPECT_FALSE(some().are_all(std::string(1000, '.') + "Ann"));
    std::string many;
    for (int i = 0; i < 70; ++i)
        many += "update ";
    EXPECT_FALSE(some().are_all(many));
}

TEST(EmptyWords, ALongWordSaysSomething) {
    const std::string months = "月月月月月月月月月月月";
    std::string longest;
    for (int i = 0; i < 6; ++i)
        longest += months;  // 198 bytes
    EXPECT_TRUE(some().are_all(longest));
    EXPECT_FALSE(some().are_all(longest + "月"));
}

TEST(EmptyWords, OfScriptsWithoutSpacesLeaveTheRest) {
    EXPECT_EQ(some().own_part("annさんの最新情報"), "ann");
    EXPECT_EQ(some().own_part("猫の日記"), "猫の日記");
    EXPECT_EQ(some().own_part("最新"), "");
}

TEST(EmptyWords, LowerCaseKeepsTheSizeOfLetters) {
    EXPECT_EQ(lower_case("ÀŁŞÏ ЁЖ ΑΩ İx"), "àłşï ёж αω ıx");
}

TEST(SentenceCuts, TheLikeliestFirst) {
    const EmptyWords words = some();
    const auto first = [&words](const std::string& markup) {
        const MarkedSentence sentence(markup, "https://x.example/");
        return sentence.name(sentence_cuts(sentence, words).front().text).text;
    };
    const std::string ann = "<a href=\"/a\">Ann</a>", bo = "<a href=\"/b\">Bo</a>";
    const std::string said = "Ann met Bo";
    const std::string says = ann + " met " + bo;
    for (const std::string& markup :
         {says, "• " + says, "09:12 " + says, "Update 3: " + says, "Update – " + says,
          says + " 2 hours ago", says + " | <a href=\"/v\">There</a>",
          says + ". <a href=\"/v\">View</a>", says + " <a href=\"/v\">View</a>", says + " – 09:12"})
        EXPECT_EQ(first(markup), said) << markup;
    EXPECT_EQ(first("Ann met Bo – the moor"), "Ann met Bo – the moor");
    EXPECT_EQ(first(ann + " shared - " + bo), "Ann shared - Bo");
    EXPECT_EQ(first("Dr. " + ann + " met " + bo), "Dr. Ann met Bo");
    const MarkedSentence more(says + ". It rained.", "");
    ASSERT_EQ(sentence_cuts(more, words).size(), 1u);
    EXPECT_TRUE(sentence_cuts(more, words).front().more_said);
    // Behind a word it may be the stop of a short form.
    const MarkedSentence maybe(says + " and Prof. Cy", "");
    EXPECT_TRUE(sentence_cuts(maybe, words).front().more_said);
    EXPECT_FALSE(sentence_cuts(maybe, words).back().more_said);
}

}  // namespace
}  // namespace earshot
