// How many things a run of sentences says, none of them twice.

#include "earshot/tally.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "earshot/burst.hpp"

namespace earshot {
namespace {

const Instant night = from_epoch(1700000000);

Activity connected(const std::string& name, int more = 0) {
    Activity activity;
    activity.verb = Verb::connect;
    if (!name.empty()) activity.objects = {{name, ""}};
    activity.more_objects = more;
    activity.sentence = "Ann is now connected to " + name + " and " + std::to_string(more);
    return activity;
}

Activity posted(const std::string& title, int more = 0) {
    Activity activity;
    activity.verb = Verb::post;
    activity.objects = {{title, ""}};
    activity.more_objects = more;
    activity.sentence = "Ann posted " + title;
    return activity;
}

/// What each of these adds, a minute apart.
std::vector<int> added(const std::vector<Activity>& activities) {
    Tally tally;
    std::vector<int> each;
    for (std::size_t i = 0; i < activities.size(); ++i)
        each.push_back(tally.take(activities[i], night + static_cast<int>(i) * minute));
    return each;
}

int sum(const std::vector<Activity>& activities) {
    int all = 0;
    for (const int one : added(activities))
        all += one;
    return all;
}

TEST(NumberSaid, IsWhatIsNamedAndWhatIsNot) {
    EXPECT_EQ(number_said(Activity{}), 1);
    EXPECT_EQ(number_said(connected("Bo")), 1);
    EXPECT_EQ(number_said(connected("Bo", 24)), 25);
    EXPECT_EQ(number_said(connected("", 18)), 18);
    EXPECT_EQ(number_said(posted("Ferry", 39)), 40);
    Activity two = connected("Bo");
    two.objects.push_back({"Cy", ""});
    EXPECT_EQ(number_said(two), 2);
    two.verb = Verb::push;  // a branch and its repository are one push
    EXPECT_EQ(number_said(two), 1);
}

TEST(NumberSaid, IsBounded) {
    EXPECT_EQ(number_said(connected("Bo", 998)), 999);
    EXPECT_EQ(number_said(connected("Bo", 999)), 1000);
    EXPECT_FALSE(is_beyond_belief(connected("Bo", 999)));
    for (const int more : {1000, 4'000'000, std::numeric_limits<int>::max()}) {
        EXPECT_EQ(number_said(connected("Bo", more)), tally_limits::of_one_sentence);
        EXPECT_EQ(sum({connected("Bo", more)}), tally_limits::of_one_sentence);
        EXPECT_TRUE(is_beyond_belief(connected("Bo", more)));
    }
    EXPECT_EQ(number_said(connected("Bo", -5)), 1);
}

struct Row {
    const char* what;
    std::vector<Activity> said;
    int all;
};

TEST(Tally, CountsNobodyTwice) {
    const Row rows[] = {
        {"one by one", {connected("Bo"), connected("Cy"), connected("Di")}, 3},
        {"one by one, twice", {connected("Bo"), connected("Bo")}, 2},
        {"in one sentence", {connected("Bo", 24)}, 25},
        {"a number that grows", {connected("Bo", 3), connected("Bo", 9), connected("Bo", 21)}, 22},
        {"and is heard out of order", {connected("Bo", 21), connected("Bo", 3)}, 22},
        {"of nobody by name", {connected("", 3), connected("", 9)}, 9},
        {"of others", {connected("Bo", 3), connected("Cy", 9)}, 14},
        {"others one by one, then a number",
         {connected("Bo"), connected("Cy"), connected("Di", 14)},
         17},
        {"the same one by one, then a number",
         {connected("Bo"), connected("Cy"), connected("Bo", 24)},
         25},
        {"more of the same than the number",
         {connected("Bo"), connected("Cy"), connected("Di"), connected("Bo", 1)},
         3},
        {"a number, then whom it named", {connected("Bo", 24), connected("Bo")}, 25},
        {"a number, then another", {connected("Bo", 24), connected("Cy")}, 26},
        {"another between two numbers",
         {connected("Bo", 3), connected("Cy"), connected("Bo", 9)},
         10},
        {"others before two numbers",
         {connected("Cy"), connected("Bo", 3), connected("Bo", 9)},
         11},
        {"photos of two albums", {posted("Ferry", 39), posted("Boat", 9)}, 50},
        {"photos of one album", {posted("Ferry", 11), posted("Ferry", 14)}, 15},
        {"a word between photos", {posted("Ferry", 11), posted("Hello"), posted("Ferry", 14)}, 16},
    };
    for (const Row& row : rows)
        EXPECT_EQ(sum(row.said), row.all) << row.what;
}

TEST(Tally, TitlesOfPhotosAreKnownWithoutTheirNumber) {
    EXPECT_EQ(sum({posted("Ann added 12 photos", 11), posted("Ann added 15 photos", 14)}), 15);
    EXPECT_EQ(sum({posted("Ann added 12 photos", 11), posted("Ann added 3 videos", 2)}), 15);
}

TEST(Tally, NamesOfOneSentenceAreCountedTogether) {
    Activity bo = connected("Bo"), cy = connected("Cy", 23), later = connected("Cy", 30);
    bo.sentence = cy.sentence = "Ann is now connected to Bo, Cy and 23 others";
    Tally tally;
    EXPECT_EQ(tally.take(connected("Di"), night), 1);
    EXPECT_EQ(tally.take(bo, night + minute), 1);
    EXPECT_EQ(tally.take(cy, night + minute), 24);
    EXPECT_EQ(tally.sentences(), 1);
    EXPECT_EQ(tally.in_sentences(), 25);
    EXPECT_EQ(tally.named(), 2);
    Activity bo_again = bo;
    bo_again.sentence = later.sentence = "Ann is now connected to Bo, Cy and 30 others";
    EXPECT_EQ(tally.take(bo_again, night + hour) + tally.take(later, night + hour), 7);
    EXPECT_EQ(tally.in_sentences(), 32);
}

TEST(Tally, SaysHowManySentencesSaidIt) {
    Tally tally;
    for (const Activity& one :
         {connected("Bo"), connected("Cy", 3), connected("Cy", 9), connected("Di", 4)})
        tally.take(one, night);
    EXPECT_EQ(tally.sentences(), 2);
    EXPECT_EQ(tally.in_sentences(), 15);
    EXPECT_EQ(tally.named(), 2);
}

TEST(Tally, EachRunBeginsAnew) {
    Tally tally;
    EXPECT_EQ(tally.take(connected("Bo", 3), night), 4);
    EXPECT_EQ(tally.take(connected("Bo", 9), night + burst_constants::link), 6);
    EXPECT_EQ(tally.take(connected("Bo", 9), night + 2 * burst_constants::link + Span{1}), 10);
    EXPECT_EQ(tally.sentences(), 1);
}

TEST(Tally, AnEntryKnownAlreadyIsTheSameSentenceWhomeverItNamesNow) {
    Tally tally;
    tally.take(connected("Bo", 3), night);
    EXPECT_EQ(tally.take(connected("Cy", 9), night, true), 6);
    EXPECT_EQ(tally.take(connected("Cy", 9), night + day + hour, true), 0);  // its run is over
}

}  // namespace
}  // namespace earshot
