#include "client/person_called.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "client/exit.hpp"
#include "client/fields.hpp"
#include "client/session.hpp"

namespace earshot::client {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_number = 18;  // digits

}  // namespace

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= longest_number &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string id_of_person(Session& session, const std::string& wanted, const std::string& retry) {
    if (is_number(wanted)) return wanted;
    const json::object found = session.daemon().get("/v1/people?q=" + escaped(wanted));
    const json::array& items = array_at(found, "items");
    if (items.empty()) throw Ended{Exit::not_found, "nobody is called \"" + wanted + "\""};
    if (items.size() > 1) {
        std::string message = "several people fit \"" + wanted + "\":";
        for (const json::value& item : items)
            message += "\n  " + retry + " " + text_at(as_object(item), "id") + "   " +
                       text_at(as_object(item), "name");
        throw Ended{Exit::not_found, message};
    }
    return text_at(as_object(items.front()), "id");
}

json::object person_called(Session& session, const std::string& wanted, const std::string& retry) {
    return session.daemon().get("/v1/people/" + id_of_person(session, wanted, retry));
}

}  // namespace earshot::client
