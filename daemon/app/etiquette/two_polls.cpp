#include "daemon/app/etiquette/two_polls.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "earshot/poll.hpp"

namespace earshot::app::etiquette {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds between{1};

/// When each host may be asked again.
class Spacing {
public:
    Spacing(io::Clock& clock, const PollSettings& settings) : clock_(clock), settings_(settings) {}

    asio::awaitable<bool> wait(std::string host) {
        const auto found = next_.find(host);
        if (found != next_.end()) co_await clock_.sleep_until(found->second);
        note(host);
        co_return true;
    }
    /// The pause counts from the end of an answer, too.
    void note(const std::string& host) {
        const std::chrono::milliseconds spacing = manners_at(settings_, host).spacing;
        next_[host] = clock_.moment() + std::max<std::chrono::milliseconds>(spacing, between);
    }

private:
    io::Clock& clock_;
    const PollSettings& settings_;
    std::map<std::string, Moment> next_;
};

}  // namespace

asio::awaitable<TwoPolls> poll_twice(io::HttpClient& http, io::Clock& clock, Url address) {
    const PollSettings settings;
    Source source;
    source.url = std::move(address);
    PollState state;
    Spacing spacing(clock, settings);
    const io::MayFollow manners = [&spacing](const Url& to) { return spacing.wait(to.host()); };
    TwoPolls polls;
    co_await spacing.wait(source.url.host());
    http::Request request = request_for(source, state, settings);
    io::MayFollow may_follow = manners;
    polls.first = co_await http.fetch(std::move(request), std::move(may_follow));
    spacing.note(last_host(source, polls.first));
    const http::Reply* document = http::document_of(polls.first);
    if (document == nullptr) co_return polls;
    const FeedHint hint{http::header(document->headers, "content-type"),
                        document->effective.reveal()};
    if (!parse_feed(document->body, hint)) co_return polls;
    state.validators.etag = http::header(document->headers, "etag");
    state.validators.last_modified = http::header(document->headers, "last-modified");
    state.validators.from = document->effective;
    if (state.validators.empty()) co_return polls;
    co_await spacing.wait(source.url.host());
    request = request_for(source, state, settings);
    may_follow = manners;
    polls.second = co_await http.fetch(std::move(request), std::move(may_follow));
    co_return polls;
}

}  // namespace earshot::app::etiquette
