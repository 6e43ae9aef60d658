#include <algorithm>

#include <boost/json.hpp>

#include "daemon/app/api/named.hpp"
#include "daemon/app/api/routes.hpp"
#include "daemon/app/api/source_fields.hpp"
#include "daemon/app/people/sources.hpp"
#include "daemon/app/watch/lookout.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/sources/vouchings.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/source_health.hpp"
#include "earshot/vouching.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

/// Of "failing,unread,insecure"; other words mean nothing.
Horizon::Wanted wanted_in(std::string_view words) {
    Horizon::Wanted wanted;
    for (;;) {
        const std::size_t comma = words.find(',');
        const std::string_view word = words.substr(0, comma);
        if (const auto one = parse_source_health(word)) wanted.health.insert(*one);
        if (word == "insecure") wanted.insecure = true;
        if (comma == words.npos) return wanted;
        words.remove_prefix(comma + 1);
    }
}

/// The next page of those whose health is as wished.
std::vector<Source> page_of(const io::Sources& sources, const Horizon& all, SourceId after,
                            std::size_t limit, std::string_view health) {
    std::vector<Source> found;
    for (const SourceId id : all.sources_after(after, wanted_in(health), limit))
        if (auto source = sources.one(id)) found.push_back(*std::move(source));
    return found;
}

/// As far back as the entries go by which it is judged whether the feed vouches for silence.
std::vector<Nameless> nameless_of(const io::Store& store, SourceId id, const Vouching& vouching) {
    constexpr std::size_t most = 1000;
    std::vector<Nameless> sentences;
    if (vouching.heard.empty()) return sentences;
    const auto oldest = std::ranges::min(vouching.heard, {}, &Heard::at);
    for (const io::StoredActivity& one : store.activities.nobodys(id, oldest.at, most))
        sentences.push_back({one.news.at, one.news.activity.sentence, one.news.activity.link});
    return sentences;
}

}  // namespace

Answer SourceRoutes::sources(Commands& commands, const Call& call) {
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
        if (source) items.push_back(describe(commands.store_, *source, commands.clock_.now()));
        return list(std::move(items));
    }
    const io::Sources& stored = commands.store_.sources;
    const SourceId from{*after};
    // One more says that there is a next page.
    const std::vector<Source> page =
        health ? page_of(stored, commands.lookout_.at(commands.clock_.now()), from, *limit + 1,
                         *health)
               : stored.page(from, *limit + 1);
    std::optional<std::int64_t> last;
    for (const Source& source : page) {
        if (items.size() == *limit) return list(std::move(items), last);
        items.push_back(describe(commands.store_, source, commands.clock_.now()));
        last = static_cast<std::int64_t>(source.id);
    }
    return list(std::move(items));
}

Answer SourceRoutes::source(Commands& commands, const Call& call) {
    const auto source = source_named(commands.store_.sources, call);
    if (!source) return source.error();
    return ok(describe(commands.store_, *source, commands.clock_.now()));
}

Answer SourceRoutes::change_source(Commands& commands, const Call& call) {
    const auto source = source_named(commands.store_.sources, call);
    if (!source) return source.error();
    std::vector<Problem> problems;
    SourceEdit edit;
    edit.title = taken(text_of(call, "title"), problems);
    edit.carries = taken(carries_of(call), problems);
    const auto interval = taken(interval_of(call), problems);
    edit.options = options_of(call, source->url, source->options, problems);
    if (!problems.empty()) return rejected(problems);
    if (call.body.contains("interval_seconds")) edit.interval = interval;
    const auto changed = app::change_source(commands.store_.sources, *source, edit);
    if (!changed) return refused(changed.error(), "source");
    return ok(describe(commands.store_, *changed, commands.clock_.now()));
}

Answer SourceRoutes::remove_source(Commands& commands, const Call& call) {
    const auto source = source_named(commands.store_.sources, call);
    if (!source) return source.error();
    json::object gone = describe(commands.store_, *source, commands.clock_.now());
    const auto asked = commands.store_.polls.state(source->id).last_attempt;
    const auto removed = drop_source(commands.store_, *source, commands.clock_.now());
    if (!removed) return refused(removed.error(), "source");
    if (asked) commands.poller_.was_asked(source->url, *asked);
    commands.poller_.nudge();
    return ok({{"removed", std::move(gone)}});
}

boost::asio::awaitable<Answer> SourceRoutes::poll_source(Commands& commands, const Call& call) {
    const auto source = source_named(commands.store_.sources, call);
    if (!source) co_return source.error();
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

Answer SourceRoutes::pause_source(Commands& commands, const Call& call) {
    const auto source = source_named(commands.store_.sources, call);
    if (!source) return source.error();
    const Source paused = app::pause_source(commands.store_, *source, commands.clock_.now());
    commands.poller_.nudge();
    return ok(describe(commands.store_, paused, commands.clock_.now()));
}

Answer SourceRoutes::resume_source(Commands& commands, const Call& call) {
    const auto source = source_named(commands.store_.sources, call);
    if (!source) return source.error();
    const Source resumed = app::resume_source(commands.store_, *source, commands.clock_.now());
    commands.poller_.nudge();
    return ok(describe(commands.store_, resumed, commands.clock_.now()));
}

Answer SourceRoutes::source_history(Commands& commands, const Call& call) {
    const auto source = source_named(commands.store_.sources, call);
    if (!source) return source.error();
    auto paging = paging_of(call);
    if (!paging) return bad_parameter(paging.error());
    json::array items;
    for (const io::PollRecord& poll : commands.store_.polls.history(source->id, paging->needed()))
        if (paging->next() == Paging::Place::on) items.push_back(to_object(poll));
    return list(std::move(items), paging->then());
}

Answer SourceRoutes::unnamed(Commands& commands, const Call& call) {
    const io::Store& store = commands.store_;
    const auto source = source_named(store.sources, call);
    if (!source) return source.error();
    auto paging = paging_of(call);
    if (!paging) return bad_parameter(paging.error());
    const Vouching vouching = store.vouchings.of(source->id);
    const auto doubt = doubt_of(vouching);
    json::array items;
    for (const NamelessKind& kind : kinds_of(nameless_of(store, source->id, vouching))) {
        if (paging->next() != Paging::Place::on) continue;
        items.push_back({{"sentence", kind.newest.sentence},
                         {"times", kind.times},
                         {"last_at", to_rfc3339(kind.newest.at)},
                         {"link", kind.newest.link}});
    }
    return ok({{"source", reference(source->id, source->title)},
               {"entries", vouching.heard.size()},
               {"unnamed", std::ranges::count(vouching.heard, false, &Heard::named)},
               {"vouches", !doubt},
               {"since", to_value(doubt ? std::optional(doubt->since) : std::nullopt)},
               {"items", std::move(items)},
               {"next", paging->then() ? json::value(std::to_string(*paging->then())) : nullptr}});
}

}  // namespace earshot::app
