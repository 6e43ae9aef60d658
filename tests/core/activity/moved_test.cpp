// Who says that they are somewhere else now, and who only says something like it.

#include "earshot/moved.hpp"

#include <gtest/gtest.h>

#include "earshot/feed.hpp"
#include "earshot/reader.hpp"
#include "support/shipped_dialects.hpp"

namespace earshot {
namespace {

/// Where the only entry of a blog says that its writer has moved; "-" when it does not.
std::string where(const std::string& title, const std::string& content = "",
                  const std::string& author = "Ann Quill") {
    Feed feed;
    feed.title = "Tide notes";
    feed.link = "https://ann.example/";
    Entry entry;
    entry.id = "1";
    entry.title = title;
    entry.content = content;
    entry.author = author;
    entry.link = "https://ann.example/1";
    const auto read = read_activities(feed, entry, testing::shipped_dialects());
    if (read.size() != 1) return "-";
    const Object* to = moved_to(read.front());
    EXPECT_TRUE(to == nullptr || read.front().sign == Sign::life);
    return to == nullptr ? "-" : to->name;
}

TEST(Moved, IsSaidInManyLanguages) {
    const struct {
        const char* title;
        const char* to;
    } rows[] = {
        {"I have moved to @ann@new.example", "@ann@new.example"},
        {"I've moved to https://new.example/notes!", "https://new.example/notes"},
        {"I’ve Moved to https://new.example/notes. Please follow me there.",
         "https://new.example/notes"},
        {"We have moved to https://new.example/, do come along", "https://new.example/"},
        {"Moved to @ann@new.example", "@ann@new.example"},
        {"I'm now on @ann@new.example", "@ann@new.example"},
        {"My new account: @ann@new.example", "@ann@new.example"},
        {"📣 This blog has moved to https://new.example/", "https://new.example/"},
        {"My blog now lives at https://new.example/", "https://new.example/"},
        {"Dieses Blog ist umgezogen: https://neu.example/", "https://neu.example/"},
        {"Ich bin nach @ann@neu.example umgezogen", "@ann@neu.example"},
        {"Ich bin jetzt unter https://neu.example/ann zu finden", "https://neu.example/ann"},
        {"Ce blog a déménagé sur https://nouveau.example/", "https://nouveau.example/"},
        {"J'ai déménagé sur @ann@nouveau.example", "@ann@nouveau.example"},
        {"Este blog se ha mudado a https://nuevo.example/", "https://nuevo.example/"},
        {"Me he mudado a @ann@nuevo.example", "@ann@nuevo.example"},
        {"Questo blog si è trasferito su https://nuovo.example/", "https://nuovo.example/"},
        {"Mi sono trasferita su @ann@nuovo.example", "@ann@nuovo.example"},
        {"Este blog mudou-se para https://novo.example/", "https://novo.example/"},
        {"Dit blog is verhuisd naar https://nieuw.example/", "https://nieuw.example/"},
        {"Jag har flyttat till @ann@ny.example", "@ann@ny.example"},
        {"Jeg er flyttet til @ann@ny.example", "@ann@ny.example"},
        {"Przeniosłam się na https://nowy.example/ann", "https://nowy.example/ann"},
        {"Я переехала на https://new.example/ann", "https://new.example/ann"},
        {"このブログはhttps://new.example/に移転しました", "https://new.example/"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(where(row.title), row.to) << row.title;
}

TEST(Moved, MayStandInTheContent) {
    EXPECT_EQ(where("This blog has moved",
                    "<p>From now on: <a href=\"https://new.example/\">tides</a>, see "
                    "<a href='https://ann.example/about'>about</a>.</p>"),
              "https://new.example/");
    EXPECT_EQ(where("I've moved to a new blog", "<a href=\"https://new.example/\">It is here</a>"),
              "https://new.example/");
    EXPECT_EQ(where("This blog has moved", "Read on at https://new.example/feed, please."),
              "https://new.example/feed");
    EXPECT_EQ(where("", "<p>I have moved to <a href=\"https://new.example/@ann\">@ann</a></p>"),
              "https://new.example/@ann");
    EXPECT_EQ(where("", "<p>I have moved to @ann@new.example. It is nice there.</p>"),
              "@ann@new.example");
}

/// Nothing is claimed where anything else may be meant.
TEST(Moved, IsNotClaimedLightly) {
    const struct {
        const char* title;
        const char* content = "";
    } rows[] = {
        {"I have moved to Berlin"},
        {"I have moved to <a href=\"https://berlin.example\">Berlin</a>",
         "<a href=\"https://berlin.example\">Berlin</a>"},
        {"We have moved", "<a href=\"https://maps.example/12\">12 Main St</a>"},
        {"We've moved! Come to our office", "<a href=\"https://maps.example/12\">here</a>"},
        {"Moved to tears by https://film.example/"},
        {"How I moved to https://new.example/"},
        {"Why I've moved to https://engine.example/ from another engine"},
        {"I've moved to https://engine.example/ because the other one was slow"},
        {"My sister has moved to https://new.example/"},
        {"Bo Lee has moved to @bo@new.example"},
        {"I have moved to a new flat, photos at https://photos.example/"},
        {"I have moved to a new home", "<a href=\"https://maps.example/\">on the map</a>"},
        {"I have moved all my mail to https://mail.example/"},
        {"This blog has moved"},
        {"This blog has moved",
         "<a href=\"https://a.example/\">A</a> or"
         " <a href=\"https://b.example/\">B</a>"},
        {"This blog has moved to https://ann.example/new/"},
        {"This blog has moved to https://www.ann.example/"},
        {"This blog has moved me to tears https://new.example/"},
        {"I am now at https://ann.example/desk"},
        {"The site has moved on from https://old.example/ at last"},
        {"Ich bin umgezogen"},
        {"Ich bin nach Kiel umgezogen", "<a href='https://kiel.example/'>Kiel</a>"},
        {"Write to ann@new.example"},
        {"I have moved to https://user:key@new.example/"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(where(row.title, row.content), "-") << row.title;
}

TEST(Moved, IsATypedMoveOfAnAccountAndOfNothingElse) {
    const auto moved = [](const std::string& object) {
        const auto feed = parse_feed(
            R"({"@context":"https://www.w3.org/ns/activitystreams","type":"OrderedCollection",
                "orderedItems":[{"type":"Move","id":"https://old.example/move/1",
                "actor":"https://old.example/users/ann","object":")" +
                object + R"(","target":"https://new.example/users/ann",
                "published":"2026-04-01T10:00:00Z"}]})",
            {"application/activity+json", "https://old.example/users/ann/outbox"});
        EXPECT_TRUE(feed);
        const auto read = read_activities(*feed, testing::shipped_dialects());
        const Object* to = moved_to(read.at(0).at(0));
        return to == nullptr ? std::string("-") : to->uri;
    };
    EXPECT_EQ(moved("https://old.example/users/ann"), "https://new.example/users/ann");
    EXPECT_EQ(moved("https://old.example/photos/9"), "-");
}

TEST(Moved, HasPlaceInAnyDialect) {
    const auto own = Dialects::compile({{"own.toml",
                                         "name = \"own\"\n[moved.xx]\nhere = [\"gone fishing\"]\n"
                                         "me = [\"find me by {place}\"]\n"}});
    ASSERT_TRUE(own);
    Entry entry;
    entry.title = "Find me by @ann@new.example";
    const auto read = read_activities(Feed(), entry, *own);
    ASSERT_EQ(read.size(), 1U);
    ASSERT_NE(moved_to(read.front()), nullptr);
    EXPECT_EQ(moved_to(read.front())->uri, "https://new.example/@ann");
    const auto bad =
        Dialects::compile({{"bad.toml", "name = \"bad\"\n[moved.xx]\nthey = [\"x\"]\n"}});
    ASSERT_FALSE(bad);
    EXPECT_NE(to_text(bad.error().front()).find("they"), std::string::npos);
}

}  // namespace
}  // namespace earshot
