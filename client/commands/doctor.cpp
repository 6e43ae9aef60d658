// `earshot doctor`: whether silence can be trusted, and what stands in the way, with what to type
// next. Reads only.

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/commands/commands.hpp"
#include "client/daemon/exit.hpp"
#include "client/screen/fields.hpp"
#include "client/screen/words.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;

constexpr const char* page = "limit=500";

std::vector<json::object> items_of(Session& session, const std::string& target) {
    std::vector<json::object> items;
    for (const json::value& item : session.all_of(target))
        items.push_back(as_object(item));
    return items;
}

/// Lines by what they are about. Each has an end: what does not fit is counted, with the command
/// that lists it.
class Matters {
public:
    void add(const std::string& label, std::string text, std::string next) {
        if (matters_.empty() || matters_.back().label != label) matters_.push_back({label, {}});
        matters_.back().lines.push_back({"", std::move(text), std::move(next)});
    }
    std::vector<Session::Line> lines() const {
        std::vector<Session::Line> all;
        for (const auto& [label, lines] : matters_) {
            const std::size_t shown = lines.size() > most + 1 ? most : lines.size();
            const auto first = all.size();
            all.insert(all.end(), lines.begin(),
                       lines.begin() + static_cast<std::ptrdiff_t>(shown));
            all[first][0] = label;
            if (shown < lines.size())
                all.push_back(
                    {"", "and " + std::to_string(lines.size() - shown) + " more", list_of(label)});
        }
        return all;
    }

private:
    static constexpr std::size_t most = 10;

    static std::string list_of(const std::string& label) {
        if (label == "failing" || label == "unread") return "earshot sources --failing";
        if (label == "insecure") return "earshot sources";
        if (label == "trouble") return "earshot open";
        if (label == "unsent") return "earshot outbox";
        return "earshot status --json";
    }

    struct Matter {
        std::string label;
        std::vector<Session::Line> lines;
    };
    std::vector<Matter> matters_;
};

}  // namespace

DoctorCommand::DoctorCommand(CLI::App& app, Session& session) : session_(session) {
    CLI::App* doctor =
        app.add_subcommand("doctor", "Whether silence can be trusted, and what stands in the way");
    doctor->footer("  earshot doctor");
    doctor->callback([this] { run(); });
}

void DoctorCommand::run() {
    if (session_.printed_as_json("/v1/status")) return;
    Connection& daemon = session_.daemon();
    const json::object status = daemon.get("/v1/status");
    const Instant now = daemon.now();
    Matters matters;
    const auto add = [&](const std::string& label, std::string text, std::string next) {
        matters.add(label, std::move(text), std::move(next));
    };

    for (const json::value& reason : array_at(status, "reasons"))
        add("health", text_of(reason), "");
    for (const json::object& source :
         items_of(session_, std::string("/v1/sources?health=failing&") + page)) {
        const json::object& poll = object_at(source, "poll");
        add("failing",
            text_at(source, "title") + "   " + text_at(source, "url") + "   " +
                text_at(poll, "problem") + ", since " + ago(instant_at(poll, "failing_since"), now),
            "earshot sources history " + text_at(source, "id"));
    }
    for (const json::value& item : array_at(object_at(status, "coverage"), "nameless")) {
        const json::object& feed = as_object(item);
        const json::object& source = object_at(feed, "source");
        add("unnamed",
            text_at(source, "title") + "   " + text_at(feed, "unnamed") + " of its last " +
                text_at(feed, "entries") + " entries name nobody, so " +
                counted(count_at(feed, "people"), "person is", "people are") + " held back",
            "earshot sources unnamed " + text_at(source, "id"));
    }
    for (const json::object& source :
         items_of(session_, std::string("/v1/sources?health=unread&") + page)) {
        const json::object& poll = object_at(source, "poll");
        const json::object& next = object_at(poll, "next");
        add("unread",
            text_at(source, "title") + "   " + text_at(source, "url") + "   read " +
                ago(instant_at(poll, "last_good"), now) + ", next " +
                ago(instant_at(next, "at"), now) + ": " + text_at(next, "reason"),
            "earshot sources poll " + text_at(source, "id") + " --force");
    }
    for (const json::object& source :
         items_of(session_, std::string("/v1/sources?health=insecure&") + page))
        add("insecure",
            text_at(source, "title") + "   " + text_at(source, "url") +
                "   whatever certificate it shows is taken",
            "earshot sources set " + text_at(source, "id") + " --ca-file FILE");
    for (const char* state : {"open", "told"})
        for (const json::object& finding : items_of(
                 session_, std::string("/v1/findings?kind=trouble&state=") + state + "&" + page))
            add("trouble",
                text_at(object_at(finding, "source"), "title") + " " + text_at(finding, "sentence"),
                "earshot why " + text_at(finding, "number"));
    for (const char* state : {"waiting", "given_up"})
        for (const json::object& delivery :
             items_of(session_, std::string("/v1/outbox?state=") + state))
            if (count_at(delivery, "attempts") > 0)
                add("unsent",
                    "digest " + text_at(delivery, "digest") + " to " +
                        text_at(delivery, "destination") + ": " + text_at(delivery, "last_answer"),
                    "earshot outbox");
    const std::vector<Session::Line> lines = matters.lines();
    if (lines.empty() && count_at(object_at(status, "sources"), "total") == 0)
        return session_.say("There is no feed yet.   earshot add URL --person NAME");
    if (lines.empty()) return session_.say("Every feed can be read: silence means silence.");
    session_.print_sheet(lines);
}

}  // namespace earshot::client
