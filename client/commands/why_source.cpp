// `earshot why source:ID`: the last poll of a feed, in full, and the reason for the next.

#include <algorithm>

#include <boost/json.hpp>

#include "client/commands/commands.hpp"
#include "client/commands/person_called.hpp"
#include "client/daemon/exit.hpp"
#include "client/screen/fields.hpp"
#include "client/screen/words.hpp"

namespace earshot::client {

namespace json = boost::json;

void FindingCommands::why_source(const std::string& id) {
    if (!is_number(id))
        throw Ended{Exit::usage, "source: wants the number of a feed.   earshot sources"};
    const std::string target = "/v1/sources/" + id;
    if (session_.json) {
        session_.printed_as_json(target + "/history?limit=1");
        return;
    }
    const json::object source = session_.daemon().get(target);
    const json::object history = session_.daemon().get(target + "/history?limit=1");
    const json::array& polls = array_at(history, "items");
    const Zone zone = session_.daemon().zone();
    const Instant now = session_.daemon().now();
    const auto moment = [&](const json::object& of, const char* name) {
        const auto at = instant_at(of, name);
        return at ? moment_of(*at, zone, now) : std::string();
    };

    session_.print(session_.screen.bold(text_at(source, "title")) + "   " + text_at(source, "url") +
                   "\n");
    std::vector<Session::Line> lines;
    const auto add = [&lines](const char* label, const std::string& text) {
        if (!text.empty()) lines.push_back({label, text, ""});
    };
    if (!polls.empty()) {
        const json::object& poll = as_object(polls.front());
        add("last poll", moment(poll, "at"));
        add("answered by", text_at(poll, "asked"));
        const std::string sent = text_at(poll, "sent");
        add("asked with", sent.empty() ? "no conditions: for the whole document" : sent);
        const std::string status = text_at(poll, "status");
        add("answer", (status == "0" ? "none" : status) + ", " + text_at(poll, "result") + ", " +
                          text_at(poll, "bytes") + " bytes");
        add("it gave", text_at(poll, "received"));
        add("it said", text_at(poll, "hints"));
        add("problem", text_at(poll, "problem"));
    }
    const json::object& next = object_at(object_at(source, "poll"), "next");
    std::string reason = text_at(next, "reason");
    std::replace(reason.begin(), reason.end(), '_', ' ');
    add("next poll", moment(next, "at"));
    add("because",
        reason + (text_at(next, "detail").empty() ? "" : ": " + text_at(next, "detail")));
    session_.print_sheet(lines);
}

}  // namespace earshot::client
