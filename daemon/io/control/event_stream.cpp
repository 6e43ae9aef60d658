#include "daemon/io/control/event_stream.hpp"

#include <cassert>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace earshot::io {

namespace asio = boost::asio;

EventStream::EventStream(asio::any_io_executor executor, std::uint64_t first_id,
                         std::chrono::milliseconds ping_every)
    : executor_(std::move(executor)), ping_every_(ping_every), next_id_(first_id) {}

EventStream::~EventStream() {
    assert(readers_.empty());
}

void EventStream::publish(EventType type, std::string json) {
    keep({Event{next_id_, type, std::move(json)}, {}});
}

void EventStream::publish(EventType type, std::function<std::string()> json) {
    keep({Event{next_id_, type, {}}, std::move(json)});
}

void EventStream::keep(Recent recent) {
    ++next_id_;
    if (recent_.size() == ring) recent_.pop_front();
    recent_.push_back(std::move(recent));
    for (Reader* reader : readers_)
        reader->wake_.cancel();
}

void EventStream::forget() {
    recent_.clear();
}

EventStream::Reader::Reader(EventStream& stream, std::set<EventType> types,
                            std::optional<std::uint64_t> last_seen)
    : stream_(stream),
      types_(std::move(types)),
      next_id_(last_seen ? *last_seen + 1 : stream.next_id_),
      wake_(stream.executor_) {
    stream_.readers_.push_back(this);
}

EventStream::Reader::~Reader() {
    stream_.readers_.remove(this);
}

std::optional<Event> EventStream::Reader::take() {
    const std::uint64_t oldest = stream_.oldest_id();
    if (next_id_ > stream_.next_id_) {
        // An id of another run of the daemon, whose numbers went further: all we have is new to it.
        next_id_ = oldest;
        return Event{oldest - 1, EventType::lagged, R"({"missed":null})"};
    }
    if (next_id_ < oldest) {
        const std::uint64_t missed = oldest - next_id_;
        next_id_ = oldest;
        return Event{oldest - 1, EventType::lagged, R"({"missed":)" + std::to_string(missed) + "}"};
    }
    while (next_id_ < stream_.next_id_) {
        Recent& recent = stream_.recent_[next_id_ - oldest];
        ++next_id_;
        if (!types_.empty() && !types_.contains(recent.event.type)) continue;
        if (recent.json) recent.event.json = std::exchange(recent.json, nullptr)();
        return recent.event;
    }
    return std::nullopt;
}

asio::awaitable<std::optional<Event>> EventStream::Reader::next() {
    wake_.expires_after(stream_.ping_every_);
    while (true) {
        std::optional<Event> event = take();
        if (event) co_return event;
        auto [error] = co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
        if (!error) co_return std::nullopt;  // nobody woke us: time for a ping
        // Woken by publish. When it was a cancellation of the coroutine, the next wait throws.
    }
}

}  // namespace earshot::io
