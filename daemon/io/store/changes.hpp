#pragma once
// What the user did and can undo.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "earshot/change_kind.hpp"
#include "earshot/ids.hpp"
#include "earshot/time.hpp"

namespace earshot::io {

class Connection;

struct StoredChange {
    std::int64_t number = 0;
    Instant at;
    ChangeKind kind = ChangeKind::merge;
    std::string sentence;          // what was done, for the user
    std::vector<PersonId> people;  // whom it was about
    std::string document;          // what it takes to undo it, or its first step; JSON of whoever
                                   // wrote it
    std::optional<Instant> undone_at;

    bool operator==(const StoredChange&) const = default;
};

class Changes {
public:
    explicit Changes(Connection& connection) : connection_(connection) {}

    static constexpr Span kept = 90 * day;  // so long a change can be undone

    std::int64_t add(const StoredChange& change);  // its number is ignored
    void set_undone(std::int64_t number, Instant at);
    /// One that is made by steps goes on: what its sentence and its people are now, and a further
    /// document. False when it is not there any more or was undone meanwhile: then nothing is
    /// written.
    bool grow(const StoredChange& change);
    /// Its documents, in the order in which they were made.
    std::vector<std::string> documents(std::int64_t number) const;
    std::optional<StoredChange> one(std::int64_t number) const;
    // Newest first.
    std::vector<StoredChange> newest(std::size_t limit) const;
    std::vector<StoredChange> all() const;

private:
    Connection& connection_;
};

}  // namespace earshot::io
