#pragma once
// Findings, with their evidence as one JSON text, the same that the API shows. Which of them are
// one and the same is said by their key; nothing is looked for inside the evidence.

#include <cstddef>
#include <optional>
#include <vector>

#include "earshot/finding.hpp"

namespace earshot::io {

class Connection;

struct FindingQuery {
    std::optional<Finding::State> state;
    std::optional<FindingKind> kind;
    std::optional<PersonId> person;
    std::optional<FindingNumber> before;  // smaller numbers only: the cursor of pages
    std::size_t limit = 100;
};

class Findings {
public:
    explicit Findings(Connection& connection) : connection_(connection) {}

    FindingNumber add(const Finding& finding);  // number of the argument is ignored
    void update(const Finding& finding);
    std::optional<Finding> one(FindingNumber number) const;
    std::optional<Finding> by_key(const FindingKey& key) const;  // the newest
    std::vector<Finding> page(const FindingQuery& query) const;  // newest first

    // Whole lists, newest first.
    std::vector<Finding> not_closed() const;
    std::vector<Finding> not_closed(FindingKind kind) const;
    std::vector<Finding> about(PersonId person) const;
    std::vector<Finding> about(PersonId person, FindingKind kind) const;
    std::vector<Finding> troubles_of(SourceId source) const;
    std::vector<Finding> found_since(FindingKind kind, Instant since) const;

private:
    Connection& connection_;
};

}  // namespace earshot::io
