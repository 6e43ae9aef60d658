// Taking people and feeds in and out: import and export.

#include <boost/json.hpp>

#include "daemon/app/api/routes.hpp"
#include "daemon/app/exchange/export.hpp"
#include "daemon/app/exchange/import_file.hpp"
#include "daemon/app/wire/events.hpp"
#include "daemon/io/host/log.hpp"
#include "daemon/io/store/sources/activities.hpp"
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

Result<FileImport> how_of(const Call& call) {
    FileImport how;
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

Answer not_imported(const Problem& problem) {
    if (!problem.retryable) return rejected({problem});
    log::error("import: " + to_text(problem));
    return control::to_answer({500, "internal", to_text(problem), {}});
}

}  // namespace

boost::asio::awaitable<Answer> ExchangeRoutes::import_file(Commands& commands, const Call& call) {
    const std::string& word = call.id;
    if (!is_word_for_files(word)) co_return not_found("import of " + shorten(printable(word), 40));
    const auto file = kind_of_file(word, call.request.body);
    if (!file) co_return not_imported(file.error());
    auto how = how_of(call);
    if (!how) co_return bad_parameter(how.error());
    UnderWay work(commands.imports_, std::string(to_text(*file)));
    how->progress = &work.progress();
    const Result<Imported> done = co_await app::import_file(
        commands.store_, *file, call.request.body, *how, commands.clock_.now());
    if (!done) co_return not_imported(done.error());

    json::object answer = done->to_object();
    answer["kind"] = to_text(*file);
    answer["dry_run"] = how->dry_run;
    if (how->dry_run) co_return ok(answer);
    if (done->sources_added > 0) commands.poller_.nudge();
    for (const io::StoredActivity& activity : done->connections)
        if (activity.news.freshness == Freshness::fresh)
            announce_activity(commands.events_, activity);
    co_return ok(answer);
}

Answer ExchangeRoutes::imports(Commands& commands, const Call&) {
    return how_far(commands.imports_);
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
