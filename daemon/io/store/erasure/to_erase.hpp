#pragma once
// Who and what is to be forgotten, before anything is. For erase.cpp.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "daemon/io/store/sqlite/connection.hpp"
#include "earshot/erasure.hpp"

namespace earshot::io {

struct ToErase {
    Traces traces;                             // to look for
    std::vector<std::string> names, accounts;  // for a tombstone
    std::set<FindingNumber> findings;
};

/// Lists the person and those merged into them in temp.erased_person, and the sources that show
/// nobody else in temp.erased_source. Nothing when there is no such person.
std::optional<ToErase> find_whom(Connection& connection, PersonId id);

void forget_lists(Connection& connection);

}  // namespace earshot::io
