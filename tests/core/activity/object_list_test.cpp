#include "daemon/core/activity/sentence/object_list.hpp"

#include <gtest/gtest.h>

#include "daemon/core/activity/sentence/written_number.hpp"

namespace earshot {
namespace {

struct Row {
    const char* text;
    std::vector<std::string> names;
    int more;
};

TEST(ObjectList, SplitsWhatSentencesJoin) {
    const ListWords words;
    for (const Row& row : std::vector<Row>{
             {"Bo Quill", {"Bo Quill"}, 0},
             {"Bo Quill and Cy Reed", {"Bo Quill", "Cy Reed"}, 0},
             {"Quill & Daughters", {"Quill & Daughters"}, 0},
             {"Bo Quill, PhD and Cy Reed, Jr.", {"Bo Quill, PhD", "Cy Reed, Jr."}, 0},
             {"Bo、Cy", {"Bo", "Cy"}, 0},
             {"Bo, Cy and Dee", {"Bo", "Cy", "Dee"}, 0},
             {"Bo, Cy, and Dee", {"Bo", "Cy", "Dee"}, 0},
             {"Bo and 3 others", {"Bo"}, 3},
             {"Bo, Cy and 12 other people", {"Bo", "Cy"}, 12},
             {"Bo and 3 otherworldly cats", {"Bo", "3 otherworldly cats"}, 0},
             {"Bo and 1,204 others", {"Bo"}, 1204},
             {"Bo and 4,000,000 others", {"Bo"}, WrittenNumber::most},
             {"Bo and 99999999999999999999 others", {"Bo"}, WrittenNumber::most},
             {"Blink 182", {"Blink 182"}, 0},
             {"Studio 54 and 3 others", {"Studio 54"}, 3},
             {"12 Moss Lane", {"12 Moss Lane"}, 0},
             {"Sandy Anderson", {"Sandy Anderson"}, 0},
             {"", {}, 0},
         }) {
        const NamedObjects expected{row.names, row.more};
        EXPECT_EQ(split_objects(row.text, words), expected) << row.text;
    }
}

TEST(ObjectList, TakesTheWordsOfOtherLanguages) {
    const ListWords words{{"und"}, {"weitere"}};
    EXPECT_EQ(split_objects("Bo, Cy und 2 weitere", words), (NamedObjects{{"Bo", "Cy"}, 2}));
    const ListWords unspaced{{"和"}, {"其他 人"}};
    EXPECT_EQ(split_objects("博和其他3人", unspaced), (NamedObjects{{"博"}, 3}));
}

TEST(ObjectList, CountsWhatIsBeyondTheLimit) {
    std::string text = "n";
    for (std::size_t i = 1; i < max_listed_objects; ++i)
        text += ", n";
    EXPECT_EQ(split_objects(text, {}).names.size(), max_listed_objects);
    EXPECT_EQ(split_objects(text, {}).more, 0);
    EXPECT_EQ(split_objects(text + ", n", {}).names.size(), max_listed_objects);
    EXPECT_EQ(split_objects(text + ", n", {}).more, 1);
}

}  // namespace
}  // namespace earshot
