#pragma once
// What the program is set up with, read and checked: the configuration and the dialects.

#include <vector>

#include "daemon/app/arguments.hpp"
#include "earshot/config.hpp"
#include "earshot/dialect.hpp"

namespace earshot::app {

struct Settings {
    Config config;
    Dialects dialects;
};

/// Every complaint about either at once, each with file and line.
tl::expected<Settings, std::vector<Problem>> load_settings(const Arguments& arguments);

}  // namespace earshot::app
