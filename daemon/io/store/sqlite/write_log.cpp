#include "daemon/io/store/sqlite/write_log.hpp"

#include <algorithm>
#include <string_view>

namespace earshot::io {

void WriteLog::begin() {
    begun_ = end_;
    draw_line();
}

void WriteLog::draw_line() {
    fence_ = end_;
}

void WriteLog::was_read() {
    draw_line();
    read_ = end_;
}

void WriteLog::note(WrittenRow row) {
    // A poll writes its source several times.
    constexpr std::uint64_t neighbours = 4;
    const std::uint64_t since = std::max(fence_, end_ - std::min(end_, neighbours));
    for (std::uint64_t place = std::max(since, first()); place < end_; ++place)
        if (at(place) == row) return;
    rows_.push_back(row);
    ++end_;
    if (rows_.size() > rows_kept) rows_.pop_front();
    if (when_many_ && end_ - read_ == many) when_many_();
}

void WriteLogs::person(PersonId id) {
    const WrittenRow row{WrittenRow::Of::person, static_cast<std::int64_t>(id)};
    all.note(row);
    people.note(row);
}

void WriteLogs::row(const char* table, std::int64_t id) {
    using Of = WrittenRow::Of;
    const std::string_view name = table;
    if (name == "source")
        source(SourceId(id));
    else if (name == "pulse")
        proof(SourceId(id));
    else if (name == "person")
        person(PersonId(id));
    else if (name == "person_state")
        all.note({Of::state, id});
    else if (name == "finding")
        all.note({Of::finding, id});
}

void WriteLogs::begin() {
    all.begin();
    people.begin();
}

}  // namespace earshot::io
