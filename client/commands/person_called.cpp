#include "client/commands/person_called.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "client/daemon/exit.hpp"
#include "client/daemon/session.hpp"
#include "client/screen/fields.hpp"

namespace earshot::client {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_number = 18;  // digits
constexpr std::string_view by_id = "person:";

}  // namespace

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= longest_number &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string id_of_person(Session& session, const std::string& wanted, const std::string& retry) {
    if (is_number(wanted)) return wanted;
    if (wanted.starts_with(by_id)) return wanted.substr(by_id.size());
    const json::object found = session.daemon().get("/v1/people?q=" + escaped(wanted));
    const json::array& items = array_at(found, "items");
    if (items.empty()) throw Ended{Exit::not_found, "nobody is called \"" + wanted + "\""};
    if (items.size() > 1) {
        std::string message = "several people fit \"" + wanted + "\":";
        for (const json::value& item : items)
            message += "\n  " + retry + " " + std::string(by_id) + text_at(as_object(item), "id") +
                       "   " + text_at(as_object(item), "name");
        throw Ended{Exit::not_found, message};
    }
    return text_at(as_object(items.front()), "id");
}

std::string id_of_whom(Session& session, const std::string& wanted, const std::string& retry) {
    if (!is_number(wanted)) return id_of_person(session, wanted, retry);
    const json::object finding = session.daemon().get("/v1/findings/" + wanted);
    const json::object& person = object_at(finding, "person");
    if (person.empty())
        throw Ended{Exit::rejected, "finding " + wanted + " is not about one person"};
    return text_at(person, "id");
}

json::object person_called(Session& session, const std::string& wanted, const std::string& retry) {
    return session.daemon().get("/v1/people/" + id_of_person(session, wanted, retry));
}

}  // namespace earshot::client
