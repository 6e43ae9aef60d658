#pragma once
// Several objects in one phrase: "B, C and D", "B and 3 others".

#include <string>
#include <string_view>
#include <vector>

namespace earshot {

/// The words that join and that stand for the unnamed, in one language.
struct ListWords {
    std::vector<std::string> conjunctions{"and"};
    std::vector<std::string> others{"others",      "other people",    "other",    "other person",
                                    "more",        "more people",     "people",   "new people",
                                    "connections", "new connections", "contacts", "new contacts",
                                    "friends",     "new friends",     "members"};
};

struct NamedObjects {
    std::vector<std::string> names;
    int more = 0;  // named in number only

    bool operator==(const NamedObjects&) const = default;
};

inline constexpr std::size_t max_listed_objects = 200;

/// A single name when nothing joins. A conjunction splits only where it can end a list: once, after
/// the last comma, or between two names. What people put behind their name after a comma ("Jane
/// Doe, PhD") stays with it.
NamedObjects split_objects(std::string_view text, const ListWords& words);

}  // namespace earshot
