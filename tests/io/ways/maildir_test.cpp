#include <gtest/gtest.h>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "daemon/io/ways/maildir.hpp"
#include "support/temporary_directory.hpp"

namespace earshot::io {
namespace {

namespace fs = std::filesystem;
using Kind = Answer::Kind;

std::vector<fs::path> files(const std::string& folder) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(folder))
        found.push_back(entry.path());
    return found;
}

std::string content(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

class MaildirTest : public testing::Test {
protected:
    std::string place() const { return directory_.file("Mail"); }
    test::TemporaryDirectory directory_;
};

TEST_F(MaildirTest, IsMadeAndHoldsTheMessageByteForByte) {
    const std::string message("Subject: a\r\n\r\nb\0c\r\n", 19);
    EXPECT_EQ(put_into_maildir(place(), message).kind, Kind::accepted);
    ASSERT_EQ(files(place() + "/new").size(), 1u);
    EXPECT_EQ(content(files(place() + "/new")[0]), message);
    EXPECT_TRUE(files(place() + "/tmp").empty());
    EXPECT_TRUE(files(place() + "/cur").empty());
    struct stat status {};
    ASSERT_EQ(::stat(files(place() + "/new")[0].c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(MaildirTest, TheSameMessageIsThereOnceAlsoWhenItWasRead) {
    put_into_maildir(place(), "one");
    EXPECT_EQ(put_into_maildir(place(), "one").kind, Kind::accepted);
    EXPECT_EQ(files(place() + "/new").size(), 1u);
    const fs::path read = files(place() + "/new")[0];
    fs::rename(read, place() + "/cur/" + read.filename().string() + ":2,S");
    EXPECT_EQ(put_into_maildir(place(), "one").kind, Kind::accepted);
    EXPECT_TRUE(files(place() + "/new").empty());
    put_into_maildir(place(), "another");
    EXPECT_EQ(files(place() + "/new").size(), 1u);
}

TEST_F(MaildirTest, WhatAnAttemptLeftUnfinishedIsWrittenAnew) {
    put_into_maildir(place(), "whole");
    const fs::path name = files(place() + "/new")[0].filename();
    fs::remove(fs::path(place()) / "new" / name);
    std::ofstream(fs::path(place()) / "tmp" / name) << "who";
    EXPECT_EQ(put_into_maildir(place(), "whole").kind, Kind::accepted);
    EXPECT_EQ(content(fs::path(place()) / "new" / name), "whole");
    EXPECT_TRUE(files(place() + "/tmp").empty());
}

TEST_F(MaildirTest, AWrongPlaceIsNamed) {
    std::ofstream(directory_.file("file")) << "no folder";
    const Answer answer = put_into_maildir(directory_.file("file"), "one");
    EXPECT_EQ(answer.kind, Kind::not_set_up);
    EXPECT_EQ(answer.text, directory_.file("file") + "/tmp: Not a directory");
    EXPECT_EQ(put_into_maildir(directory_.file("a/b/c"), "one").kind, Kind::not_set_up);
    EXPECT_FALSE(fs::exists(directory_.file("a"))) << "only the last folder is made";
}

}  // namespace
}  // namespace earshot::io
