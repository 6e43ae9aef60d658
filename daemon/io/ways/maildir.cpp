#include "daemon/io/ways/maildir.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <functional>
#include <system_error>

namespace earshot::io {
namespace {

namespace fs = std::filesystem;

Answer failed(const std::string& path, int error) {
    const bool is_full = error == ENOSPC || error == EDQUOT || error == EIO;
    return {is_full ? Answer::Kind::not_now : Answer::Kind::not_set_up,
            path + ": " + std::strerror(error),
            {}};
}

/// Closed at the end; what is written is on the disk when sync() says so.
class File {
public:
    File(const fs::path& path, int flags)
        : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    bool is_open() const { return descriptor_ >= 0; }
    bool sync() const { return ::fsync(descriptor_) == 0; }
    bool write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

private:
    int descriptor_;
};

std::string name_of(std::string_view message) {
    char name[48];
    std::snprintf(name, sizeof name, "digest.%016llx.earshot",
                  static_cast<unsigned long long>(std::hash<std::string_view>()(message)));
    return name;
}

/// Read ones have marks behind their name.
bool is_there(const fs::path& maildir, const std::string& name) {
    std::error_code error;
    if (fs::exists(maildir / "new" / name, error)) return true;
    for (fs::directory_iterator at(maildir / "cur", error), end; !error && at != end;
         at.increment(error))
        if (at->path().filename().string().starts_with(name)) return true;
    return false;
}

bool make(const fs::path& directory) {
    return ::mkdir(directory.c_str(), 0700) == 0 || errno == EEXIST;
}

}  // namespace

Answer put_into_maildir(const std::string& path, std::string_view message) {
    const fs::path maildir(path);
    for (const fs::path& directory : {maildir, maildir / "tmp", maildir / "new", maildir / "cur"})
        if (!make(directory)) return failed(directory, errno);
    const std::string name = name_of(message);
    if (is_there(maildir, name)) return {Answer::Kind::accepted, "lies there already", {}};

    const fs::path unfinished = maildir / "tmp" / name;
    ::unlink(unfinished.c_str());  // of an attempt that was cut off
    const File file(unfinished, O_WRONLY | O_CREAT | O_EXCL);
    if (!file.is_open()) return failed(unfinished, errno);
    if (!file.write(message) || !file.sync() ||
        ::rename(unfinished.c_str(), (maildir / "new" / name).c_str()) != 0) {
        const Answer why = failed(maildir, errno);
        ::unlink(unfinished.c_str());
        return why;
    }
    const File directory(maildir / "new", O_RDONLY | O_DIRECTORY);
    if (!directory.is_open() || !directory.sync()) return failed(maildir / "new", errno);
    return {Answer::Kind::accepted, "lies in " + path + "/new", {}};
}

}  // namespace earshot::io
