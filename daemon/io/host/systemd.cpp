#include "daemon/io/host/systemd.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include "earshot/places.hpp"

namespace earshot::io {
namespace {

/// An environment variable that is set and not empty.
std::optional<std::string> environment(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') return std::nullopt;
    return std::string(value);
}

std::string below_home(const char* variable, const char* otherwise, const char* rest) {
    if (auto directory = environment(variable)) return *directory + rest;
    return environment("HOME").value_or("") + otherwise + rest;
}

std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }, ' ');
    return text;
}

void notify(const std::string& assignments) {
    // An error means that nobody listens: nothing depends on it.
    static_cast<void>(sd_notify(0, assignments.c_str()));
}

struct OwnedFd {
    int fd = -1;
    explicit OwnedFd(int number) : fd(number) {}
    OwnedFd(const OwnedFd&) = delete;
    OwnedFd& operator=(const OwnedFd&) = delete;
    ~OwnedFd() {
        if (fd >= 0) ::close(fd);
    }
};

Failure os_failure(const std::string& where, int error) {
    return fail(std::string("cannot be read: ") + std::strerror(error), where);
}

Result<Secret> read_secret(const std::string& path, const std::string& where) {
    // O_NONBLOCK: opening a pipe that nobody writes must not stop the daemon.
    const OwnedFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.fd < 0) return os_failure(where, errno);
    struct stat status {};
    if (::fstat(file.fd, &status) != 0) return os_failure(where, errno);
    if (!S_ISREG(status.st_mode)) return fail("is not a regular file", where);

    // One buffer of full size, so that no outgrown copy of the secret stays behind in memory.
    std::string text(secret_bytes + 1, '\0');
    std::size_t length = 0;
    while (length < text.size()) {
        const ssize_t got = ::read(file.fd, text.data() + length, text.size() - length);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return os_failure(where, errno);
        if (got == 0) break;
        length += static_cast<std::size_t>(got);
    }
    if (length > secret_bytes) return fail("is longer than 64 KiB", where);
    if (length > 0 && text[length - 1] == '\n') --length;
    if (length == 0) return fail("is empty", where);
    Secret secret{text.substr(0, length)};
    ::explicit_bzero(text.data(), text.size());
    return secret;
}

bool exists(const std::string& path) {
    return ::access(path.c_str(), F_OK) == 0;
}

Result<Secret> read_credential(const std::string& name) {
    const std::string where = "credential:" + name;
    if (name.empty() || name.find('/') != std::string::npos || name.front() == '.')
        return fail("is not the name of a credential", where);
    std::vector<std::string> places;
    if (auto directory = environment("CREDENTIALS_DIRECTORY")) {
        places.push_back(*directory + "/" + name);
        places.push_back(*directory + "/earshot_" + name);
    }
    places.push_back(below_home("XDG_CONFIG_HOME", "/.config", "/earshot/credentials/") + name);
    for (const std::string& place : places)
        if (exists(place)) return read_secret(place, where);
    return fail(
        "there is no such credential: put it into the credentials directory next to earshot.toml "
        "and restart earshotd",
        where);
}

}  // namespace

bool is_notified() {
    return environment("NOTIFY_SOCKET").has_value();
}

void notify_ready(const std::string& status) {
    notify("READY=1\nSTATUS=" + one_line(status));
}

void notify_reloading() {
    // systemd 253 and later want both in one message; 252 ignores the second.
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    const auto microseconds =
        static_cast<std::int64_t>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1'000;
    notify("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(microseconds));
}

void notify_stopping() {
    notify("STOPPING=1");
}

void notify_status(const std::string& status) {
    notify("STATUS=" + one_line(status));
}

void feed_watchdog() {
    notify("WATCHDOG=1");
}

std::optional<std::chrono::microseconds> watchdog_interval() {
    std::uint64_t microseconds = 0;
    if (sd_watchdog_enabled(0, &microseconds) <= 0) return std::nullopt;
    return std::chrono::microseconds(microseconds / 2);
}

int inherited_control_socket() {
    char** names = nullptr;
    const int count = sd_listen_fds_with_names(0, &names);
    int chosen = -1;
    bool chosen_by_name = false;
    for (int i = 0; i < count; ++i) {
        const int fd = SD_LISTEN_FDS_START + i;
        const bool named = std::string_view(names[i]) == "control";
        std::free(names[i]);
        if (sd_is_socket(fd, AF_UNIX, SOCK_STREAM, 1) <= 0) continue;
        if (chosen < 0 || (named && !chosen_by_name)) {
            chosen = fd;
            chosen_by_name = named;
        }
    }
    std::free(names);
    return chosen;
}

std::string state_directory() {
    // systemd gives a list when the unit names several; the first is ours.
    if (auto directories = environment("STATE_DIRECTORY"))
        return directories->substr(0, directories->find(':'));
    return below_home("XDG_STATE_HOME", "/.local/state", "/earshot");
}

std::string default_socket_path() {
    Surroundings around;
    around.socket = environment("EARSHOT_SOCKET").value_or("");
    around.runtime_directory = environment("XDG_RUNTIME_DIR").value_or("");
    return socket_paths(around).front();
}

Result<Secret> resolve(const SecretReference& reference) {
    switch (reference.kind) {
        case SecretReference::Kind::none: return Secret{};
        case SecretReference::Kind::credential: return read_credential(reference.name);
        case SecretReference::Kind::file:
            return read_secret(reference.name, "file:" + reference.name);
    }
    return Secret{};
}

long process_id() {
    return ::getpid();
}

}  // namespace earshot::io
