#include "earshot/byline.hpp"

#include <gtest/gtest.h>

#include "earshot/feed.hpp"
#include "earshot/reader.hpp"

namespace earshot {
namespace {

using Kind = Byline::Kind;

/// A feed of this title whose entries are signed so.
Byline byline(const std::string& title, const std::vector<std::string>& signers,
              const std::string& author = {}, const std::string& link = "https://a.example/") {
    Feed feed;
    feed.title = title;
    feed.link = link;
    feed.author = author;
    std::vector<ReadEntry> entries;
    for (const std::string& name : signers) {
        ReadEntry read;
        read.entry.author = name;
        entries.push_back(read);
    }
    return byline_of(feed, entries);
}

TEST(Byline, IsWhatAFeedSaysOfItsWriter) {
    const struct {
        const char* title;
        std::vector<std::string> signers;
        Kind kind;
        const char* name;
    } rows[] = {
        {"Sobol, slowly", {"Marek Sobol", "Marek Sobol"}, Kind::person, "Marek Sobol"},
        {"Lichen log", {"noreply@blogger.com (Anna Lind)"}, Kind::person, "Anna Lind"},
        {"GitHub Public Timeline Feed", {"lenaortiz"}, Kind::person, "lenaortiz"},
        {"Tom Hale", {""}, Kind::person, "Tom Hale"},
        {"Tom Hale", {"Tom Hale"}, Kind::person, "Tom Hale"},
        {"The Slip", {"Paul Wirth", "Gita Rao"}, Kind::several, ""},
        {"The Slip", {"Paul Wirth and Gita Rao"}, Kind::several, ""},
        {"Kenji Mori's articles on arXiv",
         {"Kenji Mori", "B. Whitlock", "Aiko Sato"},
         Kind::person,
         "Kenji Mori"},
        {"Lotte's Updates", {"Lotte Maas"}, Kind::person, "Lotte Maas"},
        {"Norden Pumps GmbH", {"Norden Pumps GmbH"}, Kind::nobody, ""},
        {"Harbour Daily", {"Harbour Media"}, Kind::nobody, ""},
        {"Harbour News", {""}, Kind::nobody, ""},
        {"Daily sketches", {""}, Kind::unsaid, ""},
        {"News from Ann", {""}, Kind::unsaid, ""},
        {"Kitchen, mostly", {"admin"}, Kind::unsaid, ""},
        {"Garden diary", {""}, Kind::unsaid, ""},
        {"Garden diary", {"Garden diary"}, Kind::unsaid, ""},
        {"Garden diary", {"admin", "Helga Braun"}, Kind::person, "Helga Braun"},
        {"Garden diary", {"helga@mail.example"}, Kind::unsaid, ""},
    };
    for (const auto& row : rows) {
        const Byline said = byline(row.title, row.signers);
        EXPECT_EQ(said.kind, row.kind) << row.title;
        EXPECT_EQ(said.name, row.name) << row.title;
    }
}

TEST(Byline, IsOfTheWholeFeedWhereEntriesBearNone) {
    EXPECT_EQ(byline("Tidelines", {"", ""}, "Helle Krag").name, "Helle Krag");
    EXPECT_EQ(byline("Tidelines", {"Nils Aster"}, "Helle Krag").name, "Nils Aster");
}

TEST(Byline, IsTheTitleOfAnAccount) {
    EXPECT_EQ(byline("pia ☂", {}, "", "https://social.example/@pia").name, "pia ☂");
    EXPECT_EQ(byline("pia ☂", {}, "", "https://pia.example/").kind, Kind::unsaid);
}

TEST(Byline, HasTheAccountOfWhoeverSigns) {
    Feed feed;
    feed.title = "Sobol, slowly";
    feed.link = "https://marek.example/";
    ReadEntry read;
    read.entry.author = "Marek Sobol";
    read.entry.author_uri = "https://code.example/marek";
    EXPECT_EQ(byline_of(feed, {read}),
              (Byline{Kind::person, "Marek Sobol", read.entry.author_uri}));
    read.entry.author_uri = feed.link;
    EXPECT_EQ(byline_of(feed, {read}).account, "") << "that is the channel's own page";
}

}  // namespace
}  // namespace earshot
