#include "daemon/app/watch/lookout.hpp"

#include <algorithm>
#include <set>

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/io/store/transaction.hpp"

namespace earshot::app {

namespace asio = boost::asio;

namespace {

constexpr std::size_t rows_at_once = 1000;  // some milliseconds

}  // namespace

Lookout::Lookout(asio::any_io_executor executor, io::Clock& clock, io::Store& store)
    : clock_(clock), store_(store), bell_(executor) {
    store_.written.when_many([this] { bell_.ring(); });
    bell_.ring();
}

Lookout::~Lookout() {
    store_.written.when_many({});
}

asio::awaitable<void> Lookout::run() {
    for (;;) {
        co_await bell_.wait();
        co_await catch_up();
    }
}

asio::awaitable<void> Lookout::catch_up() {
    while (look_on(clock_.now()))
        co_await asio::post(asio::use_awaitable);
}

const Horizon& Lookout::at(Instant t) {
    if (t > clock_.now() || (all_ && t < as_of_)) return other_.emplace(store_, t);
    other_.reset();
    while (look_on(t)) {
    }
    return *all_;
}

/// One step; false when all is up to date.
bool Lookout::look_on(Instant now) {
    const io::Reading reading(store_);
    if (all_ && now < as_of_) all_.reset();  // what time has changed has not changed yet
    as_of_ = now;
    if (!all_) {
        all_.emplace(store_);
        is_whole_ = false;
        read_ = store_.written.certain();
    }
    if (is_whole_) return read_on(now);
    is_whole_ = !all_->look_on(now);
    return true;
}

bool Lookout::read_on(Instant now) {
    const io::Written::News news = store_.written.since(read_, rows_at_once);
    if (news.unknown) {
        all_.reset();
        return true;
    }
    using Of = io::WrittenRow::Of;
    std::set<SourceId> sources;
    std::set<SourceId> proofs;
    std::set<PersonId> people;
    std::set<FindingNumber> findings;
    for (const io::WrittenRow& row : news.rows) {
        switch (row.of) {
            case Of::source: sources.insert(SourceId(row.id)); break;
            case Of::proof: proofs.insert(SourceId(row.id)); break;
            case Of::person:
            case Of::state: people.insert(PersonId(row.id)); break;
            case Of::finding: findings.insert(FindingNumber(row.id)); break;
        }
    }
    for (const FindingNumber number : findings)
        all_->look_at(number);
    for (const PersonId id : people)
        all_->look_at(id, now);
    for (const SourceId id : proofs)
        all_->look_at_proof(id, now);
    for (const SourceId id : sources)
        if (!proofs.contains(id)) all_->look_at(id, now);
    if (!people.empty()) all_->look_at_old_copies(now);
    read_ = news.next;
    if (news.more) return true;
    // What an open transaction wrote may be undone.
    read_ = std::min(read_, store_.written.certain());
    all_->pass_until(now);
    return false;
}

}  // namespace earshot::app
