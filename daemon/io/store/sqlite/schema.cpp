#include "daemon/io/store/sqlite/schema.hpp"

#include <array>

#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/version_10.hpp"
#include "daemon/io/store/sqlite/version_11.hpp"
#include "daemon/io/store/sqlite/version_12.hpp"
#include "daemon/io/store/sqlite/version_13.hpp"
#include "daemon/io/store/sqlite/version_14.hpp"
#include "daemon/io/store/sqlite/version_15.hpp"
#include "daemon/io/store/sqlite/version_16.hpp"
#include "daemon/io/store/sqlite/version_2.hpp"
#include "daemon/io/store/sqlite/version_3.hpp"
#include "daemon/io/store/sqlite/version_4.hpp"
#include "daemon/io/store/sqlite/version_5.hpp"
#include "daemon/io/store/sqlite/version_6.hpp"
#include "daemon/io/store/sqlite/version_7.hpp"
#include "daemon/io/store/sqlite/version_8.hpp"
#include "daemon/io/store/sqlite/version_9.hpp"

namespace earshot::io {

namespace {

// Instants are seconds since 1970, spans are seconds, closed sets are the words of words.hpp.
// Lists that are only ever read whole are JSON. Ids are never used again (AUTOINCREMENT): numbers
// of findings are in mails, ids in people's notes and in readers' cursors.
constexpr std::string_view schema_1 = R"sql(
-- The one place where earshot needs randomness: two installs must never make the same Message-ID.
-- SQLite is asked, so that no other part has to know how to draw.
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO meta (name, value) VALUES ('install_id', lower(hex(randomblob(16))));

CREATE TABLE mark (
    name TEXT PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotent (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    result TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    circle TEXT NOT NULL,
    standing TEXT NOT NULL,
    phone TEXT NOT NULL,
    note TEXT NOT NULL,
    declared_at TEXT NOT NULL,
    accounts TEXT NOT NULL,  -- JSON, as the user gave them; looked up in identity
    names TEXT NOT NULL      -- likewise
) STRICT;
CREATE INDEX person_by_name ON person (name);

-- What the user says of a source, then what a poll leaves for the next one (one row, because every
-- poll writes it).
CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE,  -- as given, secrets and all: the file is its owner's alone
    host TEXT NOT NULL,
    title TEXT NOT NULL,
    carries TEXT NOT NULL,
    owner INTEGER REFERENCES person (id) ON DELETE SET NULL,
    status TEXT NOT NULL,
    interval INTEGER,
    declared_at TEXT NOT NULL,
    etag TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    validators_from TEXT NOT NULL,  -- the address that gave them, after redirects
    body_hash INTEGER NOT NULL,
    last_attempt INTEGER,
    last_good INTEGER,
    last_new INTEGER,
    failing_since INTEGER,
    failures INTEGER NOT NULL,
    gone_polls INTEGER NOT NULL,
    problem TEXT NOT NULL,
    usual_entries INTEGER NOT NULL,
    feed_ttl INTEGER,
    server_fresh INTEGER,
    skip_hours INTEGER NOT NULL,
    skip_days INTEGER NOT NULL,
    moved_to TEXT NOT NULL,
    moved_since INTEGER,
    next_at INTEGER NOT NULL,
    next_reason TEXT NOT NULL,
    next_detail TEXT NOT NULL,
    proven_until INTEGER  -- of Coverage
) STRICT;
CREATE INDEX source_due ON source (next_at, host) WHERE status = 'active';
CREATE INDEX source_by_owner ON source (owner);

CREATE TABLE lost_stretch (
    source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    lost_from INTEGER NOT NULL,
    lost_to INTEGER NOT NULL,
    PRIMARY KEY (source, lost_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE pulse (
    source INTEGER PRIMARY KEY REFERENCES source (id) ON DELETE CASCADE,
    last INTEGER,
    weight REAL NOT NULL,
    mean_log_gap REAL NOT NULL,
    last_item INTEGER,
    patience INTEGER
) STRICT;

CREATE TABLE host (
    name TEXT PRIMARY KEY,
    not_before INTEGER,
    strikes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- History. Numbered for each source, so that making room is one seek.
CREATE TABLE poll (
    source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    result TEXT NOT NULL,
    status INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    entries INTEGER NOT NULL,
    news INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    next_reason TEXT NOT NULL,
    next_detail TEXT NOT NULL,
    problem TEXT NOT NULL,
    PRIMARY KEY (source, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    id_key INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (source, id_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    person INTEGER REFERENCES person (id) ON DELETE SET NULL,
    verb TEXT NOT NULL,
    actor_uri TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    objects TEXT NOT NULL,  -- JSON: [["name", "uri"], ...]
    more_objects INTEGER NOT NULL,
    stated_at INTEGER,  -- what the feed said; at is what it was taken for
    sentence TEXT NOT NULL,
    link TEXT NOT NULL,
    rule TEXT NOT NULL,
    what INTEGER NOT NULL,  -- of SaysKey
    said_at INTEGER,
    at INTEGER NOT NULL,
    quality TEXT NOT NULL,
    freshness TEXT NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX activity_says ON activity (source, what, said_at);
CREATE INDEX activity_of_person ON activity (person, at, verb);
CREATE INDEX activity_at ON activity (at);

-- How an actor is recognised. One key means one person, whoever had it first.
CREATE TABLE identity (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    source INTEGER REFERENCES source (id) ON DELETE CASCADE,
    person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    stated INTEGER NOT NULL  -- 1: by the user, in accounts and names; 0: learned from a feed
) STRICT;
CREATE UNIQUE INDEX identity_key ON identity (kind, value, coalesce(source, 0));
CREATE INDEX identity_of_person ON identity (person);
CREATE INDEX identity_in_source ON identity (source);

-- next_check repeats person_state's, so that a poll finds whom to check in one range of the index,
-- however many others wait for a source that cannot be read.
CREATE TABLE presence (
    person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    next_check INTEGER,
    PRIMARY KEY (person, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX presence_in_source ON presence (source, next_check);

CREATE TABLE person_state (
    person INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    last INTEGER,
    weight REAL NOT NULL,
    mean_log_gap REAL NOT NULL,
    quiet_due INTEGER,
    next_check INTEGER,
    lively INTEGER NOT NULL  -- 1: the rhythm is armed and no quiet is on
) STRICT;
CREATE INDEX person_to_check ON person_state (next_check) WHERE next_check IS NOT NULL;

CREATE TABLE burst_run (
    person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    of_what TEXT NOT NULL,  -- 'connections' or 'anything'
    run_start INTEGER,
    told_start INTEGER NOT NULL,
    run_end INTEGER NOT NULL,
    count INTEGER NOT NULL,
    fresh INTEGER NOT NULL,
    threshold INTEGER NOT NULL,
    fired TEXT NOT NULL,
    previous_end INTEGER,
    last_told_end INTEGER,
    weight REAL NOT NULL,
    mean_log_size REAL NOT NULL,
    closed_runs INTEGER NOT NULL,
    PRIMARY KEY (person, of_what)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER REFERENCES person (id) ON DELETE CASCADE,
    source INTEGER REFERENCES source (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    evidence TEXT NOT NULL,  -- JSON
    confidence TEXT NOT NULL,
    state TEXT NOT NULL,
    found_at INTEGER NOT NULL,
    told_at INTEGER,
    closed_at INTEGER,
    closed_by TEXT NOT NULL
) STRICT;
CREATE INDEX finding_by_state ON finding (state);
CREATE INDEX finding_of_person ON finding (person, state);
CREATE INDEX finding_of_source ON finding (source, state);

CREATE TABLE digest (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL,  -- JSON
    text TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX digest_by_time ON digest (made_at);

CREATE TABLE delivery (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    digest TEXT NOT NULL REFERENCES digest (id) ON DELETE CASCADE,
    destination TEXT NOT NULL,
    recipient TEXT NOT NULL,
    message BLOB NOT NULL,  -- the finished bytes: every attempt sends the same
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    unknown_ends INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    next_at INTEGER,
    last_answer TEXT NOT NULL,
    UNIQUE (digest, destination)
) STRICT;
CREATE INDEX delivery_by_state ON delivery (state);
)sql";

constexpr std::array steps{schema_1,  schema_2,  schema_3,  schema_4,  schema_5,  schema_6,
                           schema_7,  schema_8,  schema_9,  schema_10, schema_11, schema_12,
                           schema_13, schema_14, schema_15, schema_16};

int number(Connection& connection, std::string_view sql) {
    return Query(connection, sql).first<int>().value_or(0);
}

}  // namespace

std::span<const std::string_view> migrations() {
    return steps;
}

void migrate(Connection& connection, std::span<const std::string_view> missing) {
    const int newest = static_cast<int>(missing.size());
    const int version = number(connection, "PRAGMA user_version");
    const bool empty = number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
    if (!empty && number(connection, "PRAGMA application_id") != store_application_id) {
        connection.fail("is a database of another program");
    }
    if (version > newest) {
        connection.fail("was written by a newer earshot (schema " + std::to_string(version) +
                        "; this one knows up to " + std::to_string(newest) + ")");
    }
    for (int next = version; next < newest; ++next) {
        AllOrNothing step(connection);
        connection.run(std::string(missing[static_cast<std::size_t>(next)]));
        connection.run("PRAGMA application_id = " + std::to_string(store_application_id) +
                       "; PRAGMA user_version = " + std::to_string(next + 1));
        step.keep();
    }
}

}  // namespace earshot::io
