#include "daemon/io/http/file_source.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace earshot::io {

using http::Broken;
using http::Fault;
namespace fs = std::filesystem;

namespace {

struct Descriptor {
    explicit Descriptor(int opened) : number(opened) {}
    ~Descriptor() {
        if (number >= 0) ::close(number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    const int number;
};

Broken broken(Fault fault, std::string_view why) {
    return Broken{fault, std::string(to_text(fault)) + ": " + std::string(why)};
}

bool lies_below(const fs::path& file, const fs::path& directory) {
    const auto [end, rest] =
        std::mismatch(directory.begin(), directory.end(), file.begin(), file.end());
    return end == directory.end() && rest != file.end();
}

bool is_allowed(const fs::path& file, const std::set<std::string>& directories) {
    return std::any_of(directories.begin(), directories.end(), [&](const std::string& name) {
        std::error_code missing;
        const fs::path directory = fs::canonical(name, missing);
        return !missing && lies_below(file, directory);
    });
}

/// Says what a changed file changes: its place on the disk, its size, its time in nanoseconds.
std::string validator(const struct stat& file) {
    return '"' + std::to_string(file.st_ino) + '-' + std::to_string(file.st_size) + '-' +
           std::to_string(file.st_mtim.tv_sec) + '.' + std::to_string(file.st_mtim.tv_nsec) + '"';
}

std::optional<std::string> read_all(int descriptor, std::size_t limit) {
    std::string bytes;
    constexpr std::size_t step = 256 * 1024;
    while (bytes.size() <= limit) {
        const std::size_t had = bytes.size();
        bytes.resize(had + step);
        const ssize_t got = ::read(descriptor, bytes.data() + had, step);
        if (got < 0 && errno == EINTR) {
            bytes.resize(had);
            continue;
        }
        if (got < 0) return std::nullopt;
        bytes.resize(had + static_cast<std::size_t>(got));
        if (got == 0) break;
    }
    return bytes;
}

std::string last_error() {
    return std::error_code(errno, std::generic_category()).message();
}

bool is_known(const http::Request& request, const std::string& tag) {
    return request.conditional_for == request.url &&
           std::any_of(request.conditional.begin(), request.conditional.end(),
                       [&](const auto& header) {
                           return header.first == "If-None-Match" && header.second == tag;
                       });
}

}  // namespace

http::Outcome read_file_source(const http::Request& request,
                               const std::set<std::string>& directories) {
    std::error_code error;
    const fs::path place = fs::weakly_canonical(request.url.path(), error);
    if (error || !is_allowed(place, directories))
        return broken(Fault::not_allowed, "the file is not below an allowed directory");
    const Descriptor file(::open(place.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (file.number < 0) return broken(Fault::unreadable, last_error());
    // Between the look and the opening a directory may have become a link to elsewhere.
    const fs::path opened = fs::read_symlink("/proc/self/fd/" + std::to_string(file.number), error);
    if (error || !is_allowed(opened, directories))
        return broken(Fault::not_allowed, "the file is not below an allowed directory");
    struct stat before {};
    if (::fstat(file.number, &before) != 0) return broken(Fault::unreadable, last_error());
    if (!S_ISREG(before.st_mode)) return broken(Fault::not_allowed, "not a regular file");

    http::Reply reply;
    reply.effective = request.url;
    reply.headers["etag"] = validator(before);
    if (is_known(request, reply.headers["etag"])) {
        reply.status = 304;
        return reply;
    }
    auto bytes = read_all(file.number, http::limits::decoded_bytes);
    if (!bytes) return broken(Fault::unreadable, last_error());
    if (bytes->size() > http::limits::decoded_bytes)
        return Broken{Fault::too_large, std::string(to_text(Fault::too_large))};
    struct stat after {};
    if (::fstat(file.number, &after) != 0) return broken(Fault::unreadable, last_error());
    if (validator(after) != validator(before))
        return broken(Fault::unreadable, "the file changed while it was read");
    reply.status = 200;
    reply.body = std::move(*bytes);
    return reply;
}

}  // namespace earshot::io
