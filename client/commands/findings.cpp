// `earshot why N` and `earshot why NAME`. `earshot why source:ID` is in why_source.cpp.

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/arguments/arguments.hpp"
#include "client/commands/commands.hpp"
#include "client/commands/person_called.hpp"
#include "client/screen/fields.hpp"
#include "client/screen/words.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;

constexpr std::string_view source_prefix = "source:";

std::string title_of(const std::string& kind) {
    if (kind == "quiet") return "quiet longer than usual";
    if (kind == "back") return "back again";
    if (kind == "burst") return "many at once";
    if (kind == "follow_up") return "a new connection without a word";
    if (kind == "shared") return "several at once";
    if (kind == "trouble") return "a feed that needs hands";
    return kind;
}

}  // namespace

FindingCommands::FindingCommands(CLI::App& app, Session& session) : session_(session) {
    CLI::App* why = app.add_subcommand(
        "why",
        "The evidence behind a finding, why nothing is told of somebody, or when a feed is polled");
    why->add_option("what", what_,
                    "the number that digest, who and open print, a name, or source:7")
        ->required()
        ->type_name(kind::whom);
    why->footer("  earshot why 3\n  earshot why ines\n  earshot why source:7");
    why->callback([this] { this->why(); });
}

void FindingCommands::why_not(const std::string& person) {
    const std::string target = "/v1/people/" + person + "/why";
    if (session_.printed_as_json(target)) return;
    const json::object answer = session_.daemon().get(target);
    const std::string finding = text_at(answer, "finding");
    const std::string name = text_at(object_at(answer, "person"), "name");
    session_.print(session_.screen.bold(name) +
                   (finding.empty() ? "" : "   earshot why " + finding) + "\n");
    std::vector<Session::Line> lines;
    for (const json::value& item : array_at(answer, "why"))
        lines.push_back({text_at(as_object(item), "label"), text_at(as_object(item), "text"), ""});
    session_.print_sheet(lines);
}

void FindingCommands::why() {
    const std::string number = what_.starts_with('#') ? what_.substr(1) : what_;
    if (what_.starts_with(source_prefix)) return why_source(what_.substr(source_prefix.size()));
    if (!is_number(number)) return why_not(id_of_person(session_, what_, "earshot why"));
    const std::string target = "/v1/findings/" + number;
    if (session_.printed_as_json(target)) return;
    const json::object finding = session_.daemon().get(target);
    const Instant now = session_.daemon().now();
    const Zone zone = session_.daemon().zone();
    std::string name = text_at(object_at(finding, "person"), "name");
    if (name.empty()) name = text_at(object_at(finding, "source"), "title");

    std::string when;
    const auto found = instant_at(finding, "found_at");
    const auto told = instant_at(finding, "told_at");
    if (found) when = "found " + day_of(*found, zone, now);
    if (told) when += ", told " + day_of(*told, zone, now);
    session_.print(session_.screen.bold("#" + number + "  " + title_of(text_at(finding, "kind")) +
                                        (name.empty() ? "" : ": " + name)) +
                   "   " + when + "\n");
    std::vector<Session::Line> lines;
    for (const json::value& item : array_at(finding, "why"))
        lines.push_back({text_at(as_object(item), "label"), text_at(as_object(item), "text"), ""});
    session_.print_sheet(lines);
}

}  // namespace earshot::client
