// Taking people and feeds in and out: import and export.

#include <boost/json.hpp>

#include "daemon/app/api/routes.hpp"
#include "daemon/app/exchange/export.hpp"
#include "daemon/app/exchange/import_feeds.hpp"
#include "daemon/app/exchange/import_people.hpp"
#include "daemon/app/wire/events.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

/// "1" or "0"; false when not given.
Result<bool> switch_of(const Call& call, const std::string& name) {
    const auto text = call.parameter(name);
    if (!text || *text == "0") return false;
    if (*text == "1") return true;
    return fail("must be 1 or 0", name);
}

struct How {
    bool dry_run = false;
    FeedsImport feeds;
};
Result<How> how_of(const Call& call) {
    How how;
    const auto dry_run = switch_of(call, "dry_run");
    if (!dry_run) return Failure(dry_run.error());
    how.dry_run = *dry_run;
    const auto many = switch_of(call, "many");
    if (!many) return Failure(many.error());
    how.feeds.many = *many;
    how.feeds.circle = collapse(printable(call.parameter("circle").value_or("")));
    if (how.feeds.circle.size() > call_limits::text_bytes)
        return fail("must have at most " + std::to_string(call_limits::text_bytes) + " bytes",
                    "circle");
    return how;
}

/// Reads the file and takes it in; nothing is written when it cannot be read.
Result<Imported> take_in_file(io::Store& store, const std::string& kind, const std::string& bytes,
                              const FeedsImport& how, Instant now) {
    Imported done;
    if (kind == "opml") {
        const auto file = read_opml(bytes);
        if (!file) return Failure(file.error());
        import_feeds(store, *file, how, done, now);
    } else if (kind == "vcard") {
        const auto file = read_vcards(bytes);
        if (!file) return Failure(file.error());
        import_cards(store, *file, how.circle, done, now);
    } else {
        const auto file = read_linkedin(bytes);
        if (!file) return Failure(file.error());
        import_connections(store, *file, how.circle, done, now);
    }
    return done;
}

}  // namespace

Answer ExchangeRoutes::import_file(Commands& commands, const Call& call) {
    const std::string& kind = call.id;
    if (kind != "opml" && kind != "vcard" && kind != "linkedin")
        return not_found("import of " + shorten(printable(kind), 40));
    const auto how = how_of(call);
    if (!how) return bad_parameter(how.error());
    const Instant now = commands.clock_.now();
    io::Store& store = commands.store_;
    io::Transaction transaction(store);
    const auto done = take_in_file(store, kind, call.request.body, how->feeds, now);
    if (!done) return rejected({done.error()});
    if (!how->dry_run) transaction.commit();

    json::object answer = done->to_object();
    answer["kind"] = kind;
    answer["dry_run"] = how->dry_run;
    if (how->dry_run) return ok(answer);
    if (done->sources_added > 0) commands.poller_.nudge();
    for (const io::StoredActivity& activity : done->connections)
        if (activity.news.freshness == Freshness::fresh)
            announce_activity(commands.events_, activity);
    return ok(answer);
}

Answer ExchangeRoutes::export_file(Commands& commands, const Call& call) {
    if (call.id != "opml" && call.id != "json")
        return not_found("export of " + shorten(printable(call.id), 40));
    const auto asked = switch_of(call, "secrets");
    if (!asked) return bad_parameter(asked.error());
    if (*asked && !call.request.peer.may_write)
        return control::to_answer({403,
                                   "not-permitted",
                                   "only root, the daemon's own user and the members of its group "
                                   "may see secrets",
                                   {}});
    const Secrets secrets = *asked ? Secrets::shown : Secrets::hidden;
    const Instant now = commands.clock_.now();
    if (call.id == "json") return ok(address_book(commands.store_, secrets, now));
    Answer answer;
    answer.content_type = "text/x-opml; charset=utf-8";
    answer.body = write_opml(feeds_of(commands.store_, now), secrets);
    return answer;
}

}  // namespace earshot::app
