#include "client/line/completion.hpp"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/arguments/arguments.hpp"
#include "client/daemon/connection.hpp"
#include "client/line/tree.hpp"
#include "client/screen/fields.hpp"
#include "earshot/name_match.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;

constexpr const char* some = "limit=50";  // more is no help in a list to choose from

bool begins(const std::string& word, const std::string& begun) {
    return word.starts_with(begun);
}

/// Names by what was typed, accents and case aside. Several are given only when they begin so: what
/// a shell takes of them together must not be shorter than what was typed.
void add_people(std::vector<Offer>& offers, const std::string& begun, const Ask& ask) {
    const std::string target = begun.empty()
                                   ? "/v1/people?standing=followed&sort=name&" + std::string(some)
                                   : "/v1/people?q=" + escaped(begun);
    std::vector<Offer> beginning, others;
    const NameQuery query(begun);
    const json::object answer = ask(target);
    std::vector<std::string> seen;
    for (const json::value& item : array_at(answer, "items")) {
        const json::object& person = as_object(item);
        const std::string name = text_at(person, "name");
        // Of one name: the number tells them apart.
        const bool again = std::find(seen.begin(), seen.end(), name) != seen.end();
        seen.push_back(name);
        const Offer offer{again ? "person:" + text_at(person, "id") : name,
                          again ? name : text_at(person, "circle")};
        const bool first =
            begun.empty() || query.match_letters(folded_name(name)) >= NameMatch::beginning;
        (first ? beginning : others).push_back(offer);
    }
    if (beginning.empty() && others.size() == 1) beginning = others;
    offers.insert(offers.end(), beginning.begin(), beginning.end());
}

void add_findings(std::vector<Offer>& offers, const std::string& begun, const Ask& ask) {
    const json::object answer = ask("/v1/people?state=open&" + std::string(some));
    for (const json::value& item : array_at(answer, "items")) {
        const json::object& finding = object_at(as_object(item), "finding");
        const std::string number = text_at(finding, "number");
        const std::string name = text_at(object_at(finding, "person"), "name");
        if (begins(number, begun))
            offers.push_back(
                {number, (name.empty() ? "" : name + ": ") + text_at(finding, "sentence")});
    }
}

/// By number, or, where an address or a title was begun, by that.
void add_sources(std::vector<Offer>& offers, const std::string& begun, const Ask& ask) {
    const bool by_number = begun.empty() || (begun.front() >= '0' && begun.front() <= '9');
    const NameQuery query(begun);
    const json::object answer = ask("/v1/sources?limit=500");
    for (const json::value& item : array_at(answer, "items")) {
        const json::object& source = as_object(item);
        const std::string id = text_at(source, "id"), url = text_at(source, "url"),
                          title = text_at(source, "title");
        if (by_number && begins(id, begun))
            offers.push_back({id, title + "   " + url});
        else if (!by_number && begins(url, begun))
            offers.push_back({url, title});
        else if (!by_number && query.match_letters(folded_name(title)) >= NameMatch::beginning)
            offers.push_back({title, url});
    }
}

void add_items(std::vector<Offer>& offers, const std::string& begun, const Ask& ask,
               const char* target, const char* word, const char* meaning) {
    const json::object answer = ask(target);
    for (const json::value& item : array_at(answer, "items"))
        if (const std::string text = text_at(as_object(item), word); begins(text, begun))
            offers.push_back({text, text_at(as_object(item), meaning)});
}

void add_commands(std::vector<Offer>& offers, const std::string& begun, const CLI::App& node) {
    for (const CLI::App* command : commands_of(node))
        if (begins(command->get_name(), begun))
            offers.push_back({command->get_name(), command->get_description()});
}

void add_of_kind(Offers& offers, const std::string& type, const std::string& begun,
                 const CLI::App& tree, const Ask& ask) {
    for (const std::string& word : words_of(type))
        if (begins(word, begun)) offers.words.push_back({word, ""});
    const bool number = !begun.empty() && begun.front() >= '0' && begun.front() <= '9';
    if (type == kind::finding || (type == kind::whom && (number || begun.empty())))
        add_findings(offers.words, begun, ask);
    if (type == kind::person || (type == kind::whom && !number))
        add_people(offers.words, begun, ask);
    if (type == kind::source) add_sources(offers.words, begun, ask);
    if (type == kind::digest) add_items(offers.words, begun, ask, "/v1/digests", "id", "subject");
    if (type == kind::destination)
        add_items(offers.words, begun, ask, "/v1/destinations", "name", "kind");
    if (type == kind::message)
        add_items(offers.words, begun, ask, "/v1/outbox", "id", "destination");
    if (type == kind::change) add_items(offers.words, begun, ask, "/v1/undo", "number", "sentence");
    if (type == kind::command) add_commands(offers.words, begun, tree);
    offers.files = type == kind::file || type == kind::directory;
}

}  // namespace

Offers offers_for(const CLI::App& tree, const std::vector<std::string>& words,
                  const std::string& begun, const Ask& ask) {
    Offers offers;
    const Place place = place_of(tree, words);
    if (place.awaiting != nullptr) {
        add_of_kind(offers, place.awaiting->get_type_name(), begun, tree, ask);
        return offers;
    }
    const std::vector<const CLI::Option*> arguments = arguments_of(*place.command);
    if (begun.starts_with("-")) {
        for (const CLI::Option* option : options_within(*place.command))
            for (const std::string& name : option->get_lnames())
                if (begins("--" + name, begun))
                    offers.words.push_back({"--" + name, option->get_description()});
        return offers;
    }
    if (place.arguments.empty()) add_commands(offers.words, begun, *place.command);
    if (arguments.empty()) return offers;
    const std::size_t at = std::min(place.arguments.size(), arguments.size() - 1);
    if (at < place.arguments.size() && !takes_many(*arguments[at])) return offers;
    add_of_kind(offers, arguments[at]->get_type_name(), begun, tree, ask);
    return offers;
}

}  // namespace earshot::client
