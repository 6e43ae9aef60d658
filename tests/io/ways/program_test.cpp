#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "daemon/io/ways/program.hpp"
#include "daemon/io/ways/ways.hpp"
#include "support/temporary_directory.hpp"

namespace earshot::io {
namespace {

namespace asio = boost::asio;
using How = ProgramEnd::How;
using Kind = Answer::Kind;

class ProgramTest : public testing::Test {
protected:
    /// A script of the shell as a program.
    std::string script(const std::string& text) {
        const std::string path = directory_.file("program");
        std::ofstream(path) << "#!/bin/sh\n" << text;
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        return path;
    }

    ProgramEnd run(std::vector<std::string> command, std::string input = "",
                   std::chrono::seconds limit = std::chrono::seconds(60)) {
        ProgramEnd end;
        asio::co_spawn(io_, run_program(std::move(command), std::move(input), limit),
                       [&end](std::exception_ptr error, ProgramEnd got) {
                           if (error) std::rethrow_exception(error);
                           end = std::move(got);
                       });
        io_.restart();
        io_.run();
        return end;
    }

    std::string content(const std::string& name) const {
        std::ifstream file(directory_.file(name));
        return {std::istreambuf_iterator<char>(file), {}};
    }

    test::TemporaryDirectory directory_;
    asio::io_context io_{1};
};

TEST_F(ProgramTest, ReadsItsInputToTheEndAndIsHeard) {
    const std::string input(300'000, 'x');  // more than a pipe holds
    const ProgramEnd end = run({script("wc -c; echo so >&2"), "-q"}, input);
    EXPECT_EQ(end.how, How::exited);
    EXPECT_EQ(end.number, 0);
    EXPECT_EQ(end.said, "300000\nso\n");
}

TEST_F(ProgramTest, WordsReachItAsTheyAre) {
    const ProgramEnd end =
        run({script("for word; do echo \"<$word>\"; done"), "a b", "$HOME; `id`", ""});
    EXPECT_EQ(end.said, "<a b>\n<$HOME; `id`>\n<>\n");
}

TEST_F(ProgramTest, NeedNotReadWhatItIsGiven) {
    const ProgramEnd end = run({script("exit 75")}, std::string(300'000, 'x'));
    EXPECT_EQ(end.how, How::exited);
    EXPECT_EQ(end.number, 75);
}

TEST_F(ProgramTest, WhatItSaysBeyondTheLimitIsDropped) {
    const ProgramEnd end = run({script("head -c 200000 /dev/zero | tr '\\0' y")});
    EXPECT_EQ(end.how, How::exited);
    EXPECT_EQ(end.said, std::string(program_limits::said, 'y'));
}

TEST_F(ProgramTest, EndsAlsoWhenSomebodyHoldsItsOutputOpen) {
    const ProgramEnd end = run({script("sleep 1000 & echo $! ; exit 0")});
    EXPECT_EQ(end.how, How::exited);
    ::kill(std::stoi(end.said), SIGKILL);
}

TEST_F(ProgramTest, EndsWithAllItStartedWhenItsTimeIsOver) {
    const ProgramEnd end = run({script("sleep 1000 & echo $!; wait")}, "", std::chrono::seconds(1));
    EXPECT_EQ(end.how, How::too_long);
    const std::string child = "/proc/" + end.said.substr(0, end.said.find('\n')) + "/cmdline";
    // A killed one has no command line; the system may need a moment for it.
    const auto end_of_patience = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    std::string alive = "sleep";
    while (!alive.empty() && std::chrono::steady_clock::now() < end_of_patience) {
        std::ifstream file(child);
        alive.assign(std::istreambuf_iterator<char>(file), {});
        std::this_thread::yield();
    }
    EXPECT_EQ(alive, "");
}

TEST_F(ProgramTest, ASignalIsToldFromAStatus) {
    const ProgramEnd end = run({script("kill -TERM $$")});
    EXPECT_EQ(end.how, How::killed);
    EXPECT_EQ(end.number, SIGTERM);
}

TEST_F(ProgramTest, WhatCannotBeRunSaysWhy) {
    EXPECT_EQ(run({directory_.file("none")}).said, "No such file or directory");
    std::ofstream(directory_.file("plain")) << "text";
    const ProgramEnd end = run({directory_.file("plain")});
    EXPECT_EQ(end.how, How::not_started);
    EXPECT_EQ(end.said, "Permission denied");
}

TEST_F(ProgramTest, InheritsNothingThatIsTheDaemons) {
    ::setenv("CREDENTIALS_DIRECTORY", "/run/credentials", 1);
    ::setenv("NOTIFY_SOCKET", "/run/notify", 1);
    std::signal(SIGPIPE, SIG_IGN);
    const std::ifstream held("/dev/null");
    const ProgramEnd end = run({script("env; ls /proc/self/fd | wc -l; yes 2>&1 | head -1")});
    std::signal(SIGPIPE, SIG_DFL);
    ::unsetenv("CREDENTIALS_DIRECTORY");
    ::unsetenv("NOTIFY_SOCKET");
    EXPECT_EQ(end.said.find("CREDENTIALS"), std::string::npos) << end.said;
    EXPECT_EQ(end.said.find("NOTIFY"), std::string::npos) << end.said;
    // The three, and the folder that is being listed; `yes` ends by its signal without a word.
    EXPECT_TRUE(end.said.ends_with("\n4\ny\n")) << end.said;
}

TEST(ProgramEndTest, MeansByItsStatusWhatProgramsOfMailMean) {
    const std::vector<std::pair<int, Kind>> rows{
        {0, Kind::accepted},    {75, Kind::not_now},    {1, Kind::not_now},
        {69, Kind::not_now},    {71, Kind::not_now},    {64, Kind::refused},
        {65, Kind::refused},    {67, Kind::refused},    {68, Kind::refused},
        {77, Kind::not_set_up}, {78, Kind::not_set_up}, {127, Kind::not_set_up}};
    for (const auto& [status, kind] : rows)
        EXPECT_EQ(classify_program({How::exited, status, ""}).kind, kind) << status;
    EXPECT_EQ(classify_program({How::killed, 9, ""}).kind, Kind::unknown);
    EXPECT_EQ(classify_program({How::too_long, 0, ""}).kind, Kind::unknown);
    EXPECT_EQ(classify_program({How::not_started, 2, "No such file"}).kind, Kind::not_set_up);
    EXPECT_EQ(classify_program({How::exited, 67, "no\nuser \x1b[31mhere"}).text,
              "ended with 67: no user [31mhere");
}

}  // namespace
}  // namespace earshot::io
