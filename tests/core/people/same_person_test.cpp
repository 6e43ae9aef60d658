#include "earshot/same_person.hpp"

#include <gtest/gtest.h>

namespace earshot {
namespace {

using Kind = Likeness::Kind;
using Texts = std::vector<std::string>;

Portrait portrait(int id, Texts names, Texts accounts = {}, Standing standing = Standing::light) {
    return {PersonId(id), standing, std::move(names), std::move(accounts)};
}

/// "1<2 name:ines duarte", one for each pair.
Texts suggested(const std::vector<Portrait>& people, const std::vector<Claim>& claims = {},
                const std::set<Pair>& apart = {}) {
    Texts lines;
    for (const SamePerson& pair : suggest_same(people, claims, apart)) {
        std::string line = std::to_string(static_cast<int>(pair.keep)) + "<" +
                           std::to_string(static_cast<int>(pair.merge));
        for (const Likeness& likeness : pair.why)
            line += (likeness.kind == Kind::claim  ? " claim:"
                     : likeness.kind == Kind::name ? " name:"
                                                   : " handle:") +
                    likeness.what;
        lines.push_back(line);
    }
    return lines;
}

TEST(SamePerson, NobodyIsLikeNobody) {
    EXPECT_EQ(suggested({}), Texts{});
    EXPECT_EQ(suggested({portrait(1, {"Ines Duarte"}), portrait(2, {"Tom Hale"})}), Texts{});
}

TEST(SamePerson, AnEqualNameOfTwoWordsIsSuggested) {
    EXPECT_EQ(suggested({portrait(1, {"Ines Duarte"}), portrait(2, {"INES  Duarte."})}),
              Texts{"1<2 name:ines duarte"});
    EXPECT_EQ(suggested({portrait(1, {"x y", "Ines Duarte"}), portrait(2, {"Ines Duarte"})}),
              Texts{"1<2 name:ines duarte"});
    EXPECT_EQ(suggested({portrait(1, {"Ines"}), portrait(2, {"Ines"})}), Texts{})
        << "one word is too little";
}

TEST(SamePerson, AnEqualHandleOnTwoHostsIsSuggested) {
    EXPECT_EQ(suggested({portrait(1, {"a"}, {"social.example/@inesd"}),
                         portrait(2, {"b"}, {"code.example/InesD"})}),
              Texts{"1<2 handle:inesd"});
    EXPECT_EQ(suggested({portrait(1, {"a"}, {"social.example/@ines"}),
                         portrait(2, {"b"}, {"code.example/inesd"})}),
              Texts{});
}

TEST(SamePerson, TwoAccountsOnOneHostAreTwoPeople) {
    EXPECT_EQ(suggested({portrait(1, {"Sam Lee"}, {"code.example/1"}),
                         portrait(2, {"Sam Lee"}, {"code.example/2"})}),
              Texts{});
    EXPECT_EQ(suggested({portrait(1, {"Sam Lee"}, {"code.example/Sam"}),
                         portrait(2, {"Sam Lee"}, {"code.example/sam"})}),
              Texts{"1<2 name:sam lee"})
        << "the same account in another case";
}

TEST(SamePerson, AClaimIsStrongestAndWhomTheUserFollowsComesFirst) {
    const std::vector<Portrait> people{
        portrait(1, {"Ana Lind"}),
        portrait(2, {"Ana Lind"}),
        portrait(3, {"Bo Birke"}, {"bo.example"}),
        portrait(4, {"Bo Birke"}, {}, Standing::followed),
        portrait(5, {"x"}, {"cy.example"}),
        portrait(6, {"y"}),
    };
    EXPECT_EQ(suggested(people, {{PersonId(6), "cy.example", "rel=me"}}),
              (Texts{"4<3 name:bo birke", "5<6 claim:cy.example", "1<2 name:ana lind"}));
    EXPECT_EQ(suggested(people, {{PersonId(4), "bo.example", "vcard"}})[0],
              "4<3 claim:bo.example name:bo birke");
    EXPECT_EQ(suggested(people, {{PersonId(5), "cy.example", "rel=me"},
                                 {PersonId(99), "cy.example", "rel=me"},
                                 {PersonId(6), "nobody.example", "rel=me"}})
                  .size(),
              2U)
        << "a claim to one's own, by nobody, or to nobody's account";
}

TEST(SamePerson, WhomTheUserToldApartStayApart) {
    EXPECT_EQ(suggested({portrait(2, {"Ana Lind"}), portrait(1, {"Ana Lind"})}, {},
                        {{PersonId(1), PersonId(2)}}),
              Texts{});
}

TEST(SamePerson, WhatManyHaveSaysNothing) {
    std::vector<Portrait> people;
    for (int id = 1; id <= int(same_person_limits::namesakes); ++id)
        people.push_back(portrait(id, {"Ana Lind"}));
    EXPECT_EQ(suggested(people).size(), 6U);
    people.push_back(portrait(99, {"Ana Lind"}));
    EXPECT_EQ(suggested(people), Texts{});
}

TEST(SamePerson, HandlesAreLoginsAndNotPlaces) {
    const struct {
        const char* account;
        const char* handle;
    } rows[] = {
        {"social.example/@inesd", "inesd"},
        {"social.example/@inesd@other.example", "inesd"},
        {"InesD@social.example", "inesd"},
        {"code.example/InesD", "inesd"},
        {"network.example/in/ines-duarte", "ines-duarte"},
        {"host.example/~inesd", "inesd"},
        {"ines.example", ""},
        {"ines.example/blog", ""},
        {"ines.example/index.html", ""},
        {"questions.example/users/22656", ""},
        {"code.example/abc", ""},
        {"code.example/abcd", "abcd"},
        {"uid:inesd/inesd", ""},
        {"", ""},
    };
    for (const auto& row : rows)
        EXPECT_EQ(handle_of(row.account), row.handle) << row.account;
}

TEST(SamePerson, EachLikenessIsSaidInWords) {
    EXPECT_EQ(to_text(Likeness{Kind::name, "ana lind", ""}), "both are called ana lind");
    EXPECT_EQ(to_text(Likeness{Kind::handle, "inesd", ""}), "both go by inesd");
    EXPECT_EQ(to_text(Likeness{Kind::claim, "ana.example", "rel=me"}),
              "one names the other's ana.example as theirs (rel=me)");
}

TEST(SamePerson, IsCertainWhenNobodyElseIsCalledSo) {
    const auto certain = [](const std::vector<Portrait>& people,
                            const std::vector<Claim>& claims = {}) {
        Texts lines;
        for (const SamePerson& pair : suggest_same(people, claims, {}))
            if (pair.certain)
                lines.push_back(std::to_string(static_cast<int>(pair.keep)) + "<" +
                                std::to_string(static_cast<int>(pair.merge)));
        return lines;
    };
    const Portrait ines = portrait(1, {"Ines Duarte"}, {"code.example/inesd"});
    const Portrait card = portrait(2, {"Ines Duarte"}, {"social.example/@inesd"});
    EXPECT_EQ(certain({ines, card}), Texts{"1<2"});
    EXPECT_EQ(certain({ines, card, portrait(3, {"Ines Duarte"})}), Texts{}) << "which of them?";
    EXPECT_EQ(certain({ines, portrait(2, {"I. D."}, {"social.example/@inesd"})}), Texts{})
        << "a login alone is anybody's";
    // One is called like two others, who are not called alike.
    EXPECT_EQ(certain({portrait(1, {"Ines Duarte", "Ines Dias"}), portrait(2, {"Ines Duarte"}),
                       portrait(3, {"Ines Dias"})}),
              Texts{});
    const Claim claim{PersonId(1), "social.example/@inesd", "rel=me"};
    EXPECT_EQ(certain({ines, portrait(2, {"I. D."}, {"social.example/@inesd"})}, {claim}),
              Texts{"1<2"});
    EXPECT_EQ(certain({portrait(1, {"Ines"}), portrait(2, {"Tom"}, {"social.example/@tom"})},
                      {{PersonId(1), "social.example/@tom", "rel=me"}}),
              Texts{})
        << "anybody may point at anybody";
}

}  // namespace
}  // namespace earshot
