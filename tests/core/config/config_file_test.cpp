// The shipped config/earshot.toml against the program: the same keys, the same defaults.

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "earshot/config.hpp"
#include "support/places.hpp"

namespace earshot {
namespace {

/// Comments of the file begin with "# "; "#key = value" and "#[[table]]" are settings that are
/// commented out.
struct Line {
    std::string text;  // without the '#'
    std::string table;
    std::string key;  // empty for the head of a table
    bool in_list = false;
    int nth = 0;  // of the tables with this name
};

std::vector<Line> settings_of_shipped_file() {
    std::ifstream file(test::source_dir() + "/config/earshot.toml");
    std::vector<Line> lines;
    Line now;
    for (std::string text; std::getline(file, text);) {
        if (text.starts_with("# ") || text == "#" || text.empty()) continue;
        if (text.starts_with('#')) text.erase(0, 1);
        now.text = text;
        now.key.clear();
        if (text.starts_with('[')) {
            now.in_list = text.starts_with("[[");
            const std::size_t skip = now.in_list ? 2 : 1;
            const std::string table = text.substr(skip, text.find(']') - skip);
            now.nth = table == now.table ? now.nth + 1 : 0;
            now.table = table;
        } else {
            now.key = text.substr(0, text.find(' '));
        }
        lines.push_back(now);
    }
    return lines;
}

std::string shipped_text() {
    std::ifstream file(test::source_dir() + "/config/earshot.toml");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The configuration, or its complaints as a failure.
Config parsed(const std::string& toml) {
    const auto config = parse_config(toml, "earshot.toml");
    if (config) return *config;
    for (const Problem& problem : config.error())
        ADD_FAILURE() << to_text(problem);
    return {};
}

TEST(ShippedConfig, AsItIsMeansTheDefaults) {
    const std::string text = shipped_text();
    ASSERT_FALSE(text.empty());
    EXPECT_EQ(parsed(text), Config{});
}

TEST(ShippedConfig, HasEveryKeyInOrderAndNoOther) {
    std::vector<std::string> shown;
    for (const Line& line : settings_of_shipped_file()) {
        const std::string key = line.table + "." + line.key;
        if (!line.key.empty() && std::find(shown.begin(), shown.end(), key) == shown.end())
            shown.push_back(key);
    }
    std::vector<std::string> known = config_keys();
    std::sort(shown.begin(), shown.end());
    std::sort(known.begin(), known.end());
    EXPECT_EQ(shown, known);
}

TEST(ShippedConfig, EachSettingShowsItsDefault) {
    for (const Line& line : settings_of_shipped_file()) {
        if (line.key.empty() || line.in_list) continue;
        SCOPED_TRACE(line.text);
        EXPECT_EQ(parsed("[" + line.table + "]\n" + line.text + "\n"), Config{});
    }
}

TEST(ShippedConfig, ADestinationShowsItsDefaults) {
    // from, to and what belongs to a login or a house are examples.
    const Destination defaults =
        parsed("[[deliver]]\nfrom = \"e@x.test\"\nto = [\"a@x.test\"]\n").deliver.at(0);
    for (const Line& line : settings_of_shipped_file()) {
        const bool example = line.key == "from" || line.key == "to" || line.key == "user" ||
                             line.key == "password" || line.key == "ca_file";
        if (line.table != "deliver" || line.nth > 0 || line.key.empty() || example) continue;
        SCOPED_TRACE(line.text);
        const std::string toml =
            "[[deliver]]\nfrom = \"e@x.test\"\nto = [\"a@x.test\"]\n" + line.text + "\n";
        EXPECT_EQ(parsed(toml).deliver.at(0), defaults);
    }
}

TEST(ShippedConfig, EveryWayOfDeliveryHasAnExample) {
    std::string uncommented;
    for (const Line& line : settings_of_shipped_file())
        if (line.table == "deliver") uncommented += line.text + "\n";
    std::string kinds;
    for (const Destination& destination : parsed(uncommented).deliver)
        kinds += std::string(kind_of(destination)) + " ";
    EXPECT_EQ(kinds, "smtp sendmail maildir command webhook ntfy gotify ");
}

TEST(ShippedConfig, TheExamplesAreGood) {
    std::string uncommented;
    for (const Line& line : settings_of_shipped_file())
        uncommented += line.text + "\n";
    const Config config = parsed(uncommented);
    EXPECT_EQ(config.deliver.size(), 7u);
    EXPECT_EQ(config.people.size(), 1u);
    EXPECT_EQ(config.sources.size(), 3u);
}

TEST(ShippedConfig, EverySettingIsExplainedByAComment) {
    std::ifstream file(test::source_dir() + "/config/earshot.toml");
    std::map<std::string, bool> explained;  // a key once explained may stand again
    std::string before;
    for (std::string text; std::getline(file, text); before = text) {
        const bool setting = text.size() > 1 && text[0] == '#' && text[1] >= 'a' && text[1] <= 'z';
        if (setting) explained[text.substr(1, text.find(' ') - 1)] |= before.starts_with("# ");
    }
    for (const auto& [key, is_explained] : explained)
        EXPECT_TRUE(is_explained) << key;
}

}  // namespace
}  // namespace earshot
