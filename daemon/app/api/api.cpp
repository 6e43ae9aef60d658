#include "daemon/app/api/api.hpp"

#include <exception>

#include <boost/json.hpp>
#include <boost/system/system_error.hpp>

#include "daemon/app/api/routes.hpp"
#include "daemon/io/host/log.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;
using control::Answer;

/// Whether "a,b,c" names `word`.
bool lists(std::string_view words, std::string_view word) {
    while (!words.empty()) {
        const std::size_t comma = words.find(',');
        if (words.substr(0, comma) == word) return true;
        words.remove_prefix(comma == std::string_view::npos ? words.size() : comma + 1);
    }
    return false;
}

/// Whether the path fits; what stands for {id} goes to `id`.
bool fits(std::string_view pattern, const std::vector<std::string>& path, std::string& id) {
    for (const std::string& segment : path) {
        if (pattern.empty()) return false;
        pattern.remove_prefix(1);
        const std::size_t end = pattern.find('/');
        const std::string_view word = pattern.substr(0, end);
        if (word == "{id}")
            id = segment;
        else if (word != segment)
            return false;
        pattern.remove_prefix(word.size());
    }
    return pattern.empty();
}

std::string joined(const std::vector<std::string>& path) {
    std::string out;
    for (const std::string& segment : path)
        out += "/" + segment;
    return out.empty() ? "/" : out;
}

struct Found {
    const Route* route = nullptr;
    std::string id;
    std::string allowed;  // methods of this path, when the asked one is not among them
};

Found find_route(const control::Request& request) {
    Found found;
    for (const Route& route : route_table()) {
        std::string id;
        if (!fits(route.help.path, request.path, id)) continue;
        if (route.help.method == request.method) {
            found.route = &route;
            found.id = std::move(id);
            return found;
        }
        if (!found.allowed.empty()) found.allowed += ", ";
        found.allowed += route.help.method;
    }
    return found;
}

/// What speaks against calling the handler; the body is read on the way.
std::optional<Answer> objection(const Found& found, Call& call) {
    const control::Request& request = call.request;
    if (found.route == nullptr && found.allowed.empty())
        return control::to_answer({404,
                                   "no-such-route",
                                   "there is nothing at " + shorten(joined(request.path), 100),
                                   {}});
    if (found.route == nullptr) {
        Answer answer = control::to_answer(
            {405, "method-not-allowed", "this address answers to " + found.allowed, {}});
        answer.headers.emplace_back("Allow", found.allowed);
        return answer;
    }
    const Commands::RouteHelp& help = found.route->help;
    if (help.writes && !request.peer.may_write)
        return control::to_answer({403,
                                   "not-permitted",
                                   "only root, the daemon's own user and the members of its group "
                                   "may change anything",
                                   {}});
    for (const auto& [name, value] : request.query)
        if (!lists(help.parameters, name))
            return bad_parameter({"not a parameter of this address", name});
    if (!help.writes || help.takes_file || request.body.empty()) return std::nullopt;

    boost::system::error_code error;
    const json::value body = json::parse(request.body, error);
    if (error || !body.is_object())
        return control::to_answer({400, "bad-json", "the body must be a JSON object", {}});
    std::vector<Problem> unknown;
    for (const auto& member : body.get_object())
        if (!lists(help.fields, member.key()))
            unknown.push_back({"not a field of this request", shorten(member.key(), 100)});
    if (!unknown.empty()) return rejected(unknown);
    call.body = body.get_object();
    return std::nullopt;
}

/// Who only asks sees one state of the store, and cannot change it (promise P8).
Answer answer_at_once(const Route& route, Commands& commands, const Call& call,
                      const io::Store& store) {
    if (route.help.writes || route.is_tried_out) return route.handler(commands, call);
    const io::Reading reading(store);
    return route.handler(commands, call);
}

}  // namespace

Commands::Commands(io::Clock& clock, io::Store& store, io::EventStream& events, Lookout& lookout,
                   Poller& poller, Teller& teller, const NoticeSettings& notice, const Sites& sites,
                   CourierLoop& courier, std::function<ReloadResult()> reload)
    : clock_(clock),
      store_(store),
      events_(events),
      lookout_(lookout),
      poller_(poller),
      teller_(teller),
      notice_(notice),
      sites_(sites),
      courier_(courier),
      reload_(std::move(reload)),
      roster_(store),
      started_(clock.now()) {}

asio::awaitable<Answer> Commands::answer(control::Request request) {
    const Found found = find_route(request);
    Call call{request, found.id, {}};
    Answer answer;
    try {
        std::optional<Answer> objected = objection(found, call);
        if (objected)
            answer = std::move(*objected);
        else if (found.route->handler != nullptr)
            answer = answer_at_once(*found.route, *this, call, store_);
        else
            answer = co_await found.route->slow_handler(*this, call);
    } catch (const std::exception& error) {
        const auto* system = dynamic_cast<const boost::system::system_error*>(&error);
        if (system && system->code() == asio::error::operation_aborted) throw;  // we are stopping
        log::error("control: " + request.method + " " + joined(request.path) + ": " + error.what() +
                   "; answered 500");
        answer = control::to_answer({500, "internal", "see the daemon's log", {}});
    }
    if (request.method != "GET")
        log::info(
            "control: " + printable(shorten(request.method + " " + joined(request.path), 200)) +
            " by uid " + std::to_string(request.peer.uid) + ", pid " +
            std::to_string(request.peer.pid) + ": " + std::to_string(answer.status));
    answer.headers.emplace_back("Date", to_http_date(clock_.now()));
    answer.headers.emplace_back("Earshot-Zone", teller_.zone().name());
    co_return answer;
}

std::optional<std::size_t> Commands::body_limit(const control::Request& head) {
    const Found found = find_route(head);
    if (found.route == nullptr || !found.route->help.takes_file) return control::limits::body_bytes;
    if (!head.peer.may_write) return std::nullopt;
    return control::limits::file_bytes;
}

std::vector<Commands::RouteHelp> Commands::routes() {
    std::vector<RouteHelp> helps;
    for (const Route& route : route_table())
        helps.push_back(route.help);
    return helps;
}

}  // namespace earshot::app
