#include "daemon/app/etiquette/play.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "earshot/turns.hpp"

namespace earshot::app::etiquette {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds answered_after{200};
constexpr int most_steps = 1000;

std::string short_of(const Polls& polls, const Series& series) {
    const std::size_t expected = series.polls > 0 ? series.polls : series.answers.size();
    std::size_t requests = 0;
    for (const Seen& seen : polls) {
        if (seen.asked.empty()) return "no request was seen";
        requests += seen.asked.size();
    }
    if (polls.size() == expected) return {};
    return std::to_string(requests) + " requests in " + std::to_string(polls.size()) +
           " polls, not in " + std::to_string(expected);
}

}  // namespace

/// One source from poll to poll.
struct Stage::Life {
    Source source;
    PollState state;
    std::map<std::string, HostState> hosts;
    std::set<std::string> known;  // ids of entries
};

Stage::Stage(asio::any_io_executor executor, Habits habits)
    : habits_(std::move(habits)),
      here_(executor, "127.0.0.1", script_, connections_),
      there_(executor, "127.0.0.2", script_, connections_),
      http_(executor, io::HttpClientSettings()) {
    if (habits_.set_up) habits_.set_up(settings_);
    here_.serve();
    there_.serve();
}

asio::awaitable<void> Stage::stop() {
    co_await here_.stop();
    co_await there_.stop();
}

/// As the poller and the intake do it, with nothing stored.
asio::awaitable<void> Stage::poll(Life& life, Instant now, Seen& seen) {
    http::Outcome outcome;
    for (int get = 0; get < habits_.gets; ++get) {
        http::Request request = request_for(life.source, life.state, settings_);
        if (habits_.asks) habits_.asks(request);
        outcome = co_await http_.fetch(std::move(request));
    }
    if (habits_.hears) habits_.hears(outcome);
    HostState& host = life.hosts[last_host(life.source, outcome)];
    if (is_refusal(outcome)) host.last_good = life.state.last_good;
    PollStep step = after_reply(life.state, life.source, outcome, host, settings_, now);
    if (step.feed) {
        DocumentSummary summary;
        summary.entries = step.feed->entries.size();
        for (const Entry& entry : step.feed->entries) {
            if (!life.known.insert(entry.id).second) continue;
            ++summary.news;
            summary.newest = std::max(summary.newest, entry.published);
        }
        step = after_reading(std::move(step), life.state, life.source, summary, settings_, now);
    }
    if (habits_.plans) habits_.plans(step, now);
    if (step.host) host = *step.host;
    if (step.new_address) life.source.url = *step.new_address;
    life.state = step.state;
    seen.asked = script_.taken();
    seen.step = std::move(step);
}

asio::awaitable<Polls> Stage::play(Series series) {
    script_.begin(series.answers);
    Life life;
    life.source.id = SourceId{1};
    life.source.url = Url::parse(here_.url(series.path)).value();
    Polls polls;
    Instant now = start;
    while (!script_.ended()) {
        Seen seen;
        seen.at = now;
        co_await poll(life, now, seen);
        now = std::max(seen.step.state.next.at, now + series.apart);
        const bool asked = !seen.asked.empty();
        polls.push_back(std::move(seen));
        if (!asked) break;
    }
    co_return polls;
}

asio::awaitable<Polls> Stage::play_turns(Series series) {
    script_.begin(series.answers);
    std::map<SourceId, Life> lives;
    std::vector<Waiting> due;
    for (std::size_t i = 1; i <= series.here + series.there; ++i) {
        Life life;
        life.source.id = SourceId{static_cast<std::int64_t>(i)};
        const ScriptedServer& server = i <= series.here ? here_ : there_;
        life.source.url = Url::parse(server.url("/" + std::to_string(i))).value();
        Waiting waiting;
        waiting.id = life.source.id;
        waiting.host = life.source.url.host();
        waiting.due = start;
        due.push_back(std::move(waiting));
        lives.emplace(life.source.id, std::move(life));
    }
    Turns turns;
    turns.set(settings_);
    Moment now = start;
    turns.wait(std::move(due), now);
    Polls polls;
    for (int step = 0; polls.size() < lives.size() && step < most_steps; ++step) {
        std::vector<Turns::Started> together;
        while (const auto started = turns.next(now))
            together.push_back(*started);
        for (const Turns::Started& started : together) {
            Life& life = lives.at(started.id);
            Seen seen;
            seen.at = now;
            seen.elsewhere = life.source.url.host() == "127.0.0.2";
            co_await poll(life, std::chrono::floor<Span>(now), seen);
            polls.push_back(std::move(seen));
        }
        now += answered_after;
        for (const Turns::Started& started : together) {
            const Life& life = lives.at(started.id);
            for (const auto& [name, host] : life.hosts)
                turns.set_host(name, host);
            turns.end(started.turn, now);
        }
        const auto again = turns.again(now);
        if (!again && together.empty()) break;
        if (again) now = std::max(now, *again);
    }
    co_return polls;
}

asio::awaitable<std::string> fault_of(Rule rule, Stage& stage) {
    const Series series = rule.series(stage.other());
    const bool several = series.here + series.there > 1;
    Polls polls;
    if (several)
        polls = co_await stage.play_turns(series);
    else
        polls = co_await stage.play(series);
    const std::string missing = short_of(polls, series);
    co_return missing.empty() ? rule.fault(polls) : missing;
}

}  // namespace earshot::app::etiquette
