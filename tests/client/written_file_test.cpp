#include "client/daemon/written_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/temporary_directory.hpp"

namespace earshot::client {
namespace {

void write(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

TEST(WrittenFile, OfOneFileALineIsANumber) {
    const test::TemporaryDirectory directory;
    write(directory.file("a.opml"), "one\ntwo");
    const auto file = read_written(directory.file("a.opml"));
    ASSERT_TRUE(file);
    EXPECT_EQ(file->bytes, "one\ntwo");
    EXPECT_EQ(file->place_of(2), "2");
}

TEST(WrittenFile, OfAFolderEachLineHasItsFile) {
    const test::TemporaryDirectory directory;
    write(directory.file("b.vcf"), "b1\r\nb2\r\n");
    write(directory.file("a.vcf"), "a1\na2");
    write(directory.file("c.vcf"), "c1\n");
    write(directory.file("notes.txt"), "no card");
    const auto file = read_written(directory.file(""));
    ASSERT_TRUE(file);
    EXPECT_EQ(file->bytes, "a1\na2\nb1\r\nb2\r\nc1\n");
    const std::pair<long long, const char*> rows[] = {
        {1, "a.vcf:1"}, {2, "a.vcf:2"}, {3, "b.vcf:1"}, {4, "b.vcf:2"}, {5, "c.vcf:1"}};
    for (const auto& [line, place] : rows)
        EXPECT_EQ(file->place_of(line), place);
}

TEST(WrittenFile, SaysWhatItCannotRead) {
    const test::TemporaryDirectory directory;
    EXPECT_EQ(read_written(directory.file("gone")).error().what, "cannot be read");
    EXPECT_EQ(read_written(directory.file("")).error().what, "holds no .vcf file");
    write(directory.file("large"), std::string(largest_import, 'x'));
    EXPECT_TRUE(read_written(directory.file("large")));
    write(directory.file("large"), std::string(largest_import + 1, 'x'));
    EXPECT_FALSE(read_written(directory.file("large")));
}

TEST(WrittenFile, AnyLineEndEndsALine) {
    EXPECT_EQ(lines_in(""), 0);
    EXPECT_EQ(lines_in("a"), 0);
    EXPECT_EQ(lines_in("a\nb\r\nc\rd"), 3);
}

}  // namespace
}  // namespace earshot::client
