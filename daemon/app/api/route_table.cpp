#include "daemon/app/api/routes.hpp"

#include <array>

namespace earshot::app {
namespace {

constexpr Route get(std::string_view path, Route::Handler handler, std::string_view help,
                    std::string_view parameters = "") {
    return {{"GET", path, help, false, parameters, ""}, handler, nullptr};
}
constexpr Route try_out(std::string_view path, Route::Handler handler, std::string_view help,
                        std::string_view parameters) {
    return {{"GET", path, help, false, parameters, ""}, handler, nullptr, true};
}
constexpr Route change(std::string_view method, std::string_view path, Route::Handler handler,
                       std::string_view help, std::string_view fields = "") {
    return {{method, path, help, true, "", fields}, handler, nullptr};
}
constexpr Route ask(std::string_view path, Route::SlowHandler handler, std::string_view help,
                    std::string_view fields = "") {
    return {{"POST", path, help, true, "", fields}, nullptr, handler};
}
constexpr Route upload(std::string_view path, Route::SlowHandler handler, std::string_view help,
                       std::string_view parameters) {
    return {{"POST", path, help, true, parameters, "", true}, nullptr, handler};
}

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
        "reads a home page once: its feeds, rel=me and card, as proposals; adds nothing that could "
        "be undone",
        "url"),
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
    change(
        "POST", "/v1/findings/answer", &AnswerRoutes::answer_several,
        "one answer (ok, snooze, normal, wrong) to several, or to none; can be undone, all at once",
        "numbers,answer,until"),
    get("/v1/backtests", &FindingRoutes::backtests, "backtests under way, and how far"),
    {{"GET", "/v1/backtest",
      "what would have been told over the stored past; at one sensitivity, or by a proposed line "
      "(after), note by note",
      false, "sensitivity,after,days,person", ""},
     nullptr,
     &FindingRoutes::backtest},
    get("/v1/digests", &DigestRoutes::digests, "digests made, newest first", "limit,after"),
    get("/v1/digests.atom", &DigestRoutes::atom, "the last digests as an Atom feed"),
    try_out("/v1/digests/preview", &DigestRoutes::preview,
            "the next digest as it would be; changes nothing", "format,as_of"),
    change("POST", "/v1/digests/send", &DigestRoutes::send,
           "makes a digest now; an Idempotency-Key makes it once"),
    get("/v1/digests/{id}", &DigestRoutes::digest, "one digest as json, text or html", "format"),
    get("/v1/outbox", &DigestRoutes::outbox, "messages on their way", "state,limit,after"),
    change("POST", "/v1/outbox/{id}/retry", &DigestRoutes::retry, "tries a message again now"),
    change("DELETE", "/v1/outbox/{id}", &DigestRoutes::drop, "gives a message up"),
    get("/v1/destinations", &DigestRoutes::destinations, "where digests go, as configured"),
    ask("/v1/destinations/{id}/test", &DigestRoutes::try_destination,
        "sends a test to the destination of this name, once; says what the other side said"),
    change("POST", "/v1/reload", &ServiceRoutes::reload,
           "reads configuration and dialects again; when one of them is bad, nothing changes"),
    get("/metrics", &ServiceRoutes::metrics, "Prometheus text"),
    get("/v1/openapi.json", &ServiceRoutes::openapi, "this table"),
});

}  // namespace

std::span<const Route> route_table() {
    return table;
}

}  // namespace earshot::app
