#pragma once
// What the program is set up with, read and checked: the configuration and the dialects.

#include <vector>

#include "daemon/app/arguments.hpp"
#include "earshot/config.hpp"
#include "earshot/dialect.hpp"

namespace earshot::app {

/// Every complaint at once, each with file and line.
tl::expected<Config, std::vector<Problem>> load_config(const Arguments& arguments);
tl::expected<Dialects, std::vector<Problem>> load_dialects(const Arguments& arguments);

}  // namespace earshot::app
