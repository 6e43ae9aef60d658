// "ok" means read in time: how long one good look answers for its source.

#include <gtest/gtest.h>

#include "earshot/poll_state.hpp"

namespace earshot {
namespace {

const Instant read = from_epoch(1'776'150'000);

struct Row {
    const char* what;
    Reason reason;
    Span next;   // after the look
    Span holds;  // how long it answers
    int failures = 0;
    std::optional<Span> interval = {};  // the user's own for this source
};

TEST(ReadInTime, ALookHoldsForThreeDaysOrAsLongAsThePlanOfTheSource) {
    for (const Row& row : {
             Row{"every hour", Reason::usual_interval, hour, look_holds},
             Row{"rarely anything new", Reason::rarely_new, day, look_holds},
             Row{"a failure", Reason::backoff, day, look_holds, 1},
             Row{"the server asks for a month", Reason::server_max_age, 30 * day, look_holds},
             Row{"Retry-After", Reason::retry_after, 21 * day, look_holds, 1},
             Row{"another feed of the host was told", Reason::host_asked, 21 * day, look_holds},
             Row{"the feed asks for a week", Reason::feed_ttl, 7 * day, look_holds},
             Row{"all feeds weekly", Reason::usual_interval, 7 * day, 7 * day + late_look},
             Row{"this one weekly", Reason::usual_interval, 7 * day, 7 * day + late_look, 0,
                 7 * day},
             Row{"weekly, and failing since", Reason::backoff, 9 * day, 7 * day + late_look, 2,
                 7 * day},
             Row{"weekly, and put off", Reason::server_max_age, 30 * day, 7 * day + late_look, 0,
                 7 * day},
         }) {
        Source source;
        source.interval = row.interval;
        PollState state;
        state.last_good = read;
        state.failures = row.failures;
        state.next = Due{read + row.next, row.reason, {}};
        EXPECT_EQ(read_until(source, state), read + row.holds) << row.what;
        EXPECT_TRUE(is_read_in_time(source, state, read + row.holds)) << row.what;
        EXPECT_FALSE(is_read_in_time(source, state, read + row.holds + Span{1})) << row.what;
    }
}

TEST(ReadInTime, NeverReadAndReadInTheFutureAreNotInTime) {
    const Source source;
    PollState state;
    EXPECT_FALSE(is_read_in_time(source, state, read));
    state.last_good = read;
    EXPECT_TRUE(is_read_in_time(source, state, read - clock_tolerance));
    EXPECT_FALSE(is_read_in_time(source, state, read - clock_tolerance - Span{1}))
        << "a clock that was ahead for a minute";
}

}  // namespace
}  // namespace earshot
