// Whose turn it is. Numbers in names are the rules of research/field.md section 3.

#include "earshot/turns.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "support/dice.hpp"

namespace earshot {
namespace {

using std::chrono::milliseconds;

constexpr Instant start = from_epoch(1'776'000'000);
constexpr Moment at_start{start};

Waiting waiting(int id, const std::string& host, Instant due = start, Instant last_look = start) {
    return {SourceId{id}, host, due, last_look, false};
}

/// Turns under a clock that the test moves.
struct Line {
    Turns turns;
    PollSettings settings;
    Moment now = at_start;

    Line() { turns.set(settings); }
    Line& wait(std::vector<Waiting> due) {
        turns.wait(std::move(due), now);
        return *this;
    }
    /// Whoever may start now, in order.
    std::vector<int> started() {
        std::vector<int> ids;
        while (const auto one = turns.next(now)) {
            under_way[static_cast<int>(one->id)] = one->turn;
            ids.push_back(static_cast<int>(one->id));
        }
        return ids;
    }
    Line& end(int id) {
        turns.end(under_way.at(id), now);
        under_way.erase(id);
        return *this;
    }
    Line& later(milliseconds span) {
        now += span;
        return *this;
    }
    std::map<int, TurnNumber> under_way;
};

using Ids = std::vector<int>;

TEST(Turns, Rule25_OneAtATimeOnOneHostAndASecondBetween) {
    Line line;
    line.wait({waiting(1, "a"), waiting(2, "a"), waiting(3, "b")});
    EXPECT_EQ(line.started(), (Ids{1, 3})) << "hosts do not wait for each other";
    EXPECT_EQ(line.later(milliseconds{5000}).started(), Ids{}) << "the first is under way";
    EXPECT_EQ(line.end(1).started(), Ids{});
    EXPECT_EQ(line.later(milliseconds{999}).started(), Ids{});
    EXPECT_EQ(line.turns.again(line.now), line.now + milliseconds{1});
    EXPECT_EQ(line.later(milliseconds{1}).started(), Ids{2});
}

TEST(Turns, Rule25_TheSpacingOfAHostIsItsOwn) {
    Line line;
    line.settings.hosts = {{"slow.example", Span{60}, std::nullopt}};
    line.turns.set(line.settings);
    line.wait({waiting(1, "slow.example"), waiting(2, "slow.example")});
    EXPECT_EQ(line.started(), Ids{1});
    line.end(1);
    EXPECT_EQ(line.later(milliseconds{59'999}).started(), Ids{});
    EXPECT_EQ(line.later(milliseconds{1}).started(), Ids{2});
}

TEST(Turns, FilesNeedNoManners) {
    Line line;
    line.wait({waiting(1, ""), waiting(2, "")});
    EXPECT_EQ(line.started(), (Ids{1, 2}));
}

TEST(Turns, Rule22_TheLongestUnreadFirstAndWhoWasRefusedLast) {
    Line line;
    Waiting refused = waiting(1, "a", start - day, start - 9 * day);
    refused.refused = true;
    line.wait({refused, waiting(2, "a", start - hour, start - hour),
               waiting(3, "a", start, start - day)});
    Ids order;
    for (int i = 0; i < 3; ++i) {
        for (const int id : line.later(milliseconds{1000}).started()) {
            order.push_back(id);
            line.end(id);
        }
    }
    EXPECT_EQ(order, (Ids{3, 2, 1}));
}

TEST(Turns, WhoAskedGoesFirstAndIsNotAskedTwice) {
    Line line;
    line.wait({waiting(1, "a"), waiting(2, "a"), waiting(3, "a")});
    EXPECT_EQ(line.started(), Ids{1});
    const TurnNumber asked = line.turns.ask(SourceId{3}, "a");
    EXPECT_FALSE(line.turns.is_due(SourceId{3}));
    EXPECT_TRUE(line.turns.is_under_way(SourceId{3}));
    line.wait({waiting(3, "a")});  // falls due meanwhile
    line.end(1).later(milliseconds{1000});
    const auto next = line.turns.next(line.now);
    ASSERT_TRUE(next);
    EXPECT_EQ(next->turn, asked);
    EXPECT_FALSE(next->was_due);
    line.turns.end(asked, line.now);
    EXPECT_EQ(line.later(milliseconds{1000}).started(), Ids{2});
    EXPECT_EQ(line.end(2).later(milliseconds{5000}).started(), Ids{});
}

TEST(Turns, Rules22And25_HoldAtTheHostThatARedirectLeadsTo) {
    Line line;
    line.wait({waiting(1, "a"), waiting(2, "b"), waiting(3, "shared")});
    EXPECT_EQ(line.started(), (Ids{1, 2, 3}));
    line.turns.go_on(line.under_way[1], "shared", line.now);
    line.turns.go_on(line.under_way[2], "shared", line.now);
    EXPECT_FALSE(line.turns.next(line.now)) << "3 is under way there";
    line.end(3);
    EXPECT_FALSE(line.turns.next(line.now));
    line.later(milliseconds{1000});
    const auto first = line.turns.next(line.now);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->turn, line.under_way[1]);
    EXPECT_FALSE(line.turns.next(line.now));
    line.wait({waiting(4, "a")});
    EXPECT_EQ(line.started(), Ids{4}) << "a's own turn ended with the redirect";
    line.end(1).later(milliseconds{1000});
    ASSERT_TRUE(line.turns.next(line.now));
}

TEST(Turns, Rule22_AHostThatWantsToBeLeftAloneIsLeftAlone) {
    Line line;
    line.wait({waiting(1, "a"), waiting(2, "a"), waiting(3, "b")});
    line.turns.set_host("a", {start + hour, 0, start});
    EXPECT_EQ(line.turns.left_alone("a", start), start + hour);
    EXPECT_FALSE(line.turns.left_alone("a", start + hour));
    EXPECT_FALSE(line.turns.left_alone("b", start));
    EXPECT_EQ(line.started(), Ids{3});
    EXPECT_EQ(line.turns.dismiss("a"), (std::vector{SourceId{1}, SourceId{2}}));
    EXPECT_EQ(line.turns.waiting(), 0U);
    // Afterwards one by one, a minute apart, for a day.
    line.later(hour).wait({waiting(1, "a"), waiting(2, "a")});
    EXPECT_EQ(line.started(), Ids{1});
    EXPECT_EQ(line.end(1).later(milliseconds{59'999}).started(), Ids{});
    EXPECT_EQ(line.later(milliseconds{1}).started(), Ids{2});
    line.end(2).later(day);
    line.wait({waiting(1, "a"), waiting(2, "a")});
    EXPECT_EQ(line.started(), Ids{1});
    EXPECT_EQ(line.end(1).later(milliseconds{1000}).started(), Ids{2});
}

TEST(Turns, Rule22_ManyAreReleasedWithinHalfAnHour) {
    Line line;
    line.turns.set_host("a", {std::nullopt, 0, start});
    std::vector<Waiting> many;
    for (int id = 1; id <= 180; ++id)
        many.push_back(waiting(id, "a"));
    line.wait(std::move(many));
    EXPECT_EQ(line.started(), Ids{1});
    EXPECT_GE(*line.turns.again(line.now) - line.now, milliseconds{0});
    line.end(1);
    EXPECT_EQ(line.later(Turns::careful_round / 180).started(), Ids{2});
}

TEST(Turns, SoManyAtOnceAndNoMore) {
    Line line;
    line.settings.concurrency = 2;
    line.turns.set(line.settings);
    std::vector<Waiting> many;
    for (int id = 1; id <= 20; ++id)
        many.push_back(
            waiting(id, "host" + std::to_string(id), start, start - 20 * day + id * day));
    line.wait(std::move(many));
    EXPECT_EQ(line.started(), (Ids{1, 2}));
    EXPECT_EQ(line.turns.again(line.now), line.now + Turns::slow);
    EXPECT_EQ(line.end(1).started(), Ids{3});
    // Those who do not answer hold up nobody who does ...
    EXPECT_EQ(line.later(Turns::slow).started(), (Ids{4, 5}));
    EXPECT_EQ(line.later(Turns::slow).started(), (Ids{6, 7}));
    EXPECT_EQ(line.later(Turns::slow).started(), (Ids{8, 9})) << "two are slow, six under way";
    // ... up to a limit.
    EXPECT_EQ(line.turns.under_way(), 8U);
    EXPECT_EQ(line.later(Turns::slow).started(), Ids{});
    EXPECT_EQ(line.turns.again(line.now), std::nullopt);
    EXPECT_EQ(line.end(2).started(), Ids{10});
}

TEST(Turns, Rule26_WhoIsOverdueIsSpread) {
    Line line;
    std::vector<Waiting> many;
    for (int id = 1; id <= 20; ++id)
        many.push_back(waiting(id, "host" + std::to_string(id), start - 9 * hour));
    many.push_back(waiting(21, "punctual", start));
    line.wait(std::move(many));
    Ids first = line.started();
    std::sort(first.begin(), first.end());
    EXPECT_EQ(first, (Ids{1, 21}));
    std::size_t seen = 1;
    for (int i = 0; i < 19; ++i) {
        EXPECT_LE(line.later(milliseconds{249}).started().size(), 0U);
        seen += line.later(milliseconds{1}).started().size();
    }
    EXPECT_EQ(seen, 20U);
    Line at_once;
    at_once.settings.host_spacing = Span{0};
    at_once.turns.set(at_once.settings);
    at_once.wait({waiting(1, "a", start - day), waiting(2, "b", start - day)});
    EXPECT_EQ(at_once.started(), (Ids{1, 2})) << "who wants no spacing gets none";
}

TEST(Turns, AClockThatIsSetBackHoldsNobodyUp) {
    Line line;
    line.wait({waiting(1, "a"), waiting(2, "a")});
    EXPECT_EQ(line.started(), Ids{1});
    line.end(1).later(-std::chrono::hours{24 * 365});
    line.started();
    EXPECT_EQ(line.later(milliseconds{1000}).started(), Ids{2});
}

/// Whatever happens in whatever order: the manners hold, and nobody waits for ever.
TEST(TurnsProperty, NobodyIsHurriedAndNobodyForgotten) {
    test::for_rounds(200, [](test::Dice& dice) {
        Line line;
        line.settings.per_host = static_cast<int>(dice.number(1, 2));
        line.settings.concurrency = static_cast<int>(dice.number(1, 6));
        line.turns.set(line.settings);
        struct UnderWay {
            std::string host;
            bool answered;
        };
        std::map<TurnNumber, UnderWay> under_way;
        std::map<std::string, int> busy;
        std::map<std::string, Moment> last_start;
        std::map<int, std::string> host_of;
        int next_id = 1;
        int served = 0;
        const auto end_one = [&] {
            auto one = under_way.begin();
            std::advance(one, dice.number(0, static_cast<std::int64_t>(under_way.size()) - 1));
            if (one->second.answered) --busy[one->second.host];
            line.turns.end(one->first, line.now);
            under_way.erase(one);
        };
        const auto start_all = [&] {
            while (const auto one = line.turns.next(line.now)) {
                if (one->was_due)
                    under_way[one->turn] = {host_of.at(static_cast<int>(one->id)), true};
                UnderWay& turn = under_way.at(one->turn);
                turn.answered = true;
                served += one->was_due ? 1 : 0;
                EXPECT_LE(++busy[turn.host], line.settings.per_host);
                if (last_start.contains(turn.host)) {
                    EXPECT_GE(line.now - last_start[turn.host], milliseconds{1000});
                }
                last_start[turn.host] = line.now;
                EXPECT_LE(under_way.size(),
                          4U * static_cast<unsigned>(line.settings.concurrency) + 60U);
            }
        };
        for (int step = 0; step < 60; ++step) {
            const std::string host(1, static_cast<char>('a' + dice.number(0, 3)));
            switch (dice.number(0, 4)) {
                case 0:
                    host_of[next_id] = host;
                    line.wait({waiting(next_id++, host)});
                    break;
                case 1: under_way[line.turns.ask(SourceId{}, host)] = {host, false}; break;
                case 2:
                    if (!under_way.empty()) end_one();
                    break;
                case 3:
                    if (auto one = under_way.begin();
                        one != under_way.end() && one->second.answered) {
                        --busy[one->second.host];
                        line.turns.go_on(one->first, host, line.now);
                        one->second = {host, false};
                    }
                    break;
                default: line.later(milliseconds{dice.number(0, 900)});
            }
            start_all();
        }
        for (int step = 0; step < 1000 && (line.turns.waiting() > 0 || !under_way.empty());
             ++step) {
            line.later(milliseconds{1000});
            start_all();
            const bool any_answered = std::any_of(under_way.begin(), under_way.end(),
                                                  [](auto& one) { return one.second.answered; });
            if (!any_answered) continue;
            for (auto one = under_way.begin(); one != under_way.end();) {
                if (!one->second.answered) {
                    ++one;
                    continue;
                }
                --busy[one->second.host];
                line.turns.end(one->first, line.now);
                one = under_way.erase(one);
            }
        }
        EXPECT_EQ(line.turns.waiting(), 0U);
        EXPECT_TRUE(under_way.empty());
        EXPECT_EQ(served, next_id - 1);
    });
}

}  // namespace
}  // namespace earshot
