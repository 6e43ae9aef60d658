// `earshot status`: one screen, what is wrong first, and what to type next.

#include <vector>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "client/commands/commands.hpp"
#include "client/daemon/exit.hpp"
#include "client/screen/fields.hpp"
#include "client/screen/tone.hpp"
#include "client/screen/words.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;
using Line = Session::Line;

constexpr std::size_t most_reasons = 7;

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
    // Two hundred hosts that do not answer are one line more than seven.
    const std::size_t shown = reasons.size() > most_reasons + 1 ? most_reasons : reasons.size();
    for (std::size_t i = 0; i < shown; ++i) {
        const std::string reason = text_of(reasons[i]);
        if (i == 0)
            lines.push_back({"vouch", answer + reason, step_for(status)});
        else
            lines.push_back({"", reason, ""});
    }
    if (shown < reasons.size())
        lines.push_back(
            {"", "and " + std::to_string(reasons.size() - shown) + " more", "earshot doctor"});
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
    status->add_flag("--short", short_, "One line, for a prompt or a bar");
    status->add_flag("--exit-code", exit_code_,
                     "End with 0 when nothing is open, 10 when something is, 20 when something "
                     "cannot be seen");
    status->footer(
        "  earshot status\n  earshot status --short\n"
        "  earshot status --short --exit-code || notify-send earshot\n"
        "  earshot status --json | jq .health");
    status->callback([this] { run(); });
}

namespace {

/// "back 2  quiet 1  unseen 9"; "ok" when there is nothing to say.
std::string in_short(const json::object& status) {
    std::string text;
    const auto add = [&text](const std::string& word, long long number) {
        if (number > 0) text += (text.empty() ? "" : "  ") + word + " " + std::to_string(number);
    };
    for (const char* matter : {"back", "quiet", "new", "busy", "shared", "trouble"})
        add(matter, count_at(object_at(status, "open"), matter));
    add("unseen", count_at(object_at(status, "coverage"), "held_back"));
    add("unsent", count_at(object_at(status, "outbox"), "given_up"));
    const std::string health = text_at(status, "health");
    if (health == "failing") text = health + (text.empty() ? "" : "  " + text);
    return text.empty() ? health : text;
}

/// Of a command that is asked what there is.
void end_by(const json::object& status) {
    if (text_at(status, "health") != "ok") throw Ended{Exit::cannot_vouch, ""};
    for (const auto& matter : object_at(status, "open"))
        if (matter.value().is_int64() && matter.value().get_int64() > 0)
            throw Ended{Exit::something_open, ""};
}

}  // namespace

void StatusCommand::run() {
    const json::object status = session_.daemon().get("/v1/status");
    if (session_.json)
        session_.print(json::serialize(status) + "\n");
    else if (short_)
        session_.print(in_short(status) + "\n");
    else
        print(status);
    if (exit_code_) end_by(status);
}

void StatusCommand::print(const json::object& status) {
    const Instant now = session_.daemon().now();
    const Zone zone = session_.daemon().zone();
    const std::string health = text_at(status, "health");
    const bool well = health == "ok";

    const std::optional<Instant> last_poll = instant_at(object_at(status, "polls"), "last_at");
    session_.print(session_.screen.bold("earshot " + text_at(status, "version")) + "   " +
                   session_.screen.bold(tinted(session_.screen, tone_of(health), health)) +
                   "   up " + length(Span(count_at(status, "uptime_seconds"))) + "   store " +
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
    if (!mail.empty()) lines.push_back({"outbox", mail, "earshot outbox"});
    if (well) lines.insert(lines.end(), vouch.begin(), vouch.end());
    session_.print_sheet(lines);
}

}  // namespace earshot::client
