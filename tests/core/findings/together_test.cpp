#include "earshot/together.hpp"

#include <gtest/gtest.h>

namespace earshot {
namespace {

const Instant monday = from_epoch(1'776'000'000);

Meeting meeting(int person, Span after, bool followed = false) {
    return {PersonId(person), monday + after, followed};
}

std::vector<Meeting> strangers(int number, Span apart = hour) {
    std::vector<Meeting> meetings;
    for (int i = 1; i <= number; ++i)
        meetings.push_back(meeting(i, i * apart));
    return meetings;
}

TEST(Wave, IsFivePeopleWithinADay) {
    EXPECT_TRUE(wave_of(strangers(4), 40).empty());
    EXPECT_EQ(wave_of(strangers(5), 40).size(), 5u);
    EXPECT_EQ(wave_of(strangers(7), 40).size(), 7u);
    EXPECT_TRUE(wave_of(strangers(5, 7 * hour), 40).empty());   // 28 hours from first to last
    EXPECT_EQ(wave_of(strangers(5, 6 * hour), 40).size(), 5u);  // exactly a day
}

TEST(Wave, CountsPeopleAndNotTheirConnections) {
    auto meetings = strangers(4);
    for (int again = 0; again < 10; ++again)
        meetings.push_back(meeting(2, again * minute));
    EXPECT_TRUE(wave_of(meetings, 40).empty());
}

TEST(Wave, IsThreeFriendsOfASmallAddressBook) {
    std::vector<Meeting> friends{meeting(1, hour, true), meeting(2, 2 * hour, true),
                                 meeting(3, 3 * hour, true)};
    EXPECT_EQ(wave_of(friends, small_address_book).size(), 3u);
    EXPECT_TRUE(wave_of(friends, small_address_book + 1).empty());
    friends[1].followed = false;
    EXPECT_TRUE(wave_of(friends, small_address_book).empty());
}

TEST(Wave, OfNobodyIsNone) {
    EXPECT_TRUE(wave_of({}, 0).empty());
}

QuietOne quiet(int number, double last_day, const std::string& circle = "", bool told = false) {
    return {FindingNumber(number), PersonId(number), circle,
            monday + Span(static_cast<long long>(last_day * 86400)), told};
}

TEST(QuietTogether, IsThreeOfACircleAndAThirdOfIt) {
    const std::vector<QuietOne> three{quiet(1, 0, "friends"), quiet(2, 4, "friends"),
                                      quiet(3, 9, "friends")};
    const auto groups = quiet_together(three, {{"friends", 9}, {"", 100}});
    ASSERT_EQ(groups.size(), 1u);
    EXPECT_EQ(groups[0].circle, "friends");
    EXPECT_EQ(groups[0].members.size(), 3u);
    EXPECT_TRUE(quiet_together(three, {{"friends", 10}, {"", 100}}).empty());
    EXPECT_TRUE(quiet_together({three[0], three[1]}, {{"friends", 4}, {"", 100}}).empty());
}

TEST(QuietTogether, IsWithinTenDays) {
    const std::vector<QuietOne> spread{quiet(1, 0, "friends"), quiet(2, 5, "friends"),
                                       quiet(3, 10.1, "friends")};
    EXPECT_TRUE(quiet_together(spread, {{"friends", 5}, {"", 50}}).empty());
}

TEST(QuietTogether, IsFiveOfAllAndATenthOfThem) {
    std::vector<QuietOne> five;
    for (int i = 1; i <= 5; ++i)
        five.push_back(quiet(i, i));
    EXPECT_EQ(quiet_together(five, {{"", 50}}).size(), 1u);
    EXPECT_TRUE(quiet_together(five, {{"", 51}}).empty());
    five.pop_back();
    EXPECT_TRUE(quiet_together(five, {{"", 20}}).empty());
}

TEST(QuietTogether, IsNothingWhenEverybodyWasTold) {
    std::vector<QuietOne> three{quiet(1, 0, "friends", true), quiet(2, 4, "friends", true),
                                quiet(3, 9, "friends", true)};
    const std::map<std::string, std::size_t> circles{{"friends", 9}, {"", 9}};
    EXPECT_TRUE(quiet_together(three, circles).empty());
    three[1].told = false;
    EXPECT_EQ(quiet_together(three, circles).size(), 1u);
}

TEST(QuietTogether, NamesNobodyTwice) {
    std::vector<QuietOne> all;
    for (int i = 1; i <= 3; ++i)
        all.push_back(quiet(i, 0, "friends"));
    for (int i = 4; i <= 6; ++i)
        all.push_back(quiet(i, 1, "work"));
    const auto groups = quiet_together(all, {{"friends", 4}, {"work", 4}, {"", 8}});
    ASSERT_EQ(groups.size(), 2u);
    EXPECT_EQ(groups[0].members.size() + groups[1].members.size(), 6u);
}

TEST(FollowUpDue, IsOnDaySevenAndOnDayTwentyOneAndThenNever) {
    const std::vector<std::pair<long long, std::optional<int>>> table{
        {-1, {}}, {0, {}}, {6, {}}, {7, 7}, {20, 7}, {21, 21}, {27, 21}, {28, {}}, {4000, {}}};
    for (const auto& [days, due] : table)
        EXPECT_EQ(follow_up_due(days), due) << days;
}

TEST(Together, AQuietWaitsForACircleThatIsSilentToo) {
    const SilentOne past{monday, true}, not_yet{monday + 2 * day, false};
    const SilentOne long_ago{monday - 30 * day, false};
    EXPECT_TRUE(waits_for_circle(monday, {past, not_yet, not_yet}, 6));
    EXPECT_FALSE(waits_for_circle(monday, {past, past, past}, 6)) << "all are past their lines";
    EXPECT_FALSE(waits_for_circle(monday, {past, not_yet}, 6)) << "two are no circle";
    EXPECT_FALSE(waits_for_circle(monday, {past, not_yet, long_ago}, 6)) << "not since these days";
    EXPECT_FALSE(waits_for_circle(monday, {past, not_yet, not_yet}, 12)) << "a few of many";
}

}  // namespace
}  // namespace earshot
