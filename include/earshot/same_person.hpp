#pragma once
// Which people may be one and the same. Pure, and never more than a suggestion: merging two people
// blends their rhythms and hides silences, which is worse than having one person twice. What is
// proof is merged without asking and does not come here: the same account, or rel=me both ways.
//
// Two people with different accounts on one host are two people.

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "earshot/person.hpp"

namespace earshot {

/// What is known of one person.
struct Portrait {
    PersonId id{};
    Standing standing = Standing::light;
    std::vector<std::string> names;
    std::vector<std::string> accounts;  // account keys
};

/// Somebody's page, feed or card says that this account is theirs too, and somebody else has it.
struct Claim {
    PersonId by{};
    std::string account;  // account key
    std::string origin;   // "rel=me", "vcard"

    bool operator==(const Claim&) const = default;
};

struct Likeness {
    enum class Kind {
        claim,   // one says so of the other: `what` is the account
        name,    // the same name, of two words at least
        handle,  // the same login on different hosts
    } kind = Kind::claim;
    std::string what;
    std::string origin;  // of a claim

    bool operator==(const Likeness&) const = default;
};
/// "both are called Ines Duarte".
std::string to_text(const Likeness& likeness);

struct SamePerson {
    PersonId keep{}, merge{};   // the one the user follows, or the older one, is kept
    std::vector<Likeness> why;  // strongest first
    /// Nobody else bears the name that the two share, or one of them says so and they share a
    /// login; and neither is in another pair of which that is true.
    bool certain = false;

    bool operator==(const SamePerson&) const = default;
};

using Pair = std::pair<PersonId, PersonId>;  // the smaller id first

namespace same_person_limits {
inline constexpr std::size_t namesakes = 4;  // a name or handle that more people have says nothing
inline constexpr std::size_t shortest_handle = 4;  // bytes
}  // namespace same_person_limits

/// What somebody may have in common with others: names and handles. Whoever shares none of them
/// with anybody, and neither claims anything nor has what is claimed, is in no pair.
std::vector<Likeness> traits_of(const Portrait& person);

/// Pairs that may be one person, those whom the user follows first, then by the strength of what
/// speaks for it. `apart` are pairs that the user has told apart.
std::vector<SamePerson> suggest_same(const std::vector<Portrait>& people,
                                     const std::vector<Claim>& claims, const std::set<Pair>& apart);

/// The login in an account key: "ann" of "social.example/@ann". Empty when there is none, when it
/// is a number, too short or a word that every site has.
std::string handle_of(std::string_view account);

}  // namespace earshot
