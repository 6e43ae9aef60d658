#pragma once
// Which rows were written, in order: what written.hpp tells those who keep figures of them. SQLite
// itself tells of every row of a table that has row ids, whatever statement wrote it; the parts
// tell of the rest (source(), proof() and person() below). What is rolled back stays in the log: to
// look once more than needed does no harm.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>

#include "earshot/ids.hpp"

namespace earshot::io {

struct WrittenRow {
    enum class Of : std::uint8_t {
        source,
        proof,  // of a source: anything but that it was looked at once more
        person,
        state,  // of a person
        finding,
    } of = Of::source;
    std::int64_t id = 0;

    bool operator==(const WrittenRow&) const = default;
};

class WriteLog {
public:
    /// The last rows are kept. Who has not read for longer than that begins from the whole store.
    static constexpr std::size_t rows_kept = 65'536;
    /// So many rows that nobody has read are worth a word (when_many).
    static constexpr std::size_t many = 256;

    void note(WrittenRow row);
    /// From here on nothing is certain before the end of the transaction.
    void begin();

    // Places are counted from 1 and never used again.
    std::uint64_t first() const { return end() - rows_.size(); }
    std::uint64_t begun() const { return begun_; }
    std::uint64_t end() const { return end_; }
    const WrittenRow& at(std::uint64_t place) const { return rows_[place - first()]; }
    /// Somebody knows all that was written up to here: whatever comes is noted again.
    void draw_line();
    /// And has read it.
    void was_read();

    void when_many(std::function<void()> call) { when_many_ = std::move(call); }

private:
    std::deque<WrittenRow> rows_;
    std::uint64_t end_ = 1;
    std::uint64_t begun_ = 1;
    std::uint64_t fence_ = 1;  // rows before it may be known to somebody
    std::uint64_t read_ = 1;
    std::function<void()> when_many_;
};

struct WriteLogs {
    WriteLog all;
    WriteLog people;  // once more: they change rarely, and are asked for rarely

    void source(SourceId id) { all.note({WrittenRow::Of::source, static_cast<std::int64_t>(id)}); }
    void proof(SourceId id) { all.note({WrittenRow::Of::proof, static_cast<std::int64_t>(id)}); }
    void person(PersonId id);
    /// A row of any table, by SQLite's word.
    void row(const char* table, std::int64_t id);
    void begin();
};

}  // namespace earshot::io
