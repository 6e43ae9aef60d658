#pragma once
// Everybody's names and handles, ready to be looked through: who is called so, and who has one in
// common with somebody. Read from the store when first asked; after that only those who changed are
// read again.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "daemon/io/store/store.hpp"
#include "daemon/io/store/written.hpp"
#include "earshot/person.hpp"
#include "earshot/same_person.hpp"

namespace earshot::app {

class Roster {
public:
    explicit Roster(const io::Store& store) : store_(store) {}

    /// The best matches for what the user typed: the whole names when there are any, else those
    /// that begin so or have a word that does, else those with it inside, else those with a letter
    /// amiss. Of equally good ones those whom the user follows come first.
    std::vector<PersonId> called(const std::string& wanted, std::size_t limit);

    /// What is known of those who may be the same as somebody: all that suggest_same() needs.
    std::vector<Portrait> alike(const std::vector<Claim>& claims);

private:
    struct Line {
        Standing standing = Standing::light;
        std::string names;                  // folded
        std::vector<std::uint64_t> traits;  // hashes
    };

    void read_on();
    void read_all();
    void put(const Person& person, std::vector<std::string> accounts);
    std::set<PersonId> who_share() const;
    Portrait portrait_of(const Person& person) const;

    const io::Store& store_;
    bool is_read_ = false;
    io::Written::Place read_ = 0;
    std::map<PersonId, Line> lines_;
    std::optional<std::set<PersonId>> sharing_;  // of these lines
};

}  // namespace earshot::app
