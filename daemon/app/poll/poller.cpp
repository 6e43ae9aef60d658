#include "daemon/app/poll/poller.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "daemon/app/watch/own_network.hpp"
#include "daemon/io/host/log.hpp"
#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"
#include "daemon/io/store/transaction.hpp"
#include "daemon/io/store/written.hpp"

namespace earshot::app {

namespace asio = boost::asio;

namespace {

constexpr const char* running_mark = "poller.running";

}  // namespace

Poller::Poller(asio::any_io_executor executor, io::Clock& clock, io::HttpClient& http,
               io::Store& store, Intake& intake)
    : executor_(executor),
      clock_(clock),
      http_(http),
      store_(store),
      intake_(intake),
      bell_(executor),
      intake_turn_(executor),
      tasks_(executor) {
    turns_.set(intake_.settings());
}

asio::awaitable<void> Poller::run() {
    is_careful_ = store_.marks.at(running_mark).has_value();
    store_.marks.set(running_mark, clock_.now());
    line_is_down_ = line_down(store_.marks, store_.polls).has_value();
    for (;;) {
        const Moment again = start_due();
        co_await bell_.sleep_until(clock_, again);
    }
}

asio::awaitable<void> Poller::stop() {
    tasks_.cancel();
    co_await tasks_.join();
    store_.marks.forget(running_mark);
}

void Poller::nudge() {
    turns_.set(intake_.settings());
    turns_.dismiss_all();
    lined_up_ = {};
    next_due_.reset();
    hosts_known_ = false;
    bell_.ring();
}

void Poller::forget_times() {
    looks_.clear();
    next_probe_ = {};
    nudge();
}

Poller::Turn::~Turn() {
    if (!poller_) return;
    poller_->turns_.end(number_, poller_->clock_.moment());
    poller_->bell_.ring();
}

Moment Poller::start_due() {
    const Instant now = clock_.now();
    if (!hosts_known_) {
        for (const auto& [host, state] : store_.polls.hosts())
            turns_.set_host(host, state);
        joined_ = store_.polls.joined();
        hosts_known_ = true;
    }
    const bool more = line_up(now);
    const Moment moment = clock_.moment();
    const bool may_probe = turns_.under_way() == 0 && now >= next_probe_;
    bool due_may_start = !line_is_down_ || may_probe;
    while (const auto started =
               turns_.next(moment, due_may_start ? Turns::Who::everybody : Turns::Who::who_asked)) {
        start(*started);
        if (!line_is_down_ || !started->was_due) continue;
        next_probe_ = now + probe_interval;
        due_may_start = false;
    }
    if (more) return moment;
    Moment again = now + day;
    if (next_due_) again = std::min<Moment>(again, *next_due_);
    if (line_is_down_) return std::min<Moment>(again, std::max<Moment>(next_probe_, now + Span{1}));
    if (const auto next = turns_.again(moment)) again = std::min(again, *next);
    return again;
}

/// Whoever has fallen due takes a place in line, some of them at a time; true when there are more.
bool Poller::line_up(Instant now) {
    const bool went_back = now < lined_up_.at;
    if (went_back) nudge();
    if (next_due_ && *next_due_ > now) return false;
    const auto due = store_.polls.due(lined_up_, now, batch);
    std::vector<Waiting> waiting;
    std::map<std::string, std::vector<SourceId>> too_early;
    for (const io::DueSource& source : due) {
        if (turns_.left_alone(source.host, now))
            too_early[source.host].push_back(source.id);
        else
            waiting.push_back(
                {source.id, source.host, source.at, source.last_good, source.refused});
    }
    turns_.wait(std::move(waiting), clock_.moment());
    for (const auto& [host, sources] : too_early)
        put_off(sources, host);
    if (due.size() == batch) {
        lined_up_ = {due.back().at, due.back().host, due.back().id};
        return true;
    }
    // Those of this second may become more before it is over.
    lined_up_ = {now, {}, {}};
    next_due_ = store_.polls.next_due(now).value_or(now + day);
    return false;
}

/// The host asked for peace (rule 22): its sources fall due after it.
void Poller::put_off(const std::vector<SourceId>& sources, const std::string& host) {
    const HostState told = store_.polls.host(host);
    io::Transaction transaction(store_);
    for (const SourceId id : sources) {
        PollState state = store_.polls.state(id);
        state.next = when_host_allows(std::move(state.next), told);
        store_.polls.save(id, state);
    }
    transaction.commit();
    if (next_due_ && told.not_before) next_due_ = std::min(*next_due_, *told.not_before);
}

void Poller::start(const Turns::Started& started) {
    if (!started.was_due) return wake(started.turn);
    Turn turn(*this, started.turn);
    auto known = store_.polls.known(started.id);
    if (!known || known->source.status != SourceStatus::active) return;
    tasks_.spawn(poll_due(std::move(*known), std::move(turn)));
}

asio::awaitable<void> Poller::poll_due(io::KnownSource known, Turn turn) {
    const SourceId id = known.source.id;
    const std::string title = known.source.title;
    try {
        co_await poll_once(std::move(known), std::move(turn), Conditions::may);
    } catch (const io::StoreError& error) {
        set_aside(id, title, error.what());
    }
}

/// What the store refuses of one source must not end the watch over all. When the store refuses
/// this too, it is the store that is broken, and that ends the program.
void Poller::set_aside(SourceId id, const std::string& title, const std::string& why) {
    if (!store_.sources.one(id)) return;
    PollState state = store_.polls.state(id);
    state.next = Due{clock_.now() + hour, Reason::backoff, "what it brought could not be kept"};
    store_.polls.save(id, state);
    log::error(title + ": " + why + ": trying again in an hour");
    next_due_.reset();
}

asio::awaitable<PollReport> Poller::poll_once(io::KnownSource known, Turn turn,
                                              Conditions conditions) {
    const Turn held = std::move(turn);  // ends with this frame, not with the caller's statement
    const Source source = known.source;
    if (is_careful_) note_start(source);
    if (!all_know_the_same(source.id)) conditions = Conditions::must_not;
    if (const Instant now = clock_.now(); intake_.needs_document(source, known.state, now)) {
        store_.polls.doubt(source.id, now);
        known.state.doubted = now;
    }
    const io::Written::Place asked_at = store_.written.end();
    http::Request request = request_for(source, known.state, intake_.settings(), conditions);
    io::MayFollow on_the_way = manners(held.number());
    const http::Outcome outcome = co_await http_.fetch(std::move(request), std::move(on_the_way));
    co_await intake_turn_.pass();
    // The user may have changed or removed the source while the reply was on its way.
    if (store_.written.is_touched(source.id, asked_at)) {
        auto current = store_.polls.known(source.id);
        if (!current || current->source.url != source.url) {
            nudge();
            co_return PollReport();
        }
        known = *std::move(current);
    }
    const PollReport report = intake_.take(std::move(known), outcome, clock_.now());
    if (report.result == PollResult::cancelled) co_return report;
    take_along(source, outcome);
    if (report.joined) nudge();
    note_line(source.url.host(), outcome);
    if (report.host_changed) hear(last_host(source, outcome));
    if (next_due_) next_due_ = std::min(*next_due_, report.next.at);
    co_return report;
}

void Poller::take_along(const Source& source, const http::Outcome& outcome) {
    const auto found = joined_.find(source.id);
    if (found == joined_.end()) return;
    const std::vector<SourceId> along = found->second;
    for (const SourceId id : along)
        if (const auto other = store_.sources.one(id))
            intake_.take(*other, outcome, clock_.now(), source.url);
}

/// Otherwise "not modified" would be the truth for some of them only.
bool Poller::all_know_the_same(SourceId id) const {
    const auto found = joined_.find(id);
    if (found == joined_.end()) return true;
    const Validators known = store_.polls.to_ask(id).validators;
    return std::all_of(found->second.begin(), found->second.end(), [&](SourceId other) {
        return store_.polls.to_ask(other).validators == known;
    });
}

/// A host said when it wants to be asked again.
void Poller::hear(const std::string& host) {
    turns_.set_host(host, store_.polls.host(host));
    if (!turns_.left_alone(host, clock_.now())) return;
    const auto dismissed = turns_.dismiss(host);
    if (!dismissed.empty()) put_off(dismissed, host);
}

void Poller::note_line(const std::string& host, const http::Outcome& outcome) {
    if (host.empty()) return;
    if (http::is_answered(outcome)) {
        if (line_is_down_) nudge();
        line_is_down_ = false;
    } else if (!line_is_down_ && line_down(store_.marks, store_.polls)) {
        line_is_down_ = true;
        next_probe_ = clock_.now() + probe_interval;
    }
}

void Poller::note_start(const Source& source) {
    const Span wait = source.interval.value_or(intake_.settings().interval);
    PollState state = store_.polls.state(source.id);
    state.next = Due{clock_.now() + wait, Reason::asked, "asked, and nothing came of it yet"};
    store_.polls.save(source.id, state);
}

void Poller::take_first(const Source& source, const http::Outcome& outcome) {
    try {
        intake_.take(source, outcome, clock_.now());
    } catch (const io::StoreError& error) {
        set_aside(source.id, source.title, error.what());
    }
}

}  // namespace earshot::app
