#pragma once
// The file of the store: private, and held by one process.
//
// A second earshotd on the same store is refused when it starts. The lock is flock() on a side
// file, "earshot.db.lock", and not SQLite's own exclusive mode, which would shut out readers such
// as `sqlite3 earshot.db` too. It is not taken on the store itself: closing any descriptor of that
// file drops SQLite's POSIX locks on it. The kernel releases it however the process ends. The side
// file stays; removing it would race with the next start.

#include <string>

namespace earshot::io {

class HeldFile {
public:
    HeldFile() = default;  // holds nothing: a store in memory

    /// Makes the file with mode 0600, in a directory that is made with 0700 when there is none,
    /// and holds it. Throws StoreError, naming the process that has it when that is known.
    explicit HeldFile(const std::string& path);
    ~HeldFile();
    HeldFile(HeldFile&& other) noexcept;
    HeldFile& operator=(HeldFile&&) = delete;

private:
    int lock_ = -1;
};

}  // namespace earshot::io
