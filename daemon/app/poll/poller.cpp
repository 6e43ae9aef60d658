#include "daemon/app/poll/poller.hpp"

#include <algorithm>
#include <utility>

#include "daemon/io/host/log.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"

namespace earshot::app {

namespace asio = boost::asio;

Poller::Poller(asio::any_io_executor executor, io::Clock& clock, io::HttpClient& http,
               io::Store& store, Intake& intake)
    : clock_(clock),
      http_(http),
      store_(store),
      intake_(intake),
      bell_(executor),
      tasks_(executor) {}

asio::awaitable<void> Poller::run() {
    for (;;) {
        const Instant again = start_due(clock_.now());
        co_await bell_.sleep_until(clock_, again);
    }
}

asio::awaitable<void> Poller::stop() {
    tasks_.cancel();
    co_await tasks_.join();
}

void Poller::nudge() {
    ready_.clear();
    bell_.ring();
}

Instant Poller::start_due(Instant now) {
    if (ready_.empty() || now > refilled_) {
        ready_.clear();
        for (const io::DueSource& due : store_.polls.due({}, now, batch))
            ready_.push_back({due.id, due.host});
        refilled_ = now;
    }
    Instant again = now + day;
    std::deque<DueFeed> waiting;
    for (auto& due : ready_) {
        if (polling_.contains(due.id)) continue;
        if (in_flight_ + queued_ >= intake_.settings().concurrency) {
            waiting.push_back(std::move(due));
            continue;
        }
        if (has_manners(due.host)) {
            const HostState told = store_.polls.host(due.host);
            if (told.not_before && *told.not_before > now) {
                put_off(due.id, told);
                continue;
            }
            Host& host = hosts_[due.host];
            if (host.in_flight + host.queued >= intake_.settings().per_host ||
                host.next_start > now) {
                if (host.next_start > now) again = std::min(again, host.next_start);
                waiting.push_back(std::move(due));
                continue;
            }
            host.next_start = now + intake_.settings().host_spacing;
        }
        if (auto source = store_.sources.one(due.id)) {
            Place place(*this, *source);
            tasks_.spawn(poll_due(std::move(*source), std::move(place)));
        }
    }
    ready_ = std::move(waiting);
    // Those that wait hide the next that will be due; a look a minute finds it.
    if (!ready_.empty()) again = std::min(again, now + minute);
    if (const auto next = store_.polls.next_due(); next && *next > now)
        again = std::min(again, *next);
    return again;
}

/// The host asked for peace (rule 22): its sources fall due after it, spread.
void Poller::put_off(SourceId id, const HostState& told) {
    PollState state = store_.polls.state(id);
    state.next = when_host_allows(std::move(state.next), told);
    store_.polls.save(id, state);
}

Poller::Place::Place(Poller& poller, const Source& source)
    : poller_(&poller), id_(source.id), host_(source.url.host()) {
    if (id_ != SourceId{}) poller.polling_.insert(id_);
    ++poller.hosts_[host_].in_flight;
    ++poller.in_flight_;
}

Poller::Place::Place(Place&& other) noexcept
    : poller_(std::exchange(other.poller_, nullptr)),
      id_(other.id_),
      host_(std::move(other.host_)) {}

Poller::Place::~Place() {
    if (!poller_) return;
    poller_->polling_.erase(id_);
    --poller_->hosts_[host_].in_flight;
    --poller_->in_flight_;
}

asio::awaitable<void> Poller::poll_due(Source source, Place place) {
    const SourceId id = source.id;
    const std::string title = source.title;
    try {
        co_await poll_once(std::move(source), std::move(place));
    } catch (const io::StoreError& error) {
        set_aside(id, title, error.what());
    }
    bell_.ring();
}

/// What the store refuses of one source must not end the watch over all. When the store refuses
/// this too, it is the store that is broken, and that ends the program.
void Poller::set_aside(SourceId id, const std::string& title, const std::string& why) {
    if (!store_.sources.one(id)) return;
    PollState state = store_.polls.state(id);
    state.next = Due{clock_.now() + hour, Reason::backoff, "what it brought could not be kept"};
    store_.polls.save(id, state);
    log::error(title + ": " + why + ": trying again in an hour");
}

asio::awaitable<PollReport> Poller::poll_once(Source source, Place place) {
    const Place held = std::move(place);  // ends with this frame, not with the caller's statement
    http::Request request = request_for(source, store_.polls.state(source.id), intake_.settings());
    const http::Outcome outcome = co_await http_.fetch(std::move(request));
    // The user may have changed or removed the source while the reply was on its way.
    const auto current = store_.sources.one(source.id);
    if (!current || current->url != source.url) co_return PollReport();
    co_return intake_.take(*current, outcome, clock_.now());
}

asio::awaitable<Result<Poller::Asked>> Poller::poll_now(SourceId id, bool force) {
    auto source = store_.sources.one(id);
    if (!source) co_return fail("there is no such source");
    if (polling_.contains(id)) co_return fail("a poll of it is under way", source->title, true);

    const Instant now = clock_.now();
    std::string overridden;
    if (const auto told = store_.polls.host(source->url.host()).not_before; told && *told > now)
        overridden = source->url.host() + " asked not to be polled before " + to_rfc3339(*told);
    else if (const auto last = store_.polls.state(id).last_attempt;
             last && now < *last + manual_minimum)
        overridden = "it was polled at " + to_rfc3339(*last) + ", less than " +
                     to_text(manual_minimum) + " ago";
    if (!overridden.empty() && !force)
        co_return fail(overridden + "; --force polls anyway", source->title, true);

    Asked asked;
    asked.overridden = std::move(overridden);
    Place place(*this, *source);
    asked.report = co_await poll_once(std::move(*source), std::move(place));
    bell_.ring();
    co_return asked;
}

void Poller::take_first(const Source& source, const http::Outcome& outcome) {
    try {
        intake_.take(source, outcome, clock_.now());
    } catch (const io::StoreError& error) {
        set_aside(source.id, source.title, error.what());
    }
}

}  // namespace earshot::app
