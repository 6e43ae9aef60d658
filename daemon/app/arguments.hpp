#pragma once
// The command line of earshotd.

#include <optional>
#include <string>
#include <vector>

#include "earshot/time.hpp"

namespace earshot::app {

struct Arguments {
    std::string config;                    // empty: the default place, which may be missing
    std::vector<std::string> dialects;     // directories, later ones win; empty: the installed ones
    std::vector<std::string> sites;        // directories, as of dialects
    std::string socket;                    // instead of the configured one
    Span clock_offset{0};                  // for the demo and for tests
    std::optional<std::string> etiquette;  // show that and end: empty, or an address
    bool json = false;                     // what is shown, as an object
};

/// Prints help, version or a usage error and ends the program when asked to (status 0 or 64).
Arguments parse_arguments(int argc, char** argv);

}  // namespace earshot::app
