#include "daemon/io/store/written.hpp"

#include <algorithm>
#include <utility>

#include "daemon/io/store/sqlite/connection.hpp"

namespace earshot::io {

namespace {

Written::News news_of(WriteLog& log, Written::Place place, std::size_t limit) {
    Written::News news;
    news.next = std::min(place + limit, log.end());
    news.more = news.next < log.end();
    news.unknown = place < log.first();
    if (!news.unknown)
        for (; place < news.next; ++place)
            news.rows.push_back(log.at(place));
    log.was_read();
    return news;
}

Written::Place certain_in(const Connection& connection, WriteLog& log) {
    log.draw_line();
    const bool may_be_undone = connection.in_transaction() && !connection.reading_begun;
    return may_be_undone ? log.begun() : log.end();
}

}  // namespace

Written::News Written::since(Place place, std::size_t limit) const {
    return news_of(connection_.log.all, place, limit);
}

Written::Place Written::certain() const {
    return certain_in(connection_, connection_.log.all);
}

Written::Place Written::end() const {
    connection_.log.all.draw_line();
    return connection_.log.all.end();
}

bool Written::is_touched(SourceId id, Place since) const {
    const WriteLog& log = connection_.log.all;
    if (since < log.first()) return true;
    const auto number = static_cast<std::int64_t>(id);
    for (Place place = since; place < log.end(); ++place)
        if (log.at(place) == WrittenRow{WrittenRow::Of::source, number} ||
            log.at(place) == WrittenRow{WrittenRow::Of::proof, number})
            return true;
    return false;
}

Written::News Written::people_since(Place place) const {
    return news_of(connection_.log.people, place, WriteLog::rows_kept);
}

Written::Place Written::people_certain() const {
    return certain_in(connection_, connection_.log.people);
}

void Written::when_many(std::function<void()> call) {
    connection_.log.all.when_many(std::move(call));
}

}  // namespace earshot::io
