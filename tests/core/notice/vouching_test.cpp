#include "earshot/vouching.hpp"

#include <gtest/gtest.h>

#include <string>

namespace earshot {
namespace {

const Instant monday = from_epoch(1'776'000'000);

Instant at(int hours) {
    return monday + hours * hour;
}

Coverage proven(int hours) {
    Coverage coverage;
    coverage.proven_until = at(hours);
    return coverage;
}

/// One entry an hour from `hours` on: '+' names somebody, '-' nobody.
std::vector<Heard> entries(const std::string& signs, int hours = 0) {
    std::vector<Heard> heard;
    for (const char sign : signs)
        heard.push_back({at(hours++), sign == '+'});
    return heard;
}

std::string named(std::size_t times) {
    return std::string(times, '+');
}

Vouching after(const std::string& signs) {
    Vouching vouching;
    take_heard(vouching, entries(signs), proven(1000));
    return vouching;
}

TEST(Vouching, AFewStraysAreNoDoubt) {
    const struct {
        std::string signs;
        bool doubtful;
    } rows[] = {
        {"", false},
        {"--------", false},        // too few entries
        {named(8) + "--", true},    // as many as it takes
        {named(9) + "-", false},    // one may be anything
        {named(38) + "--", false},  // one, and one in forty
        {named(37) + "--", true},
        {named(77) + "---", false},
        {named(76) + "----", true},
        {"-----" + named(80), false},                 // out of the window
        {named(300) + "-" + named(79), false},        // one in eighty
        {"--" + named(38) + "--" + named(38), true},  // two of forty people
    };
    for (const auto& [signs, doubtful] : rows)
        EXPECT_EQ(doubt_of(after(signs)).has_value(), doubtful) << signs;
}

TEST(Vouching, TheProofEndsWhereTheDoubtBegan) {
    const Vouching vouching = after(named(20) + "-+-+-");
    const auto doubt = doubt_of(vouching);
    ASSERT_TRUE(doubt);
    EXPECT_EQ(*doubt, (Doubt{3, 25, at(20)}));
    EXPECT_EQ(vouched(proven(500), vouching), proven(20));
    EXPECT_EQ(vouched(proven(10), vouching), proven(10));
    EXPECT_EQ(vouched({}, vouching), Coverage{});
}

TEST(Vouching, WhatPassedMeanwhileIsLost) {
    Vouching vouching = after(named(20) + "-+-+-");
    // Nothing is over yet.
    EXPECT_TRUE(take_heard(vouching, entries("+-+", 30), proven(40)).empty());
    EXPECT_EQ(doubt_of(vouching)->since, at(20));
    // The first of them moved out of the window; the doubt goes on.
    const auto moved = take_heard(vouching, entries(named(67) + "------", 50), proven(200));
    ASSERT_EQ(moved.size(), 1u);
    EXPECT_EQ(moved[0].from, at(20));
    EXPECT_EQ(moved[0].to, doubt_of(vouching)->since);
    EXPECT_GT(moved[0].to, at(20));
    // All are named again.
    const Instant since = doubt_of(vouching)->since;
    const auto over = take_heard(vouching, entries(named(80), 200), proven(300));
    ASSERT_EQ(over.size(), 1u);
    EXPECT_EQ(over[0], (Stretch{since, at(300)}));
    EXPECT_EQ(doubt_of(vouching), std::nullopt);
    EXPECT_EQ(vouched(proven(300), vouching), proven(300));
}

TEST(Vouching, KeepsTheLastEntriesOnly) {
    EXPECT_EQ(after(named(heard_window)).heard.size(), heard_window);
    EXPECT_EQ(after(named(heard_window + 1)).heard.size(), heard_window);
    EXPECT_EQ(after(named(heard_window + 1)).heard.front().at, at(1));
}

TEST(Vouching, AlikeSentencesAreOneKind) {
    const std::vector<Nameless> said{{at(1), "New photos in the album Summer 1", "a"},
                                     {at(2), "What a week!", ""},
                                     {at(3), "New photos in the album Summer 22 http://x/3", "b"}};
    const auto kinds = kinds_of(said);
    ASSERT_EQ(kinds.size(), 2u);
    EXPECT_EQ(kinds[0].times, 2u);
    EXPECT_EQ(kinds[0].newest.link, "b");
    EXPECT_EQ(kinds[1].newest.sentence, "What a week!");
}

}  // namespace
}  // namespace earshot
