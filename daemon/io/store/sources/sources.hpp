#pragma once
// Sources as the user knows them. What polls leave behind is in polls.hpp.

#include <cstddef>
#include <optional>
#include <vector>

#include "earshot/source.hpp"

namespace earshot {
struct PollState;  // poll_state.hpp
}  // namespace earshot

namespace earshot::io {

class Connection;

class Sources {
public:
    explicit Sources(Connection& connection) : connection_(connection) {}

    SourceId add(const Source& source, const PollState& state);  // id of the argument is ignored
    void update(const Source& source);
    /// And its entries, activities, coverage, history, the findings about itself and the light
    /// people whom nothing else shows.
    void remove(SourceId id);
    std::vector<Source> all() const;
    /// What the configuration declared when the store was last brought in line with it.
    std::vector<Source> declared() const;
    /// The next `limit` of them by number.
    std::vector<Source> page(SourceId after, std::size_t limit) const;
    /// Those that show a person.
    std::vector<Source> showing(PersonId person) const;
    std::optional<Source> one(SourceId id) const;
    std::optional<Source> by_url(const Url& url) const;
    int count_at(const std::string& host) const;

private:
    Connection& connection_;
};

}  // namespace earshot::io
