#include "daemon/io/control/socket.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include <grp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace earshot::io {
namespace {

[[noreturn]] void refuse(int error, const std::string& what) {
    throw std::system_error(error, std::generic_category(), what);
}

sockaddr_un address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.sun_path)
        refuse(ENAMETOOLONG, "control socket " + path);
    std::memcpy(address.sun_path, path.data(), path.size());
    return address;
}

const sockaddr* generic(const sockaddr_un& address) {
    return reinterpret_cast<const sockaddr*>(&address);
}

/// Whether a file there is a socket that nobody listens on any more.
bool is_abandoned(const sockaddr_un& address) {
    const int probe = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (probe < 0) return false;
    const int result = connect(probe, generic(address), sizeof address);
    const int error = errno;
    close(probe);
    return result != 0 && error == ECONNREFUSED;
}

gid_t group_named(const std::string& name) {
    std::vector<char> room(64 * 1024);
    group entry{};
    group* found = nullptr;
    const int error = getgrnam_r(name.c_str(), &entry, room.data(), room.size(), &found);
    if (found == nullptr) refuse(error != 0 ? error : ENOENT, "group " + name);
    return entry.gr_gid;
}

/// The group of the socket's file; ours when it has none (an abstract address).
gid_t group_of(int descriptor) {
    sockaddr_un address{};
    socklen_t length = sizeof address;
    struct stat file {};
    if (getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &length) == 0 &&
        address.sun_path[0] != '\0' && stat(address.sun_path, &file) == 0)
        return file.st_gid;
    return getegid();
}

bool is_listening(int descriptor) {
    int answer = 0;
    socklen_t length = sizeof answer;
    return getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &answer, &length) == 0 && answer != 0;
}

/// The supplementary groups the peer had when it connected: from the kernel, without asking NSS.
std::vector<gid_t> groups_of(int connection) {
    std::vector<gid_t> groups(64);
    while (true) {
        auto length = static_cast<socklen_t>(groups.size() * sizeof(gid_t));
        const int result =
            getsockopt(connection, SOL_SOCKET, SO_PEERGROUPS, groups.data(), &length);
        const std::size_t needed = length / sizeof(gid_t);
        if (result == 0) {
            groups.resize(needed);
            return groups;
        }
        if (errno != ERANGE || needed <= groups.size()) return {};
        groups.resize(needed);
    }
}

}  // namespace

Listener::Listener(const ControlSocket& socket) {
    const std::optional<gid_t> wanted =
        socket.group.empty() ? std::nullopt : std::optional(group_named(socket.group));
    if (socket.inherited >= 0) {
        if (!is_listening(socket.inherited))
            refuse(EINVAL, "the inherited control socket does not listen");
        descriptor_ = socket.inherited;
    } else {
        descriptor_ = bind_and_listen(socket.path);
        const gid_t unchanged = static_cast<gid_t>(-1);
        // Nobody else could connect until here: the file was made with mode 0600.
        if (chown(socket.path.c_str(), static_cast<uid_t>(-1), wanted.value_or(unchanged)) != 0 ||
            chmod(socket.path.c_str(), 0660) != 0) {
            const int error = errno;
            unlink(socket.path.c_str());
            close(descriptor_);
            refuse(error, "control socket " + socket.path);
        }
        struct stat file {};
        if (stat(socket.path.c_str(), &file) == 0) bound_inode_ = file.st_ino;
        bound_path_ = socket.path;
    }
    group_ = wanted ? *wanted : group_of(descriptor_);
}

Listener::~Listener() {
    if (descriptor_ >= 0) close(descriptor_);
    struct stat file {};
    // Only our own file: another daemon may have replaced it.
    if (!bound_path_.empty() && stat(bound_path_.c_str(), &file) == 0 &&
        file.st_ino == bound_inode_)
        unlink(bound_path_.c_str());
}

int Listener::bind_and_listen(const std::string& path) {
    const sockaddr_un address = address_of(path);
    struct stat file {};
    if (lstat(path.c_str(), &file) == 0) {
        if (!S_ISSOCK(file.st_mode)) refuse(EEXIST, "control socket " + path + ": not a socket");
        if (!is_abandoned(address))
            refuse(EADDRINUSE, "control socket " + path + ": a daemon answers there");
        unlink(path.c_str());
    }
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) refuse(errno, "control socket " + path);
    fchmod(descriptor, 0600);  // Linux gives the mode to the file that bind makes
    if (bind(descriptor, generic(address), sizeof address) != 0 ||
        listen(descriptor, SOMAXCONN) != 0) {
        const int error = errno;
        close(descriptor);
        refuse(error, "control socket " + path);
    }
    return descriptor;
}

int Listener::release() {
    return std::exchange(descriptor_, -1);
}

control::Peer Listener::peer_of(int connection) const {
    control::Peer peer;
    ucred credentials{};
    socklen_t length = sizeof credentials;
    if (getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0) return peer;
    peer.pid = credentials.pid;
    peer.uid = credentials.uid;
    peer.gid = credentials.gid;
    const std::vector<gid_t> groups = groups_of(connection);
    peer.may_write = credentials.uid == 0 || credentials.uid == geteuid() ||
                     credentials.gid == group_ ||
                     std::find(groups.begin(), groups.end(), group_) != groups.end();
    return peer;
}

}  // namespace earshot::io
