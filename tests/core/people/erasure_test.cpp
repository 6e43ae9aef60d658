// What gives somebody away in a text, and what is left without it.

#include "earshot/erasure.hpp"

#include <gtest/gtest.h>

#include "earshot/finding.hpp"

namespace earshot {
namespace {

TEST(Traces, AreFoundWhereTheyStand) {
    struct Row {
        const char *name, *account, *text;
        bool there;
    };
    const Row rows[] = {
        {"Ana Duarte", "", "Bo met Ana Duarte.", true},
        {"Ana Duarte", "", "bo met ANA DUARTE's sister", true},
        {"Ana Duarte", "", "Susana Duarte", false},
        {"Ana Duarte", "", "Ana Duartes", false},
        {"May", "", "in May 2026", false},
        {"May", "", "May", true},
        {"May", "", R"([["May","https://x.example/"]])", true},
        {"May", "", R"(["the \"May\" list"])", false},
        {"王小明", "", "昨日王小明さんに会った", true},
        {"Jo \"Red\" Fox", "", R"(["Jo \"Red\" Fox"])", true},
        {"", "https://code.example/ana", "see https://www.code.example/Ana", true},
        {"", "https://code.example/ana", "https://code.example/ana/boats", true},
        {"", "https://code.example/ana", "https://code.example/anabel", false},
        {"", "https://code.example/ana", "https://code.example/ana.b", false},
        {"", "https://code.example/ana", "It is code.example/ana.", true},
        {"", "https://ana.example/", "https://ana.example", true},
        {"", "https://ana.example/", "https://ana.example/feed.xml", false},
        {"", "https://ana.example/", "https://susana.example/", false},
        {"", "mailto:ana@mail.example", "<ana@mail.example>", true},
        {"", "mailto:ana@mail.example", "susana@mail.example", false},
    };
    for (const Row& row : rows) {
        Traces traces;
        traces.add_name(row.name);
        traces.add_account(row.account);
        EXPECT_EQ(traces.in(row.text), row.there) << row.name << row.account << " in " << row.text;
        EXPECT_FALSE(traces.in(traces.cut_from(row.text))) << row.text;
    }
}

TEST(Traces, NothingIsInNothing) {
    Traces traces;
    traces.add_name("");
    traces.add_name("x");
    EXPECT_TRUE(traces.empty());
    EXPECT_FALSE(traces.in("x"));
    EXPECT_EQ(traces.cut_from("x"), "x");
}

TEST(Evidence, OfOthersLosesThemAndStays) {
    Traces traces;
    traces.add_name("Ana Duarte");
    Back back;
    back.sentence = "A word to Ana Duarte";
    back.link = "https://bo.example/7";
    const auto rest = without(back, traces);
    ASSERT_TRUE(rest);
    EXPECT_EQ(std::get<Back>(*rest).sentence, "");
    EXPECT_EQ(std::get<Back>(*rest).link, "https://bo.example/7");
    Shared shared;
    shared.newcomer = "Ana Duarte";
    shared.people = {"Bo Birke"};
    EXPECT_FALSE(without(shared, traces));
}

TEST(Tombstone, ANameOfOneWordSaysTooLittleOfWhoHasAnAccount) {
    const auto kept = tombstone_texts({"https://code.example/ana"}, {"Ana"});
    const auto meets = [&](const std::vector<std::string>& texts) {
        for (const std::string& text : texts)
            for (const std::string& one : kept)
                if (one == text) return true;
        return false;
    };
    EXPECT_TRUE(meets(turns_up_as({}, "Ana")));
    EXPECT_TRUE(meets(turns_up_as({"https://code.example/ana"}, "Somebody")));
    EXPECT_FALSE(meets(turns_up_as({"https://code.example/other"}, "Ana")));
    EXPECT_FALSE(meets(turns_up_as({}, "")));
}

}  // namespace
}  // namespace earshot
