#include "daemon/io/store/erasure/traces.hpp"

#include <array>
#include <fstream>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

namespace earshot::io {

namespace {

constexpr std::size_t read_at_once = 1024 * 1024;
constexpr std::size_t longest_trace = 4096;  // bytes that two reads of the file have in common

std::string_view text_of(sqlite3_value* value) {
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
    const int size = sqlite3_value_bytes(value);
    return bytes == nullptr ? std::string_view()
                            : std::string_view(bytes, static_cast<std::size_t>(size));
}

const Traces& traces_of(sqlite3_context* context) {
    return *static_cast<const Traces*>(sqlite3_user_data(context));
}

void names_them(sqlite3_context* context, int, sqlite3_value** values) {
    sqlite3_result_int(context, traces_of(context).in(text_of(values[0])) ? 1 : 0);
}

void without_them(sqlite3_context* context, int, sqlite3_value** values) {
    const std::string text = traces_of(context).cut_from(text_of(values[0]));
    sqlite3_result_text(context, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

constexpr std::array functions{std::pair("names_them", &names_them),
                               std::pair("without_them", &without_them)};

/// Text columns of every table, quoted for SQL. Closed sets hold words of the program, not of
/// anybody; install id, marks, tombstones and words of the program are its own.
std::vector<std::pair<std::string, std::string>> text_columns(Connection& connection) {
    Query query(connection,
                "SELECT format('\"%w\"', t.name), format('\"%w\"', c.name)"
                " FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c"
                " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
                " AND t.name NOT IN ('meta', 'mark', 'tombstone', 'word')"
                " AND c.type IN ('TEXT', 'BLOB')"
                " AND c.name NOT IN ('kind', 'verb', 'rule', 'quality', 'freshness', 'standing',"
                " 'carries', 'status', 'state', 'result', 'next_reason', 'closed_by', 'fired',"
                " 'of_what', 'confidence', 'sensitivity', 'sign', 'name_from')");
    std::vector<std::pair<std::string, std::string>> columns;
    while (query.next()) {
        auto& [table, column] = columns.emplace_back();
        query.read(table, column);
    }
    return columns;
}

}  // namespace

TracesInSql::TracesInSql(Connection& connection, const Traces& traces) : connection_(connection) {
    for (const auto& [name, function] : functions) {
        const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
        const int failed =
            sqlite3_create_function(connection.database->getHandle(), name, 1, flags,
                                    const_cast<Traces*>(&traces), function, nullptr, nullptr);
        if (failed != SQLITE_OK) connection.fail(connection.database->getErrorMsg());
    }
}

TracesInSql::~TracesInSql() {
    // Sentences that use them are prepared anew the next time, with the traces of that time.
    for (const auto& function : functions)
        sqlite3_create_function(connection_.database->getHandle(), function.first, 1, SQLITE_UTF8,
                                nullptr, nullptr, nullptr, nullptr);
}

std::size_t count_left(Connection& connection) {
    std::size_t left = 0;
    for (const auto& [table, column] : text_columns(connection))
        left +=
            Query(connection, "SELECT count(*) FROM " + table + " WHERE names_them(" + column + ")")
                .first<std::size_t>()
                .value_or(0);
    return left;
}

bool in_file(const std::string& path, const Traces& traces) {
    std::ifstream file(path, std::ios::binary);
    std::string bytes;
    std::string block(read_at_once, '\0');
    while (file.read(block.data(), static_cast<std::streamsize>(block.size())) ||
           file.gcount() > 0) {
        bytes.append(block, 0, static_cast<std::size_t>(file.gcount()));
        if (traces.in(bytes)) return true;
        if (bytes.size() > longest_trace) bytes.erase(0, bytes.size() - longest_trace);
    }
    return false;
}

}  // namespace earshot::io
