#pragma once
// What gives a person away, asked inside SQL sentences. For erase.cpp.

#include "daemon/io/store/sqlite/connection.hpp"
#include "earshot/erasure.hpp"

namespace earshot::io {

/// While it lives, SQL knows names_them(text) and without_them(text).
class TracesInSql {
public:
    TracesInSql(Connection& connection, const Traces& traces);
    ~TracesInSql();
    TracesInSql(const TracesInSql&) = delete;
    TracesInSql& operator=(const TracesInSql&) = delete;

private:
    Connection& connection_;
};

/// Texts of all tables in which they still are. Words of the program itself (a person may be called
/// "Post") and the keys of tombstones do not count.
std::size_t count_left(Connection& connection);

/// Whether the bytes of the file still hold them somewhere, where SQLite has no row any more.
bool in_file(const std::string& path, const Traces& traces);

}  // namespace earshot::io
