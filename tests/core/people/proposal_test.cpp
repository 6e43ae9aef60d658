// What a home page leads to, as proposals with their commands.

#include "earshot/proposal.hpp"

#include <gtest/gtest.h>

#include "support/files/shipped_sites.hpp"

namespace earshot {
namespace {

const char* const asked = "https://ann.example/";

std::vector<std::string> lines_of(const HomePage& page, const std::string& url = asked) {
    std::vector<std::string> lines;
    for (const Proposal& one : proposals_of(page, Url::parse(url).value(), tests::shipped_sites()))
        lines.push_back(std::string(to_text(one.kind)) + " " + one.address + " (" + one.because +
                        (one.site.empty() ? ")" : ", " + one.site + ")"));
    return lines;
}

using Lines = std::vector<std::string>;

TEST(Proposals, AreFeedsThenAccounts) {
    HomePage page;
    page.feeds = {{"https://ann.example/feed", "Notes", "application/rss+xml"}};
    page.me = {"https://www.linkedin.com/in/ann",
               "https://social.example/@ann",
               "https://github.com/ann",
               "https://www.youtube.com/@ann",
               "mailto:ann@mail.example",
               "https://garden.example/~ann",
               "https://ann.example"};
    page.card =
        PageCard{"Ann Quill", "", "", {"https://letterboxd.com/ann", "https://ann.example/"}};
    EXPECT_EQ(lines_of(page), (Lines{
                                  "feed https://ann.example/feed (the page offers it)",
                                  "feed https://social.example/@ann.rss (rel=me, Mastodon)",
                                  "feed https://github.com/ann.atom (rel=me, GitHub)",
                                  "page https://www.youtube.com/@ann (rel=me, YouTube)",
                                  "feed https://letterboxd.com/ann/rss/ (its card, Letterboxd)",
                                  "account https://www.linkedin.com/in/ann (rel=me, LinkedIn)",
                                  "account mailto:ann@mail.example (rel=me)",
                                  "account https://garden.example/~ann (rel=me)",
                              }));
}

TEST(Proposals, AreOfThePageItselfToo) {
    EXPECT_EQ(lines_of({}, "https://github.com/ann"),
              Lines{"feed https://github.com/ann.atom (its address, GitHub)"});
    HomePage page;
    page.feeds = {{"https://social.example/@ann.rss", "", "application/rss+xml"}};
    page.me = {"https://social.example/@ann", "acct:ann@social.example"};
    EXPECT_EQ(lines_of(page, "https://social.example/@ann"),
              Lines{"feed https://social.example/@ann.rss (its address, Mastodon)"});
    EXPECT_EQ(lines_of({}), Lines{});
}

/// Whoever takes what a page proposes asks there: a stranger must not send them into their house.
TEST(Proposals, DoNotLeadInside) {
    HomePage page;
    page.feeds = {{"http://192.168.0.1/feed", "", ""},
                  {"http://localhost:8080/feed", "", ""},
                  {"http://[::1]/feed", "", ""},
                  {"http://169.254.169.254/latest", "", ""}};
    page.me = {"http://10.0.0.7/@ann"};
    EXPECT_EQ(lines_of(page), Lines{});
    EXPECT_EQ(lines_of(page, "http://127.0.0.1:8900/"),
              (Lines{"feed http://localhost:8080/feed (the page offers it)",
                     "feed http://[::1]/feed (the page offers it)"}));
}

TEST(Proposals, SayTheCommandThatTakesThem) {
    Proposal feed;
    feed.address = "https://ann.example/it's";
    EXPECT_EQ(command_for(feed, ""), "earshot add 'https://ann.example/it'\\''s'");
    EXPECT_EQ(command_for(feed, "O'Brien $HOME"),
              "earshot add 'https://ann.example/it'\\''s' --person 'O'\\''Brien $HOME'");
    EXPECT_EQ(command_for(feed, "--anyway"), command_for(feed, ""));
    EXPECT_EQ(command_for(feed, "Ann\n\x1b[31mQuill").find('\n'), std::string::npos);

    Proposal account;
    account.kind = Proposal::Kind::account;
    account.address = "mailto:ann@mail.example";
    EXPECT_EQ(command_for(account, ""), "earshot link NAME 'mailto:ann@mail.example'");
    EXPECT_EQ(command_for(account, "Ann"), "earshot link 'Ann' 'mailto:ann@mail.example'");

    feed.address = "https://ann.example/feed?key=sesame42";
    EXPECT_EQ(command_for(feed, "Ann"), "");
}

}  // namespace
}  // namespace earshot
