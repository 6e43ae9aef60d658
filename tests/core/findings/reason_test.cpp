// A title that says why somebody wrote so much at once.

#include "earshot/reason.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace earshot {
namespace {

using Titles = std::vector<std::string>;

/// "Of the 1th fern" and so on: what somebody writes anyhow.
Titles everyday(int titles) {
    Titles all;
    for (int i = 1; i <= titles; ++i)
        all.push_back("Of the " + std::to_string(i) + "th fern, and what lives on it");
    return all;
}

Titles numbered(const std::string& before, int titles, const std::string& after = "") {
    Titles all;
    for (int i = 1; i <= titles; ++i)
        all.push_back(before + std::to_string(i) + after);
    return all;
}

std::string reason(const Titles& titles, const Titles& earlier) {
    return reason_of(titles, earlier, 2031);
}

TEST(Reason, IsTheFirstTitleWithTheNameThatManyShare) {
    Titles titles{"Packing", "Off to MossConf, by night train", "Rain"};
    for (const std::string& title : numbered("Talk ", 10, " of MossConf, live"))
        titles.push_back(title);
    EXPECT_EQ(reason(titles, everyday(40)), titles[1]);
    EXPECT_EQ(reason(titles, {}), titles[1]);
}

TEST(Reason, ANameIsAlsoACapitalInsideATagOrADigit) {
    for (const char* name : {"live from Mossdays: ", "#mossdays ", "MOSS: ", "C64x ", "c64x "})
        EXPECT_EQ(reason(numbered(name, 12), everyday(5)), name + std::string("1")) << name;
    EXPECT_EQ(reason(numbered("Прямо с Мохконф: ", 12), everyday(5)), "Прямо с Мохконф: 1");
}

TEST(Reason, IsNotWhatTheyWriteAnyhow) {
    EXPECT_EQ(reason(everyday(30), everyday(40)), "");
    EXPECT_EQ(reason(numbered("Of MossWorld ", 30), numbered("At MossWorld ", 3)), "");
}

TEST(Reason, AWordThatIsNoNameNeedsAPastInWhichItMightHaveStood) {
    const Titles titles = numbered("the conference, talk ", 12);
    EXPECT_EQ(reason(titles, everyday(40)), titles.front());
    EXPECT_EQ(reason(titles, everyday(19)), "");
    EXPECT_EQ(reason(titles, {}), "");
}

TEST(Reason, IsNoneWhereAFewHaveSomethingInCommon) {
    Titles titles = numbered("Thing number ", 10);
    titles.push_back("MossConf");
    titles.push_back("MossConf again");
    EXPECT_EQ(reason(titles, {}), "");
    EXPECT_EQ(reason({"MossConf", "MossConf"}, {}), "");
    EXPECT_EQ(reason({}, {}), "");
}

TEST(Reason, OneTitleMayNameWhatIsOfThisYear) {
    Titles titles{"rain", "sun", "wind", "Moss Days 2031 have begun", "hail"};
    EXPECT_EQ(reason(titles, everyday(40)), titles[3]);
    EXPECT_EQ(reason(titles, {"Moss Days 2030"}), "");
    titles[3] = "Photographs of Moss 2024";
    EXPECT_EQ(reason(titles, everyday(40)), "");
}

}  // namespace
}  // namespace earshot
