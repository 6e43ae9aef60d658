// Forgetting somebody completely. What is theirs goes; what is somebody else's loses what names
// them; then every text of every table is looked through once more.

#include <algorithm>
#include <array>
#include <map>

#include "daemon/io/store/erasure.hpp"
#include "daemon/io/store/erasure/to_erase.hpp"
#include "daemon/io/store/erasure/tombstone_hash.hpp"
#include "daemon/io/store/erasure/traces.hpp"
#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/json.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/erasure.hpp"
#include "earshot/evidence.hpp"
#include "earshot/render.hpp"

namespace earshot::io {

namespace {

using Tables = std::map<std::string, std::size_t>;

struct Removal {
    const char* table;
    const char* which;
};
constexpr const char* of_person = "person IN (SELECT id FROM temp.erased_person)";
constexpr const char* of_source = "source IN (SELECT id FROM temp.erased_source)";

// What is theirs. Most of it would follow from the schema, but is to be counted.
constexpr std::array<Removal, 28> theirs{{
    {"change",
     "EXISTS (SELECT 1 FROM json_each(change.people) AS about"
     "        JOIN temp.erased_person AS gone ON gone.id = about.value)"},
    {"finding", of_person},
    {"finding", "source IN (SELECT id FROM temp.erased_source) AND person IS NULL"},
    {"activity", of_person},
    {"activity", of_source},
    {"touch", of_person},
    {"meeting", of_person},
    {"burst_run", of_person},
    {"person_state", of_person},
    {"presence", of_person},
    {"presence", of_source},
    {"identity", of_person},
    {"identity", of_source},
    {"claim", of_person},
    {"laid_over", of_person},
    {"apart", "one IN (SELECT id FROM temp.erased_person)"},
    {"apart", "other IN (SELECT id FROM temp.erased_person)"},
    {"entry", of_source},
    {"poll", of_source},
    {"lost_stretch", of_source},
    {"pulse", of_source},
    {"heard", of_source},
    {"host",
     "name IN (SELECT host FROM source WHERE id IN (SELECT id FROM temp.erased_source))"
     " AND name NOT IN (SELECT host FROM source WHERE id NOT IN"
     "                  (SELECT id FROM temp.erased_source))"},
    {"source", "id IN (SELECT id FROM temp.erased_source)"},
    // Those merged into them first: the row they wait for would take them along uncounted.
    {"person", "id IN (SELECT id FROM temp.erased_person) AND merged_into IS NOT NULL"},
    {"person", "id IN (SELECT id FROM temp.erased_person)"},
    // An actor whom nobody recognised.
    {"activity", "person IS NULL AND (names_them(actor_name) OR names_them(actor_uri))"},
    {"idempotent", "names_them(key)"},
}};

// What is somebody else's and says nothing without them.
constexpr std::array<Removal, 5> about_them{{
    {"change", "number IN (SELECT change FROM change_part WHERE names_them(document))"},
    {"change", "names_them(sentence) OR names_them(document)"},
    {"claim", "names_them(account) OR names_them(origin)"},
    {"meeting", "names_them(newcomer)"},
    {"wave", "names_them(newcomer)"},
}};

// Texts of the user's, and about others, that stay without them.
struct FreeText {
    const char* table;
    const char* column;
};
constexpr std::array<FreeText, 15> free_texts{{
    {"person", "note"},
    {"person", "circles"},
    {"person", "company"},
    {"person", "position"},
    {"person", "names"},
    {"person", "accounts"},
    {"laid_over", "document"},
    {"touch", "note"},
    {"touch", "how"},
    {"source", "title"},
    {"source", "problem"},
    {"source", "next_detail"},
    {"poll", "problem"},
    {"poll", "next_detail"},
    {"delivery", "last_answer"},
}};

class Eraser {
public:
    Eraser(Connection& connection, const ToErase& whom) : connection_(connection), whom_(whom) {}

    void forget() {
        const TracesInSql in_sql(connection_, whom_.traces);
        remove_digests();
        for (const Removal& removal : theirs)
            remove(removal);
        for (const Removal& removal : about_them)
            remove(removal);
        strip_activities();
        strip_findings();
        for (const FreeText& text : free_texts)
            strip(text);
        left_ = count_left(connection_);
    }

    void put_tombstone(const std::string& install_id, Instant now) {
        for (const std::string& text : tombstone_texts(whom_.accounts, whom_.names))
            Query(connection_,
                  "INSERT INTO tombstone (hash, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
                .bind(tombstone_hash(install_id, text), now)
                .run();
    }

    Erased done() const {
        Erased erased;
        for (const auto& [table, rows] : tables_)
            if (rows > 0) erased.tables.emplace_back(table, rows);
        erased.left = left_;
        return erased;
    }

private:
    void count(const std::string& table, int rows) {
        tables_[table] += static_cast<std::size_t>(rows);
    }

    void remove(const Removal& removal) {
        const std::string table = removal.table;
        count(table, Query(connection_, "DELETE FROM " + table + " WHERE " + removal.which).run());
    }

    /// A message is one piece: it goes whole when it tells a finding of theirs or names them.
    void remove_digests() {
        std::vector<std::string> gone;
        {
            Query query(connection_,
                        "SELECT id, document, names_them(document) OR names_them(text)"
                        " FROM digest");
            while (query.next()) {
                std::string id, document;
                bool named = false;
                query.read(id, document, named);
                if (named || tells_of_them(document)) gone.push_back(id);
            }
        }
        for (const std::string& id : gone) {
            count("delivery",
                  Query(connection_, "DELETE FROM delivery WHERE digest = ?1").bind(id).run());
            count("digest", Query(connection_, "DELETE FROM digest WHERE id = ?1").bind(id).run());
        }
        remove({"delivery", "names_them(recipient) OR names_them(message)"});
    }

    bool tells_of_them(const std::string& document) const {
        const auto digest = digest_from_json(document);
        if (!digest) return true;  // who can say what it tells
        const auto told = told_by(*digest);
        return std::any_of(told.begin(), told.end(),
                           [&](FindingNumber number) { return whom_.findings.contains(number); });
    }

    /// What others did keeps its time and verb, but not the words that name them.
    void strip_activities() {
        struct Row {
            std::int64_t id;
            std::vector<Object> objects;
        };
        std::vector<Row> rows;
        {
            Query query(connection_,
                        "SELECT id, objects, sentence, link, names_them(sentence)"
                        " OR names_them(link) OR names_them(actor_name) OR names_them(actor_uri)"
                        " FROM activity");
            Row row{};
            std::string objects, sentence, link;
            bool named = false;
            while (query.next()) {
                query.read(row.id, objects, sentence, link, named);
                // Their names stand in the sentence, or here alone.
                if (!unpack(objects, sentence, link, row.objects))
                    connection_.fail("the objects of an activity cannot be read");
                const auto left = std::erase_if(row.objects, [&](const Object& object) {
                    return whom_.traces.in(object.name) || whom_.traces.in(object.uri);
                });
                if (named || left > 0) rows.push_back(row);
            }
        }
        for (const Row& row : rows)
            Query(connection_,
                  "UPDATE activity SET objects = ?2, sentence = '', link = '',"
                  " actor_name = without_them(actor_name), actor_uri = without_them(actor_uri)"
                  " WHERE id = ?1")
                .bind(row.id, pack(row.objects, {}, {}))
                .run();
        count("activity", static_cast<int>(rows.size()));
    }

    void strip_findings() {
        struct Row {
            FindingNumber number{};
            std::string evidence, which;
        };
        std::vector<Row> rows;
        {
            Query query(connection_,
                        "SELECT number, evidence, which FROM finding"
                        " WHERE names_them(evidence) OR names_them(which)");
            while (query.next()) {
                Row& row = rows.emplace_back();
                query.read(row.number, row.evidence, row.which);
            }
        }
        for (const Row& row : rows) {
            const auto evidence = evidence_from_json(row.evidence);
            const auto rest = evidence ? without(*evidence, whom_.traces) : std::nullopt;
            const std::string kept = rest ? to_json(*rest) : std::string();
            const bool was_about_them =
                row.which.starts_with("newcomer ") && whom_.traces.in(row.which);
            // What the rule above does not reach cannot stay either.
            if (!rest || was_about_them || whom_.traces.in(kept))
                Query(connection_, "DELETE FROM finding WHERE number = ?1").bind(row.number).run();
            else
                Query(connection_, "UPDATE finding SET evidence = ?2, which = ?3 WHERE number = ?1")
                    .bind(row.number, kept, whom_.traces.cut_from(row.which))
                    .run();
        }
        count("finding", static_cast<int>(rows.size()));
    }

    void strip(const FreeText& text) {
        const std::string column = text.column;
        count(text.table, Query(connection_, "UPDATE " + std::string(text.table) + " SET " +
                                                 column + " = without_them(" + column +
                                                 ") WHERE names_them(" + column + ")")
                              .run());
    }

    Connection& connection_;
    const ToErase& whom_;
    Tables tables_;
    std::size_t left_ = 0;
};

/// The log is emptied. Pages that SQLite filled anew can keep copies of rows that moved on
/// (secure_delete does not reach those): then the file is written anew as a whole.
void clean_file(Connection& connection, const Traces& traces) {
    connection.run("PRAGMA wal_checkpoint(TRUNCATE)");
    if (connection.path == Connection::in_memory) return;
    if (!in_file(connection.path, traces)) return;
    connection.run("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace

Erased Erasure::erase(PersonId id, bool tombstone, Instant now) {
    Transaction transaction(connection_);
    const auto whom = find_whom(connection_, id);
    if (!whom) connection_.fail("there is no such person");
    Eraser eraser(connection_, *whom);
    eraser.forget();
    if (tombstone) eraser.put_tombstone(Marks(connection_).install_id(), now);
    forget_lists(connection_);
    transaction.commit();
    clean_file(connection_, whom->traces);
    return eraser.done();
}

bool Erasure::has_tombstones() const {
    return Query(connection_, "SELECT EXISTS (SELECT 1 FROM tombstone)")
        .first<bool>()
        .value_or(false);
}

bool Erasure::has_tombstone(const std::vector<std::string>& texts) const {
    if (!has_tombstones()) return false;
    const std::string salt = Marks(connection_).install_id();
    return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
        return Query(connection_, "SELECT EXISTS (SELECT 1 FROM tombstone WHERE hash = ?1)")
            .bind(tombstone_hash(salt, text))
            .first<bool>()
            .value_or(false);
    });
}

}  // namespace earshot::io
