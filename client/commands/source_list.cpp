// `earshot sources`: the feeds, where they are, how they do and when they are next.

#include "client/commands/source_list.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "client/commands/commands.hpp"
#include "client/screen/fields.hpp"
#include "client/screen/table.hpp"
#include "client/screen/words.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;

/// What went wrong, or why it is not looked at.
std::string problem_of(const json::object& source) {
    const json::object& state = object_at(source, "poll");
    const std::string problem = text_at(state, "problem");
    if (text_at(source, "health") != "unread" || !problem.empty()) return problem;
    return "put off: " + reason_of(object_at(state, "next"));
}

/// Its health, and that nobody looks at its certificate.
std::string health_of(const json::object& source) {
    const std::string health = text_at(source, "health");
    return flag_at(object_at(source, "request"), "insecure") ? health + ", insecure" : health;
}

/// Secrets are hidden already. For a person without what is always the same.
std::string address_of(const json::object& source, const Screen& screen) {
    std::string url = text_at(source, "url");
    if (!screen.terminal) return url;
    for (const char* usual : {"https://", "http://"})
        if (url.starts_with(usual)) url.erase(0, std::string(usual).size());
    return url;
}

}  // namespace

std::string name_of(const json::object& source) {
    const std::string title = text_at(source, "title");
    return title.empty() ? text_at(source, "url") : title;
}

std::string whose(const json::object& source) {
    const std::string person = text_at(object_at(source, "person"), "name");
    if (!person.empty()) return person;
    const std::string carries = text_at(source, "carries");
    return carries == "many" ? "(many)" : carries == "nobody" ? "(nobody)" : "";
}

std::string reason_of(const json::object& due) {
    std::string reason = text_at(due, "reason");
    std::replace(reason.begin(), reason.end(), '_', ' ');
    const std::string detail = text_at(due, "detail");
    return detail.empty() ? reason : reason + " (" + detail + ")";
}

void SourceCommands::list() {
    const std::string target =
        std::string("/v1/sources?limit=500") + (failing_ ? "&health=failing,unread" : "");
    if (session_.printed_as_json(target)) return;
    // The reason of the next look is the first to go on a narrow screen: `earshot why source:7`.
    Table table(
        {{"id", true},
         {"feed", false, true},
         {"whose", false, true, true},
         {"health", false, false, false, true},
         {"read"},
         {"next", false, false, failing_},
         {failing_ ? "problem" : "why then", false, true, !failing_, false, failing_ ? 26u : 14u},
         {"address", false, true, false, false, failing_ ? 24u : 34u}});
    std::string after;
    do {
        const json::object answer =
            session_.daemon().get(target + (after.empty() ? "" : "&after=" + after));
        const Instant now = session_.daemon().now();
        for (const json::value& item : array_at(answer, "items")) {
            const json::object& source = as_object(item);
            const json::object& state = object_at(source, "poll");
            const json::object& next = object_at(state, "next");
            const auto due = instant_at(next, "at");
            table.add({text_at(source, "id"), name_of(source), whose(source), health_of(source),
                       ago(instant_at(state, "last_good"), now),
                       due ? (*due <= now ? "now" : ago(due, now)) : "-",
                       failing_ ? problem_of(source) : reason_of(next),
                       address_of(source, session_.screen)});
        }
        after = text_at(answer, "next");
    } while (!after.empty());
    if (!table.empty()) return session_.print(table.text(session_.screen));
    session_.say(failing_ ? "Every feed can be read."
                          : "There is no feed yet.   earshot add URL --person NAME");
}

}  // namespace earshot::client
