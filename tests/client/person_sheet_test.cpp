// A person as lines for an editor, and what became of them.

#include "client/commands/person_sheet.hpp"

#include <gtest/gtest.h>
#include <boost/json.hpp>

namespace earshot::client {
namespace {

namespace json = boost::json;

const json::object ines = json::parse(R"({"name": "Ines Duarte", "circle": "friends",
    "phone": null, "note": null, "sensitivity": "high",
    "accounts": ["https://ines.example/", "mailto:ines@mail.example"]})")
                              .as_object();

std::string with(const std::string& from, const std::string& to) {
    std::string sheet = person_sheet(ines);
    return sheet.replace(sheet.find(from), from.size(), to);
}

TEST(PersonSheet, HasALineForEachWord) {
    const std::string sheet = person_sheet(ines);
    for (const char* line : {"name: Ines Duarte\n", "circle: friends\n", "phone: \n",
                             "mail: ines@mail.example\n", "note: \n", "sensitivity: high\n"})
        EXPECT_NE(sheet.find(line), std::string::npos) << line;
    EXPECT_EQ(changed_fields(ines, sheet).value(), json::object{});
}

TEST(PersonSheet, WhatDiffersIsAField) {
    EXPECT_EQ(changed_fields(ines, with("friends", "work")).value(),
              (json::object{{"circle", "work"}}));
    EXPECT_EQ(changed_fields(ines, with("sensitivity: high\n", "sensitivity:\n")).value(),
              (json::object{{"sensitivity", ""}}));
    // A line that is gone leaves what is there.
    EXPECT_EQ(changed_fields(ines, with("circle: friends\n", "")).value(), json::object{});
}

TEST(PersonSheet, WhatIsNotUnderstoodNamesItsLine) {
    EXPECT_EQ(changed_fields(ines, with("circle:", "circel:")).error().where, "line 4");
    EXPECT_EQ(changed_fields(ines, person_sheet(ines) + "note: twice\n").error().where, "line 9");
    EXPECT_FALSE(changed_fields(ines, "Ines"));
}

}  // namespace
}  // namespace earshot::client
