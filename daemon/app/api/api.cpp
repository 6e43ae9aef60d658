#include "daemon/app/api/api.hpp"

#include <array>
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

using Handler = Answer (*)(Commands&, const Call&);
using SlowHandler = asio::awaitable<Answer> (*)(Commands&, const Call&);

struct Route {
    Commands::RouteHelp help;
    Handler handler = nullptr;           // one of the two
    SlowHandler slow_handler = nullptr;  // waits for the world
    bool is_tried_out = false;           // what it says is made for that, and undone
};

constexpr Route get(std::string_view path, Handler handler, std::string_view help,
                    std::string_view parameters = "") {
    return {{"GET", path, help, false, parameters, ""}, handler, nullptr};
}
constexpr Route try_out(std::string_view path, Handler handler, std::string_view help,
                        std::string_view parameters) {
    return {{"GET", path, help, false, parameters, ""}, handler, nullptr, true};
}
constexpr Route change(std::string_view method, std::string_view path, Handler handler,
                       std::string_view help, std::string_view fields = "") {
    return {{method, path, help, true, "", fields}, handler, nullptr};
}
constexpr Route ask(std::string_view path, SlowHandler handler, std::string_view help,
                    std::string_view fields) {
    return {{"POST", path, help, true, "", fields}, nullptr, handler};
}
constexpr Route upload(std::string_view path, SlowHandler handler, std::string_view help,
                       std::string_view parameters) {
    return {{"POST", path, help, true, parameters, "", true}, nullptr, handler};
}

// The first route that fits is taken: words stand before {id}.
constexpr auto table = std::to_array<Route>({
    get("/v1", &ServiceRoutes::about, "name, version, pid and start of the daemon"),
    get("/v1/status", &ServiceRoutes::status, "health, sources, people, digest at one look"),
    get("/v1/health", &ServiceRoutes::health, "ok or degraded: 200; failing: 503"),
    get("/v1/sources", &SourceRoutes::sources, "all sources, or the one with this url",
        "url,health,limit,after"),
    ask("/v1/sources", &SourceRoutes::add_source,
        "adds a source and polls it soon: an address, or an account in short (github:ann). "
        "discover takes pages too, by what is known of their sites, else after a look",
        "url,person,title,carries,interval_seconds,discover,headers,bearer,user,password,ca_file,"
        "insecure,proxy"),
    ask("/v1/discover", &SourceRoutes::discover,
        "reads a home page once: its feeds, rel=me and card, as proposals; adds nothing", "url"),
    get("/v1/sources/{id}", &SourceRoutes::source, "one source"),
    change("PATCH", "/v1/sources/{id}", &SourceRoutes::change_source,
           "changes title, what it carries, the wished interval, or how it is asked",
           "title,carries,interval_seconds,headers,bearer,user,password,ca_file,insecure,proxy"),
    change("DELETE", "/v1/sources/{id}", &SourceRoutes::remove_source,
           "removes a source and what it brought; not one that the configuration declares"),
    ask("/v1/sources/{id}/poll", &SourceRoutes::poll_source,
        "polls now, as far as manners allow; force says anyway", "force"),
    change("POST", "/v1/sources/{id}/pause", &SourceRoutes::pause_source,
           "polls no more until resumed"),
    change("POST", "/v1/sources/{id}/resume", &SourceRoutes::resume_source, "polls again"),
    get("/v1/sources/{id}/history", &SourceRoutes::source_history, "the last polls, newest first",
        "limit,after"),
    get("/v1/sources/{id}/unnamed", &SourceRoutes::unnamed,
        "the last sentences of a feed of many that name nobody, alike ones together",
        "limit,after"),
    get("/v1/people", &PersonRoutes::people,
        "people: of one standing (known: all but light), by name (q: the best 20), with something "
        "open (state), or soon: silent longer than ever seen of late or near their line; away, "
        "connected, lapsed by the user's last word, provisional (called by a title); of a circle, "
        "sorted by id, name, seen, word or connected; no_word=1: without any word",
        "q,state,standing,circle,sort,no_word,limit,after"),
    change("POST", "/v1/people", &PersonRoutes::add_person,
           "follows somebody, with a feed or without; whoever was light is followed from now on; "
           "namesake allows a second one of a name; can be undone",
           "name,circle,phone,note,mail,sensitivity,accounts,namesake"),
    get("/v1/people/{id}", &PersonRoutes::person, "one person with sources, rhythm and findings"),
    change("PATCH", "/v1/people/{id}", &PersonRoutes::change_person,
           "changes what the user says of somebody: \"\" or null takes away; sensitivity null is "
           "the circle's, else everybody's; can be undone",
           "name,circle,phone,note,mail,sensitivity"),
    change("DELETE", "/v1/people/{id}", &PersonRoutes::remove_person,
           "takes somebody out of all lists and pauses feeds of theirs alone; can be undone"),
    get("/v1/people/{id}/why", &PersonRoutes::why,
        "why nothing is told of this person: their silence, their line, what stands between"),
    get("/v1/people/{id}/timeline", &PersonRoutes::timeline,
        "a year in weeks, gaps and last activities", "limit,after"),
    change("POST", "/v1/people/{id}/touch", &AnswerRoutes::touch,
           "the user and this person were in touch, now or then; can be undone", "at,how,note"),
    change("POST", "/v1/people/{id}/away", &AnswerRoutes::away,
           "known to be away: silence says nothing until then; can be undone", "until"),
    change("POST", "/v1/people/{id}/set", &AnswerRoutes::set,
           "a line of their own: \"6w\", \"never\", null for their rhythm's; can be undone",
           "quiet"),
    change("POST", "/v1/circles/set", &AnswerRoutes::set_circle,
           "the same for all in a circle who have none of their own; can be undone",
           "circle,quiet"),
    change("POST", "/v1/people/{id}/rest", &AnswerRoutes::rest,
           "only a return is told; can be undone"),
    change("POST", "/v1/people/{id}/let-go", &AnswerRoutes::let_go,
           "nothing is told, feeds of theirs alone are paused; can be undone"),
    change("POST", "/v1/people/{id}/follow", &AnswerRoutes::follow,
           "everything is told; can be undone"),
    change("POST", "/v1/people/{id}/merge", &IdentityRoutes::merge_person,
           "all of this person goes to another, who keeps the name; can be undone", "into"),
    change("POST", "/v1/people/{id}/link", &IdentityRoutes::link_person,
           "this account or source is theirs; can be undone", "account,source"),
    change("POST", "/v1/people/{id}/unlink", &IdentityRoutes::unlink_person,
           "this account or source is not theirs: it becomes a person of its own; can be undone",
           "account,source"),
    change("POST", "/v1/people/{id}/erase", &PersonRoutes::erase,
           "forgets this person completely, everywhere; cannot be undone. With tombstone, imports "
           "and feeds of many never bring them back",
           "tombstone"),
    get("/v1/suggestions", &IdentityRoutes::suggestions,
        "who may be the same person, why, and whether that is certain: nobody else is called so",
        "limit,after"),
    change("POST", "/v1/suggestions", &IdentityRoutes::answer_suggestions,
           "answers many: those of these numbers are one (accept) or two (never), and all that is "
           "certain is one; one change, which can be undone",
           "accept,never,certain"),
    get("/v1/undo", &IdentityRoutes::changes, "what can be undone, newest first", "limit,after"),
    change("POST", "/v1/undo", &IdentityRoutes::undo,
           "takes a change back: the one of this number, or the last", "number"),
    upload("/v1/import/{id}", &ExchangeRoutes::import_file,
           "takes in a file of at most 32 MiB: opml, vcard, linkedin (a table or the archive), "
           "mastodon, bluesky, github, youtube, contacts, csv, json, or auto; can be undone",
           "dry_run,many,circle"),
    get("/v1/imports", &ExchangeRoutes::imports, "imports that are under way, and how far"),
    get("/v1/export/{id}", &ExchangeRoutes::export_file,
        "opml or json; secrets=1 is for those who may write", "secrets"),
    get("/v1/activities", &PersonRoutes::activities, "what was seen, oldest first",
        "since,person,source,verb,limit,after"),
    get("/v1/findings", &FindingRoutes::findings, "findings, newest first",
        "state,kind,limit,after"),
    get("/v1/findings/{id}", &FindingRoutes::finding, "one finding with its whole evidence (why)"),
    change("POST", "/v1/findings/{id}/ok", &AnswerRoutes::finding_ok,
           "seen by the user: closes it; can be undone"),
    change("POST", "/v1/findings/{id}/snooze", &AnswerRoutes::finding_snooze,
           "not now: hidden until then, told again if it still lasts; can be undone", "until"),
    change("POST", "/v1/findings/{id}/normal", &AnswerRoutes::finding_normal,
           "usual for them: the line of a quiet, or the size of a burst, is raised; can be undone"),
    change("POST", "/v1/findings/{id}/wrong", &AnswerRoutes::finding_wrong,
           "a mistake of a feed or of who is who: closes it, nothing is learned; can be undone"),
    change("POST", "/v1/findings/{id}/undo", &AnswerRoutes::finding_undo,
           "takes the last answer to this finding back"),
    change("POST", "/v1/findings/answer", &AnswerRoutes::answer_several,
           "one answer (ok, snooze, normal, wrong) to several, or to none; one undo",
           "numbers,answer,until"),
    get("/v1/backtests", &FindingRoutes::backtests, "backtests under way, and how far"),
    {{"GET", "/v1/backtest",
      "what would have been told over the stored past; at one sensitivity, or by a proposed line "
      "(after), note by note",
      false, "sensitivity,after,days,person", ""},
     nullptr,
     &FindingRoutes::backtest},
    get("/v1/digests", &DigestRoutes::digests, "digests made, newest first", "limit,after"),
    try_out("/v1/digests/preview", &DigestRoutes::preview,
            "the next digest as it would be; changes nothing", "format,as_of"),
    change("POST", "/v1/digests/send", &DigestRoutes::send,
           "makes a digest now; an Idempotency-Key makes it once"),
    get("/v1/digests/{id}", &DigestRoutes::digest, "one digest as json, text or html", "format"),
    get("/v1/outbox", &DigestRoutes::outbox, "messages on their way", "state,limit,after"),
    change("POST", "/v1/outbox/{id}/retry", &DigestRoutes::retry, "tries a message again now"),
    change("DELETE", "/v1/outbox/{id}", &DigestRoutes::drop, "gives a message up"),
    change("POST", "/v1/reload", &ServiceRoutes::reload,
           "reads configuration and dialects again; when one of them is bad, nothing changes"),
    get("/metrics", &ServiceRoutes::metrics, "Prometheus text"),
    get("/v1/openapi.json", &ServiceRoutes::openapi, "this table"),
});

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
    for (const Route& route : table) {
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
                   std::function<void()> wake_courier, std::function<ReloadResult()> reload)
    : clock_(clock),
      store_(store),
      events_(events),
      lookout_(lookout),
      poller_(poller),
      teller_(teller),
      notice_(notice),
      sites_(sites),
      wake_courier_(std::move(wake_courier)),
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
    } catch (const boost::system::system_error& error) {
        if (error.code() == asio::error::operation_aborted) throw;  // we are stopping
        log::error("control: " + request.method + " " + joined(request.path) + ": " + error.what() +
                   "; answered 500");
        answer = control::to_answer({500, "internal", "see the daemon's log", {}});
    } catch (const std::exception& error) {
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
    for (const Route& route : table)
        helps.push_back(route.help);
    return helps;
}

}  // namespace earshot::app
