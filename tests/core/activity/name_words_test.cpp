#include "daemon/core/activity/sentence/name_words.hpp"

#include <gtest/gtest.h>

#include "daemon/core/activity/sentence/spelling.hpp"

namespace earshot {
namespace {

NameWords words() {
    NameWords words;
    words.before.add({"the photo", "the photo album", "グループ", "l'"});
    words.of.add({"by", "of"});
    words.add_after({"さん", "adlı kişi", "'in"});
    words.add_now({"now", ""});
    words.before.add({"the user"});
    return words;
}

TEST(NameWords, WhatStandsAroundANameIsNoPartOfIt) {
    const struct {
        const char *text, *name;
    } rows[] = {
        {"Ann Quill", "Ann Quill"},
        {"the photo Moss", "Moss"},
        {"the photo album: Moss", "Moss"},
        {"the photo by the user Ann", "Ann"},
        {"the photo", "the photo"},
        {"the photography of Ann", "the photography of Ann"},
        {"of Ann", "of Ann"},
        {"Annさん", "Ann"},
        {"Ann adlı kişi", "Ann"},
        {"Ann'in", "Ann"},
        {"l'Ann", "Ann"},
        {"l’Ann", "Ann"},
        {"グループ「Farne」", "「Farne」"},
        {"グループ分け", "グループ分け"},
        {"さん", "さん"},
        {"", ""},
    };
    for (const auto& [text, name] : rows)
        EXPECT_EQ(bare_name(text, words(), false), name) << text;
}

TEST(NameWords, OnlyWhereAVerbMayComeNextIsNowLeftOut) {
    EXPECT_EQ(bare_name("Ann now", words(), true), "Ann");
    EXPECT_EQ(bare_name("Ann now", words(), false), "Ann now");
    EXPECT_EQ(bare_name("Annnow", words(), true), "Annnow");
}

TEST(NameWords, QuotesOfEveryKind) {
    for (const char* text :
         {"“Moss”", "„Moss“", "„Moss”", "‚Moss‘", "«Moss»", "« Moss »", "»Moss«", "‹Moss›",
          "『 Moss 』", "《Moss》", "【Moss】", "'Moss'", "\"Moss\"", "Moss"})
        EXPECT_EQ(unquoted(text), "Moss") << text;
    for (const char* text : {"“Moss", "''", "The “Moss”"})
        EXPECT_EQ(unquoted(text), text);
}

TEST(Spelling, SignsThatMeanTheSame) {
    const struct {
        const char *words, *sentence;
    } rows[] = {{"l'ami", "l’ami"}, {"l’ami", "l'ami"}, {"și", "şi"}, {"ещё", "еще"},
                {"إلى", "الى"},     {"صديقا", "صديقًا"}, {"ل", "لـ"},  {"می‌کند", "میکند"}};
    for (const auto& [words, sentence] : rows) {
        EXPECT_EQ(end_of_words(sentence, 0, words), std::string_view(sentence).size()) << words;
        EXPECT_EQ(plain_spelling(words), plain_spelling(sentence)) << words;
    }
    EXPECT_EQ(end_of_words("lami", 0, "l'ami"), std::string_view::npos);
    EXPECT_EQ(end_of_words("l'am", 0, "l'ami"), std::string_view::npos);
    EXPECT_EQ(end_of_words("", 0, "x"), std::string_view::npos);
}

}  // namespace
}  // namespace earshot
