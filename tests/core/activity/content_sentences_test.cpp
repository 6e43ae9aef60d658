// Sentences that stand in the content, below titles that say nothing: read as when they stand in
// the title. A title that says something of its own wins, and a post stays a post.

#include <gtest/gtest.h>

#include "earshot/reader.hpp"
#include "support/said_by_entries.hpp"

namespace earshot {
namespace {

using testing::entry_of;
using testing::feed_of;
using testing::shipped_dialects;

const std::string ann = "<a href=\"https://net.example/u/ann\">Ann Quill</a>";
const std::string bo = "<a href=\"https://net.example/u/bo\">Bo and Reed</a>";
const std::string friends = ann + " is now friends with " + bo + ".";

Feed network() {
    return feed_of("https://www.fernbook.example/", "Fernbook");
}

Activity only(const Feed& feed, const Entry& entry) {
    const auto read = read_activities(feed, entry, shipped_dialects());
    EXPECT_EQ(read.size(), 1u) << entry.title << ": " << entry.content;
    return read.empty() ? Activity{} : read.front();
}

Entry with(const std::string& title, const std::string& content) {
    return entry_of({"", title, "https://net.example/p/7", "", "", content});
}

void expect_friends(const Activity& read, const std::string& what, bool linked = true) {
    EXPECT_EQ(to_text(read.verb), "connect") << what << " (" << read.rule << ")";
    EXPECT_EQ(read.actor, (Actor{linked ? "https://net.example/u/ann" : "", "Ann Quill"})) << what;
    ASSERT_EQ(read.objects.size(), 1u) << what;
    EXPECT_EQ(read.objects[0], (Object{"Bo and Reed", linked ? "https://net.example/u/bo" : ""}))
        << what;
}

TEST(ContentSentences, BelowTitlesThatSayNothing) {
    for (const std::string title : {"",
                                    "Fernbook",
                                    "Fernbook update 12",
                                    "Update",
                                    "Update from Ann Quill",
                                    "Ann Quill",
                                    "Ann Quill | Fernbook",
                                    "Ann Quill's activity",
                                    "New activity on Fernbook",
                                    "#1234",
                                    "2024-03-05 09:12",
                                    "2024-03-05T09:12:00Z",
                                    "Tuesday, 9:12 am",
                                    "5. März 2024, 9 Uhr",
                                    "(no title)",
                                    "Untitled",
                                    "1 new notification",
                                    "https://net.example/p/7",
                                    "Neuigkeit von Ann Quill",
                                    "Обновление",
                                    "Новое от Ann Quill",
                                    "动态更新",
                                    "Ann Quillさんの最新情報",
                                    "Ann Quill님의 새 소식",
                                    "🎉 Update",
                                    "Ann Quill is now friends with…",
                                    "Ann Quill is now friends with Bo an..."})
        expect_friends(only(network(), with(title, friends)), "\"" + title + "\"");
}

TEST(ContentSentences, WhateverStandsAroundThem) {
    const std::string picture =
        "<a href=\"https://net.example/u/ann\"><img src=\"a.png\" alt=\"Ann Quill\"></a>";
    for (const std::string& content :
         {"<p>" + friends + "</p>", "<P>" + friends,
          "<div class=\"x\"><span>" + friends + "</span></div>", picture + " " + friends,
          "<div>" + picture + "</div><div>" + friends + "</div>",
          "<table><tr><td>" + picture + "</td><td style=\"color:red\">" + friends +
              "</td></tr></table>",
          "<h3>Fernbook</h3><p>" + friends + "</p>",
          "<div>" + ann + "</div><div>" + friends + "</div>", "<ul><li>• " + friends + "</li></ul>",
          "🎉 " + friends, "09:12 – " + friends, "Fernbook, 5 March: " + friends,
          "[Fernbook] " + friends, friends + " <span class=\"time\">2 hours ago</span>",
          friends + " · 5 March 2024",
          friends + "<br><a href=\"/v\">View</a> | <a href=\"/u\">Unsubscribe</a>",
          ann + " is now friends with " + bo +
              " <a href=\"/v\">View</a> · <a href=\"/c\">Comment</a>",
          ann + " is now friends with " + bo + " | <a href=\"/v\">See it there</a>",
          "<p>" + friends +
              "</p><p><a href=\"/v\">See it there</a> | <a href=\"/s\">No more of these</a></p>"})
        expect_friends(only(network(), with("New activity", content)), content);
}

TEST(ContentSentences, HowNamesAreMarked) {
    const auto said = [](const std::string& before, const std::string& after) {
        return only(network(), with("", before + "Ann Quill" + after + " is now friends with " +
                                            before + "Bo and Reed" + after));
    };
    expect_friends(said("<b>", "</b>"), "bold", false);
    expect_friends(said("<strong class=\"n\">", "</strong>"), "strong", false);
    expect_friends(said("<span class='name'>", "</span>"), "span", false);
    for (const std::string content :
         {"<A HREF='/u/ann'>Ann Quill</A> is now friends with <A HREF='/u/bo'>Bo and Reed</A>",
          "<a class=x href=/u/ann>Ann Quill</a> is now friends with <a href=/u/bo>Bo and Reed</a>",
          "<a href=\"/u/ann\"><b>Ann</b> Quill</a> <b>is now</b> friends with <i><a "
          "href=\"../u/bo\">Bo and Reed</a></i>"})
        expect_friends(only(network(), with("", content)), content);
    // A picture says whose page it leads to.
    const Activity read = only(
        network(), with("",
                        "<a href=\"/u/ann\"><img src=\"a.png\" alt=\"Ann Quill\"></a> Ann Quill "
                        "is now friends with " +
                            bo));
    EXPECT_EQ(read.actor, (Actor{"https://net.example/u/ann", "Ann Quill"}));
}

TEST(ContentSentences, OfSeveralPeopleAreOneActForEach) {
    const auto read = read_activities(
        network(), with("", ann + ", " + bo + " and 3 others like <a href=\"/p\">Of moss</a>"),
        shipped_dialects());
    EXPECT_LE(read.size(), 2u);  // whatever is understood of it, nobody is called "Ann, Bo and 3"
    for (const Activity& activity : read)
        EXPECT_EQ(activity.actor.name.find(','), std::string::npos) << activity.actor.name;
    const auto joined = read_activities(
        network(), with("", ann + " and " + bo + " joined <a href=\"/g\">Fern Lovers</a>"),
        shipped_dialects());
    ASSERT_EQ(joined.size(), 2u);
    EXPECT_EQ(joined[0].actor.name, "Ann Quill");
    EXPECT_EQ(joined[1].actor.name, "Bo and Reed");
    EXPECT_EQ(joined[1].verb, Verb::join);
    EXPECT_EQ(joined[1].objects[0].name, "Fern Lovers");
}

TEST(ContentSentences, ATitleThatSaysSomethingWins) {
    const std::string joined = ann + " joined <a href=\"/g\">Fern Lovers</a>";
    for (const std::string title :
         {"A weekend on the moor", "Why Ann Quill joined us", "Ann Quill: notes on soup",
          "Fernbook is moving house", "Of March and May flowers", "Обновление крыши"}) {
        const Activity read = only(network(), with(title, joined));
        EXPECT_EQ(to_text(read.verb), "post") << title << " (" << read.rule << ")";
        EXPECT_EQ(read.objects.at(0).name, title);
    }
}

TEST(ContentSentences, AtTheBeginningOfAPostAreProse) {
    Feed blog = feed_of("https://blog.example/", "Slow tide");
    const std::string more = "<p>We had walked the whole of the moor by then, and it rained.</p>";
    for (int i = 0; i < 6; ++i)
        blog.entries.push_back(with("Of moss, part " + std::to_string(i), more));
    blog.entries.push_back(with("Of moss, part 7", "<p>" + ann + " joined the club.</p>" + more));
    blog.entries.push_back(with("Update", "<p>" + ann + " joined the club. It rained.</p>" + more));
    blog.entries.push_back(with("", "<p>" + ann + " joined the club.</p>" + more + more + more));
    for (const auto& read : read_activities(blog, shipped_dialects())) {
        ASSERT_EQ(read.size(), 1u);
        EXPECT_EQ(to_text(read[0].verb), "post") << read[0].sentence << " (" << read[0].rule << ")";
    }
}

TEST(ContentSentences, WithABodyAreSentencesInANetwork) {
    Feed feed = network();
    const std::string body = "<blockquote>" + std::string(900, 'w') + "</blockquote>";
    feed.entries = {
        with("Update", ann + " commented on " + bo + "'s photo" + body),
        with("Update", "<p>" + friends + "</p>" + body),
        with("Update", ann + " joined <a href=\"/g\">Fern Lovers</a>. You can see it there.")};
    const auto read = read_activities(feed, shipped_dialects());
    EXPECT_EQ(read[0][0].verb, Verb::reply);
    expect_friends(read[1][0], "with a body");
    EXPECT_EQ(read[2][0].verb, Verb::join);
    EXPECT_EQ(read[2][0].objects[0].name, "Fern Lovers");
}

TEST(ContentSentences, BelowAWordThatAllTitlesHave) {
    Feed feed = network();
    feed.entries = {with("Zwoosh 1", friends), with("Zwoosh 2", friends), with("Zwoosh 3", friends),
                    with("Zwoosh 4", friends)};
    for (const auto& read : read_activities(feed, shipped_dialects()))
        expect_friends(read.at(0), "a word of the network");
}

TEST(ContentSentences, CountInClaimedFeedsAsWell) {
    for (const char* const generator : {"Elgg", "Friendica", "GNU social", "LinkedIn"}) {
        const Feed feed = feed_of("https://www.fernbook.example/", "Fernbook", generator);
        expect_friends(only(feed, with("Update 7", "<p>" + friends + "</p>")), generator);
        const Activity read =
            only(feed, with("A weekend on the moor", "<p>" + friends + "</p><p>It rained.</p>"));
        EXPECT_NE(to_text(read.verb), "connect") << generator;
    }
}

TEST(ContentSentences, WhatIsPostedIsNamedByTheSentence) {
    const Activity read = only(network(), with("Update", ann + " wrote a new post"));
    EXPECT_EQ(read.verb, Verb::post);
    EXPECT_EQ(read.objects,
              (std::vector{Object{"Ann Quill wrote a new post", "https://net.example/p/7"}}));
}

}  // namespace
}  // namespace earshot
