#pragma once
// What the user's answers taught about each person.

#include "earshot/person.hpp"

namespace earshot::io {

class Connection;

class UserAnswers {
public:
    explicit UserAnswers(Connection& connection) : connection_(connection) {}

    Answers of(PersonId id) const;
    void save(PersonId id, const Answers& answers);

private:
    Connection& connection_;
};

}  // namespace earshot::io
