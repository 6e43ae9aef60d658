// However sightings are dealt out to polls, notice() says what the replay of the same lines says.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "earshot/notice.hpp"
#include "earshot/replay.hpp"

namespace earshot {
namespace {

const Instant t0 = from_epoch(1700000000);

std::string replayed(const std::vector<Instant>& times, Instant horizon) {
    std::ostringstream lines;
    for (const Instant t : times)
        lines << "x\t" << to_epoch(t) << "\tpost\n";
    lines << "#horizon\t" << to_epoch(horizon) << "\n";
    std::istringstream in(lines.str());
    std::ostringstream out;
    ReplaySettings settings;
    settings.feed_gate = 0;
    EXPECT_TRUE(replay(in, out, settings));
    std::string kept;
    std::istringstream written(out.str());
    for (std::string line; std::getline(written, line);) {
        std::istringstream fields(line);
        std::string kind, person, a, b, c, d;
        fields >> kind >> person >> a >> b >> c >> d;
        if (kind == "quiet" || kind == "back") kept += kind + " " + a + " " + b + "\n";
        if (kind == "burst_end") kept += kind + " " + b + " " + c + " " + d + "\n";
    }
    return kept;
}

struct Noticed {
    std::string lines;
    PersonState state;
};

/// `times` in order, given to polls at `polls`, in order; the last poll is after all of them.
Noticed noticed(const std::vector<Instant>& times, const std::vector<Instant>& polls) {
    Noticed result;
    std::ostringstream out;
    std::size_t next = 0;
    for (const Instant now : polls) {
        std::vector<Sighting> sightings;
        for (; next < times.size() && times[next] <= now; ++next) {
            Sighting s;
            s.at = times[next];
            s.verb = Verb::post;
            sightings.push_back(s);
        }
        Coverage coverage;
        coverage.proven_until = now;
        NoticeStep step = notice(result.state, sightings, coverage, Measure{}, false, now);
        result.state = step.state;
        for (const Change& change : step.changes) {
            if (const auto* q = std::get_if<QuietBegan>(&change))
                out << "quiet " << to_epoch(q->due) << " " << to_epoch(q->last_seen) << "\n";
            if (const auto* q = std::get_if<QuietEnded>(&change)) {
                EXPECT_TRUE(q->welcome);
                out << "back " << to_epoch(q->seen) << " " << to_epoch(q->last_before) << "\n";
            }
            if (const auto* b = std::get_if<BurstSeen>(&change); b && b->closed)
                out << "burst_end " << to_epoch(b->span.start) << " " << to_epoch(b->span.end)
                    << " " << b->span.count << "\n";
        }
    }
    result.lines = out.str();
    return result;
}

/// Lines in one order: within one instant the replay and notice() may differ.
std::string sorted(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    std::sort(lines.begin(), lines.end());
    std::string all;
    for (const std::string& line : lines)
        all += line + "\n";
    return all;
}

TEST(NoticeAgainstReplay, EveryShortHistory) {
    const std::vector<Span> gaps{30 * minute, 2 * day, 30 * day, 70 * day};
    constexpr int length = 6;
    int histories = 0, quiets = 0;
    for (int code = 0; code < 4096; ++code, ++histories) {  // 4^6
        std::vector<Instant> times{t0};
        for (int i = 0, c = code; i < length; ++i, c /= 4)
            times.push_back(times.back() + gaps[static_cast<std::size_t>(c % 4)]);
        const Instant horizon = times.back() + 200 * day;
        const std::string expected = sorted(replayed(times, horizon));
        std::vector<Instant> polls = times;
        polls.push_back(horizon);
        ASSERT_EQ(sorted(noticed(times, polls).lines), expected) << code;
        ASSERT_EQ(sorted(noticed(times, {horizon}).lines), expected) << code;
        ASSERT_EQ(noticed(times, polls).state, noticed(times, {horizon}).state) << code;
        quiets += expected.find("quiet") != std::string::npos;
    }
    EXPECT_EQ(histories, 4096);
    EXPECT_GT(quiets, 4000);
}

RC_GTEST_PROP(NoticeAgainstReplay, PollsMayComeAtAnyTime, ()) {
    const auto gap =
        rc::gen::oneOf(rc::gen::inRange(1, 7200), rc::gen::inRange(20'000, 23'000),
                       rc::gen::inRange(50'000, 90'000), rc::gen::inRange(86'400, 20 * 86'400),
                       rc::gen::inRange(86'400, 200 * 86'400));
    std::vector<Instant> times{t0};
    for (const int g : *rc::gen::container<std::vector<int>>(gap))
        times.push_back(times.back() + Span(g));
    const Instant horizon = times.back() + Span(*rc::gen::inRange(0, 300 * 86'400));
    std::vector<Instant> polls;
    const auto span = static_cast<int>((horizon - t0).count()) + 1;
    for (const int p : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, span)))
        polls.push_back(t0 + Span(p));
    polls.push_back(horizon);
    std::sort(polls.begin(), polls.end());
    RC_ASSERT(sorted(noticed(times, polls).lines) == sorted(replayed(times, horizon)));
    RC_ASSERT((noticed(times, polls).state.rhythm == noticed(times, {horizon}).state.rhythm));
}

}  // namespace
}  // namespace earshot
