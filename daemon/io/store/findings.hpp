#pragma once
// Findings. Their evidence is one JSON text, the same that the API shows.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "earshot/finding.hpp"

namespace earshot::io {

class Connection;

struct FindingQuery {
    std::optional<Finding::State> state;
    std::string kind;  // empty: all
    std::optional<PersonId> person;
    std::optional<SourceId> source;
    std::size_t limit = 500;
};

class Findings {
public:
    explicit Findings(Connection& connection) : connection_(connection) {}

    FindingNumber add(const Finding& finding);  // number of the argument is ignored
    void update(const Finding& finding);
    std::optional<Finding> one(FindingNumber number) const;
    std::vector<Finding> find(const FindingQuery& query) const;  // newest first

private:
    Connection& connection_;
};

}  // namespace earshot::io
