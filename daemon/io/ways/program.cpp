#include "daemon/io/ways/program.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace earshot::io {

namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;

namespace {

using Descriptor = asio::posix::stream_descriptor;
constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

/// Of the daemon's environment; the rest may name its credentials or its sockets.
constexpr std::array kept{
    "HOME", "USER", "LOGNAME", "TZ", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"};

std::vector<std::string> environment() {
    std::vector<std::string> result{
        "PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin", "LANG=C.UTF-8"};
    for (const char* name : kept)
        if (const char* value = std::getenv(name))
            result.push_back(std::string(name) + "=" + value);
    return result;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (std::string& text : texts)
        result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

/// Two ends, neither of which a program inherits unless it is given.
struct Pipe {
    Pipe() { is_open = ::pipe2(ends.data(), O_CLOEXEC) == 0; }
    ~Pipe() {
        for (const int end : ends)
            if (end >= 0) ::close(end);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    int take(std::size_t end) { return std::exchange(ends[end], -1); }

    std::array<int, 2> ends{-1, -1};
    bool is_open = false;
};

class FileActions {
public:
    FileActions(int input, int output) {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions_, output, STDERR_FILENO);
        ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    }
    ~FileActions() { ::posix_spawn_file_actions_destroy(&actions_); }
    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;
    const posix_spawn_file_actions_t* get() const { return &actions_; }

private:
    posix_spawn_file_actions_t actions_;
};

/// A group of its own, so that all it starts can be ended with it; signals as for any program.
class Attributes {
public:
    Attributes() {
        ::posix_spawnattr_init(&attributes_);
        ::posix_spawnattr_setflags(
            &attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        ::posix_spawnattr_setpgroup(&attributes_, 0);
        sigset_t none;
        ::sigemptyset(&none);
        ::posix_spawnattr_setsigmask(&attributes_, &none);
        sigset_t ignored;
        ::sigemptyset(&ignored);
        ::sigaddset(&ignored, SIGPIPE);
        ::posix_spawnattr_setsigdefault(&attributes_, &ignored);
    }
    ~Attributes() { ::posix_spawnattr_destroy(&attributes_); }
    Attributes(const Attributes&) = delete;
    Attributes& operator=(const Attributes&) = delete;
    const posix_spawnattr_t* get() const { return &attributes_; }

private:
    posix_spawnattr_t attributes_;
};

/// A child process until it is reaped; with this object it ends, and all that it started.
class Child {
public:
    explicit Child(pid_t id) : id_(id) {}
    ~Child() {
        if (id_ > 0) end();
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// SIGKILL leaves nothing to wait for.
    void end() {
        ::kill(-id_, SIGKILL);
        reap();
    }

    int reap() {
        int status = 0;
        while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
        }
        id_ = -1;
        return status;
    }

private:
    pid_t id_;
};

asio::awaitable<void> feed(Descriptor& to, const std::string& input) {
    // A program need not read all that it is given.
    const auto [error, written] = co_await asio::async_write(to, asio::buffer(input), as_result);
    static_cast<void>(error);
    static_cast<void>(written);
    to.close();
}

asio::awaitable<void> hear(Descriptor& from, std::string& said) {
    std::array<char, 1024> bytes;
    for (;;) {
        const auto [error, count] = co_await from.async_read_some(asio::buffer(bytes), as_result);
        if (error) co_return;
        said.append(bytes.data(), std::min(count, program_limits::said - said.size()));
    }
}

/// Ends only when it is cancelled: what a program starts may hold its output open for ever.
asio::awaitable<void> talk(Descriptor& to, Descriptor& from, const std::string& input,
                           std::string& said) {
    asio::steady_timer never(co_await asio::this_coro::executor,
                             asio::steady_timer::time_point::max());
    asio::awaitable<void> feeding = feed(to, input);
    asio::awaitable<void> hearing = hear(from, said);
    co_await (std::move(feeding) && std::move(hearing));
    co_await never.async_wait(asio::use_awaitable);
}

asio::awaitable<void> ended(Descriptor& process) {
    co_await process.async_wait(Descriptor::wait_read, asio::use_awaitable);
}

asio::awaitable<void> pass(std::chrono::seconds limit) {
    asio::steady_timer timer(co_await asio::this_coro::executor, limit);
    co_await timer.async_wait(asio::use_awaitable);
}

ProgramEnd not_started(int error) {
    return {ProgramEnd::How::not_started, error, std::strerror(error)};
}

/// What was written last, after the end.
void hear_rest(Descriptor& from, std::string& said) {
    std::array<char, program_limits::said> bytes;
    from.non_blocking(true);
    boost::system::error_code error;
    const std::size_t count = from.read_some(asio::buffer(bytes), error);
    if (!error) said.append(bytes.data(), std::min(count, program_limits::said - said.size()));
}

}  // namespace

asio::awaitable<ProgramEnd> run_program(std::vector<std::string> command, std::string input,
                                        std::chrono::seconds limit) {
    const asio::any_io_executor executor = co_await asio::this_coro::executor;
    Pipe in;
    Pipe out;
    if (!in.is_open || !out.is_open) co_return not_started(errno);
    std::vector<std::string> variables = environment();
    pid_t id = -1;
    {
        const FileActions actions(in.ends[0], out.ends[1]);
        const Attributes attributes;
        const int error = ::posix_spawn(&id, command.at(0).c_str(), actions.get(), attributes.get(),
                                        pointers(command).data(), pointers(variables).data());
        if (error != 0) co_return not_started(error);
    }
    Child child(id);
    Descriptor process(executor, static_cast<int>(::syscall(SYS_pidfd_open, id, 0)));
    Descriptor to(executor, in.take(1));
    Descriptor from(executor, out.take(0));
    ::close(in.take(0));
    ::close(out.take(1));

    ProgramEnd end;
    asio::awaitable<void> ending = ended(process);
    asio::awaitable<void> passing = pass(limit);
    asio::awaitable<void> talking = talk(to, from, input, end.said);
    const auto first = co_await (std::move(ending) || std::move(passing) || std::move(talking));
    hear_rest(from, end.said);
    if (first.index() == 0) {
        const int status = child.reap();
        end.how = WIFEXITED(status) ? ProgramEnd::How::exited : ProgramEnd::How::killed;
        end.number = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
    } else {
        child.end();
        end.how = ProgramEnd::How::too_long;
    }
    co_return end;
}

}  // namespace earshot::io
