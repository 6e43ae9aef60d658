#include "client/daemon/refusal.hpp"

#include <cerrno>
#include <cstring>

#include <boost/json.hpp>

#include "client/screen/fields.hpp"
#include "earshot/text.hpp"

namespace earshot::client {

namespace json = boost::json;

Exit exit_for(int status) {
    switch (status) {
        case 403: return Exit::not_permitted;
        case 404: return Exit::not_found;
        case 400:
        case 409:
        case 413:
        case 422: return Exit::rejected;
        default: return Exit::failed;
    }
}

namespace {

/// As a shell takes it for one word, whatever is in it.
std::string quoted(const std::string& text) {
    std::string out = "'";
    for (char c : text)
        out += c == '\'' ? "'\\''" : std::string(1, c);
    return out + "'";
}

}  // namespace

std::string choice_of(const json::array& feeds) {
    std::string out;
    for (const json::value& item : feeds) {
        const json::object& feed = as_object(item);
        const std::string url = text_at(feed, "url");
        const std::string title = text_at(feed, "title");
        const bool is_hidden = url.find("…") != url.npos;
        out += "\n  " + (is_hidden ? url + " (as the page has it)" : "earshot add " + quoted(url));
        if (!title.empty()) out += "   " + title;
    }
    return out;
}

std::string message_of(int status, const std::string& body) {
    boost::system::error_code error;
    const json::value value = json::parse(body, error);
    const json::object& problem = as_object(value);
    const json::array& problems = array_at(problem, "problems");
    if (problems.empty()) {
        const std::string detail = text_at(problem, "detail");
        if (!detail.empty()) return printable(detail) + choice_of(array_at(problem, "feeds"));
        return "the daemon answered with status " + std::to_string(status);
    }
    std::string out;
    for (const json::value& item : problems) {
        const json::object& one = as_object(item);
        std::string place = text_at(one, "file");
        if (!place.empty()) place += ":" + text_at(one, "line");
        if (place.empty()) place = text_at(one, "where");
        if (!out.empty()) out += '\n';
        out += printable((place.empty() ? "" : place + ": ") + text_at(one, "message"));
    }
    return out;
}

std::string hint_for(int error) {
    switch (error) {
        case EACCES:
        case EPERM: return "you may not open it: join the group earshot, then log in again";
        case ENOENT: return "there is no such socket";
        case ECONNREFUSED: return "nobody answers there";
        default: return std::strerror(error);
    }
}

}  // namespace earshot::client
