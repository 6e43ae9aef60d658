// Who is who: merge, link, unlink and undo. What may be the same person is in
// people/suggestions.cpp.

#include <boost/json.hpp>

#include "daemon/app/api/named.hpp"
#include "daemon/app/api/routes.hpp"
#include "daemon/app/people/who_is_who.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/shorthand.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

Result<std::optional<std::int64_t>> number_at(const Call& call, const char* field) {
    const json::value* value = call.body.if_contains(field);
    if (value == nullptr || value->is_null()) return std::nullopt;
    if (!value->is_int64() || value->get_int64() <= 0) return fail("must be a number", field);
    return value->get_int64();
}

/// An account or a source, exactly one of them.
struct Thing {
    std::string account;
    std::optional<SourceId> source;
};
Result<Thing> thing_of(const Call& call, const Sites& sites) {
    Thing thing;
    const auto source = number_at(call, "source");
    if (!source) return Failure(source.error());
    if (*source) thing.source = SourceId(**source);
    if (const json::value* account = call.body.if_contains("account")) {
        if (!account->is_string()) return fail("must be an address", "account");
        thing.account = std::string(account->get_string());
    }
    if (thing.account.empty() == !thing.source.has_value())
        return fail("an account or a source must be given, and not both", "account");
    if (thing.account.empty()) return thing;
    auto account = account_of(thing.account, sites);
    if (!account) return fail(account.error().what, "account");
    thing.account = *std::move(account);
    return thing;
}

}  // namespace

Answer IdentityRoutes::merge_person(Commands& commands, const Call& call) {
    const auto person = person_named(commands.store_.people, call);
    if (!person) return person.error();
    const auto into = number_at(call, "into");
    if (!into) return rejected({into.error()});
    if (!*into) return rejected({{"must be the number of a person", "into"}});
    return AnswerRoutes::changed(
        commands,
        merge_people(commands.store_, person->id, PersonId(**into), {}, commands.clock_.now()),
        "into");
}

Answer IdentityRoutes::hand(Commands& commands, const Call& call, HandSource source,
                            HandAccount account) {
    const auto person = person_named(commands.store_.people, call);
    if (!person) return person.error();
    const auto thing = thing_of(call, commands.sites_);
    if (!thing) return rejected({thing.error()});
    const Instant now = commands.clock_.now();
    return AnswerRoutes::changed(commands,
                                 thing->source
                                     ? source(commands.store_, person->id, *thing->source, now)
                                     : account(commands.store_, person->id, thing->account, now),
                                 "account");
}

Answer IdentityRoutes::link_person(Commands& commands, const Call& call) {
    return hand(commands, call, link_source, link_account);
}

Answer IdentityRoutes::unlink_person(Commands& commands, const Call& call) {
    return hand(commands, call, unlink_source, unlink_account);
}

Answer IdentityRoutes::changes(Commands& commands, const Call& call) {
    auto paging = paging_of(call);
    if (!paging) return bad_parameter(paging.error());
    json::array items;
    for (const io::StoredChange& change : commands.store_.changes.newest(paging->needed()))
        if (paging->next() == Paging::Place::on)
            items.push_back(to_object(commands.store_.people, change));
    return list(std::move(items), paging->then());
}

Answer IdentityRoutes::undo(Commands& commands, const Call& call) {
    const auto wanted = number_at(call, "number");
    if (!wanted) return rejected({wanted.error()});
    return AnswerRoutes::changed(
        commands, app::undo(commands.store_, commands.notice_, *wanted, commands.clock_.now()),
        "number");
}

}  // namespace earshot::app
