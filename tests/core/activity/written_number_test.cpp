#include "daemon/core/activity/sentence/written_number.hpp"

#include <gtest/gtest.h>

#include <string>

namespace earshot {
namespace {

struct Row {
    const char* text;
    int value;
    const char* written;
};

TEST(WrittenNumber, IsReadAsPeopleWriteIt) {
    const Row rows[] = {
        {"24 others", 24, "24"},
        {"and 1,204 others", 1204, "1,204"},
        {"1.204 andere", 1204, "1.204"},
        {"1 204 autres", 1204, "1 204"},
        {"1\u202F204 autres", 1204, "1\u202F204"},
        {"1’204 andere", 1204, "1’204"},
        {"12,345,678 more", 1'000'000, "12,345,678"},
        {"3, 4", 3, "3"},
        {"12,34", 12, "12"},
        {"1,2345", 1, "1"},
        {"2024", 2024, "2024"},
        {"2024,123", 2024, "2024"},
        {"999999999999999999999999", 1'000'000, "999999999999999999999999"},
        {"٢٤ آخرين", 24, "٢٤"},
        {"۲۴ نفر", 24, "۲۴"},
        {"२४ अन्य", 24, "२४"},
        {"他２４人", 24, "２４"},
        {"อีก ๒๔ คน", 24, "๒๔"},
        {"nobody", 0, ""},
        {"", 0, ""},
        {"é", 0, ""},
    };
    for (const Row& row : rows) {
        const WrittenNumber number = first_number(row.text);
        EXPECT_EQ(number.value, row.value) << row.text;
        EXPECT_EQ(std::string(row.text).substr(number.at, number.size), row.written) << row.text;
    }
}

TEST(WrittenNumber, MayBeAYear) {
    EXPECT_TRUE(first_number("2024").may_be_year);
    EXPECT_TRUE(first_number("in 1987").may_be_year);
    for (const char* text : {"2,024", "1204", "2100", "202", "20245"})
        EXPECT_FALSE(first_number(text).may_be_year) << text;
}

}  // namespace
}  // namespace earshot
