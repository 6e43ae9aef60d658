#pragma once
// What the configuration says of a person, laid over what is known of them otherwise. A key that it
// has counts while it is there; a key that it lacks leaves what is known; and what lay beneath
// comes out again when the key goes. Pure: where both are kept is the store's.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/person.hpp"
#include "earshot/result.hpp"

namespace earshot {

/// What a declaration covers, and what lies beneath.
struct LaidOver {
    bool made = false;              // nobody was there before: all that is known was declared
    std::vector<std::string> keys;  // that are covered: "circle", "phone", "note", ...
    Person before;                  // of these keys, and the name and standing of somebody light
    std::vector<std::string> accounts, names;  // that the configuration alone gives
    std::vector<std::string> also;             // accounts that it gives and that lie beneath, too

    bool operator==(const LaidOver&) const = default;

    bool covers(std::string_view key) const;
    /// Whether the configuration gives this account, however it is written.
    bool gives(std::string_view account) const;
};

struct Laid {
    Person person;
    LaidOver over;
};

/// `declared` over `base`: a text or a choice that is not empty counts, lists are added to what is
/// there. Somebody light or let go is followed; that somebody rests is the user's word and stays.
Laid lay_over(Person base, const Person& declared);

/// Somebody whom nobody knew before.
Laid made_by(const Person& declared);

/// What is known of this person without the declaration.
Person lifted(Person person, const LaidOver& over);

/// The same declaration over another base: what `change` makes of the one that lies beneath.
template <class Change>
Laid with_base(const Person& person, const LaidOver& over, Change change);
/// What of this person is declared, and nothing else.
Person declared_part(const Person& person, const LaidOver& over);

template <class Change>
Laid with_base(const Person& person, const LaidOver& over, Change change) {
    Laid laid = lay_over(change(lifted(person, over)), declared_part(person, over));
    laid.over.made = over.made;
    return laid;
}

namespace laid_over_limits {
inline constexpr std::size_t json_bytes = 16 * 1024 * 1024;
}  // namespace laid_over_limits

std::string to_json(const LaidOver& over);
Result<LaidOver> laid_over_from_json(std::string_view json);

}  // namespace earshot
