#include "earshot/import_kind.hpp"

#include <gtest/gtest.h>

#include "earshot/linkedin_messages.hpp"
#include "earshot/youtube_csv.hpp"

namespace earshot {
namespace {

TEST(ImportKind, IsSeenInTheFile) {
    const struct {
        std::string_view bytes;
        FileKind kind;
    } rows[] = {
        {"<?xml version='1.0'?><opml/>", FileKind::opml},
        {"\xEF\xBB\xBF\n<opml/>", FileKind::opml},
        {"begin:vcard\nfn:Ana\nend:vcard\n", FileKind::vcard},
        {"Notes:\n\"x\"\n\nFirst Name,Last Name,URL,Connected On\n", FileKind::linkedin},
        {"From,To,Sent At,Message,Direction\n", FileKind::invitations},
        {"\"CONVERSATION ID\",\"FROM\",\"TO\",\"DATE\"\n", FileKind::messages},
        {"PK\x03\x04 and so on", FileKind::archive},
        {"Account address,Show boosts\n", FileKind::mastodon},
        {R"({"follows":[]})", FileKind::bluesky},
        {R"([{"login":"lena"}])", FileKind::github},
        {"Kanal-ID,Kanal-URL,Kanaltitel\nUCrosaAAAAAAAAAAAAAAAAAA,http://x.example,Rosa\n",
         FileKind::youtube},
        {"First Name,Last Name,E-mail 1 - Value\n", FileKind::contacts},
    };
    for (const auto& row : rows) {
        const auto kind = kind_of_file("auto", row.bytes);
        ASSERT_TRUE(kind) << row.bytes;
        EXPECT_EQ(to_text(*kind), to_text(row.kind)) << row.bytes;
    }
    for (const char* other : {"", "hello", "a,b\n1,2\n", "{}", "[7]"})
        EXPECT_FALSE(kind_of_file("auto", other)) << other;
}

TEST(ImportKind, IsWhatTheUserCallsIt) {
    const std::string_view invitations = "From,To,Sent At,Message,Direction\n";
    EXPECT_EQ(*kind_of_file("linkedin", invitations), FileKind::invitations);
    EXPECT_EQ(*kind_of_file("csv", invitations), FileKind::invitations);
    EXPECT_EQ(*kind_of_file("opml", invitations), FileKind::opml)
        << "its reader says what it lacks";
    EXPECT_EQ(kind_of_file("csv", "<opml/>").error().what, "is opml, not csv");
    EXPECT_TRUE(is_word_for_files("auto"));
    EXPECT_TRUE(is_word_for_files("mastodon"));
    EXPECT_FALSE(is_word_for_files("photos"));
}

TEST(Youtube, EachRowIsAChannelsFeed) {
    const auto reading = read_youtube_subscriptions(
        "\xEF\xBB\xBF\xD9\x85\xD8\xB9,url,title\n"
        "UCrosaAAAAAAAAAAAAAAAAAA,http://www.youtube.com/channel/UCrosaAAAAAAAAAAAAAAAAAA,Rosa "
        "Klein\n"
        "UCkilnAAAAAAAAAAAAAAAAAA,http://www.youtube.com/channel/UCkilnAAAAAAAAAAAAAAAAAA,"
        "\"Kiln, \"\"Clay\"\"\"\nwrong,x,y\n");
    ASSERT_TRUE(reading) << to_text(reading.error());
    ASSERT_EQ(reading->list.feeds.size(), 2U);
    EXPECT_EQ(reading->list.feeds[0].feed.reveal(),
              "https://www.youtube.com/feeds/videos.xml?channel_id=UCrosaAAAAAAAAAAAAAAAAAA");
    EXPECT_EQ(reading->list.feeds[0].text, "Rosa Klein");
    EXPECT_EQ(reading->list.feeds[0].named, "feed");
    EXPECT_EQ(reading->list.feeds[1].named, "") << "Kiln, \"Clay\" may be anybody";
    EXPECT_EQ(reading->refused.size(), 1U);
}

TEST(LinkedinMessages, AreDaysOfWordsWithOnePerson) {
    const std::string header =
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE "
        "URLS,DATE\n";
    const std::string me = "Me,https://l.example/me";
    const std::string ana = "Ana Lind,https://l.example/ana";
    const std::string bo = "\"Birke, Bo\",https://l.example/bo";
    const auto row = [](const std::string& id, const std::string& from, const std::string& to,
                        const std::string& at) {
        return id + ",," + from + "," + to + "," + at + "\n";
    };
    const auto reading = read_linkedin_messages(
        header + row("2", me, bo, "2026-06-02 10:00:00 UTC") +
        row("1", ana, me, "2026-06-01 14:03:22 UTC") +
        row("1", me, ana, "2026-06-01 15:00:00 UTC") +
        row("1", me, ana, "2026-06-03 15:00:00 UTC") +
        row("3", "LinkedIn Member,", me, "2026-06-04 10:00:00 UTC") +
        row("4", me, "\"Ana, Bo\",\"https://l.example/ana,https://l.example/bo\"",
            "2026-06-05 10:00:00 UTC") +
        row("1", me, ana, "some day"));
    ASSERT_TRUE(reading) << to_text(reading.error());
    std::string days;
    for (const DayOfWords& one : reading->days)
        days += one.name + " " + to_rfc3339(one.at).substr(0, 10) + "\n";
    EXPECT_EQ(days, "Ana Lind 2026-06-01\nBirke, Bo 2026-06-02\nAna Lind 2026-06-03\n");
    EXPECT_EQ(reading->of_nobody, 2);
    EXPECT_EQ(reading->refused.size(), 1U);
    EXPECT_FALSE(read_linkedin_messages("a,b\n"));
}

}  // namespace
}  // namespace earshot
