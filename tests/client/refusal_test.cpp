#include "client/daemon/refusal.hpp"

#include <gtest/gtest.h>

#include <cerrno>

namespace earshot::client {
namespace {

TEST(Refusal, StatusIsAnExitCode) {
    const struct {
        int status;
        Exit exit;
    } rows[] = {{400, Exit::rejected}, {403, Exit::not_permitted}, {404, Exit::not_found},
                {405, Exit::failed},   {409, Exit::rejected},      {413, Exit::rejected},
                {422, Exit::rejected}, {500, Exit::failed},        {503, Exit::failed}};
    for (const auto& row : rows)
        EXPECT_EQ(exit_for(row.status), row.exit) << row.status;
}

TEST(Refusal, ExitCodesAreAContract) {
    EXPECT_EQ(static_cast<int>(Exit::ok), 0);
    EXPECT_EQ(static_cast<int>(Exit::failed), 1);
    EXPECT_EQ(static_cast<int>(Exit::usage), 2);
    EXPECT_EQ(static_cast<int>(Exit::unreachable), 3);
    EXPECT_EQ(static_cast<int>(Exit::not_found), 4);
    EXPECT_EQ(static_cast<int>(Exit::not_permitted), 5);
    EXPECT_EQ(static_cast<int>(Exit::rejected), 6);
}

TEST(Refusal, SaysEveryProblemWithItsPlace) {
    EXPECT_EQ(message_of(422, R"({"detail": "d", "problems": [
                  {"file": "earshot.toml", "line": 3, "message": "unknown key"},
                  {"where": "url", "message": "must be an address"}, {"message": "odd"}]})"),
              "earshot.toml:3: unknown key\nurl: must be an address\nodd");
    EXPECT_EQ(message_of(404, R"({"detail": "there is no finding 9\u001b[2J"})"),
              "there is no finding 9[2J");
    EXPECT_EQ(message_of(502, "<html>"), "the daemon answered with status 502");
}

TEST(Refusal, OffersTheFeedsOfAPageAsCommands) {
    EXPECT_EQ(message_of(422, R"({"detail": "this page offers 3 feeds", "feeds": [
                  {"url": "https://a.example/?feed=rss2&x='y'", "title": "Notes\u001b[2J"},
                  {"url": "https://a.example/b", "title": ""},
                  {"url": "https://a.example/?…", "title": "Private"}]})"),
              "this page offers 3 feeds\n"
              "  earshot add 'https://a.example/?feed=rss2&x='\\''y'\\'''   Notes[2J\n"
              "  earshot add 'https://a.example/b'\n"
              "  https://a.example/?… (as the page has it)   Private");
}

TEST(Refusal, SaysWhatToDoAboutASocket) {
    EXPECT_NE(hint_for(EACCES).find("group earshot"), std::string::npos);
    EXPECT_NE(hint_for(ENOENT).find("no such socket"), std::string::npos);
    EXPECT_NE(hint_for(ECONNREFUSED).find("nobody answers"), std::string::npos);
    EXPECT_FALSE(hint_for(ENOTSOCK).empty());
}

}  // namespace
}  // namespace earshot::client
