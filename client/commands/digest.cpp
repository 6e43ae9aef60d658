// `earshot digest`: what the next one would say, the ones that were made, and making one now.

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/arguments/arguments.hpp"
#include "client/commands/commands.hpp"
#include "client/daemon/exit.hpp"
#include "client/screen/fields.hpp"
#include "client/screen/table.hpp"
#include "client/screen/words.hpp"
#include "earshot/text.hpp"

namespace earshot::client {

namespace json = boost::json;

DigestCommands::DigestCommands(CLI::App& app, Session& session) : session_(session) {
    CLI::App* digest = app.add_subcommand("digest", "The next digest as it would be, and others");
    digest->footer("  earshot digest\n  earshot digest list\n  earshot digest show 2026-04-14");
    digest->require_subcommand(0, 1);
    digest->callback([this, digest] {
        if (digest->get_subcommands().empty()) preview();
    });

    CLI::App* preview =
        digest->add_subcommand("preview", "The next one; nothing is sent or marked");
    preview->add_option("--as-of", as_of_, "as if it were this time (2026-04-14T05:30:00Z)")
        ->type_name("TIME");
    preview->footer("  earshot digest preview --as-of 2026-03-01T07:30:00Z");
    preview->callback([this] { this->preview(); });

    CLI::App* list = digest->add_subcommand("list", "Those that were made, newest first");
    list->footer("  earshot digest list");
    list->callback([this] { this->list(); });

    CLI::App* show = digest->add_subcommand("show", "One that was made, as it was");
    show->add_option("id", id_, "as `earshot digest list` prints it")
        ->required()
        ->type_name(kind::digest);
    show->footer("  earshot digest show 2026-04-14");
    show->callback([this] { this->show(); });

    CLI::App* send = digest->add_subcommand("send", "Make one now and send it");
    send->add_option("--key", key_, "makes it once, however often the same key is given")
        ->type_name(kind::text);
    send->add_flag("--no-wait", no_wait_, "without waiting for what the other side says");
    send->footer("  earshot digest send");
    send->callback([this] { this->send(); });
}

void DigestCommands::print_digest(const std::string& target) {
    const std::string separator = target.find('?') == std::string::npos ? "?" : "&";
    if (session_.printed_as_json(target)) return;
    const std::string text = session_.daemon().ask("GET", target + separator + "format=text").body;
    std::string out;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t end = rest.find('\n');
        out += printable(rest.substr(0, end)) + "\n";
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    session_.print(out);
}

void DigestCommands::preview() {
    print_digest("/v1/digests/preview" + (as_of_.empty() ? "" : "?as_of=" + escaped(as_of_)));
}

void DigestCommands::show() {
    print_digest("/v1/digests/" + escaped(id_));
}

void DigestCommands::list() {
    if (session_.printed_as_json("/v1/digests")) return;
    Table table({{"id"}, {"made"}, {"items", true}, {"subject", false, true}});
    for (const json::value& item : session_.all_of("/v1/digests")) {
        const json::object& digest = as_object(item);
        const auto made = instant_at(digest, "made_at");
        table.add({text_at(digest, "id"),
                   made ? moment_of(*made, session_.daemon().zone(), session_.daemon().now()) : "",
                   std::to_string(count_at(digest, "items")), text_at(digest, "subject")});
    }
    if (table.empty()) return session_.say("No digest was made yet.   earshot digest");
    session_.print(table.text(session_.screen));
}

void DigestCommands::send() {
    std::map<std::string, std::string> headers;
    if (!key_.empty()) headers["Idempotency-Key"] = printable(key_);
    const std::string body = session_.daemon().ask("POST", "/v1/digests/send", "", headers).body;
    if (session_.json) return session_.print(body + "\n");
    const json::value answer = json::parse(body);
    const std::string id = text_at(as_object(answer), "id");
    session_.say(
        (flag_at(as_object(answer), "repeated") ? "Made before: digest " : "Made: digest ") + id +
        ".   earshot digest show " + id);
    if (!no_wait_ && !DeliverCommands::told_of_digest(session_, id)) throw Ended{Exit::failed, ""};
}

}  // namespace earshot::client
