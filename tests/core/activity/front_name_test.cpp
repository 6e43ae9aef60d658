#include "earshot/front_name.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace earshot {
namespace {

/// The longest of these names that the sentence begins with; "+'s" when what follows is a genitive.
std::string front_of(const std::string& sentence, const std::set<std::string>& known) {
    for (const FrontName& one : front_names(sentence))
        for (const std::string& way : spellings(one.name))
            if (known.contains(way)) return way + (one.owns ? "+'s" : "");
    return "";
}

TEST(FrontName, IsTheLongestThatEndsWithAWord) {
    const std::set<std::string> known{"Ann Berg", "Ann Bergmann", "Ann Berg-Sund",
                                      "Oskar L.", "oskarl",       "Bo",
                                      "A",        "Ann O'Brien"};
    const struct {
        const char *sentence, *name;
    } rows[] = {
        {"Ann Berg mending boats", "Ann Berg"},
        {"Ann Berg: on tides", "Ann Berg"},
        {"Ann Berg - on tides", "Ann Berg"},
        {"Ann Berg", "Ann Berg"},
        {"Ann Bergmann: on tides", "Ann Bergmann"},
        {"Ann Berg-Sund planting beans", "Ann Berg-Sund"},
        {"Ann Bergen mending boats", ""},
        {"Ann Berg-Holm mending boats", ""},
        {"Ann Berg_2 mending boats", ""},
        {"Oskar L. mends a ferry", "Oskar L."},
        {"oskarl mends a ferry", "oskarl"},
        {"oskarl.example has moved", ""},
        {"@oskarl thank you", ""},
        {"\"Ann Berg\" was heard to say", ""},
        {"• Ann Berg mending boats", "Ann Berg"},
        {"🎉 Ann Berg: on tides", "Ann Berg"},
        {"[Bo] On numbers", "Bo"},
        {"Bo, Cy and Dan like this", "Bo"},
        {"A poll was answered", ""},
        {"A: on tides", "A"},
        {"ann berg mending boats", ""},
        {"On Ann Berg", ""},
        {"Ann O’Brien: on tides", "Ann O'Brien"},
        {"", ""},
        {" \t", ""},
    };
    for (const auto& [sentence, name] : rows)
        EXPECT_EQ(front_of(sentence, known), name) << sentence;
}

TEST(FrontName, InAGenitiveIsSomebodyElsesDoing) {
    const std::set<std::string> known{"Ida Moss", "Lars", "李雷", "田中", "김철수", "आशा"};
    const struct {
        const char *sentence, *name;
    } rows[] = {
        {"Ida Moss's article was shared by Bo", "Ida Moss+'s"},
        {"Ida Moss’s article was shared by Bo", "Ida Moss+'s"},
        {"Ida Moss' article was shared by Bo", "Ida Moss+'s"},
        {"Lars' Artikel wurde geteilt", "Lars+'s"},
        {"李雷的文章被分享了", "李雷+'s"},
        {"田中の記事", "田中+'s"},
        {"김철수의 글", "김철수+'s"},
        {"आशा का लेख", "आशा+'s"},
        {"आशा काम पर", "आशा"},
    };
    for (const auto& [sentence, name] : rows)
        EXPECT_EQ(front_of(sentence, known), name) << sentence;
}

TEST(FrontName, InEveryScript) {
    const std::set<std::string> known{"李雷", "李雷明", "Ольга Лис", "דנה לוי", "김철수", "田中",
                                      "Jose", "José",   "สมชาย",     "سارا",    "Ñusta"};
    const struct {
        const char *sentence, *name;
    } rows[] = {
        {"李雷：今天在港口散步", "李雷"},
        {"李雷今天在港口散步", "李雷"},
        {"李雷明在港口散步", "李雷明"},
        {"Ольга Лис пишет о кораблях", "Ольга Лис"},
        {"Ольга Лисина пишет", ""},
        {"דנה לוי: ספרים לקיץ", "דנה לוי"},
        {"\u200Fדנה לוי\u200F: ספרים לקיץ", "דנה לוי"},
        {"דנה לוינסון כותבת", ""},
        {"김철수님이 글을 씁니다", "김철수"},
        {"김철수는 산책", "김철수"},
        {"김철수라 합니다", ""},
        {"田中さんが港を歩く", "田中"},
        {"Jose\u0301 walks", "José"},  // a mark beside its letter
        {"Jose\u0327 walks", ""},      // another letter
        {"N\u0303usta: on tides", "Ñusta"},
        {"สมชายเดินที่ท่าเรือ", "สมชาย"},
        {"سارا: عن البحر", "سارا"},
        {"سارا\u200Cزاده می‌نویسد", ""},  // joined without being seen
    };
    for (const auto& [sentence, name] : rows)
        EXPECT_EQ(front_of(sentence, known), name) << sentence;
}

TEST(FrontName, HasALimit) {
    const std::string at_limit(longest_front_name, 'a');
    const auto longest = [](const std::string& sentence) {
        const auto names = front_names(sentence);
        return names.empty() ? std::string() : names.front().name;
    };
    EXPECT_EQ(longest(at_limit + " walks"), at_limit);
    EXPECT_EQ(longest(at_limit + "a walks"), "");
    EXPECT_LE(front_names(std::string(100'000, ' ') + "x").size(), 1u);
    EXPECT_EQ(front_names("\xFF\xFE").size(), 0u);
}

TEST(FrontName, WhatStandsBehindItInALongerOne) {
    const struct {
        const char *name, *longer;
        Behind behind;
    } rows[] = {
        {"Ann Berg", "Ann Berg Holm", Behind::rest},
        {"Ann Berg", "Ann Berg von Holm", Behind::rest},
        {"Ann Berg", "Ann Berg Jr.", Behind::rest},
        {"Ann Berg", "Ann Berg, captain", Behind::title},
        {"Ann Berg", "Ann Berg (Holm Ltd)", Behind::title},
        {"Ann Berg", "Ann Berg mending boats", Behind::words},
        {"Ann Berg", "Ann Berg helping Developers", Behind::words},
        {"דנה לוי", "דנה לוי כהן", Behind::rest},
        {"דנה לוי", "דנה לוי כותבת על ספרים", Behind::words},
        {"李雷", "李雷明", Behind::rest},
        {"李雷", "李雷今天", Behind::words},
    };
    for (const auto& [name, longer, behind] : rows)
        EXPECT_EQ(what_stands_behind(name, longer), behind) << longer;
}

}  // namespace
}  // namespace earshot
