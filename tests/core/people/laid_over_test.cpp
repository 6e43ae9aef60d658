// What is declared lies over what is known, and comes off again.

#include "earshot/laid_over.hpp"

#include <gtest/gtest.h>

#include "support/dice.hpp"

namespace earshot {
namespace {

using test::Dice;

Person any_person(Dice& dice) {
    const auto text = [&dice](const char* some) {
        return dice.number(0, 1) == 0 ? std::string() : some + std::to_string(dice.number(0, 3));
    };
    Person person;
    person.name = "Ines " + std::to_string(dice.number(0, 2));
    person.standing = dice.any(Standing::let_go);
    for (auto left = dice.number(0, 2); left > 0; --left)
        person.circles.push_back("circle " + std::to_string(dice.number(0, 3)));
    person.phone = text("phone ");
    person.note = text("note ");
    for (auto left = dice.number(0, 3); left > 0; --left) {
        person.accounts.push_back("https://ines.example/" + std::to_string(left));
        person.names.push_back("I. " + std::to_string(left));
    }
    if (dice.number(0, 1) == 1) person.sensitivity = Sensitivity::low;
    if (dice.number(0, 1) == 1) person.own_line = OwnLine{dice.number(1, 9) * day};
    return person;
}

TEST(LaidOver, WhateverLiesOverComesOffAgain) {
    test::for_rounds(500, [](Dice& dice) {
        const Person base = any_person(dice);
        Person declared = any_person(dice);
        declared.standing = Standing::followed;
        declared.declared_at = "earshot.toml:1";
        const Laid laid = lay_over(base, declared);
        EXPECT_EQ(lifted(laid.person, laid.over), base);
        EXPECT_EQ(laid.person.declared_at, "earshot.toml:1");
        EXPECT_EQ(laid.person.phone, declared.phone.empty() ? base.phone : declared.phone);
        EXPECT_EQ(laid.over.covers("phone"), !declared.phone.empty());
        EXPECT_EQ(laid_over_from_json(to_json(laid.over)).value(), laid.over);
    });
}

TEST(LaidOver, AChangeOfWhatLiesBeneathStaysBeneath) {
    test::for_rounds(500, [](Dice& dice) {
        Person declared = any_person(dice);
        declared.standing = Standing::followed;
        const Laid laid = lay_over(any_person(dice), declared);
        const Laid changed = with_base(laid.person, laid.over, [](Person base) {
            base.note = "new";
            return base;
        });
        EXPECT_EQ(changed.person.note, declared.note.empty() ? "new" : declared.note);
        EXPECT_EQ(lifted(changed.person, changed.over).note, "new");
        EXPECT_EQ(changed.person.circles, laid.person.circles);
    });
}

TEST(LaidOver, WhoRestsGoesOnResting) {
    Person base, declared;
    base.name = declared.name = "Ines";
    base.standing = Standing::resting;
    declared.standing = Standing::followed;
    const Laid laid = lay_over(base, declared);
    EXPECT_EQ(laid.person.standing, Standing::resting);
    EXPECT_EQ(lifted(laid.person, laid.over).standing, Standing::resting);
}

TEST(LaidOver, DocumentsOfOthersAreNone) {
    EXPECT_FALSE(laid_over_from_json("{}"));
    EXPECT_FALSE(laid_over_from_json("text"));
}

}  // namespace
}  // namespace earshot
