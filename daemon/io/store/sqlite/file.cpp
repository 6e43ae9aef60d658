#include "daemon/io/store/sqlite/file.hpp"

#include <array>
#include <cctype>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "daemon/io/store/sqlite/store_error.hpp"

namespace earshot::io {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& path, const std::string& what, int error) {
    throw StoreError(path + ": " + what + ": " + std::generic_category().message(error));
}

/// The process number that the holder wrote into the lock file; empty when there is none.
std::string holder(int lock) {
    std::array<char, 16> text{};
    const auto size = ::pread(lock, text.data(), text.size(), 0);
    std::string digits;
    for (const char c : std::string(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0)) {
        if (!std::isdigit(static_cast<unsigned char>(c))) break;
        digits += c;
    }
    return digits;
}

void make_directory(const std::string& path) {
    std::error_code error;
    const auto directory = fs::path(path).parent_path();
    if (directory.empty() || fs::exists(directory, error)) return;
    fs::create_directories(directory, error);
    if (error) refuse(path, "its directory cannot be made", error.value());
    fs::permissions(directory, fs::perms::owner_all, error);
}

/// Addresses in the store hold tokens, so it is its owner's alone, also when it came back from a
/// backup. SQLite gives the write-ahead log and the shared memory the mode of the file.
void make_private(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) refuse(path, "cannot be opened", errno);
    static_cast<void>(::fchmod(file, 0600));  // fails when the file is somebody else's: his affair
    ::close(file);
}

}  // namespace

HeldFile::HeldFile(const std::string& path) : HeldFile() {  // so that a throw closes the lock
    make_directory(path);
    // Under its real name, so that two names of one file are one store.
    std::error_code unresolved;
    const auto real = fs::weakly_canonical(path, unresolved).string();
    const auto side = (unresolved ? path : real) + ".lock";
    lock_ = ::open(side.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock_ < 0) refuse(path, "cannot be locked", errno);
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) refuse(path, "cannot be locked", errno);
        const auto process = holder(lock_);
        throw StoreError(path + ": is in use by another earshotd" +
                         (process.empty() ? "" : " (process " + process + ")"));
    }
    // Only for the message above; the lock holds without it.
    const auto process = std::to_string(::getpid()) + "\n";
    if (::ftruncate(lock_, 0) == 0) {
        static_cast<void>(!::pwrite(lock_, process.data(), process.size(), 0));
    }
    make_private(path);  // under the lock: nobody here has the file open through SQLite
}

HeldFile::~HeldFile() {
    if (lock_ >= 0) ::close(lock_);
}

HeldFile::HeldFile(HeldFile&& other) noexcept : lock_(std::exchange(other.lock_, -1)) {}

}  // namespace earshot::io
