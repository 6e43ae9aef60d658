// `earshot deliver`: where digests go, and a test of it; `earshot outbox`: those on their way.

#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/arguments/arguments.hpp"
#include "client/commands/commands.hpp"
#include "client/daemon/exit.hpp"
#include "client/screen/fields.hpp"
#include "client/screen/table.hpp"
#include "client/screen/words.hpp"

namespace earshot::client {

namespace json = boost::json;

namespace {

constexpr std::chrono::seconds patience{60};
constexpr std::chrono::milliseconds pause{200};

using Deliveries = std::vector<json::object>;

Deliveries deliveries_with(Session& session, const char* key, const std::string& value) {
    Deliveries found;
    const json::object answer = session.daemon().get("/v1/outbox");
    for (const json::value& item : array_at(answer, "items"))
        if (text_at(as_object(item), key) == value) found.push_back(as_object(item));
    return found;
}

/// "sent: 250 2.0.0 queued", "waits, again in 5 min: connection refused".
std::string outcome_of(const json::object& delivery, Instant now) {
    const std::string state = text_at(delivery, "state");
    const std::string said = text_at(delivery, "last_answer");
    std::string text = state == "given_up" ? "given up" : state == "waiting" ? "waits" : state;
    const auto next = instant_at(delivery, "next_at");
    if (state == "waiting" && count_at(delivery, "attempts") > 0 && next)
        text += ", again " + (*next - now < 2 * minute ? "in a minute" : ago(next, now));
    return said.empty() ? text : text + ": " + said;
}

bool told_of(Session& session, const char* key, const std::string& value, long long before) {
    const auto is_tried = [before](const json::object& delivery) {
        return count_at(delivery, "attempts") > before && text_at(delivery, "state") != "sending";
    };
    const auto end = std::chrono::steady_clock::now() + patience;
    Deliveries all = deliveries_with(session, key, value);
    while (!std::all_of(all.begin(), all.end(), is_tried) &&
           std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(pause);
        all = deliveries_with(session, key, value);
    }
    bool is_sent = true;
    for (const json::object& delivery : all) {
        is_sent = is_sent && text_at(delivery, "state") == "sent";
        session.say(text_at(delivery, "destination") + ": " +
                    outcome_of(delivery, session.daemon().now()));
    }
    return is_sent;
}

std::string in_words(const std::string& end) {
    if (end == "accepted") return "taken";
    if (end == "refused") return "refused for good";
    if (end == "not_now") return "not taken now";
    if (end == "unknown") return "nobody knows whether it was taken";
    return "something has to be set up first";
}

}  // namespace

bool DeliverCommands::told_of_digest(Session& session, const std::string& digest) {
    return told_of(session, "digest", digest, 0);
}

DeliverCommands::DeliverCommands(CLI::App& app, Session& session) : session_(session) {
    CLI::App* deliver = app.add_subcommand("deliver", "Where digests go, as configured");
    deliver->footer("  earshot deliver\n  earshot deliver test mail");
    deliver->require_subcommand(0, 1);
    deliver->callback([this, deliver] {
        if (deliver->get_subcommands().empty()) destinations();
    });
    CLI::App* test = deliver->add_subcommand("test", "Send a test there, once");
    test->add_option("name", name_, "as `earshot deliver` prints it")
        ->required()
        ->type_name(kind::destination);
    test->footer("  earshot deliver test mail\n  earshot deliver test \"my telephone\"");
    test->callback([this] { try_out(); });

    CLI::App* outbox = app.add_subcommand("outbox", "Digests on their way, and what was said");
    outbox->footer("  earshot outbox\n  earshot outbox retry 7\n  earshot outbox drop 7");
    outbox->require_subcommand(0, 1);
    outbox->callback([this, outbox] {
        if (outbox->get_subcommands().empty()) list();
    });
    const auto add = [&](const char* verb, const char* help, const char* footer) {
        CLI::App* one = outbox->add_subcommand(verb, help);
        one->add_option("id", id_, "as `earshot outbox` prints it")
            ->required()
            ->type_name(kind::message);
        one->footer(footer);
        return one;
    };
    add("retry", "Try one again now", "  earshot outbox retry 7")->callback([this] { retry(); });
    add("drop", "Give one up", "  earshot outbox drop 7")->callback([this] { drop(); });
}

void DeliverCommands::destinations() {
    if (session_.printed_as_json("/v1/destinations")) return;
    const json::object answer = session_.daemon().get("/v1/destinations");
    Table table({{"name"}, {"kind"}, {"to", false, true}, {"only", false, true}});
    for (const json::value& item : array_at(answer, "items")) {
        const json::object& one = as_object(item);
        table.add({text_at(one, "name"), text_at(one, "kind"), joined(array_at(one, "to"), ""),
                   joined(array_at(one, "only"), "")});
    }
    if (table.empty())
        return session_.say("Digests go nowhere; earshot digest shows them.   man earshot.toml");
    session_.print(table.text(session_.screen));
}

void DeliverCommands::try_out() {
    const json::object answer =
        session_.changed("POST", "/v1/destinations/" + escaped(name_) + "/test");
    if (session_.json) return;
    for (const json::value& item : array_at(answer, "tried")) {
        const json::object& tried = as_object(item);
        const std::string to = text_at(tried, "recipient");
        session_.say((to.empty() ? name_ : to) + ": " + in_words(text_at(tried, "end")) + ": " +
                     text_at(tried, "answer"));
    }
    if (!flag_at(answer, "taken")) throw Ended{Exit::failed, ""};
}

void DeliverCommands::list() {
    if (session_.printed_as_json("/v1/outbox")) return;
    const json::object answer = session_.daemon().get("/v1/outbox");
    Table table({{"id", true}, {"digest"}, {"to", false, true}, {"", false, true}});
    for (const json::value& item : array_at(answer, "items")) {
        const json::object& one = as_object(item);
        table.add({text_at(one, "id"), text_at(one, "digest"), text_at(one, "destination"),
                   outcome_of(one, session_.daemon().now())});
    }
    if (table.empty()) return session_.say("Nothing was sent yet, and nothing waits.");
    session_.print(table.text(session_.screen));
}

void DeliverCommands::retry() {
    const json::object item = session_.changed("POST", "/v1/outbox/" + escaped(id_) + "/retry");
    if (session_.json) return;
    if (!told_of(session_, "id", id_, count_at(item, "attempts"))) throw Ended{Exit::failed, ""};
}

void DeliverCommands::drop() {
    const json::object answer = session_.changed("DELETE", "/v1/outbox/" + escaped(id_));
    if (session_.json) return;
    session_.say("Given up: " + text_at(object_at(answer, "removed"), "destination") + ".");
}

}  // namespace earshot::client
