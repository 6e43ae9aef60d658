#pragma once
// Where daemon and client look for each other and for the user's files, when nobody says. Pure: the
// values of the environment are given, and whether anything is there is for others to see.

#include <string>
#include <vector>

namespace earshot {

/// Of the environment; empty is as good as not set.
struct Surroundings {
    std::string socket;                   // $EARSHOT_SOCKET
    std::string runtime_directory;        // $XDG_RUNTIME_DIR
    std::string configuration_directory;  // $CONFIGURATION_DIRECTORY, by systemd; may be a list
    std::string config_home;              // $XDG_CONFIG_HOME
    std::string home;                     // $HOME
    bool is_root = false;
};

/// The control socket, best first: $EARSHOT_SOCKET alone when it is set, else
/// $XDG_RUNTIME_DIR/earshot.sock, then /run/earshot.sock. The daemon listens at the first, the
/// client tries them all.
std::vector<std::string> socket_paths(const Surroundings& around);

/// What holds earshot.toml and dialects/: what systemd names, for ordinary users
/// $XDG_CONFIG_HOME/earshot or ~/.config/earshot, else the system's ("/etc/earshot").
std::string config_directory(const Surroundings& around, const std::string& system_directory);

}  // namespace earshot
