#pragma once
// What one poll does to the store: 30 entries looked up, three of them news by one person,
// everything saved. For tests of what interrupts it, and for the benchmark.

#include <string>
#include <vector>

#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/entries.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/store.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/reader.hpp"
#include "support/stored.hpp"

namespace earshot::test {

struct Polled {
    SourceId source{};
    PersonId person{};
};

inline Polled add_polled_source(io::Store& store, int number) {
    Polled added;
    added.person = stored_person(store, "Person " + std::to_string(number), Standing::followed);
    Source source;
    source.url = Url::parse("https://" + std::to_string(number % 500) + ".example.net/" +
                            std::to_string(number) + "/feed.atom")
                     .value();
    source.title = "Feed " + std::to_string(number);
    source.owner = added.person;
    added.source = store.sources.add(source, {});
    return added;
}

/// Entry keys as a hash makes them: in no order.
inline std::uint64_t key_of(std::uint64_t entry) {
    return (entry + 1) * 0x9E3779B97F4A7C15ULL;
}

/// The `count`-th poll of this source.
inline void poll_once(io::Store& store, const Polled& polled, int count, Instant now) {
    io::Transaction transaction(store);
    std::vector<ReadEntry> document(30);
    const auto oldest = static_cast<std::uint64_t>(count) * 3;
    for (std::size_t i = 0; i < document.size(); ++i) {
        document[i].id_key = key_of(oldest + i);
        document[i].says = {SaysKey{key_of(oldest + i) + 1, now - hour}};
    }
    const auto known = store.entries.known(polled.source, document);
    std::vector<std::uint64_t> new_ids;
    for (const auto& entry : document) {
        if (!known.ids.contains(entry.id_key)) new_ids.push_back(entry.id_key);
    }
    store.entries.remember(polled.source, new_ids, now);
    store.presence.note(polled.person, polled.source);
    for (std::size_t i = document.size() - 3; i < document.size(); ++i) {
        News news;
        news.activity.verb = Verb::post;
        news.activity.actor = {"https://chirp.example.net/somebody", "Somebody Example"};
        news.activity.objects = {{"A post about the weather", "https://chirp.example.net/post/1"}};
        news.activity.sentence = "Somebody Example wrote a post about the weather of the week";
        news.activity.link = "https://chirp.example.net/post/" + std::to_string(count);
        news.activity.rule = "markup post";
        news.activity.at = now - hour;
        news.says = document[i].says.front();
        news.at = now - hour;
        store.activities.add(polled.source, polled.person, news, now);
    }
    auto state = store.states.of(polled.person);
    take(state.rhythm, now - hour, 86400);
    state.anything.count = count;
    store.states.save(polled.person, state, now + 3 * day);
    auto coverage = store.coverages.of(polled.source);
    coverage.proven_until = now;
    store.coverages.save(polled.source, coverage);
    auto poll = store.polls.state(polled.source);
    poll.validators.etag = "\"" + std::to_string(count) + "\"";
    poll.failures = count;
    poll.last_good = now;
    poll.next = {now + hour, Reason::usual_interval, ""};
    store.polls.save(polled.source, poll);
    store.polls.save_host("host.example.net", HostState{now, count});
    io::PollRecord record;
    record.at = now;
    record.result = PollResult::fresh;
    record.status = 200;
    record.bytes = 40'000;
    record.entries = document.size();
    record.news = 3;
    record.next = poll.next;
    store.polls.record(polled.source, record);
    store.states.to_check(polled.source, now);
    transaction.commit();
}

}  // namespace earshot::test
