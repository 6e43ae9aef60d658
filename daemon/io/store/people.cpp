// People, and the keys by which they are recognised.

#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/json.hpp"

namespace earshot::io {

namespace {

const std::string columns =
    "SELECT id, name, circle, standing, phone, note, declared_at, accounts, names, connected_on,"
    " sensitivity FROM person WHERE merged_into IS NULL";

Person read_person(Store::Connection& connection, Query& query) {
    Person person;
    std::string accounts, names;
    query.read(person.id, person.name, person.circle, person.standing, person.phone, person.note,
               person.declared_at, accounts, names, person.connected_on, person.sensitivity);
    if (!from_json(accounts, person.accounts) || !from_json(names, person.names)) {
        connection.fail("the accounts or names of a person cannot be read");
    }
    return person;
}

enum class Origin { learned = 0, stated = 1 };

void add_identity(Store::Connection& connection, PersonId id, const IdentityKey& key,
                  Origin origin) {
    if (key.value.empty()) return;
    Query(connection,
          "INSERT INTO identity (kind, value, source, person, stated)"
          " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING")
        .bind(key.kind, key.value, key.source, id, static_cast<int>(origin))
        .run();
}

/// The keys that the user's words about a person give. A light person's name is only what a feed
/// calls somebody: it means nobody outside that feed.
void add_stated_identities(Store::Connection& connection, PersonId id, const Person& person) {
    const auto add = [&](IdentityKey::Kind kind, std::string value) {
        add_identity(connection, id, IdentityKey{kind, std::move(value), std::nullopt},
                     Origin::stated);
    };
    for (const auto& account : person.accounts)
        for (const auto& key : account_identities(account))
            add_identity(connection, id, key, Origin::stated);
    if (person.standing == Standing::light) return;
    add(IdentityKey::Kind::name, person.name);
    for (const auto& name : person.names)
        add(IdentityKey::Kind::name, name);
}

}  // namespace

PersonId Store::add(const Person& person) {
    AllOrNothing step(*connection_);
    Query insert(*connection_,
                 "INSERT INTO person (name, circle, standing, phone, note, declared_at, accounts,"
                 " names, connected_on, sensitivity)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING id");
    insert.bind(person.name, person.circle, person.standing, person.phone, person.note,
                person.declared_at, to_json(person.accounts), to_json(person.names),
                person.connected_on, person.sensitivity);
    const auto id = insert.first<PersonId>().value();
    insert.run();
    add_stated_identities(*connection_, id, person);
    step.keep();
    return id;
}

void Store::update(const Person& person) {
    AllOrNothing step(*connection_);
    const auto changed =
        Query(*connection_,
              "UPDATE person SET name = ?2, circle = ?3, standing = ?4, phone = ?5, note = ?6,"
              " declared_at = ?7, accounts = ?8, names = ?9, connected_on = ?10,"
              " sensitivity = ?11 WHERE id = ?1")
            .bind(person.id, person.name, person.circle, person.standing, person.phone, person.note,
                  person.declared_at, to_json(person.accounts), to_json(person.names),
                  person.connected_on, person.sensitivity)
            .run();
    if (changed == 0) connection_->fail("there is no such person");
    Query(*connection_, "DELETE FROM identity WHERE person = ?1 AND stated = 1")
        .bind(person.id)
        .run();
    add_stated_identities(*connection_, person.id, person);
    step.keep();
}

void Store::remove(PersonId id) {
    // Everything else follows from the schema: state, keys, presence and findings go, activities
    // and sources lose their person.
    Query(*connection_, "DELETE FROM person WHERE id = ?1").bind(id).run();
}

std::vector<Person> Store::people() const {
    static const std::string sql = columns + " ORDER BY id";
    Query query(*connection_, sql);
    std::vector<Person> people;
    while (query.next())
        people.push_back(read_person(*connection_, query));
    return people;
}

std::size_t Store::count_people(Standing standing) const {
    return Query(*connection_,
                 "SELECT count(*) FROM person WHERE standing = ?1 AND merged_into IS NULL")
        .bind(standing)
        .first<std::size_t>()
        .value_or(0);
}

std::optional<Person> Store::person(PersonId id) const {
    static const std::string sql = columns + " AND id = ?1";
    Query query(*connection_, sql);
    if (!query.bind(id).next()) return std::nullopt;
    return read_person(*connection_, query);
}

std::vector<Person> Store::connected_between(Instant from, Instant until) const {
    static const std::string sql =
        columns + " AND connected_on >= ?1 AND connected_on < ?2 ORDER BY connected_on, id";
    Query query(*connection_, sql);
    query.bind(from, until);
    std::vector<Person> people;
    while (query.next())
        people.push_back(read_person(*connection_, query));
    return people;
}

std::optional<PersonId> Store::find_person(std::span<const IdentityKey> keys) const {
    for (const auto& key : keys) {
        const auto id = Query(*connection_,
                              "SELECT person FROM identity WHERE kind = ?1 AND value = ?2"
                              " AND coalesce(source, 0) = coalesce(?3, 0)")
                            .bind(key.kind, key.value, key.source)
                            .first<PersonId>();
        if (id) return id;
    }
    return std::nullopt;
}

std::optional<PersonId> Store::person_by_name(const std::string& exact) const {
    return Query(*connection_,
                 "SELECT id FROM person WHERE name = ?1 AND standing = ?2 AND merged_into IS NULL"
                 " ORDER BY id LIMIT 1")
        .bind(exact, Standing::followed)
        .first<PersonId>();
}

std::vector<PersonId> Store::people_named(const std::string& exact, Standing standing) const {
    return Query(*connection_,
                 "SELECT id FROM person WHERE name = ?1 AND standing = ?2 AND merged_into IS NULL"
                 " ORDER BY id")
        .bind(exact, standing)
        .all<PersonId>();
}

std::optional<Instant> Store::newest_connection() const {
    return Query(*connection_, "SELECT max(connected_on) FROM person")
        .first<std::optional<Instant>>()
        .value_or(std::nullopt);
}

void Store::add_identities(PersonId id, std::span<const IdentityKey> keys) {
    for (const auto& key : keys)
        add_identity(*connection_, id, key, Origin::learned);
}

}  // namespace earshot::io
