// `earshot import` and `earshot export`.

#include <map>
#include <string>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/arguments/arguments.hpp"
#include "client/arguments/progress_line.hpp"
#include "client/commands/commands.hpp"
#include "client/daemon/exit.hpp"
#include "client/daemon/written_file.hpp"
#include "client/screen/fields.hpp"
#include "client/screen/table.hpp"
#include "client/screen/words.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;

json::object parsed(const std::string& body) {
    boost::system::error_code error;
    json::value value = json::parse(body, error);
    if (error || !value.is_object())
        throw Ended{Exit::failed, "the daemon's answer cannot be read"};
    return std::move(value.get_object());
}

std::string things(const std::string& kind, long long number) {
    if (kind == "opml" || kind == "youtube") return counted(number, "feed", "feeds");
    if (kind == "vcard") return counted(number, "card", "cards");
    if (kind == "contacts") return counted(number, "row", "rows");
    if (kind == "linkedin") return counted(number, "connection", "connections");
    if (kind == "messages") return counted(number, "day", "days");
    if (kind == "invitations") return counted(number, "invitation", "invitations");
    if (kind == "archive") return counted(number, "item", "items");
    return counted(number, "account", "accounts");
}

/// "214 feeds: 201 new, 9 known, 4 refused".
std::string summary(const json::object& answer) {
    long long all = 0;
    std::string parts;
    for (const char* word : {"new", "changed", "known", "refused"}) {
        const long long number = count_at(answer, word);
        all += number;
        if (number > 0) parts += (parts.empty() ? "" : ", ") + std::to_string(number) + " " + word;
    }
    return things(text_at(answer, "kind"), all) + (parts.empty() ? "" : ": " + parts) + ".";
}

/// "9 new feeds, 4 new people; 5 new feeds say who writes them when they are read."
std::string people_and_feeds(const json::object& answer) {
    const std::string people = counted(count_at(answer, "people_new"), "new person", "new people");
    const long long feeds = count_at(answer, "sources_new");
    const std::string kind = text_at(answer, "kind");
    if (kind != "opml" && kind != "youtube") return people + ".";
    std::string text = counted(feeds, "new feed", "new feeds") + ", " + people;
    if (const long long unknown = count_at(answer, "writers_unknown"); unknown > 0)
        text += "; who writes " + std::to_string(unknown) + " of them is said when they are read";
    return text + ".";
}

}  // namespace

ExchangeCommands::ExchangeCommands(CLI::App& app, Session& session) : session_(session) {
    CLI::App* in = app.add_subcommand("import",
                                      "Take in a list of feeds, an address book, LinkedIn's "
                                      "archive, or whom you follow elsewhere");
    one_of(in->add_option("kind", kind_, "what it is; auto: the file says it itself")->required(),
           {"auto", "opml", "vcard", "linkedin", "mastodon", "bluesky", "github", "youtube",
            "contacts", "csv", "json"});
    in->add_option("file", file_, "the file; - is standard input, a folder all .vcf files in it")
        ->required()
        ->type_name(kind::file);
    in->add_flag("--dry-run", dry_run_, "only say what it would come to");
    in->add_flag("--many", many_, "the feeds of the list carry many people each");
    in->add_option("--circle", circle_, "the circle of these people, instead of folder or category")
        ->type_name(kind::name);
    in->footer(
        "  earshot import opml subscriptions.opml --dry-run\n"
        "  earshot import vcard ~/.contacts\n"
        "  earshot import linkedin Basic_LinkedInDataExport.zip\n"
        "  earshot import auto following_accounts.csv");
    in->callback([this] { import_file(); });

    CLI::App* out = app.add_subcommand("export", "Feeds and people, to take elsewhere");
    one_of(out->add_option("kind", kind_, "feeds, or people and feeds")->required(),
           {"opml", "json"});
    out->add_flag("--secrets", secrets_, "with the tokens in addresses, for those who may write");
    out->footer("  earshot export opml > feeds.opml\n  earshot export json --secrets > all.json");
    out->callback([this] { export_file(); });
}

void ExchangeCommands::import_file() {
    const Result<WrittenFile> file = read_written(file_);
    if (!file) throw Ended{Exit::failed, to_text(file.error())};
    std::string target = "/v1/import/" + kind_ + "?dry_run=" + (dry_run_ ? "1" : "0");
    if (many_) target += "&many=1";
    if (!circle_.empty()) target += "&circle=" + escaped(circle_);
    const std::map<std::string, std::string> type{{"Content-Type", "application/octet-stream"}};
    ProgressLine progress(session_, "/v1/imports", things);
    const std::string body =
        session_.daemon()
            .ask("POST", target, file->bytes, type, [&progress] { progress.draw(); })
            .body;
    progress.clear();
    const json::object answer = parsed(body);

    const bool nothing_good = count_at(answer, "refused") > 0 && count_at(answer, "new") == 0 &&
                              count_at(answer, "changed") == 0 && count_at(answer, "known") == 0;
    const Exit exit = nothing_good                 ? Exit::rejected
                      : flag_at(answer, "cut_off") ? Exit::failed
                                                   : Exit::ok;
    if (session_.json) {
        session_.print(body + "\n");
    } else {
        Table table({{"line", true}, {"what"}, {"who", false, true}, {"detail", false, true}});
        for (const json::value& item : array_at(answer, "items")) {
            const json::object& one = as_object(item);
            const long long line = count_at(one, "line");
            const std::string part = text_at(one, "file");
            const std::string place = line <= 0      ? part
                                      : part.empty() ? file->place_of(line)
                                                     : part + ":" + std::to_string(line);
            table.add({place, text_at(one, "state"), text_at(one, "name"), text_at(one, "detail")});
        }
        if (!table.empty()) session_.print(table.text(session_.screen));
        if (count_at(answer, "left_out") > 0)
            session_.say("and " + text_at(answer, "left_out") + " more");
        session_.say(summary(answer));
        session_.say(people_and_feeds(answer));
        if (const long long others = count_at(answer, "not_people"); others > 0)
            session_.say(std::to_string(others) +
                         " more of nobody: firms, places, closed accounts.");
        if (const long long alike = count_at(answer, "alike"); alike > 0)
            session_.say(std::to_string(alike) +
                         " of them may be somebody whom you have already: earshot suggest");
        if (const long long news = count_at(answer, "connections_new"); news > 0)
            session_.say(counted(news, "new connection", "new connections") + " of yours.");
        if (flag_at(answer, "first_connections"))
            session_.say("These are the first: the next import tells who is new.");
        if (flag_at(answer, "cut_off"))
            session_.say("The file is broken: what came whole before that was taken in.");
        if (const long long change = count_at(answer, "change"); change > 0 && !dry_run_)
            session_.say("earshot undo " + std::to_string(change) + " takes all of it back.");
        if (dry_run_) session_.say("Nothing was changed: this was a dry run.");
    }
    if (exit != Exit::ok) throw Ended{exit, ""};
}

void ExchangeCommands::export_file() {
    const std::string target =
        "/v1/export/" + kind_ + (secrets_ ? std::string("?secrets=1") : std::string());
    const std::string body = session_.daemon().ask("GET", target).body;
    session_.print(body.ends_with('\n') ? body : body + "\n");
    if (!secrets_ && body.find("…") != std::string::npos)
        session_.say("Some addresses hold secrets, which are hidden.   --secrets shows them");
}

}  // namespace earshot::client
