#include "daemon/io/store/sources/activities.hpp"

#include <algorithm>
#include <limits>

#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/json.hpp"
#include "earshot/text.hpp"

namespace earshot::io {

namespace {

constexpr const char* select =
    "SELECT id, source, person, verb, actor_uri, actor_name, objects, more_objects, stated_after,"
    " sentence, link, rule, what, said_at, at, quality, freshness, seen_at,"
    " sign FROM activity WHERE ";

constexpr const char* is_life = " AND sign = (SELECT id FROM word WHERE word = 'life')";

// No clock reaches back that far.
constexpr Instant ever = from_epoch(std::numeric_limits<std::int64_t>::min());

std::chrono::sys_days day_of(Instant t) {
    return std::chrono::floor<std::chrono::days>(t);
}

template <class Enum>
Enum word_as(Lexicon& lexicon, Connection& connection, std::int64_t number) {
    const auto known = from_stored_word<Enum>(lexicon.word_of(number));
    if (!known) connection.fail("a word of an activity cannot be read");
    return *known;
}

/// All rows of a statement that begins with `select`.
std::vector<StoredActivity> all_of(Query& query, Connection& connection, Lexicon& lexicon) {
    std::vector<StoredActivity> found;
    std::string objects;
    std::optional<Span> stated_after;
    std::int64_t verb = 0, rule = 0, quality = 0, freshness = 0, sign = 0;
    while (query.next()) {
        auto& stored = found.emplace_back();
        auto& news = stored.news;
        auto& activity = news.activity;
        query.read(stored.id, stored.source, stored.person, verb, activity.actor.uri,
                   activity.actor.name, objects, activity.more_objects, stated_after,
                   activity.sentence, activity.link, rule, news.says.what, news.says.at, news.at,
                   quality, freshness, stored.seen_at, sign);
        activity.verb = word_as<Verb>(lexicon, connection, verb);
        activity.rule = lexicon.word_of(rule);
        activity.sign = word_as<Sign>(lexicon, connection, sign);
        news.quality = word_as<TimeQuality>(lexicon, connection, quality);
        news.freshness = word_as<Freshness>(lexicon, connection, freshness);
        if (stated_after) activity.at = news.at + *stated_after;
        if (!unpack(objects, activity.sentence, activity.link, activity.objects)) {
            connection.fail("the objects of an activity cannot be read");
        }
    }
    return found;
}

/// The statement for the conditions that a query has. All of them take their value from the same
/// place: ?1 after, ?2 since, ?3 until, ?4 person, ?5 source, ?6 verb, ?7 the day of since, ?8
/// limit.
std::string statement_for(const ActivityQuery& query) {
    std::string sql = select;
    if (query.since && !query.person && !query.source && !query.own) {
        // Walk by id from the first of the day, so that a page costs what it shows: neither a walk
        // from the oldest activity on nor a sort of everything since.
        sql +=
            "id > max(?1, (SELECT coalesce(min(first_id), 9223372036854775807) - 1"
            "              FROM activity_day WHERE day >= ?7))";
    } else {
        sql += "id > ?1";
    }
    if (query.since) sql += " AND at >= ?2";
    if (query.until) sql += " AND at < ?3";
    if (query.person) sql += " AND person = ?4";
    if (query.source) sql += " AND source = ?5";
    if (query.own) sql += " AND source IS NULL";
    if (query.verb) sql += " AND verb = (SELECT id FROM word WHERE word = ?6)";
    return sql + " ORDER BY id LIMIT ?8";
}

}  // namespace

template <class Enum>
std::int64_t Activities::number(Enum value) const {
    return lexicon_.number_of(stored_word(value));
}

std::int64_t Activities::add(std::optional<SourceId> id, std::optional<PersonId> person,
                             const News& news, Instant now) {
    const auto& activity = news.activity;
    const bool is_long = activity.sentence.size() > sentence_bytes;
    const std::string sentence =
        is_long ? shorten(activity.sentence, sentence_bytes) : activity.sentence;
    std::optional<Span> stated_after;
    if (activity.at) stated_after = *activity.at - news.at;
    const std::int64_t added =
        Query(connection_,
              "INSERT INTO activity (source, person, verb, actor_uri, actor_name, objects,"
              " more_objects, stated_after, sentence, link, rule, what, said_at, at, quality,"
              " freshness, seen_at, sign) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"
              " ?12, ?13, ?14, ?15, ?16, ?17, ?18)")
            .bind(id, person, number(activity.verb), activity.actor.uri, activity.actor.name,
                  pack(activity.objects, sentence, activity.link), activity.more_objects,
                  stated_after, sentence, activity.link, lexicon_.number_of(activity.rule),
                  news.says.what, news.says.at, news.at, number(news.quality),
                  number(news.freshness), now, number(activity.sign))
            .insert();
    note_day(day_of(std::max(news.at, now)), added);
    return added;
}

void Activities::remove(std::int64_t id) {
    Query(connection_, "DELETE FROM activity WHERE id = ?1").bind(id).run();
}

void Activities::note_day(std::chrono::sys_days day, std::int64_t id) {
    if (noted_day_ == day && undone_ == connection_.undone) return;
    Query(connection_,
          "INSERT INTO activity_day (day, first_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
        .bind(day.time_since_epoch().count(), id)
        .run();
    noted_day_ = day;
    undone_ = connection_.undone;
}

std::vector<StoredActivity> Activities::find(const ActivityQuery& asked) const {
    Query query(connection_, statement_for(asked));
    query.bind(asked.after, asked.since, asked.until, asked.person, asked.source, asked.verb,
               day_of(asked.since.value_or(ever)).time_since_epoch().count(),
               asked.limit ? static_cast<std::int64_t>(*asked.limit) : -1);
    return all_of(query, connection_, lexicon_);
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
    return all_of(query, connection_, lexicon_);
}

std::optional<StoredActivity> Activities::made_by(SourceId source, const News& again) const {
    const auto first = [this](Query& query) -> std::optional<StoredActivity> {
        auto found = all_of(query, connection_, lexicon_);
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
    by_time.bind(again.at, source, number(again.activity.verb), again.activity.actor.name);
    return first(by_time);
}

void Activities::grow(std::int64_t id, const Activity& says) {
    const std::string sentence = shorten(says.sentence, sentence_bytes);
    Query(connection_,
          "UPDATE activity SET objects = ?2, more_objects = ?3, sentence = ?4 WHERE id = ?1")
        .bind(id, pack(says.objects, sentence, {}), says.more_objects, sentence)
        .run();
}

bool Activities::in_number(PersonId id, std::optional<Instant> since) const {
    static const std::string sql =
        std::string("SELECT 1 FROM activity WHERE person = ?1 AND at >= ?2") + is_life +
        " AND more_objects > 0";
    return Query(connection_, sql).bind(id, since.value_or(ever)).next();
}

std::vector<Instant> Activities::sighting_times(PersonId id, std::span<const Verb> verbs,
                                                std::optional<Instant> since,
                                                std::size_t limit) const {
    static const std::string every =
        std::string("SELECT at FROM activity WHERE person = ?1 AND at >= ?2") + is_life;
    static const std::string some =
        every +
        " AND verb IN (SELECT id FROM word WHERE word IN (SELECT value FROM json_each(?4)))";
    std::vector<std::string> words;
    for (const auto verb : verbs)
        words.emplace_back(stored_word(verb));
    Query query(connection_, (words.empty() ? every : some) + " ORDER BY at DESC LIMIT ?3");
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
