// Forgetting somebody completely. There is no undo: what it takes to undo it would be what is
// forgotten.

#include <boost/json.hpp>

#include "daemon/app/api/named.hpp"
#include "daemon/app/api/routes.hpp"
#include "daemon/app/people/erase_person.hpp"
#include "daemon/io/store/store.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

}  // namespace

Answer PersonRoutes::erase(Commands& commands, const Call& call) {
    const auto person = person_named(commands.store_.people, call);
    if (!person) return person.error();
    const auto tombstone = flag_of(call, "tombstone");
    if (!tombstone) return rejected({tombstone.error()});
    const auto erased = erase_person(commands.store_, *person, *tombstone, commands.clock_.now());
    if (!erased) return refused(erased.error(), "person");

    commands.events_.forget();
    json::object tables;
    for (const auto& [table, rows] : erased->tables)
        tables[table] = rows;
    return ok({{"tables", std::move(tables)},
               {"left", erased->left},
               {"tombstone", *tombstone},
               {"not_reached", json::array{"the configuration", "the journal", "backups",
                                           "messages that were sent"}}});
}

}  // namespace earshot::app
