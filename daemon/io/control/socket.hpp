#pragma once
// The listening Unix socket of the control server and who is at the other end of a connection.
// Plain POSIX; HTTP is in control_server.

#include <chrono>
#include <string>

#include <sys/types.h>

#include "earshot/control.hpp"

namespace earshot::io {

struct ControlSocket {
    int inherited = -1;  // a listening socket from systemd, else -1
    std::string path;    // to bind when none was inherited; an abandoned file there is replaced
    std::string group;   // members may write; empty: the socket file's group
    std::chrono::milliseconds idle{control::limits::idle_seconds * 1000};  // shorter in tests
};

/// A listening socket. One that it has bound itself goes from the file system with it.
class Listener {
public:
    /// Throws std::system_error, naming the path, when it cannot listen: another daemon answers
    /// there, the file is no socket, the group does not exist.
    explicit Listener(const ControlSocket& socket);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    /// The descriptor, whose ownership goes to the caller.
    int release();

    /// Who connected; may_write for root, our own user and members of the socket's group.
    control::Peer peer_of(int connection) const;

private:
    int bind_and_listen(const std::string& path);

    int descriptor_ = -1;
    std::string bound_path_;  // empty when inherited
    ino_t bound_inode_ = 0;
    gid_t group_ = 0;
};

}  // namespace earshot::io
