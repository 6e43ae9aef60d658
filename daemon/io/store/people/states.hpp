#pragma once
// What is remembered of a person between polls, and when to look again.

#include <optional>
#include <vector>

#include "earshot/ids.hpp"
#include "earshot/notice.hpp"

namespace earshot::io {

class Connection;

class States {
public:
    explicit States(Connection& connection) : connection_(connection) {}

    PersonState of(PersonId id) const;
    void save(PersonId id, const PersonState& state, std::optional<Instant> next_check);

    /// People of this source whose next_check is not after `now`.
    std::vector<PersonId> to_check(SourceId id, Instant now) const;
    /// All but light people are looked at again with the next poll: a line may be nearer than it
    /// was.
    void check_everybody(Instant now);
    void check(PersonId id, Instant now);

    /// Of whom an older version kept less than a whole rhythm.
    std::vector<PersonId> unlearned() const;
    void learn(PersonId id, double spread, double longest_days);

private:
    Connection& connection_;
};

}  // namespace earshot::io
