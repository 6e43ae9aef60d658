#include "earshot/name_match.hpp"

#include <gtest/gtest.h>

#include <string>

namespace earshot {
namespace {

TEST(NameMatching, FromExactToATypo) {
    const struct {
        const char* wanted;
        const char* name;
        NameMatch match;
    } rows[] = {
        {"Ines Duarte", "Ines Duarte", NameMatch::exact},
        {"ines  duarte", "Ines Duarte", NameMatch::exact},
        {"ine", "Ines Duarte", NameMatch::beginning},
        {"ines d", "Ines Duarte", NameMatch::beginning},
        {"dua", "Ines Duarte", NameMatch::word},
        {"art", "Ines Duarte", NameMatch::inside},
        {"Inse Duarte", "Ines Duarte", NameMatch::typo},
        {"duarta", "Ines Duarte", NameMatch::typo},
        {"daurte", "Ines Duarte", NameMatch::typo},
        {"duxxte", "Ines Duarte", NameMatch::none},
        {"ins", "Ines Duarte", NameMatch::none},  // too short to be a typo
        {"tom", "Ines Duarte", NameMatch::none},
        {"", "Ines Duarte", NameMatch::none},
        {"ines", "", NameMatch::none},
        {"élan", "Élan Vital", NameMatch::beginning},
    };
    for (const auto& row : rows)
        EXPECT_EQ(match_name(folded_query(row.wanted), folded_name(row.name)), row.match)
            << row.wanted;
}

TEST(NameMatching, LongQueriesMatchNothing) {
    const std::string longest(longest_query, 'a');
    EXPECT_EQ(match_name(folded_query(longest), folded_name(longest)), NameMatch::exact);
    EXPECT_EQ(match_name(folded_query(longest + "a"), folded_name(longest + "a")), NameMatch::none);
}

}  // namespace
}  // namespace earshot
