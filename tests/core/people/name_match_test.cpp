#include "earshot/name_match.hpp"

#include <gtest/gtest.h>

#include <string>

namespace earshot {
namespace {

TEST(NameMatching, FromExactToATypo) {
    const struct {
        const char* wanted;
        const char* name;
        NameMatch match;
    } rows[] = {
        {"Ines Duarte", "Ines Duarte", NameMatch::exact},
        {"ines  duarte", "Ines Duarte", NameMatch::exact},
        {"ine", "Ines Duarte", NameMatch::beginning},
        {"ines d", "Ines Duarte", NameMatch::beginning},
        {"dua", "Ines Duarte", NameMatch::word},
        {"art", "Ines Duarte", NameMatch::inside},
        {"Inse Duarte", "Ines Duarte", NameMatch::typo},
        {"duarta", "Ines Duarte", NameMatch::typo},
        {"daurte", "Ines Duarte", NameMatch::typo},
        {"duxxte", "Ines Duarte", NameMatch::none},
        {"ins", "Ines Duarte", NameMatch::none},  // too short to be a typo
        {"tom", "Ines Duarte", NameMatch::none},
        {"", "Ines Duarte", NameMatch::none},
        {"ines", "", NameMatch::none},
        {"élan", "Élan Vital", NameMatch::beginning},
    };
    for (const auto& row : rows)
        EXPECT_EQ(NameQuery(row.wanted).match(folded_name(row.name)), row.match) << row.wanted;
}

TEST(NameMatching, APlainKeyboardNamesEverybody) {
    const struct {
        const char* wanted;
        const char* name;
        NameMatch match;
    } rows[] = {
        {"jurgen gross", "Jürgen Groß", NameMatch::alike},
        {"juergen gross", "Jürgen Groß", NameMatch::alike},
        {"Jürgen Groß", "Jürgen Groß", NameMatch::exact},
        {"JÜRGEN GROSS", "Jürgen Groß", NameMatch::alike},
        {"J\u0075\u0308rgen groß", "Jürgen Groß", NameMatch::exact},  // a letter with a mark
        {"jürgen", "Juergen Gross", NameMatch::beginning},
        {"gross", "Jürgen Groß", NameMatch::word},
        {"olafur", "Ólafur Þórsson", NameMatch::beginning},
        {"olafur thorsson", "Ólafur Þórsson", NameMatch::alike},
        {"thorsson", "Ólafur Þórsson", NameMatch::word},
        {"soren", "Søren Ærø", NameMatch::beginning},
        {"soeren", "Søren Ærø", NameMatch::beginning},
        {"aero", "Søren Ærø", NameMatch::word},
        {"lukasz", "Łukasz Żak", NameMatch::beginning},
        {"muller", "Müller", NameMatch::alike},
        {"muller", "Muller", NameMatch::exact},
        {"müller", "Mueller", NameMatch::alike},
        {"елкин", "Ёлкин", NameMatch::alike},
        {"か", "が", NameMatch::none},  // a mark that makes another letter
    };
    for (const auto& row : rows)
        EXPECT_EQ(NameQuery(row.wanted).match(folded_name(row.name)), row.match)
            << row.wanted << " for " << row.name;
}

TEST(NameMatching, LettersAreCountedAndNotBytes) {
    const struct {
        const char* wanted;
        const char* name;
        NameMatch match;
    } rows[] = {
        {"jürgne", "Jürgen Groß", NameMatch::typo},
        {"jurgne", "Jürgen Groß", NameMatch::typo},
        {"горбунав", "Горбунов", NameMatch::typo},
        {"горбунав", "Горбуновы", NameMatch::typo},
        {"горба", "Горбунов", NameMatch::none},
        {"王小", "王大明", NameMatch::none},  // too short, however many bytes it has
    };
    for (const auto& row : rows)
        EXPECT_EQ(NameQuery(row.wanted).match(folded_name(row.name)), row.match)
            << row.wanted << " for " << row.name;
}

TEST(NameMatching, SeveralNamesAreOneBehindTheOther) {
    const std::string names = folded_name("Ines Duarte") + folded_name("Jürgen");
    EXPECT_EQ(NameQuery("jurgen").match(names), NameMatch::alike);
    EXPECT_EQ(NameQuery("ines duarte jurgen").match(names), NameMatch::none);
    EXPECT_EQ(NameQuery("ines duarte").match(names), NameMatch::exact);
}

TEST(NameMatching, LongQueriesMatchNothing) {
    const std::string longest(longest_query, 'a');
    EXPECT_EQ(NameQuery(longest).match(folded_name(longest)), NameMatch::exact);
    EXPECT_EQ(NameQuery(longest + "a").match(folded_name(longest + "a")), NameMatch::none);
}

}  // namespace
}  // namespace earshot
