// What a poll costs the store, and what the scheduler asks of it, with as many sources as the
// argument says. The file lies below $TMPDIR, or /tmp.

#include <memory>
#include <vector>

#include <benchmark/benchmark.h>

#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/transaction.hpp"
#include "support/poll_transaction.hpp"
#include "support/temporary_directory.hpp"

namespace earshot {
namespace {

const Instant monday = from_epoch(1'776'000'000);

/// A store in which every source was polled once.
struct Filled {
    test::TemporaryDirectory directory;
    io::Store store{directory.file("earshot.db")};
    std::vector<test::Polled> sources;

    explicit Filled(int count) {
        for (int from = 0; from < count; from += 1000) {
            io::Transaction transaction(store);
            for (int i = from; i < from + 1000 && i < count; ++i) {
                sources.push_back(test::add_polled_source(store, i));
            }
            transaction.commit();
        }
        for (const auto& source : sources)
            test::poll_once(store, source, 0, monday);
    }
};

Filled& filled(int count) {
    static std::unique_ptr<Filled> kept;
    if (!kept || static_cast<int>(kept->sources.size()) != count) {
        kept.reset();
        kept = std::make_unique<Filled>(count);
    }
    return *kept;
}

void poll_transaction(benchmark::State& state) {
    auto& store = filled(static_cast<int>(state.range(0)));
    // Across the file, as schedules with jitter go; each source is polled once a round.
    std::size_t next = 0;
    static int round = 0;
    ++round;
    for (auto _ : state) {
        test::poll_once(store.store, store.sources[next * 7919 % store.sources.size()], round,
                        monday + round * hour);
        if (++next == store.sources.size()) {
            next = 0;
            ++round;
        }
    }
    state.SetItemsProcessed(state.iterations());
    state.counters["file_MB"] = static_cast<double>(store.store.bytes()) / 1e6;
}
BENCHMARK(poll_transaction)->Arg(10'000)->Unit(benchmark::kMicrosecond);

/// A poll that brought nothing: a 304.
void unchanged_poll(benchmark::State& state) {
    auto& store = filled(static_cast<int>(state.range(0)));
    std::size_t next = 0;
    for (auto _ : state) {
        const auto id = store.sources[next++ * 7919 % store.sources.size()].source;
        io::Transaction transaction(store.store);
        auto poll = store.store.polls.state(id);
        poll.next.at = poll.next.at + hour;
        store.store.polls.save(id, poll);
        auto coverage = store.store.coverages.of(id);
        coverage.proven_until = monday;
        store.store.coverages.save(id, coverage);
        store.store.polls.record(id, io::PollRecord{});
        transaction.commit();
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(unchanged_poll)->Arg(10'000)->Unit(benchmark::kMicrosecond);

void due(benchmark::State& state) {
    auto& store = filled(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(store.store.polls.due(monday + 30 * day, 100));
}
BENCHMARK(due)->Arg(10'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace earshot
