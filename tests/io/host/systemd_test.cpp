#include "daemon/io/host/systemd.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace earshot::io {
namespace {

namespace fs = std::filesystem;

/// A directory of its own and an environment in which systemd and the user have said nothing.
class Systemd : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "earshot-systemd-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        directory_ = pattern;
        for (const char* name : variables)
            ::unsetenv(name);
        set("HOME", directory_ / "home");
    }
    void TearDown() override {
        for (const char* name : variables)
            ::unsetenv(name);
        fs::remove_all(directory_);
    }

    static void set(const char* name, const std::string& value) {
        ::setenv(name, value.c_str(), 1);
    }

    std::string write(const fs::path& path, const std::string& content) {
        fs::create_directories((directory_ / path).parent_path());
        std::ofstream(directory_ / path, std::ios::binary) << content;
        return (directory_ / path).string();
    }

    static std::string said(const SecretReference& reference) {
        const auto secret = resolve(reference);
        return secret ? "secret " + secret->reveal() : to_text(secret.error());
    }
    static SecretReference file(const std::string& path) {
        return {SecretReference::Kind::file, path};
    }
    static SecretReference credential(const std::string& name) {
        return {SecretReference::Kind::credential, name};
    }

    fs::path directory_;

private:
    static constexpr const char* variables[] = {
        "NOTIFY_SOCKET",  "WATCHDOG_USEC",   "WATCHDOG_PID",          "LISTEN_FDS",
        "LISTEN_PID",     "LISTEN_FDNAMES",  "CREDENTIALS_DIRECTORY", "STATE_DIRECTORY",
        "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR",       "EARSHOT_SOCKET"};
};

/// The receiving end of sd_notify.
class NotifySocket {
public:
    explicit NotifySocket(const std::string& path)
        : fd_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof(address.sun_path) - 1);
        EXPECT_EQ(::bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
        ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
    }
    ~NotifySocket() { ::close(fd_); }
    NotifySocket(const NotifySocket&) = delete;
    NotifySocket& operator=(const NotifySocket&) = delete;

    /// The next message, or "" when there is none.
    std::string message() const {
        std::string text(4096, '\0');
        const ssize_t got = ::recv(fd_, text.data(), text.size(), 0);
        text.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
        return text;
    }

private:
    int fd_;
};

TEST_F(Systemd, SaysNothingWhenNobodyListens) {
    notify_ready("412 feeds");
    notify_stopping();
    feed_watchdog();
    EXPECT_FALSE(watchdog_interval());
    EXPECT_EQ(inherited_control_socket(), -1);
}

TEST_F(Systemd, EachVerbIsOneMessage) {
    const NotifySocket socket((directory_ / "notify").string());
    notify_ready("412 feeds");
    EXPECT_EQ(socket.message(), "READY=1\nSTATUS=412 feeds");
    notify_status("411 feeds");
    EXPECT_EQ(socket.message(), "STATUS=411 feeds");
    feed_watchdog();
    EXPECT_EQ(socket.message(), "WATCHDOG=1");
    notify_stopping();
    EXPECT_EQ(socket.message(), "STOPPING=1");
    EXPECT_EQ(socket.message(), "");
}

TEST_F(Systemd, ReloadingCarriesItsTimeInTheSameMessage) {
    const NotifySocket socket((directory_ / "notify").string());
    notify_reloading();
    const std::string message = socket.message();
    const std::string start = "RELOADING=1\nMONOTONIC_USEC=";
    ASSERT_EQ(message.substr(0, start.size()), start);
    EXPECT_GT(std::stoll(message.substr(start.size())), 0);
    EXPECT_EQ(socket.message(), "");
}

TEST_F(Systemd, AStatusCannotAddLinesToTheProtocol) {
    const NotifySocket socket((directory_ / "notify").string());
    notify_status("feed \"x\nSTOPPING=1\x1b[31m\"");
    EXPECT_EQ(socket.message(), "STATUS=feed \"x STOPPING=1 [31m\"");
}

TEST_F(Systemd, WatchdogIsFedTwiceAnInterval) {
    set("WATCHDOG_USEC", "60000000");
    EXPECT_EQ(watchdog_interval(), std::chrono::seconds(30));
    set("WATCHDOG_PID", "1");  // meant for another process
    EXPECT_FALSE(watchdog_interval());
}

TEST_F(Systemd, StateLiesWhereSystemdOrTheUserWants) {
    EXPECT_EQ(state_directory(), (directory_ / "home/.local/state/earshot").string());
    set("XDG_STATE_HOME", "/x/state");
    EXPECT_EQ(state_directory(), "/x/state/earshot");
    set("STATE_DIRECTORY", "/var/lib/earshot:/var/lib/other");
    EXPECT_EQ(state_directory(), "/var/lib/earshot");
    set("STATE_DIRECTORY", "");  // empty is not set
    EXPECT_EQ(state_directory(), "/x/state/earshot");
}

TEST_F(Systemd, SocketPathInOrderOfPrecedence) {
    EXPECT_EQ(default_socket_path(), "/run/earshot.sock");
    set("XDG_RUNTIME_DIR", "/run/user/1000");
    EXPECT_EQ(default_socket_path(), "/run/user/1000/earshot.sock");
    set("EARSHOT_SOCKET", "/x/e.sock");
    EXPECT_EQ(default_socket_path(), "/x/e.sock");
}

TEST_F(Systemd, NoReferenceIsAnEmptySecret) {
    const auto secret = resolve({});
    ASSERT_TRUE(secret);
    EXPECT_TRUE(secret->empty());
}

TEST_F(Systemd, AFileWithoutItsLastNewlineIsTheSecret) {
    EXPECT_EQ(said(file(write("a", "sesame\n"))), "secret sesame");
    EXPECT_EQ(said(file(write("b", "sesame"))), "secret sesame");
    EXPECT_EQ(said(file(write("c", " sesame \n\n"))), "secret  sesame \n");
}

TEST_F(Systemd, WhatIsNotASecretFileIsRefusedByName) {
    const std::string pipe = (directory_ / "pipe").string();
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const std::string folder = directory_.string();
    const std::string empty = write("empty", "\n");
    const std::string absent = (directory_ / "absent").string();
    EXPECT_EQ(said(file(pipe)), "file:" + pipe + ": is not a regular file");
    EXPECT_EQ(said(file(folder)), "file:" + folder + ": is not a regular file");
    EXPECT_EQ(said(file(empty)), "file:" + empty + ": is empty");
    EXPECT_EQ(said(file(absent)), "file:" + absent + ": cannot be read: No such file or directory");
}

TEST_F(Systemd, ASecretHasALimit) {
    const std::string largest(secret_bytes, 's');
    EXPECT_EQ(said(file(write("largest", largest))), "secret " + largest);
    const std::string path = write("larger", largest + "s");
    EXPECT_EQ(said(file(path)), "file:" + path + ": is longer than 64 KiB");
}

TEST_F(Systemd, CredentialsComeFromTheirDirectory) {
    set("CREDENTIALS_DIRECTORY", (directory_ / "credentials").string());
    write("credentials/alone", "one\n");
    write("credentials/earshot_in-directory", "two\n");
    EXPECT_EQ(said(credential("alone")), "secret one");
    EXPECT_EQ(said(credential("in-directory")), "secret two");
}

TEST_F(Systemd, WithoutSystemdCredentialsLieNextToTheConfiguration) {
    write("home/.config/earshot/credentials/smtp-password", "home\n");
    EXPECT_EQ(said(credential("smtp-password")), "secret home");
    set("XDG_CONFIG_HOME", (directory_ / "xdg").string());
    write("xdg/earshot/credentials/smtp-password", "xdg\n");
    EXPECT_EQ(said(credential("smtp-password")), "secret xdg");
}

TEST_F(Systemd, ACredentialIsANameAndNothingElse) {
    set("CREDENTIALS_DIRECTORY", (directory_ / "credentials").string());
    write("outside", "secret");
    EXPECT_EQ(said(credential("../outside")),
              "credential:../outside: is not the name of a credential");
    EXPECT_EQ(said(credential("")), "credential:: is not the name of a credential");
    EXPECT_EQ(said(credential("absent")),
              "credential:absent: there is no such credential: put it into the credentials "
              "directory next to earshot.toml and restart earshotd");
}

/// sd_listen_fds looks at descriptors from 3 on, which a test program may be using: a child that
/// owns its descriptors looks, and says by its exit status what it found.
int socket_found_by_child(const std::string& names, bool first_listens) {
    const pid_t child = ::fork();
    if (child == 0) {
        int sockets[2];
        for (int i = 0; i < 2; ++i) {
            sockets[i] = ::socket(AF_UNIX, SOCK_STREAM, 0);
            sockaddr_un any{};
            any.sun_family = AF_UNIX;
            ::bind(sockets[i], reinterpret_cast<const sockaddr*>(&any), sizeof(any.sun_family));
            if (i > 0 || first_listens) ::listen(sockets[i], 1);
        }
        const int high[2] = {::dup2(sockets[0], 100), ::dup2(sockets[1], 101)};
        ::dup2(high[0], 3);
        ::dup2(high[1], 4);
        ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
        ::setenv("LISTEN_FDS", "2", 1);
        ::setenv("LISTEN_FDNAMES", names.c_str(), 1);
        const int found = inherited_control_socket();
        ::_exit(found < 0 ? 255 : found);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WEXITSTATUS(status);
}

TEST_F(Systemd, TheControlSocketIsTheOneOfThatName) {
    EXPECT_EQ(socket_found_by_child("other:control", true), 4);
    EXPECT_EQ(socket_found_by_child("control:other", true), 3);
}

TEST_F(Systemd, WithoutANameTheFirstListeningSocketServes) {
    EXPECT_EQ(socket_found_by_child("earshotd.socket:x", true), 3);
    EXPECT_EQ(socket_found_by_child("control:x", false), 4);
}

}  // namespace
}  // namespace earshot::io
