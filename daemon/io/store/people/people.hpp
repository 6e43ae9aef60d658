#pragma once
// People as the user or a feed made them. By what they are recognised is in identities.hpp.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "earshot/person.hpp"

namespace earshot::io {

class Connection;

class People {
public:
    explicit People(Connection& connection) : connection_(connection) {}

    /// With its accounts as identities; with its name and names too unless it is light, since then
    /// nobody but a feed has said that name.
    PersonId add(const Person& person);
    void update(const Person& person);
    void remove(PersonId id);  // and its state and findings; activities lose their person

    std::vector<Person> all() const;
    /// The next `limit` of them by number; of one standing, or of any.
    std::vector<Person> page(PersonId after, std::optional<Standing> standing,
                             std::size_t limit) const;
    std::vector<PersonId> ids(Standing standing) const;
    std::size_t count(Standing standing) const;
    std::optional<Person> one(PersonId id) const;
    /// What the configuration declared when the store was last brought in line with it.
    std::vector<Person> declared() const;
    /// Who bears this name and is not light; of several the first.
    std::optional<Person> known_as(const std::string& name) const;       // exact
    std::optional<PersonId> followed_as(const std::string& name) const;  // exact
    std::vector<PersonId> named(const std::string& exact, Standing standing) const;
    /// Those whom the user connected with in [from, until).
    std::vector<Person> connected_between(Instant from, Instant until) const;
    /// The latest day on which the user connected with anybody.
    std::optional<Instant> newest_connection() const;

    /// A merged person is in no list and has no checks, but is still there to be shown again.
    void hide(PersonId id, PersonId into);
    void show_again(PersonId id);

private:
    Connection& connection_;
};

}  // namespace earshot::io
