#pragma once
// What was written since somebody last asked: for those who keep figures of sources and people up
// to date, instead of reading the whole store for each answer. A row is told of whoever wrote it
// and by whatever statement; what only follows from other rows is the reader's to know.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "daemon/io/store/sqlite/write_log.hpp"

namespace earshot::io {

class Connection;

class Written {
public:
    explicit Written(Connection& connection) : connection_(connection) {}

    using Place = std::uint64_t;  // how far somebody has read
    struct News {
        bool unknown = false;          // too much was written since: anything may be new
        std::vector<WrittenRow> rows;  // may hold one row several times
        Place next = 0;
        bool more = false;  // from `next` on
    };
    News since(Place place, std::size_t limit) const;

    /// Up to here nothing can be undone: of an open transaction, all that it wrote is to be read
    /// again after it.
    Place certain() const;

    /// All that was written so far.
    Place end() const;
    /// Whether anything of a source was written since; also when that is not known any more.
    bool is_touched(SourceId id, Place since) const;

    /// The same of people alone, as the user or a feed made them: they change so rarely that who
    /// asks once a month still learns of each.
    News people_since(Place place) const;
    Place people_certain() const;

    /// Called when many rows wait to be read; must not touch the store, which is in the middle of
    /// something.
    void when_many(std::function<void()> call);

private:
    Connection& connection_;
};

}  // namespace earshot::io
