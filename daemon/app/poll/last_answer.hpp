#pragma once
// When a host last answered. own_network.hpp compares with it since when others fail; that is kept
// in the store, where a write for each poll would cost as much as the poll. So it is written when
// something fails, which is when it is asked, and else once in a while.
//
// What is kept may be older than the truth, and then no failure lies between the two: whoever asks
// gets the same answer.

#include <optional>

#include "daemon/io/store/store.hpp"
#include "earshot/time.hpp"

namespace earshot::app {

class LastAnswer {
public:
    static constexpr Span written_every = minute;

    explicit LastAnswer(io::Store& store) : store_(store) {}

    /// A host answered. When our own line was down, its victims are asked again (note_answer).
    void heard(Instant now);
    /// A source failed, and that is about to be written.
    void before_failure();

private:
    io::Store& store_;
    std::optional<Instant> written_;  // empty: something may have failed since
    std::optional<Instant> heard_;    // the same or later
};

}  // namespace earshot::app
