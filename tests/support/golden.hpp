#pragma once
// Golden files: tests/golden/FOLDER/NAME holds the exact bytes. EARSHOT_UPDATE_GOLDEN=1 writes them
// anew; the difference is then read in review.

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "support/places.hpp"

namespace earshot::test {

inline void expect_golden(const std::string& name, const std::string& bytes) {
    const std::string path = source_dir() + "/tests/golden/" + name;
    if (std::getenv("EARSHOT_UPDATE_GOLDEN"))
        std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    std::ifstream file(path, std::ios::binary);
    ASSERT_TRUE(file) << path << " is missing";
    const std::string expected{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(expected, bytes) << "EARSHOT_UPDATE_GOLDEN=1 writes " << path << " anew";
}

}  // namespace earshot::test
