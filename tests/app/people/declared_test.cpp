// What the configuration says of somebody who is known: it counts while it stands there, and what
// was known comes out again.

#include "daemon/app/people/declared.hpp"

#include "daemon/app/people/who_is_who.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "support/commands_test.hpp"

namespace earshot::app {
namespace {

class DeclaredTest : public CommandsTest {
protected:
    DeclaredTest() {
        Person known;
        known.name = "Ines Duarte";
        known.standing = Standing::followed;
        known.circles = {"friends"};
        known.phone = "+351 21 555 01 20";
        known.accounts = {"http://ines.example/", "uid:ines-1", "mailto:ines@mail.example"};
        ines_ = put(known);
    }
    static Person block() {
        Person person;
        person.name = "Ines Duarte";
        person.standing = Standing::followed;
        person.declared_at = "earshot.toml:12";
        return person;
    }
    Reconciled declare(const std::vector<Person>& people) {
        return reconcile(store_, people, {}, clock_.now());
    }
    Person ines() const { return *person_at(ines_); }

    PersonId ines_{};
};

TEST_F(DeclaredTest, AKeyThatIsAbsentLeavesWhatIsThere) {
    const Person before = ines();
    Person wanted = block();
    wanted.sensitivity = Sensitivity::high;
    EXPECT_EQ(declare({wanted}).people_changed, 1);
    Person expected = before;
    expected.sensitivity = Sensitivity::high;
    expected.declared_at = "earshot.toml:12";
    EXPECT_EQ(ines(), expected);
    EXPECT_EQ(store_.identities.accounts_of(ines_).size(), 3u);
    EXPECT_EQ(declare({wanted}).people_changed, 0);
    EXPECT_EQ(declare({}).released, 1);
    EXPECT_EQ(ines(), before);
}

TEST_F(DeclaredTest, WhatItCoversComesOutAgain) {
    const Person before = ines();
    Person wanted = block();
    wanted.circles = {"work"};
    wanted.note = "likes mail";
    wanted.own_line = OwnLine{10 * day};
    wanted.accounts = {"http://ines.example/", "https://code.example/ines"};
    declare({wanted});
    EXPECT_EQ(main_circle(ines()), "work");
    EXPECT_EQ(ines().phone, before.phone);
    EXPECT_EQ(ines().accounts.size(), 4u);
    // A key is taken out, then the whole block.
    wanted.circles.clear();
    wanted.declared_at = "earshot.toml:14";
    declare({wanted});
    EXPECT_EQ(main_circle(ines()), "friends");
    EXPECT_EQ(ines().note, "likes mail");
    declare({});
    EXPECT_EQ(ines(), before);
    EXPECT_EQ(store_.identities.accounts_of(ines_).size(), 3u);
}

TEST_F(DeclaredTest, SomebodyLightIsLightAgain) {
    Person light;
    light.name = "bo@social.example";
    light.phone = "+49 30 1";
    light.accounts = {"https://social.example/@bo"};
    const PersonId bo = put(light);
    Person wanted = block();
    wanted.name = "Bo Birke";
    wanted.accounts = light.accounts;
    EXPECT_EQ(declare({wanted}).people_added, 1);
    EXPECT_EQ(person_at(bo)->name, "Bo Birke");
    EXPECT_EQ(person_at(bo)->standing, Standing::followed);
    EXPECT_EQ(person_at(bo)->phone, "+49 30 1");
    declare({});
    light.id = bo;
    EXPECT_EQ(*person_at(bo), light);
}

TEST_F(DeclaredTest, WhomNobodyKnewOtherwiseStays) {
    Person wanted = block();
    wanted.name = "Bo Birke";
    wanted.phone = "+49 30 1";
    wanted.circles = {"work"};
    declare({wanted});
    const PersonId bo = called("Bo Birke");
    // A key that goes was known by the configuration alone.
    wanted.phone.clear();
    declare({wanted});
    EXPECT_EQ(person_at(bo)->phone, "");
    declare({});
    EXPECT_EQ(main_circle(*person_at(bo)), "work");
    EXPECT_EQ(person_at(bo)->declared_at, "");
    EXPECT_EQ(person_at(bo)->standing, Standing::followed);
}

TEST_F(DeclaredTest, AFeedGivenToSomebodyFromACardLeavesTheCard) {
    Person light;
    light.name = "Lena Ortiz";
    light.phone = "+49 30 2";
    light.circles = {"choir"};
    const PersonId lena = put(light);
    ask("POST", "/v1/sources",
        R"({"url": "https://lena.example/feed.xml", "person": "Lena Ortiz"})");
    EXPECT_EQ(person_at(lena)->standing, Standing::followed);
    EXPECT_EQ(person_at(lena)->phone, "+49 30 2");
    EXPECT_EQ(main_circle(*person_at(lena)), "choir");
}

/// Of somebody who is declared the user's own words stay theirs.
TEST_F(DeclaredTest, AnAccountThatTheConfigurationDoesNotGiveCanBeUnlinked) {
    Person wanted = block();
    wanted.accounts = {"http://ines.example", "https://code.example/ines"};
    declare({wanted});
    const auto unlink = [this](const std::string& account) {
        return ask("POST", "/v1/people/1/unlink", R"({"account": ")" + account + R"("})");
    };
    EXPECT_EQ(slug_of(unlink("https://code.example/ines")), "declared");
    EXPECT_EQ(slug_of(unlink("http://ines.example/")), "declared") << "both say so";
    EXPECT_EQ(slug_of(ask("PATCH", "/v1/people/1", R"({"mail": ""})")), "");
    EXPECT_EQ(slug_of(unlink("mailto:ines@mail.example")), "not-theirs") << "it is gone";
    ask("POST", "/v1/undo");
    const Answer unlinked = unlink("mailto:ines@mail.example");
    EXPECT_EQ(unlinked.status, 200) << unlinked.body;
    EXPECT_FALSE(store_.identities.find(account_identities("mailto:ines@mail.example")));
    ask("POST", "/v1/undo");
    EXPECT_EQ(store_.identities.find(account_identities("mailto:ines@mail.example")), ines_);
    declare({});
    EXPECT_EQ(ines().accounts.size(), 3U);
}

}  // namespace
}  // namespace earshot::app
