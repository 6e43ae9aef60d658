#include "daemon/io/archive/zip.hpp"

#include <gtest/gtest.h>

#include "support/files/linkedin_archive.hpp"

namespace earshot::io {
namespace {

bool is_table(std::string_view name) {
    return name.ends_with(".csv");
}

TEST(Zip, GivesTheFilesThatAreWantedWithoutTheirFolders) {
    const auto files = unzip(test::linkedin_archive(), is_table);
    ASSERT_TRUE(files) << to_text(files.error());
    ASSERT_EQ(files->size(), 2U);
    EXPECT_EQ(files->at(0).name, "connections.csv");
    EXPECT_TRUE(files->at(0).bytes.starts_with("First Name,Last Name,"));
    EXPECT_EQ(files->at(1).name, "messages.csv");
}

TEST(Zip, SaysWhatIsBroken) {
    const std::string archive = test::linkedin_archive();
    for (const std::size_t length : {0U, 4U, 40U, 200U}) {
        const auto files = unzip(archive.substr(0, length), is_table);
        EXPECT_TRUE(!files || files->empty()) << length;
    }
    std::string spoilt = archive;
    for (std::size_t i = 70; i < 120; ++i)
        spoilt[i] = static_cast<char>(spoilt[i] ^ 0x55);
    const auto files = unzip(spoilt, is_table);
    ASSERT_FALSE(files);
    EXPECT_TRUE(files.error().what.starts_with("cannot be unpacked: ")) << files.error().what;
}

}  // namespace
}  // namespace earshot::io
