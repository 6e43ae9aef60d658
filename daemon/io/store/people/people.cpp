#include "daemon/io/store/people/people.hpp"

#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/stored_line.hpp"
#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/json.hpp"
#include "earshot/stated_identities.hpp"

namespace earshot::io {

namespace {

const std::string columns =
    "SELECT id, name, circles, standing, phone, note, declared_at, accounts, names, connected_on,"
    " sensitivity, quiet_after, name_from, company, position, birthday FROM person WHERE "
    "merged_into IS NULL";

Person read_person(Connection& connection, Query& query) {
    Person person;
    std::string accounts, names, circles;
    std::optional<Span> quiet_after;
    query.read(person.id, person.name, circles, person.standing, person.phone, person.note,
               person.declared_at, accounts, names, person.connected_on, person.sensitivity,
               quiet_after, person.name_from, person.company, person.position, person.birthday);
    person.own_line = line_of(quiet_after);
    if (!from_json(accounts, person.accounts) || !from_json(names, person.names) ||
        !from_json(circles, person.circles)) {
        connection.fail("the accounts, names or circles of a person cannot be read");
    }
    return person;
}

std::vector<Person> every_person(Connection& connection, Query& query) {
    std::vector<Person> people;
    while (query.next())
        people.push_back(read_person(connection, query));
    return people;
}

}  // namespace

PersonId People::add(const Person& person) {
    AllOrNothing step(connection_);
    Query insert(connection_,
                 "INSERT INTO person (name, circles, standing, phone, note, declared_at, accounts,"
                 " names, connected_on, sensitivity, quiet_after, name_from, company, position,"
                 " birthday)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)");
    insert.bind(person.name, to_json(person.circles), person.standing, person.phone, person.note,
                person.declared_at, to_json(person.accounts), to_json(person.names),
                person.connected_on, person.sensitivity, stored(person.own_line), person.name_from,
                person.company, person.position, person.birthday);
    const PersonId id{insert.insert()};
    Identities(connection_).replace_stated(id, stated_identities(person));
    step.keep();
    return id;
}

void People::update(const Person& person) {
    AllOrNothing step(connection_);
    const auto changed =
        Query(connection_,
              "UPDATE person SET name = ?2, circles = ?3, standing = ?4, phone = ?5, note = ?6,"
              " declared_at = ?7, accounts = ?8, names = ?9, connected_on = ?10,"
              " sensitivity = ?11, quiet_after = ?12, name_from = ?13, company = ?14,"
              " position = ?15, birthday = ?16 WHERE id = ?1")
            .bind(person.id, person.name, to_json(person.circles), person.standing, person.phone,
                  person.note, person.declared_at, to_json(person.accounts), to_json(person.names),
                  person.connected_on, person.sensitivity, stored(person.own_line),
                  person.name_from, person.company, person.position, person.birthday)
            .run();
    if (changed == 0) connection_.fail("there is no such person");
    Identities(connection_).replace_stated(person.id, stated_identities(person));
    step.keep();
}

void People::remove(PersonId id) {
    // Everything else follows from the schema: state, keys, presence and findings go, activities
    // and sources lose their person.
    Query(connection_, "DELETE FROM person WHERE id = ?1").bind(id).run();
}

std::vector<Person> People::all() const {
    static const std::string sql = columns + " ORDER BY id";
    Query query(connection_, sql);
    return every_person(connection_, query);
}

std::vector<Person> People::page(PersonId after, std::optional<Standing> standing,
                                 std::size_t limit) const {
    static const std::string any = columns + " AND id > ?1 ORDER BY id LIMIT ?3";
    static const std::string one = columns + " AND id > ?1 AND standing = ?2 ORDER BY id LIMIT ?3";
    Query query(connection_, standing ? one : any);
    query.bind(after, standing, limit);
    return every_person(connection_, query);
}

std::vector<PersonId> People::ids(Standing standing) const {
    return Query(connection_,
                 "SELECT id FROM person WHERE standing = ?1 AND merged_into IS NULL ORDER BY id")
        .bind(standing)
        .all<PersonId>();
}

std::size_t People::count(Standing standing) const {
    return Query(connection_,
                 "SELECT count(*) FROM person WHERE standing = ?1 AND merged_into IS NULL")
        .bind(standing)
        .first<std::size_t>()
        .value_or(0);
}

std::optional<Person> People::one(PersonId id) const {
    static const std::string sql = columns + " AND id = ?1";
    Query query(connection_, sql);
    if (!query.bind(id).next()) return std::nullopt;
    return read_person(connection_, query);
}

std::vector<Person> People::declared() const {
    static const std::string sql = columns + " AND declared_at <> '' ORDER BY id";
    Query query(connection_, sql);
    return every_person(connection_, query);
}

std::optional<Person> People::known_as(const std::string& name) const {
    static const std::string sql =
        columns + " AND name = ?1 AND standing <> ?2 ORDER BY id LIMIT 1";
    Query query(connection_, sql);
    if (!query.bind(name, Standing::light).next()) return std::nullopt;
    return read_person(connection_, query);
}

std::optional<PersonId> People::followed_as(const std::string& name) const {
    return Query(connection_,
                 "SELECT id FROM person WHERE name = ?1 AND standing = ?2 AND merged_into IS NULL"
                 " ORDER BY id LIMIT 1")
        .bind(name, Standing::followed)
        .first<PersonId>();
}

std::vector<PersonId> People::named(const std::string& exact, Standing standing) const {
    return Query(connection_,
                 "SELECT id FROM person WHERE name = ?1 AND standing = ?2 AND merged_into IS NULL"
                 " ORDER BY id")
        .bind(exact, standing)
        .all<PersonId>();
}

std::vector<Person> People::connected_between(Instant from, Instant until) const {
    static const std::string sql =
        columns + " AND connected_on >= ?1 AND connected_on < ?2 ORDER BY connected_on, id";
    Query query(connection_, sql);
    query.bind(from, until);
    return every_person(connection_, query);
}

std::optional<Instant> People::newest_connection() const {
    return Query(connection_, "SELECT max(connected_on) FROM person")
        .first<std::optional<Instant>>()
        .value_or(std::nullopt);
}

void People::hide(PersonId id, PersonId into) {
    AllOrNothing step(connection_);
    connection_.log.person(into);  // who has their touches now
    for (const SourceId source : Presence(connection_).sources_of(id))
        connection_.log.source(source);
    Query(connection_, "UPDATE person SET merged_into = ?2 WHERE id = ?1").bind(id, into).run();
    Query(connection_, "DELETE FROM presence WHERE person = ?1").bind(id).run();
    Query(connection_, "UPDATE person_state SET next_check = NULL WHERE person = ?1")
        .bind(id)
        .run();
    step.keep();
}

void People::show_again(PersonId id) {
    const auto from = Query(connection_, "SELECT merged_into FROM person WHERE id = ?1")
                          .bind(id)
                          .first<std::optional<PersonId>>()
                          .value_or(std::nullopt);
    if (from) connection_.log.person(*from);
    Query(connection_, "UPDATE person SET merged_into = NULL WHERE id = ?1").bind(id).run();
}

}  // namespace earshot::io
