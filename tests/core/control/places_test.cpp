#include "earshot/places.hpp"

#include <gtest/gtest.h>

namespace earshot {
namespace {

/// $EARSHOT_SOCKET, $XDG_RUNTIME_DIR.
Surroundings sockets(const char* socket, const char* runtime_directory) {
    Surroundings around;
    around.socket = socket;
    around.runtime_directory = runtime_directory;
    return around;
}

TEST(Places, SocketsAreTriedInOrder) {
    using Paths = std::vector<std::string>;
    EXPECT_EQ(socket_paths(sockets("", "")), Paths{"/run/earshot.sock"});
    EXPECT_EQ(socket_paths(sockets("", "/run/user/7")),
              (Paths{"/run/user/7/earshot.sock", "/run/earshot.sock"}));
    EXPECT_EQ(socket_paths(sockets("/s", "/run/user/7")), Paths{"/s"});
    EXPECT_EQ(socket_paths(sockets("@abstract", "")), Paths{"@abstract"});
}

TEST(Places, ConfigurationIsTheUsersOrTheSystems) {
    const struct {
        const char* given;  // $CONFIGURATION_DIRECTORY
        const char* config_home;
        const char* home;
        bool is_root;
        const char* directory;
    } rows[] = {
        {"", "", "", false, "/etc/earshot"},
        {"", "", "/home/ann", false, "/home/ann/.config/earshot"},
        {"", "/cfg", "/home/ann", false, "/cfg/earshot"},
        {"", "/cfg", "/root", true, "/etc/earshot"},
        {"/etc/a", "/cfg", "/home/ann", false, "/etc/a"},
        {"/etc/a:/etc/b", "", "", true, "/etc/a"},
    };
    for (const auto& row : rows) {
        Surroundings around;
        around.configuration_directory = row.given;
        around.config_home = row.config_home;
        around.home = row.home;
        around.is_root = row.is_root;
        EXPECT_EQ(config_directory(around, "/etc/earshot"), row.directory);
    }
}

}  // namespace
}  // namespace earshot
