// Where the control server listens, and whom it takes for whom.

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <fstream>
#include <system_error>

#include "support/control_server_test.hpp"

namespace earshot::io {
namespace {

TEST_F(ControlServerTest, PeerIsKnownByItsCredentials) {
    start();
    get("/v1");
    ASSERT_EQ(seen_.size(), 1u);
    EXPECT_EQ(seen_[0].peer.pid, getpid());
    EXPECT_EQ(seen_[0].peer.uid, getuid());
    EXPECT_TRUE(seen_[0].peer.may_write);
}

TEST_F(ControlServerTest, SocketIsForOwnerAndGroup) {
    start();
    struct stat file {};
    ASSERT_EQ(stat(socket_.path.c_str(), &file), 0);
    EXPECT_EQ(file.st_mode & 0777, 0660u);
}

TEST_F(ControlServerTest, AnAbandonedSocketIsReplaced) {
    const int abandoned = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket_.path.copy(address.sun_path, sizeof address.sun_path - 1);
    ASSERT_EQ(bind(abandoned, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    close(abandoned);
    start();
    EXPECT_EQ(status_of(get("/v1")), 200);
}

TEST_F(ControlServerTest, ALiveSocketIsLeftAlone) {
    start();
    try {
        Listener second(socket_);
        FAIL() << "listens twice";
    } catch (const std::system_error& error) {
        EXPECT_EQ(error.code().value(), EADDRINUSE);
        EXPECT_TRUE(has(error.what(), socket_.path));
    }
    EXPECT_EQ(status_of(get("/v1")), 200);
}

TEST_F(ControlServerTest, CannotListenJustAnywhere) {
    std::ofstream(directory_ + "/file") << "not a socket";
    const std::string rows[] = {directory_ + "/file", directory_ + "/none/s", "",
                                "/tmp/" + std::string(200, 'x')};
    for (const std::string& path : rows) {
        ControlSocket wanted;
        wanted.path = path;
        EXPECT_THROW(Listener{wanted}, std::system_error) << path;
    }
    ControlSocket wanted = socket_;
    wanted.group = "no-such-group-here";
    EXPECT_THROW(Listener{wanted}, std::system_error);
    EXPECT_FALSE(std::filesystem::exists(socket_.path));
}

TEST_F(ControlServerTest, AnInheritedSocketIsServedAndStays) {
    const int inherited = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket_.path.copy(address.sun_path, sizeof address.sun_path - 1);
    ASSERT_EQ(bind(inherited, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ControlSocket wanted;
    wanted.inherited = inherited;
    EXPECT_THROW(Listener{wanted}, std::system_error);  // does not listen
    ASSERT_EQ(listen(inherited, 5), 0);
    socket_.inherited = inherited;
    start();
    EXPECT_EQ(status_of(get("/v1")), 200);
    stop();
    EXPECT_TRUE(std::filesystem::exists(socket_.path));
}

}  // namespace
}  // namespace earshot::io
