// What LinkedIn's network feed said of people: statuses, groups, jobs, answers, recommendations,
// and several people in one sentence.

#include <gtest/gtest.h>

#include "earshot/reader.hpp"
#include "support/said_by_entries.hpp"

namespace earshot {
namespace {

using testing::entry_of;
using testing::feed_of;

struct Row {
    const char *title, *author;
    Verb verb;
    const char *actor, *object;
};

void expect_all(const std::vector<Row>& rows) {
    const Feed feed = feed_of("https://www.linkedin.com/", "LinkedIn Network Updates");
    for (const Row& row : rows) {
        const auto read = read_activities(
            feed, entry_of({"", row.title, "https://www.linkedin.com/x/1", row.author, "", ""}),
            testing::shipped_dialects());
        ASSERT_EQ(read.size(), 1u) << row.title;
        EXPECT_EQ(to_text(read[0].verb), to_text(row.verb)) << row.title << " " << read[0].rule;
        EXPECT_EQ(read[0].actor.name, row.actor) << row.title;
        EXPECT_EQ(read[0].objects.empty() ? "" : read[0].objects[0].name, std::string(row.object))
            << row.title << " " << read[0].rule;
    }
}

TEST(LinkedIn, StatusesAreTheirAuthors) {
    expect_all({
        {"Ann Quill: off to the moor", "Ann Quill", Verb::post, "Ann Quill",
         "Ann Quill: off to the moor"},
        {"Ann Quill is looking for an editor", "Ann Quill", Verb::post, "Ann Quill",
         "Ann Quill is looking for an editor"},
        {"Ann Quill helping ferns http://moss.example/1", "Ann Quill", Verb::post, "Ann Quill",
         "Ann Quill helping ferns http://moss.example/1"},
        {"Ann Quill updated her status: off to the moor", "", Verb::post, "Ann Quill",
         "Ann Quill updated her status: off to the moor"},
        // What says more is no status.
        {"Ann Quill is now a connection", "Ann Quill", Verb::connect, "Ann Quill", ""},
        {"Ann Quill is now Editor at Fern Books", "Ann Quill", Verb::update_profile, "Ann Quill",
         ""},
        {"Ann Quill juggled something", "Ann Quill", Verb::other, "Ann Quill", ""},
        // And nobody is called what stands before a colon.
        {"LinkedIn: five jobs for you", "", Verb::other, "", ""},
    });
}

TEST(LinkedIn, GroupsAndQuestions) {
    expect_all({
        {"Ann Quill is now a member of the group Fern Lovers", "", Verb::join, "Ann Quill",
         "Fern Lovers"},
        {"Ann Quill started a discussion in the group Fern Lovers: Is moss a fern?", "", Verb::post,
         "Ann Quill", "Is moss a fern?"},
        {"Ann Quill commented on the discussion Is moss a fern? in Fern Lovers", "", Verb::reply,
         "Ann Quill", "Is moss a fern?"},
        {"Ann Quill likes a discussion in Fern Lovers", "", Verb::like, "Ann Quill", "Fern Lovers"},
        {"Ann Quill asked: Is moss a fern?", "", Verb::post, "Ann Quill", "Is moss a fern?"},
        {"Ann Quill answered Bo Reed's question: Is moss a fern?", "", Verb::reply, "Ann Quill",
         "Is moss a fern?"},
    });
}

TEST(LinkedIn, JobsAndRecommendations) {
    expect_all({
        {"Ann Quill posted a job: Editor at Fern Books", "", Verb::post, "Ann Quill", "Fern Books"},
        {"Ann Quill shared a job: Editor at Fern Books", "", Verb::share, "Ann Quill",
         "Fern Books"},
        {"Ann Quill is hiring: Editor", "", Verb::post, "Ann Quill", "Editor"},
        {"Ann Quill has a new job title: Editor", "", Verb::update_profile, "Ann Quill", ""},
        {"Bo Reed has a new recommendation from Ann Quill", "", Verb::recommend, "Ann Quill",
         "Bo Reed"},
        {"Bo Reed was endorsed by Ann Quill for Moss", "", Verb::recommend, "Ann Quill", "Bo Reed"},
    });
}

TEST(LinkedIn, SeveralPeopleInOneSentenceEachDidIt) {
    const Feed feed = feed_of("https://www.linkedin.com/", "LinkedIn Network Updates");
    const auto said = [&feed](const std::string& title) {
        std::string names;
        for (const Activity& activity : read_activities(feed, entry_of({"", title, "", "", "", ""}),
                                                        testing::shipped_dialects()))
            names += std::string(to_text(activity.verb)) + " " + activity.actor.name + "; ";
        return names;
    };
    EXPECT_EQ(said("Ann Quill, Bo Reed and 3 others have updated their profiles"),
              "update-profile Ann Quill; update-profile Bo Reed; ");
    EXPECT_EQ(said("Ann Quill and Bo Reed are now following Fern Books"),
              "follow Ann Quill; follow Bo Reed; ");
    // Nobody is named here.
    EXPECT_EQ(said("Some of your connections have new jobs"), "update-profile ; ");
}

}  // namespace
}  // namespace earshot
