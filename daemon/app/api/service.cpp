#include <boost/json.hpp>

#include "daemon/app/api/counts.hpp"
#include "daemon/app/api/routes.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/app/wire/schema.hpp"
#include "daemon/io/host/systemd.hpp"
#include "daemon/io/store/digests/digests.hpp"
#include "daemon/io/store/sources/vouchings.hpp"
#include "earshot/version.hpp"
#include "earshot/vouching.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

json::object counts(const std::map<std::string_view, int>& numbers) {
    json::object object;
    for (const auto& [word, number] : numbers)
        object[word] = number;
    return object;
}

json::array texts(const std::vector<std::string>& list) {
    return json::array(list.begin(), list.end());
}

json::object verdict_object(const Verdict& verdict) {
    return {{"health", json::string(to_text(verdict.health))}, {"reasons", texts(verdict.reasons)}};
}

/// {"name": "url", "in": "query", ...} for each word of "a,b".
void add_parameters(json::array& parameters, std::string_view words, std::string_view in) {
    while (!words.empty()) {
        const std::size_t comma = words.find(',');
        parameters.push_back({{"name", json::string(words.substr(0, comma))},
                              {"in", json::string(in)},
                              {"required", in == "path"},
                              {"schema", {{"type", "string"}}}});
        words.remove_prefix(comma == std::string_view::npos ? words.size() : comma + 1);
    }
}

json::object operation_of(const Commands::RouteHelp& route) {
    json::array parameters;
    if (route.path.find("{id}") != std::string_view::npos) add_parameters(parameters, "id", "path");
    add_parameters(parameters, route.parameters, "query");
    const bool leaves_undo = route.help.find("can be undone") != std::string_view::npos;
    const bool says_so = route.help.find("be undone") != std::string_view::npos;
    std::string summary(route.help);
    if (route.writes && !says_so) summary += "; cannot be undone";
    json::object done{{"description", "done"}};
    if (const auto schema = answer_of(route.method, route.path); !schema.empty())
        done["content"] = {
            {"application/json",
             {{"schema", {{"$ref", "#/components/schemas/" + std::string(schema)}}}}}};
    json::object operation{{"summary", std::move(summary)},
                           {"x-earshot-writes", route.writes},
                           {"parameters", std::move(parameters)},
                           {"responses",
                            {{"2XX", std::move(done)},
                             {"default",
                              {{"description", "a problem (RFC 9457)"},
                               {"content", {{"application/problem+json", json::object()}}}}}}}};
    if (route.writes) operation["x-earshot-undo"] = leaves_undo ? "change" : "none";
    if (route.takes_file)
        operation["requestBody"] = {{"content", {{"application/octet-stream", json::object()}}}};
    if (!route.fields.empty()) {
        json::object properties;
        std::string_view words = route.fields;
        while (!words.empty()) {
            const std::size_t comma = words.find(',');
            properties[words.substr(0, comma)] = field_of_body(words.substr(0, comma));
            words.remove_prefix(comma == std::string_view::npos ? words.size() : comma + 1);
        }
        operation["requestBody"] = {{"content",
                                     {{"application/json",
                                       {{"schema",
                                         {{"type", "object"},
                                          {"additionalProperties", false},
                                          {"properties", std::move(properties)}}}}}}}};
    }
    return operation;
}

std::string lower(std::string_view method) {
    std::string out(method);
    for (char& c : out)
        c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// The feeds of many that do not vouch for silence, and whom that concerns.
json::array nameless(const io::Store& store, const Census& census) {
    json::array all;
    for (const HeldBack& reason : census.nameless)
        for (const SourceId id : reason.which) {
            const auto doubt = doubt_of(store.vouchings.of(id));
            if (!doubt) continue;
            all.push_back({{"source", reference(id, reason.name)},
                           {"unnamed", doubt->unnamed},
                           {"entries", doubt->entries},
                           {"since", to_rfc3339(doubt->since)},
                           {"people", reason.people.size()}});
        }
    return all;
}

}  // namespace

Answer ServiceRoutes::about(Commands& commands, const Call&) {
    return ok({{"name", "earshot"},
               {"version", EARSHOT_VERSION},
               {"api", 1},
               {"extensions", json::array()},
               {"pid", io::process_id()},
               {"started", to_rfc3339(commands.started_)}});
}

Answer ServiceRoutes::status(Commands& commands, const Call&) {
    const Instant now = commands.clock_.now();
    const Zone zone = commands.teller_.zone();
    const Census census = commands.count(now);
    const Outlook& outlook = census.outlook;
    const Span up = now - commands.started_;

    json::object people = counts(census.people);
    people["as_usual"] = outlook.as_usual;
    people["beyond"] = outlook.beyond;
    people["quiet"] = outlook.quiet;
    people["held_back"] = outlook.held_back;
    people["learning"] = outlook.learning;
    // Of whom nothing can be learned or said: each of those followed stands in one of these.
    people["without_feed"] = outlook.people - outlook.as_usual - outlook.beyond - outlook.quiet -
                             outlook.held_back - outlook.learning;

    const auto digests = commands.store_.digests.newest(1);
    json::object digest{
        {"next_at", to_rfc3339(commands.teller_.next())}, {"zone", zone.name()}, {"last", nullptr}};
    if (!digests.empty()) digest["last"] = to_object(digests.front());

    json::object status = verdict_object(judge_health(census, now));
    status["version"] = EARSHOT_VERSION;
    status["started"] = to_rfc3339(commands.started_);
    status["uptime_seconds"] = up.count();
    status["sources"] = {{"total", census.active + census.paused + census.gone},
                         {"active", census.active},
                         {"read", outlook.sources_read},
                         {"failing", census.failing},
                         {"unread", census.unread},
                         {"waiting", census.waiting},
                         {"paused", census.paused},
                         {"gone", census.gone}};
    status["people"] = std::move(people);
    status["coverage"] = {{"sources", outlook.sources},
                          {"sources_read", outlook.sources_read},
                          {"held_back", outlook.held_back},
                          {"held_because", texts(outlook.held_because)},
                          {"nameless", nameless(commands.store_, census)}};
    status["open"] = counts(census.open);
    status["digest"] = std::move(digest);
    status["outbox"] = {{"waiting", census.deliveries_waiting},
                        {"given_up", census.deliveries_given_up},
                        {"oldest", to_value(census.oldest_delivery)}};
    status["polls"] = {{"in_flight", commands.poller_.in_flight()},
                       {"last_at", to_value(census.last_poll)}};
    status["store"] = {{"bytes", commands.store_.bytes()},
                       {"schema_version", commands.store_.schema_version()}};
    return ok(status);
}

Answer ServiceRoutes::health(Commands& commands, const Call&) {
    const Instant now = commands.clock_.now();
    const Verdict verdict = judge_health(commands.count(now), now);
    Answer answer = ok(verdict_object(verdict));
    answer.status = verdict.health == Health::failing ? 503 : 200;
    return answer;
}

Answer ServiceRoutes::reload(Commands& commands, const Call&) {
    const ReloadResult problems = commands.reload_();
    if (problems.size() == 1 && problems.front().retryable)
        return control::to_answer({500, "internal", to_text(problems.front()), {}});
    if (!problems.empty()) return rejected(problems);
    return ok({{"reloaded", true}});
}

Answer ServiceRoutes::openapi(Commands&, const Call&) {
    json::object paths;
    for (const Commands::RouteHelp& route : Commands::routes()) {
        json::value& path = paths[route.path];
        if (!path.is_object()) path.emplace_object();
        path.get_object()[lower(route.method)] = operation_of(route);
    }
    return ok({{"openapi", "3.1.0"},
               {"info", {{"title", "earshot"}, {"version", EARSHOT_VERSION}}},
               {"paths", std::move(paths)},
               {"components", {{"schemas", schemas()}}}});
}

}  // namespace earshot::app
