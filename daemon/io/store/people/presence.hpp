#pragma once
// Which sources show a person, and which people a source shows.

#include <vector>

#include "earshot/ids.hpp"

namespace earshot::io {

class Connection;

class Presence {
public:
    explicit Presence(Connection& connection) : connection_(connection) {}

    void note(PersonId person, SourceId source);
    /// Anew: the sources that are theirs, and those of their activities.
    void find_anew(PersonId id);
    std::vector<SourceId> sources_of(PersonId id) const;
    std::vector<PersonId> people_of(SourceId id) const;
    /// Of those, the armed ones that are not quiet: for the feed gate.
    int lively_people(SourceId id) const;

private:
    void note_written(PersonId person, SourceId source);

    Connection& connection_;
};

}  // namespace earshot::io
