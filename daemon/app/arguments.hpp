#pragma once
// The command line of earshotd.

#include <string>
#include <vector>

#include "earshot/time.hpp"

namespace earshot::app {

struct Arguments {
    std::string config;                 // empty: the default place, which may be missing
    std::vector<std::string> dialects;  // directories, later ones win; empty: the installed ones
    std::string socket;                 // instead of the configured one
    Span clock_offset{0};               // for the demo and for tests
};

/// Prints help, version or a usage error and ends the program when asked to (status 0 or 64).
Arguments parse_arguments(int argc, char** argv);

}  // namespace earshot::app
