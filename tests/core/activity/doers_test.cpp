#include "earshot/doers.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/said_by_entries.hpp"

namespace earshot {
namespace {

using testing::entry_of;
using testing::feed_of;

struct Line {
    const char* title;
    const char* author = "";
};

/// "Rafa Quint other", "- other" for nobody, "Ida Moss calendar".
std::vector<std::string> doers(const std::vector<Line>& lines, const KnownNames& names,
                               Feed feed = feed_of("https://net.example/", "Network updates")) {
    int number = 0;
    for (const Line& line : lines)
        feed.entries.push_back(
            entry_of({"urn:" + std::to_string(++number), line.title, "", line.author, "", ""}));
    ReadFeed document = read_feed(feed, testing::shipped_dialects());
    name_doers(document, feed, {}, names, testing::shipped_dialects());
    std::vector<std::string> said;
    for (const Line& line : lines)
        for (const ReadEntry& read : document.entries)
            if (read.entry.title == line.title) {
                const Activity& one = read.activities.at(0);
                const std::string who =
                    one.actor.name.empty() || one.actor.name == feed.title ? "-" : one.actor.name;
                said.push_back(
                    who + " " +
                    std::string(one.sign == Sign::life ? to_text(one.verb) : to_text(one.sign)));
            }
    return said;
}

using Said = std::vector<std::string>;

const std::vector<Line> others{{"Bo Lee is now connected to Cy Ray"},
                               {"Dan Holm is now connected to Eli Sand"}};

std::string doer(const char* title, const KnownNames& names, const char* author = "") {
    std::vector<Line> lines = others;
    lines.push_back({title, author});
    return doers(lines, names).back();
}

TEST(Doers, WhoIsNamedInFrontOfWhatNobodySigns) {
    const KnownNames names{{"Rafa Quint", "Ida Moss", "Ida"}, {"Bo Lee", "Dan Holm"}};
    EXPECT_EQ(doer("Rafa Quint helping two shops with their ledgers", names), "Rafa Quint other");
    EXPECT_EQ(doer("Rafa Quint: on ledgers", names), "Rafa Quint other");
    EXPECT_EQ(doer("Bo Lee mending a ferry", names), "Bo Lee other");
    EXPECT_EQ(doer("Ida Moss on the water", names), "Ida Moss other");
    EXPECT_EQ(doer("On the water with Ida Moss", names), "- other");
    EXPECT_EQ(doer("Ida Moss's letter made the round", names), "- other");
    EXPECT_EQ(doer("Bo Lee likes Ida Moss's update", names), "Bo Lee like");
    EXPECT_EQ(doer("Somebody mending a ferry", names), "- other");
}

TEST(Doers, WhomTheDocumentItselfShows) {
    EXPECT_EQ(doer("Bo Lee mending a ferry", {}), "Bo Lee other");
    EXPECT_EQ(doers({{"Bo Lee is now connected to Cy Ray"},
                     {"Dan Holm is now connected to Eli Sand"},
                     {"A poll was answered (6)"},
                     {"A poll was closed"}},
                    {})
                  .back(),
              "- other");
}

/// What a phrase makes of it is no longer name, in scripts without spaces least of all.
TEST(Doers, InChinese) {
    const KnownNames names{{"李雷"}, {}};
    for (const char* line :
         {"李雷：今天在港口散步 1", "李雷今天在港口散步 1", "李雷今天关注了大海"})
        EXPECT_EQ(doer(line, names).substr(0, 7), "李雷 ") << line;
    EXPECT_EQ(doer("李雷明关注了韩梅", names), "李雷明 follow");
}

TEST(Doers, ASentenceMayStandInTheContent) {
    Feed feed = feed_of("https://net.example/", "Network updates");
    feed.entries = {
        entry_of({"1", "Update 17", "", "", "", "<a href=\"/ida\">Ida Moss</a> mending boats"}),
        entry_of({"2", "", "", "", "", "<p>Today is <b>Ida Moss</b>'s birthday</p>"}),
        entry_of({"3", "On boats", "", "", "", "Ida Moss once told me of a kiln."})};
    ReadFeed document = read_feed(feed, testing::shipped_dialects());
    let_contents_speak(document, feed, {}, testing::shipped_dialects());
    name_doers(document, feed, {}, {{"Ida Moss"}, {}}, testing::shipped_dialects());
    const auto& entries = document.entries;
    ASSERT_EQ(entries.size(), 3u);
    for (const ReadEntry& read : entries) {
        const Activity& said = read.activities.at(0);
        if (read.entry.id == "1") {
            EXPECT_EQ(said.actor.name, "Ida Moss");
        }
        if (read.entry.id == "2") {
            EXPECT_EQ(to_text(said.sign), "calendar");
        }
        if (read.entry.id == "3") {
            EXPECT_NE(said.actor.name, "Ida Moss");
        }
    }
}

TEST(Doers, AskOnlyForNamesThatMayDecide) {
    Feed feed = feed_of("https://net.example/", "Network updates");
    feed.entries = {entry_of({"1", "Ann Berg mending boats", "", "", "", ""}),
                    entry_of({"2", "On the water", "", "Cy Ray", "", ""}),
                    entry_of({"3", "Today is Ida Moss's birthday", "", "", "", ""})};
    const ReadFeed document = read_feed(feed, testing::shipped_dialects());
    const auto asked = names_in_front(document, feed, {}, testing::shipped_dialects());
    EXPECT_TRUE(asked.contains("Ann Berg"));
    EXPECT_TRUE(asked.contains("Ida Moss"));
    EXPECT_FALSE(asked.contains("On the"));
    Known known;
    for (const ReadEntry& read : document.entries)
        known.ids.insert(read.id_key);
    EXPECT_TRUE(names_in_front(document, feed, known, testing::shipped_dialects()).empty());
}

TEST(Doers, AnAuthorGoesBeforeANameInFront) {
    const KnownNames names{{"Rafa Quint", "Ida Moss"}, {}};
    EXPECT_EQ(doer("Rafa Quint helping two shops", names, "Ida Moss").substr(0, 8), "Ida Moss");
}

TEST(Doers, TheNetworkIsNoAuthor) {
    const KnownNames names{{"Rafa Quint"}, {"Bo Lee", "Dan Holm"}};
    for (const char* network : {"Network updates", "net"}) {
        EXPECT_EQ(doer("Rafa Quint helping two shops", names, network), "Rafa Quint post");
        EXPECT_EQ(doer("What a week!", names, network).substr(0, 2), "- ");
    }
    // It signs everything, and speaks of several.
    const Said said = doers({{"Bo Lee is now connected to Cy Ray", "The Hub"},
                             {"Dan Holm is now connected to Eli Sand", "The Hub"},
                             {"Rafa Quint helping two shops", "The Hub"},
                             {"What a week!", "The Hub"}},
                            names);
    EXPECT_EQ(said, (Said{"Bo Lee connect", "Dan Holm connect", "Rafa Quint post", "- post"}));
    // Whom the user follows is no network, whatever the feed is called.
    EXPECT_EQ(doer("What a week!", {{"Network updates"}, {}}, "Network updates").substr(0, 2), "- ")
        << "printed as nobody, since it is the channel";
}

TEST(Doers, ANameAndWordsAreNoNewName) {
    const KnownNames names{{"Rafa Quint", "Ann Berg"}, {"Rafa Quint mending boats"}};
    EXPECT_EQ(doer("Rafa Quint mending boats is now connected to Cy Ray", names),
              "Rafa Quint other");
    EXPECT_EQ(doer("Ann Berg Holm is now connected to Cy Ray", names), "Ann Berg Holm connect");
    EXPECT_EQ(doer("Ann Berg, captain, is now connected to Cy Ray", names), "Ann Berg connect");
    EXPECT_EQ(doer("Ann Berg and Bo Lee are now connected to Cy Ray", names).substr(0, 9),
              "Ann Berg ");
    EXPECT_EQ(doer("Ann Berg's boat is now connected to Cy Ray", names), "- other");
}

TEST(Doers, WhatACalendarSaysIsNoSignOfLife) {
    const KnownNames names{{"Ida Moss"}, {}};
    for (const char* line : {"Ida Moss celebrates 5 years at Harbour Works",
                             "Ida Moss is celebrating 12 years at Reed",
                             "Ida Moss celebrates five years at Harbour Works",
                             "Today is Ida Moss's birthday",
                             "Ida Moss's birthday is today",
                             "Ida Moss’s birthday is tomorrow.",
                             "Say happy birthday to Ida Moss",
                             "Congratulate Ida Moss on 5 years at Harbour Works",
                             "Congratulate Ida Moss for 1 year at Reed",
                             "Ida Moss has a birthday today",
                             "Ida Moss has a work anniversary: 5 years at Harbour Works",
                             "Ida Moss has a birthday today! Wish her well.",
                             "🎂 It's Ida Moss's birthday today 🎂",
                             "Wish Ida Moss a happy birthday!",
                             "Ida Moss turns 40 today",
                             "Ida Moss just turned 40",
                             "Ida Moss has a birthday on Friday",
                             "Ida Moss is a year older today",
                             "Ida Moss marks 3 years as a captain",
                             "Ida Moss feiert heute den 40. Geburtstag",
                             "Ida Moss has worked at Reed for 2 years",
                             "5 years ago today Ida Moss joined Reed",
                             "Ida Moss hat heute Geburtstag",
                             "Heute ist der Geburtstag von Ida Moss",
                             "Gratulieren Sie Ida Moss zu 5 Jahren bei Reed",
                             "Ida Moss feiert 5 Jahre bei Reed",
                             "C'est l'anniversaire de Ida Moss aujourd'hui",
                             "Hoy es el cumpleaños de Ida Moss",
                             "Oggi è il compleanno di Ida Moss",
                             "Hoje é o aniversário de Ida Moss",
                             "Ida Moss fyller år idag",
                             "Ida Moss is vandaag jarig",
                             "Сегодня день рождения у Ida Moss",
                             "Dziś urodziny obchodzi Ida Moss",
                             "Dnes má Ida Moss narozeniny",
                             "今天是Ida Moss的生日",
                             "今日はIda Mossさんの誕生日です",
                             "오늘은 Ida Moss님의 생일입니다",
                             "היום יום ההולדת של Ida Moss",
                             "اليوم عيد ميلاد Ida Moss"})
        EXPECT_EQ(doer(line, names), "Ida Moss calendar") << line;
    EXPECT_EQ(doer("Ida Moss celebrates 5 years at Harbour Works", names, "Ida Moss"),
              "Ida Moss calendar");
    // Who is not known becomes nobody of it.
    EXPECT_EQ(doer("Today is Zed Young's birthday", names), "- calendar");
}

TEST(Doers, WhatSomebodyWritesOfADayIsOne) {
    const KnownNames names{{"Ida Moss", "Berit Holm"}, {}};
    EXPECT_EQ(doer("Ida Moss: a birthday on the islands", names), "Ida Moss other");
    EXPECT_EQ(doer("Ida Moss wrote about five years of boats", names), "Ida Moss post");
    EXPECT_EQ(doer("Say happy birthday to Ida Moss", names, "Berit Holm").substr(0, 10),
              "Berit Holm");
}

TEST(Doers, WhatIsSaidToTheUserIsAboutNobody) {
    const KnownNames names{{"Ida Moss"}, {}};
    for (const char* line : {"You have 3 invitations", "Your week in review", "People you may know",
                             "Sie haben 3 Einladungen"})
        EXPECT_EQ(doer(line, names), "- notice") << line;
    EXPECT_EQ(doer("You Zhang mending a ferry", names), "- other");
    EXPECT_EQ(doer("Your Moss mending", {{"Your Moss"}, {}}), "Your Moss other");
}

}  // namespace
}  // namespace earshot
