#include "client/daemon/connection.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "client/daemon/exit.hpp"

namespace earshot::client {
namespace {

using Sockets = std::vector<std::string>;

TEST(ConnectionSockets, AreTriedInOrder) {
    setenv("EARSHOT_SOCKET", "/env.sock", 1);
    setenv("XDG_RUNTIME_DIR", "/run/user/7", 1);
    EXPECT_EQ(sockets_to_try("/arg.sock"), Sockets{"/arg.sock"});
    EXPECT_EQ(sockets_to_try(""), Sockets{"/env.sock"});
    unsetenv("EARSHOT_SOCKET");
    EXPECT_EQ(sockets_to_try(""), (Sockets{"/run/user/7/earshot.sock", "/run/earshot.sock"}));
    unsetenv("XDG_RUNTIME_DIR");
    EXPECT_EQ(sockets_to_try(""), Sockets{"/run/earshot.sock"});
}

TEST(ConnectionSockets, NobodyThereSaysWhichWereTried) {
    Connection connection({"/nonexistent/a.sock", "/nonexistent/b.sock"});
    try {
        connection.get("/v1");
        FAIL() << "somebody answered";
    } catch (const Ended& ended) {
        EXPECT_EQ(ended.exit, Exit::unreachable);
        EXPECT_NE(ended.message.find("/nonexistent/a.sock"), std::string::npos) << ended.message;
        EXPECT_NE(ended.message.find("/nonexistent/b.sock"), std::string::npos);
        EXPECT_NE(ended.message.find("systemctl"), std::string::npos);
    }
}

TEST(ConnectionTargets, AreEscaped) {
    EXPECT_EQ(escaped("ann b&c=é/?"), "ann%20b%26c%3D%C3%A9%2F%3F");
    EXPECT_EQ(escaped("A-z_0.9~"), "A-z_0.9~");
}

}  // namespace
}  // namespace earshot::client
