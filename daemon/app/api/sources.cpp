#include <boost/json.hpp>

#include "daemon/app/api/routes.hpp"
#include "daemon/app/api/source_fields.hpp"
#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/people/declared.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/polls.hpp"
#include "daemon/io/store/sources.hpp"
#include "daemon/io/store/store.hpp"
#include "daemon/io/store/transaction.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

std::optional<Source> find(const io::Store& store, const std::string& id) {
    const auto number = parse_number(id);
    return number ? store.sources.one(SourceId(*number)) : std::nullopt;
}

Answer declared(const Source& source, const char* what) {
    return conflict("declared", "source " + std::to_string(static_cast<std::int64_t>(source.id)) +
                                    " is declared at " + source.declared_at + ": " + what +
                                    " it there, then reload");
}

}  // namespace

Answer Routes::sources(Commands& commands, const Call& call) {
    const auto limit = limit_of(call);
    if (!limit) return bad_parameter(limit.error());
    const auto after = after_of(call);
    if (!after) return bad_parameter(after.error());
    const auto health = call.parameter("health");
    json::array items;
    if (const auto text = call.parameter("url")) {
        const auto url = Url::parse(*text);
        if (!url) return bad_parameter({url.error().what, "url"});
        const auto source = commands.store_.sources.by_url(*url);
        if (source) items.push_back(describe(commands.store_, *source));
        return list(std::move(items));
    }
    std::optional<std::int64_t> last;
    for (const Source& source : commands.store_.sources.all()) {
        const auto id = static_cast<std::int64_t>(source.id);
        if (id <= *after) continue;
        if (health && *health != health_of(source, commands.store_.polls.state(source.id)))
            continue;
        if (items.size() == *limit) return list(std::move(items), last);
        items.push_back(describe(commands.store_, source));
        last = id;
    }
    return list(std::move(items));
}

Answer Routes::source(Commands& commands, const Call& call) {
    const auto source = find(commands.store_, call.id);
    if (!source) return not_found("source " + call.id);
    return ok(describe(commands.store_, *source));
}

Answer Routes::change_source(Commands& commands, const Call& call) {
    auto source = find(commands.store_, call.id);
    if (!source) return not_found("source " + call.id);
    if (!source->declared_at.empty()) return declared(*source, "change");
    std::vector<Problem> problems;
    const auto title = taken(text_of(call, "title"), problems);
    const auto carries = taken(carries_of(call), problems);
    const auto interval = taken(interval_of(call), problems);
    if (!problems.empty()) return rejected(problems);
    if (title) source->title = *title;
    if (carries) source->carries = *carries;
    if (carries == Carries::many) source->owner.reset();
    if (call.body.contains("interval_seconds")) source->interval = interval;
    commands.store_.sources.update(*source);
    return ok(describe(commands.store_, *source));
}

Answer Routes::remove_source(Commands& commands, const Call& call) {
    const auto source = find(commands.store_, call.id);
    if (!source) return not_found("source " + call.id);
    if (!source->declared_at.empty()) return declared(*source, "remove");
    json::object gone = describe(commands.store_, *source);
    app::remove_source(commands.store_, source->id, commands.clock_.now());
    commands.poller_.nudge();
    return ok({{"removed", std::move(gone)}});
}

boost::asio::awaitable<Answer> Routes::poll_source(Commands& commands, const Call& call) {
    const auto source = find(commands.store_, call.id);
    if (!source) co_return not_found("source " + call.id);
    const Result<bool> force = flag_of(call, "force");
    if (!force) {
        const std::vector<Problem> problems(1, force.error());
        co_return rejected(problems);
    }
    Result<Poller::Asked> asked = co_await commands.poller_.poll_now(source->id, *force);
    if (!asked) co_return conflict("not-now", to_text(asked.error()));

    const PollReport& report = asked->report;
    json::array findings;
    for (const FindingNumber number : report.findings)
        findings.push_back(static_cast<std::int64_t>(number));
    json::object answer;
    answer["source"] = static_cast<std::int64_t>(report.source);
    answer["result"] = json::string(to_text(report.result));
    answer["status"] = report.status;
    answer["entries"] = report.entries;
    answer["new_entries"] = report.news;
    answer["next"] = to_object(report.next);
    answer["problem"] = nullptr;
    if (report.problem) answer["problem"] = to_text(*report.problem);
    answer["findings"] = std::move(findings);
    answer["overridden"] = asked->overridden;
    co_return ok(answer);
}

Answer Routes::pause_source(Commands& commands, const Call& call) {
    auto source = find(commands.store_, call.id);
    if (!source) return not_found("source " + call.id);
    io::Transaction transaction(commands.store_);
    source->status = SourceStatus::paused;
    commands.store_.sources.update(*source);
    record_pause(commands.store_.findings, source->id, commands.clock_.now());
    transaction.commit();
    commands.poller_.nudge();
    return ok(describe(commands.store_, *source));
}

Answer Routes::resume_source(Commands& commands, const Call& call) {
    auto source = find(commands.store_, call.id);
    if (!source) return not_found("source " + call.id);
    io::Transaction transaction(commands.store_);
    if (source->status == SourceStatus::gone) {
        // The user believes it is there again: ask now, and believe the server again from zero.
        PollState state = commands.store_.polls.state(source->id);
        state.gone_polls = 0;
        state.next = Due{commands.clock_.now(), Reason::asked, "resumed"};
        commands.store_.polls.save(source->id, state);
    }
    source->status = SourceStatus::active;
    commands.store_.sources.update(*source);
    transaction.commit();
    commands.poller_.nudge();
    return ok(describe(commands.store_, *source));
}

Answer Routes::source_history(Commands& commands, const Call& call) {
    const auto source = find(commands.store_, call.id);
    if (!source) return not_found("source " + call.id);
    const auto limit = limit_of(call);
    if (!limit) return bad_parameter(limit.error());
    json::array items;
    for (const io::PollRecord& poll : commands.store_.polls.history(source->id, *limit))
        items.push_back(to_object(poll));
    return list(std::move(items));
}

}  // namespace earshot::app
