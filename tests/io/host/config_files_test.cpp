// Texts of files, whole or not at all.

#include "daemon/io/host/config_files.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "support/temporary_directory.hpp"

namespace earshot::io {
namespace {

class ConfigFiles : public testing::Test {
protected:
    std::string write(const std::string& text) {
        const std::string path = directory_.file("file");
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

    test::TemporaryDirectory directory_;
};

TEST_F(ConfigFiles, UpToTheLimitIsReadAndNotAByteMore) {
    for (const std::size_t size : {0U, 1U, 99U, 100U})
        EXPECT_EQ(read_text_file(write(std::string(size, 'x')), 100).value().size(), size);
    const auto refused = read_text_file(write(std::string(101, 'x')), 100);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().what, "is larger than 100 bytes");
}

TEST_F(ConfigFiles, TakesNoMoreRoomThanTheTextNeeds) {
    EXPECT_LT(read_text_file(write("x"), max_dialect_bytes).value().capacity(), 100U);
}

TEST_F(ConfigFiles, WhatDoesNotSayHowLongItIsIsReadToItsEnd) {
    const std::string path = directory_.file("pipe");
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    const std::string text(300'000, 'y');
    std::thread writer([&] { std::ofstream(path, std::ios::binary) << text; });
    const auto read = read_text_file(path, max_dialect_bytes);
    writer.join();
    EXPECT_EQ(read.value(), text);
    EXPECT_NE(read_text_file("/proc/self/status", max_dialect_bytes).value(), "");
}

TEST_F(ConfigFiles, WhatCannotBeReadIsSaid) {
    EXPECT_EQ(read_text_file(directory_.file("none"), 100).error().what,
              "cannot be read: No such file or directory");
    EXPECT_EQ(read_text_file(directory_.file("."), 100).error().what, "is a directory");
}

}  // namespace
}  // namespace earshot::io
