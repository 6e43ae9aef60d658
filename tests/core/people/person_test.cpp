#include "earshot/person.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "earshot/reader.hpp"

namespace earshot {
namespace {

ReadEntry by(const Actor& actor) {
    Activity activity;
    activity.actor = actor;
    return {{}, {activity}, 0, {}};
}

const Url address = *Url::parse("https://fern.example/feed");

TEST(Person, StandingsHaveWords) {
    for (const Standing standing :
         {Standing::followed, Standing::light, Standing::resting, Standing::let_go})
        EXPECT_EQ(parse_standing(to_text(standing)), standing);
    EXPECT_EQ(parse_standing("liked"), std::nullopt);
}

TEST(Person, AnActorIsKnownByAccountThenByName) {
    using Kind = IdentityKey::Kind;
    constexpr SourceId source{7};
    EXPECT_EQ(identity_keys({"https://www.fern.example/u/Ann/", " Ann  Quill "}, source),
              (std::vector<IdentityKey>{{Kind::account, "fern.example/u/Ann", std::nullopt},
                                        {Kind::account, "fern.example/u/ann", std::nullopt},
                                        {Kind::name_in_source, "Ann Quill", source},
                                        {Kind::name, "Ann Quill", std::nullopt}}));
    EXPECT_TRUE(identity_keys({}, source).empty());
    EXPECT_EQ(identity_keys({"acct:ann@fern.example", ""}, source).size(), 1u);
}

TEST(Person, ACaseChangeOfALoginSharesAKey) {
    const auto before = identity_keys({"https://fern.example/Ann", ""}, SourceId{1});
    const auto after = identity_keys({"https://fern.example/ann", ""}, SourceId{1});
    EXPECT_NE(std::ranges::find(before, after.front()), before.end());
}

TEST(Person, AnAccountIsKnownByItsNumberWhateverItsName) {
    using Keys = std::vector<std::string>;
    EXPECT_EQ(account_keys("https://questions.example/users/22/Ann-Quill"),
              (Keys{"questions.example/users/22/Ann-Quill", "questions.example/users/22/ann-quill",
                    "questions.example/users/22"}));
    EXPECT_EQ(account_keys("https://questions.example/users/22"),
              (Keys{"questions.example/users/22"}));
    EXPECT_EQ(account_keys("https://fern.example/2026/22/ann"), (Keys{"fern.example/2026/22/ann"}));
    EXPECT_EQ(account_keys("https://fern.example/users/ann/22"),
              (Keys{"fern.example/users/ann/22"}));
    EXPECT_TRUE(account_keys("").empty());
}

TEST(Person, TwoAccountsOnOneHostAreRivals) {
    EXPECT_TRUE(are_rivals("fern.example/1", "fern.example/2"));
    EXPECT_TRUE(are_rivals("ann@fern.example", "fern.example/bo"));
    EXPECT_FALSE(are_rivals("fern.example/Ann", "fern.example/ann"));
    EXPECT_FALSE(are_rivals("fern.example/u/22/ann", "fern.example/u/22/quill"));
    EXPECT_FALSE(are_rivals("fern.example/ann", "moss.example/ann"));
    EXPECT_FALSE(are_rivals("uid:1", "uid:2"));
    EXPECT_FALSE(are_rivals("ann.example", "ann.example/about"));
}

TEST(Person, ASourceCarriesManyWhenActorsDiffer) {
    const Actor ann{"https://fern.example/Ann", "Ann"};
    const Actor ann_again{"https://fern.example/ann", "Ann Quill"};
    EXPECT_EQ(judge_carries({}), Carries::undecided);
    EXPECT_EQ(judge_carries({by({})}), Carries::one_person);
    EXPECT_EQ(judge_carries({by(ann), by(ann_again)}), Carries::one_person);
    EXPECT_EQ(judge_carries({by(ann), by({"", "Ann"})}), Carries::one_person);
    EXPECT_EQ(judge_carries({by(ann), by({"", "Bo"})}), Carries::many);
    EXPECT_EQ(judge_carries(
                  {by({"https://fern.example/1", "Sam"}), by({"https://fern.example/2", "Sam"})}),
              Carries::many);
}

TEST(Person, TheOwnerIsNamedByWhatTheDocumentSays) {
    Feed feed;
    EXPECT_EQ(owner_name(feed, {}, address), "fern.example");
    feed.title = "Ferns";
    EXPECT_EQ(owner_name(feed, {}, address), "Ferns");
    feed.author = "Ann Quill";
    EXPECT_EQ(owner_name(feed, {}, address), "Ann Quill");
    EXPECT_EQ(owner_name(feed, {by({"", "Annie"})}, address), "Annie");
    EXPECT_EQ(owner_name(feed, {by({"", "Annie"}), by({"", "Bo"})}, address), "Ann Quill");
}

}  // namespace
}  // namespace earshot
