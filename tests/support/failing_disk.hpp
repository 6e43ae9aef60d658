#pragma once
// A disk that fails: while this lives, the n-th write of SQLite (and all after it, until repaired)
// ends with an error. It also counts what is brought to the disk for good.

#include <sqlite3.h>

namespace earshot::test {

class FailingDisk {
public:
    FailingDisk() {
        real_vfs_ = sqlite3_vfs_find(nullptr);
        vfs_ = *real_vfs_;
        vfs_.pNext = nullptr;
        vfs_.zName = "failing";
        vfs_.xOpen = &open;
        sqlite3_vfs_register(&vfs_, 1);
        repair();
    }
    ~FailingDisk() {
        sqlite3_vfs_unregister(&vfs_);
        sqlite3_vfs_register(real_vfs_, 1);
    }
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;

    /// `writes` more succeed, then each gives `error`: SQLITE_FULL, SQLITE_IOERR_WRITE.
    void fail_after(int writes, int error) {
        left_ = writes;
        error_ = error;
    }
    void repair() { error_ = SQLITE_OK; }

    /// How often SQLite has asked for its writes to be on the disk.
    int syncs() const { return syncs_; }

private:
    static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
        const int result = real_vfs_->xOpen(real_vfs_, name, file, flags, out);
        if (result != SQLITE_OK || !file->pMethods) return result;
        for (auto& table : tables_) {  // one for databases, one for logs and journals
            if (!table.real) {
                table.real = file->pMethods;
                table.methods = *file->pMethods;
                table.methods.xWrite = &write;
                table.methods.xSync = &sync;
            }
            if (file->pMethods != table.real) continue;
            file->pMethods = &table.methods;
            break;
        }
        return result;
    }
    static bool broken() { return error_ != SQLITE_OK && left_-- <= 0; }
    static const sqlite3_io_methods* real(const sqlite3_file* file) {
        for (const auto& table : tables_) {
            if (file->pMethods == &table.methods) return table.real;
        }
        return nullptr;
    }
    static int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
        return broken() ? error_ : real(file)->xWrite(file, bytes, size, offset);
    }
    static int sync(sqlite3_file* file, int flags) {
        ++syncs_;
        return broken() ? error_ : real(file)->xSync(file, flags);
    }

    struct Table {
        const sqlite3_io_methods* real;
        sqlite3_io_methods methods;
    };
    inline static sqlite3_vfs* real_vfs_ = nullptr;
    inline static sqlite3_vfs vfs_{};
    inline static Table tables_[4];
    inline static int left_ = 0;
    inline static int syncs_ = 0;
    inline static int error_ = SQLITE_OK;
};

}  // namespace earshot::test
