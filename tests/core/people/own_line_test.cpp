#include "earshot/own_line.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace earshot {
namespace {

TEST(OwnLine, IsReadAsPeopleWriteIt) {
    const std::pair<const char*, OwnLine> rows[] = {
        {"never", {}},           {"6 weeks", {42 * day}},    {"1 week", {7 * day}},
        {"12 days", {12 * day}}, {"1 day", {day}},           {"10d", {10 * day}},
        {"2w", {14 * day}},      {" 6  weeks ", {42 * day}}, {"36h", {36 * hour}}};
    for (const auto& [text, line] : rows)
        EXPECT_EQ(parse_own_line(text).value(), line) << text;
}

TEST(OwnLine, SaysWhatItWantsInstead) {
    for (const char* text : {"", "soon", "6", "weeks", "6 months", "-3d", "Never"})
        EXPECT_EQ(parse_own_line(text).error().what,
                  "must be \"never\" or a time such as \"12 days\" or \"6 weeks\"")
            << text;
    for (const char* text : {"23h", "200 weeks", "99999d"})
        EXPECT_FALSE(parse_own_line(text)) << text;
}

TEST(OwnLine, ComesBackFromItsText) {
    for (const OwnLine& line : {OwnLine{}, OwnLine{day}, OwnLine{42 * day}, OwnLine{36 * hour}})
        EXPECT_EQ(parse_own_line(to_text(line)).value(), line);
}

}  // namespace
}  // namespace earshot
