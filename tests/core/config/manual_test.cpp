// The manual names every key of the configuration with the default that the shipped file gives.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "earshot/config.hpp"
#include "support/places.hpp"

namespace earshot {
namespace {

TEST(Manual, NamesEveryKeyOfTheConfiguration) {
    std::ifstream file(test::source_dir() + "/docs/man/earshot.toml.5");
    std::stringstream text;
    text << file.rdbuf();
    const std::string page = text.str();
    ASSERT_FALSE(page.empty());
    for (std::string key : config_keys()) {
        key = key.substr(key.find('.') + 1);
        for (std::size_t at = 0; (at = key.find('-', at)) != std::string::npos; at += 2)
            key.insert(at, "\\");
        EXPECT_NE(page.find("\n.B " + key + " ="), std::string::npos) << key;
    }
}

}  // namespace
}  // namespace earshot
