#pragma once
// The connection and its statements, for the store's own files only.
//
// A Query borrows a prepared statement from the connection's cache for one use. Values go in and
// come out by type, so a column holds what the schema says: instants as epoch seconds, spans as
// seconds, ids as integers, closed sets as words, hashes as the same 64 bits. Every failure of
// SQLite leaves here as a StoreError with the path of the file and SQLite's words; those name
// tables and columns, never values.

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "daemon/io/store/sqlite/file.hpp"
#include "daemon/io/store/sqlite/words.hpp"
#include "daemon/io/store/sqlite/write_log.hpp"
#include "earshot/time.hpp"
#include "earshot/url.hpp"

namespace SQLite {
class Database;
}  // namespace SQLite

namespace earshot::io {

struct CachedStatement;

class Connection {
public:
    static constexpr std::string_view in_memory = ":memory:";

    /// Holds and opens the file, and sets the connection up. The schema is untouched.
    explicit Connection(const std::string& path);
    ~Connection();

    /// One or more statements without values or rows; not cached.
    void run(const std::string& sql);
    [[noreturn]] void fail(const std::string& why) const;
    bool in_transaction() const;
    /// Undoes what is not committed, now or, when even that fails, before anything else happens.
    void undo() noexcept;
    /// Throws when the open transaction is not what it was: SQLite gives one up by itself after
    /// some errors (disk full, input or output), and what came next would be committed alone.
    void check();
    /// Brings everything that is committed to the disk: when the open transaction is, or now.
    void bring_to_disk();
    /// Commits what Transaction::commit_soon() left open, if anything.
    void commit_waiting();

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view sql) const {
            return std::hash<std::string_view>()(sql);
        }
    };

    std::string path;
    HeldFile file;
    std::unique_ptr<SQLite::Database> database;
    std::unordered_map<std::string, std::unique_ptr<CachedStatement>, Hash, std::equal_to<>>
        statements;
    WriteLogs log;
    bool transaction_open = false;  // by Transaction
    bool commit_waits = false;      // for commit_waiting(); what is read meanwhile sees it
    bool only_reads = false;        // while a Reading is open
    bool reading_begun = false;     // by that one: nothing else is open
    bool undo_pending = false;
    int undone = 0;  // how often something was undone, for those who remember what they wrote
    bool disk_wanted = false;
};

/// Text that is kept as bytes.
struct Bytes {
    const std::string& text;
};

template <class T>
concept StoredId = std::is_enum_v<T> && std::same_as<std::underlying_type_t<T>, std::int64_t>;
template <class T>
concept StoredWord = std::is_enum_v<T> && !StoredId<T>;

class Query {
public:
    Query(Connection& connection, std::string_view sql);
    ~Query();  // the statement is free for its next use
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    /// Values for ?1, ?2, ... Those that are not given are NULL.
    template <class... T>
    Query& bind(const T&... values) {
        int index = 0;
        (put(++index, values), ...);
        return *this;
    }

    /// Steps to the next row; false at the end.
    bool next();
    /// Runs a statement to its end, and gives the number of rows it changed.
    int run();
    /// Runs an INSERT of one row to its end, and gives the row's number.
    std::int64_t insert();
    /// The columns of the current row, from the first.
    template <class... T>
    void read(T&... values) {
        read_from(0, values...);
    }
    template <class... T>
    void read_from(int column, T&... values) {
        (take(column++, values), ...);
    }
    /// The first column of the first row, if there is one.
    template <class T>
    std::optional<T> first() {
        if (!next()) return std::nullopt;
        T value{};
        take(0, value);
        return value;
    }
    /// The first column of every row.
    template <class T>
    std::vector<T> all() {
        std::vector<T> values;
        while (next())
            take(0, values.emplace_back());
        return values;
    }

private:
    void reset();
    void bound(int result);
    void put_nothing(int index);
    void put_integer(int index, std::int64_t value);
    void put_word(int index, std::string_view word);  // one that is there for ever
    void put(int index, double value);
    void put(int index, const std::string& value);
    void put(int index, const Bytes& value);
    void put(int index, Instant value) { put_integer(index, to_epoch(value)); }
    void put(int index, Span value) { put_integer(index, value.count()); }
    void put(int index, const Url& value) { put(index, value.reveal()); }
    template <std::integral T>
    void put(int index, T value) {
        put_integer(index, static_cast<std::int64_t>(value));
    }
    template <StoredId T>
    void put(int index, T value) {
        put_integer(index, static_cast<std::int64_t>(value));
    }
    template <StoredWord T>
    void put(int index, T value) {
        put_word(index, stored_word(value));
    }
    template <class T>
    void put(int index, const std::optional<T>& value) {
        if (value) {
            put(index, *value);
        } else {
            put_nothing(index);
        }
    }

    bool is_nothing(int column);
    std::int64_t integer(int column);
    std::string_view text(int column);  // until the next step
    [[noreturn]] void unreadable(int column);
    void take(int column, double& value);
    void take(int column, std::string& value);
    void take(int column, Instant& value) { value = from_epoch(integer(column)); }
    void take(int column, Span& value) { value = Span(integer(column)); }
    void take(int column, Url& value);
    template <std::integral T>
    void take(int column, T& value) {
        value = static_cast<T>(integer(column));
    }
    template <StoredId T>
    void take(int column, T& value) {
        value = static_cast<T>(integer(column));
    }
    template <StoredWord T>
    void take(int column, T& value) {
        const auto known = from_stored_word<T>(text(column));
        if (!known) unreadable(column);
        value = *known;
    }
    template <class T>
    void take(int column, std::optional<T>& value) {
        if (is_nothing(column)) {
            value.reset();
        } else {
            take(column, value.emplace());
        }
    }

    Connection& connection_;
    CachedStatement& cached_;
};

/// Several writes of one call that happen all or not at all, inside a transaction or on their own.
/// Each savepoint makes SQLite copy the pages it changes, so what every poll writes does without.
class AllOrNothing {
public:
    explicit AllOrNothing(Connection& connection);
    ~AllOrNothing();
    AllOrNothing(const AllOrNothing&) = delete;
    AllOrNothing& operator=(const AllOrNothing&) = delete;
    void keep();

private:
    Connection& connection_;
    bool kept_ = false;
};

}  // namespace earshot::io
