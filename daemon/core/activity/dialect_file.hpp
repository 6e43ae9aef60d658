#pragma once
// One dialect file: TOML to rules and phrases, with a complaint for everything that is wrong in it.

#include <vector>

#include "daemon/core/activity/dialect_rules.hpp"
#include "earshot/dialect.hpp"
#include "earshot/result.hpp"

namespace earshot {

/// Adds the file's dialect and phrases, unless the TOML itself does not parse.
void read_dialect_file(const DialectText& file, Dialects::Compiled& into,
                       std::vector<Problem>& complaints);

}  // namespace earshot
