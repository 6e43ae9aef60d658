#include "daemon/app/watch/own_network.hpp"

#include <gtest/gtest.h>

#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/store.hpp"

namespace earshot::app {
namespace {

const Instant monday = from_epoch(1'776'000'000);

SourceId failing_since(io::Store& store, const std::string& address, Instant since) {
    Source source;
    source.url = Url::parse(address).value();
    PollState state;
    state.failing_since = since;
    state.failures = 3;
    state.next = {monday + day, Reason::backoff, "third failure"};
    return store.sources.add(source, state);
}

TEST(OwnNetwork, WhoIsAskedAgainSaysWhyInOneSentence) {
    io::Store store(":memory:");
    const SourceId a = failing_since(store, "https://a.example/feed", monday);
    const SourceId b = failing_since(store, "https://b.example/feed", monday + minute);
    note_answer(store.marks, store.polls, monday + hour);
    for (const SourceId id : {a, b}) {
        const Due next = store.polls.state(id).next;
        EXPECT_LT(next.at, monday + hour + spread_again);
        EXPECT_EQ(next.reason, Reason::line_back);
        EXPECT_EQ(next.detail, "our own line is back");
    }
}

TEST(OwnNetwork, OneHostThatFailsKeepsItsTimeAndReason) {
    io::Store store(":memory:");
    const SourceId id = failing_since(store, "https://a.example/feed", monday);
    note_answer(store.marks, store.polls, monday + hour);
    EXPECT_EQ(store.polls.state(id).next, (Due{monday + day, Reason::backoff, "third failure"}));
}

}  // namespace
}  // namespace earshot::app
