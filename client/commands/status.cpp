// `earshot status`: one screen, what is wrong first, and what to type next.

#include <vector>

#include <CLI/CLI.hpp>

#include "client/commands/commands.hpp"
#include "client/screen/fields.hpp"
#include "client/screen/words.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;
using Line = Session::Line;

/// "150 ok · 12 failing" from the numbers that are not zero.
class Parts {
public:
    Parts& add(long long number, const std::string& word) {
        if (number == 0) return *this;
        text_ += (text_.empty() ? "" : " · ") + std::to_string(number) + " " + word;
        return *this;
    }
    std::string text(const std::string& none) const { return text_.empty() ? none : text_; }

private:
    std::string text_;
};

std::string step_for(const json::object& status) {
    const json::object& sources = object_at(status, "sources");
    if (count_at(sources, "failing") + count_at(sources, "unread") > 0)
        return "earshot sources --failing";
    if (count_at(object_at(status, "outbox"), "waiting") > 0 ||
        count_at(object_at(status, "outbox"), "given_up") > 0)
        return "journalctl -u earshotd";
    return "";
}

/// Whether the silence of a person means anything: with every reason why not.
std::vector<Line> vouch_lines(const json::object& status) {
    const std::string health = text_at(status, "health");
    const json::array& reasons = array_at(status, "reasons");
    const std::string answer = health == "ok"        ? "yes"
                               : health == "failing" ? "no: "
                                                     : "yes, except: ";
    if (count_at(object_at(status, "sources"), "total") == 0)
        return {{"vouch", "not yet: there is no feed", "earshot add URL --person NAME"}};
    std::vector<Line> lines;
    for (std::size_t i = 0; i < reasons.size(); ++i) {
        const std::string reason = text_of(reasons[i]);
        if (i == 0)
            lines.push_back({"vouch", answer + reason, step_for(status)});
        else
            lines.push_back({"", reason, ""});
    }
    if (lines.empty()) lines.push_back({"vouch", answer, ""});
    return lines;
}

Line open_line(const json::object& status) {
    const json::object& open = object_at(status, "open");
    Parts parts;
    for (const char* matter : {"back", "quiet", "new", "busy", "shared", "trouble"})
        parts.add(count_at(open, matter), matter);
    const std::string text = parts.text("nothing");
    return {"open", text, text == "nothing" ? "" : "earshot open"};
}

Line feeds_line(const json::object& status) {
    const json::object& sources = object_at(status, "sources");
    const long long total = count_at(sources, "total");
    if (total == 0) return {"feeds", "none", "earshot add URL"};
    const long long ok = count_at(sources, "active") - count_at(sources, "failing") -
                         count_at(sources, "unread") - count_at(sources, "waiting");
    Parts parts;
    parts.add(ok, "ok")
        .add(count_at(sources, "failing"), "failing")
        .add(count_at(sources, "unread"), "not read in time")
        .add(count_at(sources, "waiting"), "not read yet")
        .add(count_at(sources, "paused"), "paused")
        .add(count_at(sources, "gone"), "gone");
    return {"feeds", std::to_string(total) + ": " + parts.text(""),
            count_at(sources, "failing") + count_at(sources, "unread") > 0
                ? "earshot sources --failing"
                : "earshot sources"};
}

Line people_line(const json::object& status) {
    const json::object& people = object_at(status, "people");
    Parts parts;
    parts.add(count_at(people, "as_usual"), "as usual")
        .add(count_at(people, "beyond"), "silent longer than ever seen, not past their line")
        .add(count_at(people, "quiet"), "quiet")
        .add(count_at(people, "held_back"), "cannot be seen")
        .add(count_at(people, "learning"), "rhythm still learned");
    const std::string more = parts.text("");
    const long long resting = count_at(people, "resting");
    return {"people",
            std::to_string(count_at(people, "followed")) + " followed" +
                (more.empty() ? "" : ": " + more) +
                (resting == 0 ? "" : "; " + std::to_string(resting) + " resting"),
            count_at(people, "beyond") > 0 ? "earshot who soon" : "earshot who all"};
}

}  // namespace

StatusCommand::StatusCommand(CLI::App& app, Session& session) : session_(session) {
    CLI::App* status = app.add_subcommand("status", "One look at everything");
    status->footer("  earshot status\n  earshot status --json | jq .health");
    status->callback([this] { run(); });
}

void StatusCommand::run() {
    if (session_.printed_as_json("/v1/status")) return;
    const json::object status = session_.daemon().get("/v1/status");
    const Instant now = session_.daemon().now();
    const Zone zone = session_.daemon().zone();
    const std::string health = text_at(status, "health");
    const bool well = health == "ok";

    const std::optional<Instant> last_poll = instant_at(object_at(status, "polls"), "last_at");
    session_.print(session_.screen.bold("earshot " + text_at(status, "version")) + "   " +
                   (well ? health : session_.screen.bold(health)) + "   up " +
                   length(Span(count_at(status, "uptime_seconds"))) + "   store " +
                   bytes(count_at(object_at(status, "store"), "bytes")) +
                   (last_poll ? "   last poll " + ago(last_poll, now) : "") + "\n");

    std::vector<Line> lines;
    const std::vector<Line> vouch = vouch_lines(status);
    if (!well) lines = vouch;
    lines.push_back(open_line(status));
    lines.push_back(feeds_line(status));
    lines.push_back(people_line(status));
    const json::object& digest = object_at(status, "digest");
    const std::optional<Instant> next = instant_at(digest, "next_at");
    if (next)
        lines.push_back(
            {"digest", moment_of(*next, zone, now) + " (" + zone.name() + ")", "earshot digest"});
    const json::object& outbox = object_at(status, "outbox");
    const std::string mail = Parts()
                                 .add(count_at(outbox, "waiting"), "waiting")
                                 .add(count_at(outbox, "given_up"), "given up")
                                 .text("");
    if (!mail.empty()) lines.push_back({"outbox", mail, ""});
    if (well) lines.insert(lines.end(), vouch.begin(), vouch.end());
    session_.print_sheet(lines);
}

}  // namespace earshot::client
