#include "client/commands/person_called.hpp"

#include <algorithm>
#include <optional>

#include <boost/json.hpp>

#include "client/daemon/exit.hpp"
#include "client/daemon/session.hpp"
#include "client/screen/fields.hpp"
#include "client/screen/screen.hpp"
#include "client/screen/words.hpp"

namespace earshot::client {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_number = 18;  // digits
constexpr std::string_view by_id = "person:";
constexpr std::size_t longest_line = 60;  // columns of what tells somebody apart

}  // namespace

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= longest_number &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

namespace {

/// What is there, or nothing.
std::optional<json::object> found(Session& session, const std::string& target) {
    try {
        return session.daemon().get(target);
    } catch (const Ended& ended) {
        if (ended.exit == Exit::not_found) return std::nullopt;
        throw;
    }
}

/// "#3" or "finding:3": its number, else nothing.
std::string finding_in(const std::string& wanted) {
    for (const std::string prefix : {"#", "finding:"})
        if (wanted.starts_with(prefix) && is_number(wanted.substr(prefix.size())))
            return wanted.substr(prefix.size());
    return {};
}

std::string person_of_finding(const json::object& finding, const std::string& number) {
    const json::object& person = object_at(finding, "person");
    if (person.empty())
        throw Ended{Exit::rejected, "finding " + number + " is not about one person"};
    return text_at(person, "id");
}

/// Whether a number of it may still stand before the user: open, or over for less than a month.
bool is_of_late(const json::object& finding, Instant now) {
    constexpr Span kept = 30 * day;
    if (text_at(finding, "state") != "closed") return true;
    for (const char* field : {"closed_at", "told_at", "found_at"})
        if (const auto t = instant_at(finding, field); t && now - *t < kept) return true;
    return false;
}

/// A number alone is a person's, unless it is that of a finding about somebody else, too: then
/// neither is meant without a word.
std::string id_of_number(Session& session, const std::string& number, const std::string& retry) {
    const auto person = found(session, "/v1/people/" + number);
    const auto finding = found(session, "/v1/findings/" + number);
    const json::object none;
    const json::object& about = finding ? object_at(*finding, "person") : none;
    const bool is_meant = !about.empty() && is_of_late(*finding, session.daemon().now());
    if (!person) {
        if (is_meant) return text_at(about, "id");
        throw Ended{Exit::not_found, "there is no person " + number};
    }
    if (!is_meant || text_at(about, "id") == number) return number;
    throw Ended{Exit::not_found, number + " may be a person or a finding:\n  " + retry + " " +
                                     std::string(by_id) + number + "   " +
                                     text_at(*person, "name") + "\n  " + retry + " '#" + number +
                                     "'   " + text_at(about, "name") + ", of finding " + number};
}

/// What tells people of one name apart: circle, firm, feeds, and when they were seen.
std::string told_apart(const json::object& person, Instant now) {
    std::string text;
    const auto say = [&text](const std::string& part) {
        if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
    };
    const std::string standing = text_at(person, "standing");
    if (standing != "followed") say(standing);
    say(text_at(person, "circle"));
    say(text_at(person, "company"));
    const std::string name = text_at(person, "name");
    for (const json::value& source : array_at(person, "sources"))
        if (const std::string title = text_at(as_object(source), "title"); title != name)
            say(title);
    if (text.empty()) say(joined(array_at(person, "accounts"), ""));
    const auto seen = instant_at(person, "last_seen");
    say(seen ? "seen " + ago(seen, now) : "never seen");
    return fitted(text, longest_line);
}

}  // namespace

std::string id_of_person(Session& session, const std::string& wanted, const std::string& retry) {
    if (is_number(wanted)) return id_of_number(session, wanted, retry);
    if (const std::string number = finding_in(wanted); !number.empty())
        return person_of_finding(session.daemon().get("/v1/findings/" + number), number);
    if (wanted.starts_with(by_id) && is_number(wanted.substr(by_id.size())))
        return wanted.substr(by_id.size());
    const json::object answer = session.daemon().get("/v1/people?q=" + escaped(wanted));
    const json::array& items = array_at(answer, "items");
    if (items.empty()) throw Ended{Exit::not_found, "nobody is called \"" + wanted + "\""};
    if (items.size() > 1) {
        std::string message = "several people fit \"" + wanted + "\":";
        std::size_t names = 0, ids = 0;
        for (const json::value& item : items) {
            names = std::max(names, columns(text_at(as_object(item), "name")));
            ids = std::max(ids, text_at(as_object(item), "id").size());
        }
        for (const json::value& item : items) {
            const json::object& person = as_object(item);
            const std::string id = text_at(person, "id"), name = text_at(person, "name");
            message += "\n  " + retry + " " + std::string(by_id) + id +
                       std::string(ids - id.size() + 3, ' ') + name +
                       std::string(names - columns(name) + 3, ' ') +
                       told_apart(person, session.daemon().now());
        }
        throw Ended{Exit::not_found, message};
    }
    return text_at(as_object(items.front()), "id");
}

std::string id_of_whom(Session& session, const std::string& wanted, const std::string& retry) {
    if (!is_number(wanted)) return id_of_person(session, wanted, retry);
    if (const auto finding = found(session, "/v1/findings/" + wanted))
        return person_of_finding(*finding, wanted);
    std::string message = "finding " + wanted + " is not there";
    if (const auto person = found(session, "/v1/people/" + wanted))
        message += "; person " + wanted + " is " + text_at(*person, "name") + ":\n  " + retry +
                   " " + std::string(by_id) + wanted;
    throw Ended{Exit::not_found, message};
}

json::object person_called(Session& session, const std::string& wanted, const std::string& retry) {
    return session.daemon().get("/v1/people/" + id_of_person(session, wanted, retry));
}

}  // namespace earshot::client
