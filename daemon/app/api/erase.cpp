// Forgetting somebody completely. There is no undo: what it takes to undo it would be what is
// forgotten.

#include <algorithm>

#include <boost/json.hpp>

#include "daemon/app/api/routes.hpp"
#include "daemon/app/people/belongings.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/erasure.hpp"
#include "daemon/io/store/people.hpp"
#include "daemon/io/store/presence.hpp"
#include "daemon/io/store/sources.hpp"
#include "daemon/io/store/store.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

/// What the configuration declares comes back with the next reload: it has to go there first.
std::optional<Refused> declared_there(const io::Store& store, const Person& person) {
    if (!person.declared_at.empty()) return declared(person.name, person.declared_at).value();
    for (const SourceId id : store.presence.sources_of(person.id)) {
        const auto source = store.sources.one(id);
        if (source && source->owner == person.id && !source->declared_at.empty())
            return declared(source->title, source->declared_at).value();
    }
    return std::nullopt;
}

}  // namespace

Answer Routes::erase(Commands& commands, const Call& call) {
    io::Store& store = commands.store_;
    const auto id = parse_number(call.id);
    const auto person = id ? store.people.one(PersonId(*id)) : std::nullopt;
    if (!person) return not_found("person " + call.id);
    const auto tombstone = flag_of(call, "tombstone");
    if (!tombstone) return rejected({tombstone.error()});
    if (const auto problem = declared_there(store, *person)) return refused(*problem, "person");

    const io::Erased erased = store.erasure.erase(person->id, *tombstone, commands.clock_.now());
    commands.events_.forget();
    json::object tables;
    for (const auto& [table, rows] : erased.tables)
        tables[table] = rows;
    return ok({{"tables", std::move(tables)},
               {"left", erased.left},
               {"tombstone", *tombstone},
               {"not_reached", json::array{"the configuration", "the journal", "backups",
                                           "messages that were sent"}}});
}

}  // namespace earshot::app
