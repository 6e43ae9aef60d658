#include "earshot/plain_name.hpp"

#include <gtest/gtest.h>

namespace earshot {
namespace {

TEST(PlainName, IsAWholeNameAndNothingElse) {
    for (const char* name :
         {"Ines Duarte", "Ólafur Þórsson", "Jürgen Groß", "Ludwig van Beethoven", "B. Whitlock",
          "Anna-Lena O'Neill", "Ana Maria de la Cruz", "张伟", "김민수", "Юлия Петрова",
          "Larry Page", "Alonzo Church", "Dr. Ada Brandt"})
        EXPECT_TRUE(is_plain_name(name)) << name;
    for (const char* other : {"",
                              "Mum",
                              "Blog",
                              "Notes by Ines",
                              "Planet Harbour",
                              "Harbour News",
                              "Sobol, slowly",
                              "Lichen log",
                              "Ravi writes",
                              "The Slip",
                              "Gone in the fog",
                              "Kestrel Robotics Blog",
                              "Norden Pumps GmbH",
                              "Harbour Media",
                              "Bea's Notebook",
                              "tinygravel.com",
                              "张伟的笔记",
                              "GitHub Public Timeline Feed",
                              "Ida Voss 2",
                              "ida@bsky.test",
                              "Web Master",
                              "A very long title of a feed with many words"})
        EXPECT_FALSE(is_plain_name(other)) << other;
}

TEST(PlainName, IsNotAllThatOneMayCallSomebody) {
    for (const char* name : {"Mum", "Jürgen", "my sister", "Uncle Bob", "Ines Duarte", "张伟"})
        EXPECT_TRUE(may_be_called(name)) << name;
    for (const char* other :
         {"", "admin", "Harbour News", "Bea's notebook", "tinygravel.com", "Ines | Blog",
          "@ida.bsky.test - Ida Voss", "Kitchen, mostly", "Lena (work)", "ACME GmbH", "2 Minutes"})
        EXPECT_FALSE(may_be_called(other)) << other;
}

TEST(PlainName, TellsFirmsAndRoles) {
    for (const char* firm : {"Norden Pumps GmbH", "Groß, Klein & Co. KG", "Harbour Media",
                             "Harbour University", "Sportverein Nord e.V.", "Acme Inc."})
        EXPECT_TRUE(is_firm(firm)) << firm;
    for (const char* person : {"Ines Duarte", "Otto Weber", "Jo Park"})
        EXPECT_FALSE(is_firm(person)) << person;
    for (const char* role : {"admin", "Webmaster", "UNKNOWN", "The Editors", "Redaktion"})
        EXPECT_TRUE(is_role(role)) << role;
    EXPECT_FALSE(is_role("Ines Duarte"));
}

TEST(PlainName, IsWhatIsLeftOfASignature) {
    const struct {
        const char* text;
        const char* name;
    } rows[] = {
        {"noreply@blogger.com (Anna Lind)", "Anna Lind"},
        {"Anna Lind <anna@mail.example>", "Anna Lind"},
        {"Anna Lind (anna@mail.example)", "Anna Lind"},
        {"anna@mail.example", ""},
        {"/u/zoehart", "zoehart"},
        {"  Ines   Duarte ", "Ines Duarte"},
        {"", ""},
    };
    for (const auto& row : rows)
        EXPECT_EQ(signed_name(row.text), row.name) << row.text;
}

TEST(PlainName, HasOneSpellingForAllThatAreMeantTheSame) {
    for (const char* name : {"Jürgen Groß", "Juergen Gross", "JÜRGEN GROSS", "Jürgen Groß, MBA",
                             "Jürgen 🌊 Groß", "Jurgen Gross (he/him)"})
        EXPECT_EQ(name_spelling(name), "jurgen gross") << name;
    EXPECT_EQ(name_spelling("Ólafur Þórsson"), name_spelling("Olafur Thorsson"));
    EXPECT_EQ(name_spelling("Øyvind Åsland"), name_spelling("Oeyvind Aasland"));
    EXPECT_NE(name_spelling("Ines Duarte"), name_spelling("Inês Duarte Silva"));
    EXPECT_NE(name_spelling("张伟"), name_spelling("张 威"));
    EXPECT_EQ(name_spelling(""), "");
}

TEST(PlainName, StandsInTheTitlesThatPlatformsMake) {
    const struct {
        const char* title;
        const char* name;
    } rows[] = {
        {"Letterboxd - Jonas Beck", "Jonas Beck"},
        {"Kenji Mori's articles on arXiv", "Kenji Mori"},
        {"overview for zoehart", "zoehart"},
        {"Stories by Dana Cho on Medium", "Dana Cho"},
        {"Lotte's Updates", "Lotte"},
        {"@ida.bsky.test - Ida Voss", "Ida Voss"},
        {"Ida Voss (@ida@social.example)", "Ida Voss"},
        {"Uploads from Rosa Klein", "Rosa Klein"},
        {"Notes by Ines", ""},
        {"Planet Harbour", ""},
        {"Letterboxd - ", ""},
        {"", ""},
    };
    for (const auto& row : rows)
        EXPECT_EQ(name_in_title(row.title), row.name) << row.title;
}

}  // namespace
}  // namespace earshot
