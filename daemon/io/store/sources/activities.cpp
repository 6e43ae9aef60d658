#include "daemon/io/store/sources/activities.hpp"

#include <limits>

#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/json.hpp"
#include "earshot/text.hpp"

namespace earshot::io {

namespace {

constexpr const char* select =
    "SELECT id, source, person, verb, actor_uri, actor_name, objects, more_objects, stated_at,"
    " sentence, link, rule, what, said_at, at, quality, freshness, seen_at,"
    " sign FROM activity WHERE ";

// No clock reaches back that far.
constexpr Instant ever = from_epoch(std::numeric_limits<std::int64_t>::min());

/// All rows of a statement that begins with `select`.
std::vector<StoredActivity> all_of(Query& query, Connection& connection) {
    std::vector<StoredActivity> found;
    std::string objects;
    while (query.next()) {
        auto& stored = found.emplace_back();
        auto& news = stored.news;
        auto& activity = news.activity;
        query.read(stored.id, stored.source, stored.person, activity.verb, activity.actor.uri,
                   activity.actor.name, objects, activity.more_objects, activity.at,
                   activity.sentence, activity.link, activity.rule, news.says.what, news.says.at,
                   news.at, news.quality, news.freshness, stored.seen_at, activity.sign);
        if (!from_json(objects, activity.objects)) {
            connection.fail("the objects of an activity cannot be read");
        }
    }
    return found;
}

/// The statement for the conditions that a query has. All of them take their value from the same
/// place: ?1 after, ?2 since, ?3 until, ?4 person, ?5 source, ?6 verb, ?7 limit.
std::string statement_for(const ActivityQuery& query) {
    std::string sql = select;
    if (query.since && !query.person && !query.source && !query.own) {
        // Walk by id from the first that can be meant, so that a page costs what it shows: neither
        // a walk from the oldest activity on nor a sort of everything since. (Left to itself,
        // SQLite looks for min(id) by such a walk.)
        sql +=
            "id > max(?1, (SELECT coalesce(min(+id), 9223372036854775807) - 1"
            "              FROM activity INDEXED BY activity_at WHERE at >= ?2))";
    } else {
        sql += "id > ?1";
    }
    if (query.since) sql += " AND at >= ?2";
    if (query.until) sql += " AND at < ?3";
    if (query.person) sql += " AND person = ?4";
    if (query.source) sql += " AND source = ?5";
    if (query.own) sql += " AND source IS NULL";
    if (query.verb) sql += " AND verb = ?6";
    return sql + " ORDER BY id LIMIT ?7";
}

}  // namespace

std::int64_t Activities::add(std::optional<SourceId> id, std::optional<PersonId> person,
                             const News& news, Instant now) {
    const auto& activity = news.activity;
    const bool long_sentence = activity.sentence.size() > sentence_bytes;
    Query insert(connection_,
                 "INSERT INTO activity (source, person, verb, actor_uri, actor_name, objects,"
                 " more_objects, stated_at, sentence, link, rule, what, said_at, at, quality,"
                 " freshness, seen_at, sign) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"
                 " ?12, ?13, ?14, ?15, ?16, ?17, ?18) RETURNING id");
    insert.bind(id, person, activity.verb, activity.actor.uri, activity.actor.name,
                to_json(activity.objects), activity.more_objects, activity.at,
                long_sentence ? shorten(activity.sentence, sentence_bytes) : activity.sentence,
                activity.link, activity.rule, news.says.what, news.says.at, news.at, news.quality,
                news.freshness, now, activity.sign);
    const auto number = insert.first<std::int64_t>().value();
    insert.run();
    return number;
}

std::vector<StoredActivity> Activities::find(const ActivityQuery& asked) const {
    Query query(connection_, statement_for(asked));
    query.bind(asked.after, asked.since, asked.until, asked.person, asked.source, asked.verb,
               asked.limit ? static_cast<std::int64_t>(*asked.limit) : -1);
    return all_of(query, connection_);
}

std::int64_t Activities::newest() const {
    return Query(connection_, "SELECT max(id) FROM activity")
        .first<std::optional<std::int64_t>>()
        .value_or(std::nullopt)
        .value_or(0);
}

std::vector<StoredActivity> Activities::newest_of(SourceId id, std::size_t limit) const {
    Query query(connection_, std::string(select) + "source = ?1 ORDER BY at DESC, id LIMIT ?2");
    query.bind(id, limit);
    return all_of(query, connection_);
}

std::optional<StoredActivity> Activities::made_by(SourceId source, const News& again) const {
    const auto first = [this](Query& query) -> std::optional<StoredActivity> {
        auto found = all_of(query, connection_);
        if (found.empty()) return std::nullopt;
        return std::move(found.front());
    };
    Query by_words(connection_,
                   std::string(select) +
                       "source = ?1 AND what = ?2 AND (said_at IS NULL OR abs(said_at - ?3) <= ?4)"
                       " ORDER BY id DESC LIMIT 1");
    by_words.bind(source, again.says.what, again.at, same_event_tolerance);
    if (auto found = first(by_words)) return found;
    if (!again.activity.at) return std::nullopt;
    Query by_time(connection_, std::string(select) +
                                   "at = ?1 AND source = ?2 AND verb = ?3 AND actor_name = ?4"
                                   " ORDER BY id DESC LIMIT 1");
    by_time.bind(again.at, source, again.activity.verb, again.activity.actor.name);
    return first(by_time);
}

void Activities::grow(std::int64_t id, const Activity& says) {
    Query(connection_,
          "UPDATE activity SET objects = ?2, more_objects = ?3, sentence = ?4 WHERE id = ?1")
        .bind(id, to_json(says.objects), says.more_objects, shorten(says.sentence, sentence_bytes))
        .run();
}

bool Activities::in_number(PersonId id, std::optional<Instant> since) const {
    return Query(connection_,
                 "SELECT 1 FROM activity WHERE person = ?1 AND at >= ?2 AND sign = 'life'"
                 " AND more_objects > 0")
        .bind(id, since.value_or(ever))
        .next();
}

std::vector<Instant> Activities::sighting_times(PersonId id, std::span<const Verb> verbs,
                                                std::optional<Instant> since,
                                                std::size_t limit) const {
    std::vector<std::string> words;
    for (const auto verb : verbs)
        words.emplace_back(stored_word(verb));
    Query query(connection_, words.empty()
                                 ? "SELECT at FROM activity WHERE person = ?1 AND at >= ?2"
                                   " AND sign = 'life'"
                                   " ORDER BY at DESC LIMIT ?3"
                                 : "SELECT at FROM activity WHERE person = ?1 AND at >= ?2"
                                   " AND sign = 'life'"
                                   " AND verb IN (SELECT value FROM json_each(?4))"
                                   " ORDER BY at DESC LIMIT ?3");
    if (words.empty()) {
        query.bind(id, since.value_or(ever), limit);
    } else {
        query.bind(id, since.value_or(ever), limit, to_json(words));
    }
    return query.all<Instant>();
}

std::vector<StoredActivity> Activities::nobodys(SourceId id, Instant since,
                                                std::size_t limit) const {
    ActivityQuery asked;
    asked.source = id;
    asked.since = since;
    asked.limit.reset();
    std::vector<StoredActivity> found = find(asked);
    std::erase_if(found, [](const StoredActivity& one) {
        return one.person || one.news.activity.sign != Sign::life ||
               one.news.activity.actor != Actor{};
    });
    if (found.size() > limit)
        found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(limit));
    return found;
}

}  // namespace earshot::io
