#include "daemon/io/store/erasure/to_erase.hpp"

#include <algorithm>
#include <utility>

#include "daemon/io/store/sqlite/json.hpp"

namespace earshot::io {

namespace {

/// The ids that are to go, in tables of the connection's own memory.
constexpr const char* make_lists =
    "CREATE TEMP TABLE IF NOT EXISTS erased_person (id INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE IF NOT EXISTS erased_source (id INTEGER PRIMARY KEY)";

class Search {
public:
    explicit Search(Connection& connection) : connection_(connection) {}

    /// False when there is no such person.
    bool find(PersonId id) {
        connection_.run(make_lists);
        forget_lists(connection_);
        Query(connection_,
              "WITH RECURSIVE they (id) AS (SELECT id FROM person WHERE id = ?1"
              " UNION SELECT person.id FROM person JOIN they ON person.merged_into = they.id)"
              " INSERT INTO temp.erased_person SELECT id FROM they")
            .bind(id)
            .run();
        // A source that shows others too stays, and is nobody's from now on.
        Query(connection_,
              "INSERT INTO temp.erased_source SELECT id FROM source"
              " WHERE owner IN (SELECT id FROM temp.erased_person)"
              " AND NOT EXISTS (SELECT 1 FROM presence WHERE presence.source = source.id"
              "  AND presence.person NOT IN (SELECT id FROM temp.erased_person))")
            .run();
        Query(connection_,
              "UPDATE source SET owner = NULL, carries = 'many'"
              " WHERE owner IN (SELECT id FROM temp.erased_person)"
              " AND id NOT IN (SELECT id FROM temp.erased_source)")
            .run();
        find_names();
        find_accounts();
        for (const auto number : Query(connection_,
                                       "SELECT number FROM finding WHERE person IN (SELECT id FROM"
                                       " temp.erased_person) OR (person IS NULL AND source IN"
                                       " (SELECT id FROM temp.erased_source))")
                                     .all<FindingNumber>())
            found_.findings.insert(number);
        return Query(connection_, "SELECT count(*) FROM temp.erased_person").first<int>() > 0;
    }

    ToErase found() && { return std::move(found_); }

private:
    void find_names() {
        Query query(
            connection_,
            "SELECT name, names FROM person WHERE id IN (SELECT id FROM temp.erased_person)");
        while (query.next()) {
            std::string name, others;
            query.read(name, others);
            std::vector<std::string> more;
            if (!from_json(others, more)) connection_.fail("the names of a person cannot be read");
            note_name(name);
            for (const std::string& one : more)
                note_name(one);
        }
        for (const auto& name :
             Query(connection_,
                   "SELECT DISTINCT value FROM identity WHERE kind <> 'account' AND"
                   " person IN (SELECT id FROM temp.erased_person)")
                 .all<std::string>())
            note_name(name);
    }

    /// A name that somebody else has too is theirs to keep.
    void note_name(const std::string& name) {
        if (std::find(found_.names.begin(), found_.names.end(), name) != found_.names.end()) return;
        const bool shared =
            Query(connection_,
                  "SELECT EXISTS (SELECT 1 FROM person WHERE name = ?1"
                  "  AND id NOT IN (SELECT id FROM temp.erased_person))"
                  " OR EXISTS (SELECT 1 FROM identity WHERE kind IN ('name', 'name_in_source')"
                  "  AND value = ?1 AND person NOT IN (SELECT id FROM temp.erased_person))")
                .bind(name)
                .first<bool>()
                .value_or(false);
        if (shared) return;
        found_.names.push_back(name);
        found_.traces.add_name(name);
    }

    void find_accounts() {
        std::vector<std::string> found = Query(connection_,
                                               "SELECT value FROM identity WHERE kind = 'account'"
                                               " AND person IN (SELECT id FROM temp.erased_person)")
                                             .all<std::string>();
        const auto feeds =
            Query(connection_,
                  "SELECT url FROM source WHERE id IN (SELECT id FROM temp.erased_source)")
                .all<std::string>();
        found.insert(found.end(), feeds.begin(), feeds.end());
        found_.accounts = found;
        const std::vector<std::string> places = places_of_others();
        for (const std::string& account : found) {
            Traces one;
            one.add_account(account);
            const bool place =
                std::any_of(places.begin(), places.end(),
                            [&](const std::string& address) { return one.in(address); });
            if (!place) found_.traces.add_account(account);
        }
    }

    /// An address under which a source of others lies is a place, not a person.
    std::vector<std::string> places_of_others() {
        auto places =
            Query(connection_,
                  "SELECT url FROM source WHERE id NOT IN (SELECT id FROM temp.erased_source)")
                .all<std::string>();
        const auto hosts = Query(connection_,
                                 "SELECT DISTINCT host FROM source WHERE id NOT IN"
                                 " (SELECT id FROM temp.erased_source)")
                               .all<std::string>();
        places.insert(places.end(), hosts.begin(), hosts.end());
        return places;
    }

    Connection& connection_;
    ToErase found_;
};

}  // namespace

std::optional<ToErase> find_whom(Connection& connection, PersonId id) {
    Search search(connection);
    if (!search.find(id)) return std::nullopt;
    return std::move(search).found();
}

void forget_lists(Connection& connection) {
    connection.run("DELETE FROM temp.erased_person; DELETE FROM temp.erased_source");
}

}  // namespace earshot::io
