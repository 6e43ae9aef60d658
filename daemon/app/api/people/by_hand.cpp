// People by hand: what the user says of them, somebody new, somebody out of all lists.

#include "daemon/app/people/by_hand/by_hand.hpp"

#include <boost/json.hpp>

#include "daemon/app/api/named.hpp"
#include "daemon/app/api/routes.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/people/people.hpp"
#include "earshot/shorthand.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

/// A text of the body; null is the empty one, which takes away.
std::optional<std::string> word_at(const Call& call, const char* field,
                                   std::vector<Problem>& problems,
                                   std::size_t most_bytes = call_limits::text_bytes) {
    if (!call.body.contains(field)) return std::nullopt;
    return taken(text_of(call, field, most_bytes), problems).value_or("");
}

PersonEdit edit_of(const Call& call, std::vector<Problem>& problems) {
    PersonEdit edit;
    edit.name = word_at(call, "name", problems);
    edit.circle = word_at(call, "circle", problems);
    edit.phone = word_at(call, "phone", problems);
    edit.note = word_at(call, "note", problems, call_limits::note_bytes);
    edit.mail = word_at(call, "mail", problems);
    const auto word = word_at(call, "sensitivity", problems);
    if (!word) return edit;
    const auto sensitivity = parse_sensitivity(*word);
    if (!sensitivity && !word->empty())
        problems.push_back({"must be low, normal or high", "sensitivity", false});
    edit.sensitivity = sensitivity;
    return edit;
}

std::vector<std::string> accounts_of(const Call& call, const Sites& sites,
                                     std::vector<Problem>& problems) {
    std::vector<std::string> accounts;
    const json::value* list = call.body.if_contains("accounts");
    if (list == nullptr) return accounts;
    const bool fits = list->is_array() && list->get_array().size() <= call_limits::accounts;
    if (fits)
        for (const json::value& one : list->get_array()) {
            if (!one.is_string()) continue;
            const auto account = account_of(std::string_view(one.get_string()), sites);
            accounts.push_back(account.value_or(""));
            if (!account) problems.push_back({account.error().what, "accounts", false});
        }
    if (!fits || accounts.size() != list->get_array().size())
        problems.push_back(
            {"must be a list of at most " + std::to_string(call_limits::accounts) + " addresses",
             "accounts", false});
    return accounts;
}

/// Whose fault a refused value is.
const char* blamed(const PersonEdit& edit) {
    if (edit.name && edit.name->empty()) return "name";
    return edit.mail ? "mail" : "accounts";
}

}  // namespace

Answer PersonRoutes::change_person(Commands& commands, const Call& call) {
    const auto person = person_named(commands.store_.people, call);
    if (!person) return person.error();
    std::vector<Problem> problems;
    const PersonEdit edit = edit_of(call, problems);
    if (!problems.empty()) return rejected(problems);
    const auto change =
        app::change_person(commands.store_, commands.notice_, *person, edit, commands.clock_.now());
    if (!change) return refused(change.error(), blamed(edit));
    json::object answer = line_of(commands.store_, commands.store_.people.one(person->id).value(),
                                  commands.clock_.now());
    answer["change"] = nullptr;
    if (*change) answer["change"] = to_object(commands.store_.people, **change);
    return ok(answer);
}

Answer PersonRoutes::add_person(Commands& commands, const Call& call) {
    std::vector<Problem> problems;
    NewPerson wanted;
    wanted.words = edit_of(call, problems);
    wanted.accounts = accounts_of(call, commands.sites_, problems);
    wanted.namesake = taken(flag_of(call, "namesake"), problems);
    if (!wanted.words.name || wanted.words.name->empty())
        problems.push_back({"must be given: what you call this person", "name", false});
    if (!problems.empty()) return rejected(problems);
    const auto change = app::add_person(commands.store_, wanted, commands.clock_.now());
    if (!change) return refused(change.error(), blamed(wanted.words));
    const auto person = commands.store_.people.one(change->people.front());
    json::object answer = line_of(commands.store_, person.value(), commands.clock_.now());
    answer["change"] = to_object(commands.store_.people, *change);
    Answer created = ok(answer);
    created.status = 201;
    return created;
}

Answer PersonRoutes::remove_person(Commands& commands, const Call& call) {
    const auto person = person_named(commands.store_.people, call);
    if (!person) return person.error();
    return AnswerRoutes::changed(
        commands, app::remove_person(commands.store_, person->id, commands.clock_.now()), "person");
}

}  // namespace earshot::app
