#include "daemon/core/text/hash.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace earshot {
namespace {

TEST(HashOfDocument, TellsEveryByteAndItsPlace) {
    for (std::size_t size = 0; size < 40; ++size) {
        const std::string text(size, 'a');
        std::set<std::uint64_t> seen{hash_of_document(text)};
        for (std::size_t at = 0; at < size; ++at)
            for (int bit = 0; bit < 8; ++bit) {
                std::string other = text;
                other[at] = static_cast<char>(other[at] ^ (1 << bit));
                EXPECT_TRUE(seen.insert(hash_of_document(other)).second) << at << " " << bit;
            }
    }
}

TEST(HashOfDocument, TellsHowLongItIs) {
    std::set<std::uint64_t> seen;
    for (std::size_t size = 0; size < 200; ++size)
        EXPECT_TRUE(seen.insert(hash_of_document(std::string(size, '\0'))).second) << size;
}

TEST(HashOfDocument, TellsInWhichOrderWordsStand) {
    EXPECT_NE(hash_of_document("12345678abcdefgh"), hash_of_document("abcdefgh12345678"));
    EXPECT_NE(hash_of_document("12345678abcdefgh+"), hash_of_document("12345678+abcdefgh"));
}

}  // namespace
}  // namespace earshot
