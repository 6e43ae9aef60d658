// The configuration at its limits and one past them (promise P7).

#include <string>

#include <gtest/gtest.h>

#include "daemon/core/toml/complaints.hpp"
#include "earshot/config.hpp"

namespace earshot {
namespace {

std::string first_complaint(const std::string& toml) {
    const auto config = parse_config(toml, "earshot.toml");
    return config ? "" : to_text(config.error().front());
}

TEST(ConfigLimits, Text) {
    std::string text(config_limits::text_bytes, '#');
    EXPECT_EQ(first_complaint(text), "");
    text += '#';
    EXPECT_EQ(first_complaint(text), "earshot.toml:1: is larger than 16 MiB");
}

std::string many_sources(std::size_t count) {
    std::string text = "[[person]]\nname = \"Jo Sample\"\nsources = [\n";
    for (std::size_t i = 0; i < count; ++i)
        text += "\"https://feeds.example/" + std::to_string(i) + "\",\n";
    return text + "]\n";
}

TEST(ConfigLimits, Sources) {
    const auto most = parse_config(many_sources(config_limits::sources), "earshot.toml");
    ASSERT_TRUE(most);
    EXPECT_EQ(most->sources.size(), config_limits::sources);
    EXPECT_EQ(first_complaint(many_sources(config_limits::sources + 1)),
              "earshot.toml:100004: [person] sources: there are more than 100000 sources");
}

TEST(ConfigLimits, OneValue) {
    const auto with_note = [](std::size_t bytes) {
        return "[[person]]\nname = \"Jo\"\nnote = \"" + std::string(bytes, 'x') + "\"\n";
    };
    EXPECT_EQ(first_complaint(with_note(config_limits::value_bytes)), "");
    EXPECT_EQ(first_complaint(with_note(config_limits::value_bytes + 1)),
              "earshot.toml:3: [person] note: is longer than 1000 bytes");
}

TEST(ConfigLimits, OneAddress) {
    const auto with_url = [](std::size_t bytes) {
        const std::string start = "https://feeds.example/";
        return "[[source]]\nurl = \"" + start + std::string(bytes - start.size(), 'x') + "\"\n";
    };
    EXPECT_EQ(first_complaint(with_url(Url::max_length)), "");
    EXPECT_EQ(first_complaint(with_url(Url::max_length + 1)),
              "earshot.toml:2: [source] url: is longer than 8192 bytes");
}

TEST(ConfigLimits, OneList) {
    const auto with_names = [](std::size_t count) {
        std::string text = "[[person]]\nname = \"Jo\"\nnames = [";
        for (std::size_t i = 0; i < count; ++i)
            text += "\"Jo " + std::to_string(i) + "\",";
        return text + "]\n";
    };
    EXPECT_EQ(first_complaint(with_names(config_limits::list_items)), "");
    EXPECT_EQ(first_complaint(with_names(config_limits::list_items + 1)),
              "earshot.toml:3: [person] names: has more than 1000 items");
}

TEST(ConfigLimits, Destinations) {
    const auto with = [](std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i)
            text += "[[deliver]]\nname = \"d" + std::to_string(i) +
                    "\"\nfrom = \"e@x.test\"\nto = [\"a@x.test\"]\n";
        return text;
    };
    EXPECT_EQ(first_complaint(with(config_limits::destinations)), "");
    EXPECT_EQ(first_complaint(with(config_limits::destinations + 1)),
              "earshot.toml:81: [deliver]: there are more than 20 destinations");
}

TEST(ConfigLimits, SocketPath) {
    const auto with_path = [](std::size_t bytes) {
        return "[control]\nsocket = \"/" + std::string(bytes - 1, 'x') + "\"\n";
    };
    EXPECT_EQ(first_complaint(with_path(107)), "");
    EXPECT_EQ(first_complaint(with_path(108)),
              "earshot.toml:2: [control] socket: is too long for a socket: at most 107 bytes");
}

TEST(ConfigLimits, Complaints) {
    const auto with = [](std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i)
            text += "x" + std::to_string(i) + " = 1\n";
        return parse_config(text, "earshot.toml").error();
    };
    EXPECT_EQ(with(Complaints::most).size(), Complaints::most);
    const auto more = with(Complaints::most + 1);
    ASSERT_EQ(more.size(), Complaints::most + 1);
    EXPECT_EQ(to_text(more.back()), "earshot.toml: and 1 more");
}

TEST(ConfigLimits, DeepNestingIsAComplaint) {
    EXPECT_NE(first_complaint("a = " + std::string(100000, '[')), "");
}

}  // namespace
}  // namespace earshot
