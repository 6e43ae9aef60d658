#include "earshot/replay.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "support/dice.hpp"

namespace earshot {
namespace {

struct Replayed {
    std::string out;
    std::optional<Problem> problem;
};

Replayed run(const std::string& input, const ReplaySettings& settings = {}) {
    std::istringstream in(input);
    std::ostringstream out;
    const auto result = replay(in, out, settings);
    return {out.str(), result ? std::nullopt : std::optional(result.error())};
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

const std::string two_sightings = "ana\t1700000000\tpost\nana\t1700259200\tpost\n";
const std::string her_quiet = "quiet\tana\t1703992589\t1700259200\t4.052387\t43.210525\n";

TEST(Replay, WritesAQuietWhenTheHorizonReachesItsDueTime) {
    EXPECT_EQ(run(two_sightings + "#horizon\t1703992588\n").out, "");
    EXPECT_EQ(run(two_sightings + "#horizon\t1703992589\n").out, her_quiet);
}

TEST(Replay, AHorizonSettingReplacesTheLine) {
    ReplaySettings settings;
    settings.horizon = 1703992589;
    EXPECT_EQ(run(two_sightings, settings).out, her_quiet);
    EXPECT_EQ(run("#horizon\t1\n" + two_sightings + "#horizon\t1703992588\n", settings).out,
              her_quiet);
    settings.horizon = replay_limits::latest + 1;
    EXPECT_EQ(run("", settings).problem.value().where, "horizon");
}

TEST(Replay, ASightingAtTheDueInstantWins) {
    EXPECT_EQ(run(two_sightings + "ana\t1703992589\tpost\n").out, "");
    EXPECT_EQ(run(two_sightings + "ana\t1703992590\tpost\n").out,
              her_quiet + "back\tana\t1703992590\t1700259200\t43.210532\n");
}

TEST(Replay, ADeadlinePutOffOnItsLastDayIsMetAlthoughNobodyComesMeanwhile) {
    const std::string out = run(two_sightings +
                                "ben\t1703985000\tpost\n"  // on the day of her deadline
                                "ana\t1703990000\tpost\n"
                                "#horizon\t1800000000\n")
                                .out;
    ASSERT_EQ(lines_of(out).size(), 1u) << out;
    EXPECT_NE(out.find("\t1703990000\t"), std::string::npos) << out;
}

TEST(Replay, AnOverlapOfOutagesCountsOnce) {
    const std::string told = "#down\t1700300000\t1700400000\n";
    const std::string twice = told + "#down\t1700350000\t1700400000\n" + told;
    const std::string rest = two_sightings + "#horizon\t1800000000\n";
    EXPECT_EQ(run(twice + rest).out, run(told + rest).out);
    EXPECT_NE(run(told + rest).out, run(rest).out);
}

TEST(Replay, CommentsEmptyLinesFurtherFieldsAndCarriageReturnsDoNoHarm) {
    EXPECT_EQ(run("# a comment\n\nana\t1700000000\tpost\tmore\tfields\r\n"
                  "ana\t1700259200\tpost\r\n#horizon\t1703992589")
                  .out,
              her_quiet);
}

TEST(Replay, DeadlinesOfOneInstantAreWrittenByName) {
    std::string in;
    for (const char* t : {"1700000000", "1700259200"})
        for (const char* name : {"mia", "ben", "zoe", "ana"})
            in += std::string(name) + "\t" + t + "\tpost\n";
    ReplaySettings settings;
    settings.feed_gate = 0;
    const std::string out = run(in + "#horizon\t1800000000\n", settings).out;
    EXPECT_LT(out.find("\tana\t"), out.find("\tben\t"));
    EXPECT_LT(out.find("\tben\t"), out.find("\tmia\t"));
    EXPECT_LT(out.find("\tmia\t"), out.find("\tzoe\t"));
}

/// With the gate open nobody's lines depend on anybody else, so a crowd says what its people say
/// one by one.
TEST(Replay, ACrowdIsTheSumOfItsPeople) {
    constexpr int people = 1500;
    ReplaySettings settings;
    settings.feed_gate = 0;
    settings.burst_factor = 2;
    settings.horizon = 1'800'000'000;
    test::Dice dice(7);
    std::string crowd;
    std::vector<std::string> alone(people);
    long long at = 1'700'000'000;
    for (int i = 0; i < 20 * people; ++i) {
        at += dice.number(0, 599);
        const auto who = dice.number(0, people - 1);
        const int times = dice.number(0, 39) == 0 ? 20 : 1;
        for (int n = 0; n < times; ++n) {
            const std::string line = "person-" +
                                     std::string(static_cast<std::size_t>(who % 3 * 10), 'x') +
                                     std::to_string(who) + "\t" + std::to_string(at) + "\tverb" +
                                     std::to_string(dice.number(0, 3)) + "\n";
            crowd += line;
            alone[static_cast<std::size_t>(who)] += line;
        }
    }
    std::vector<std::string> expected;
    for (const std::string& one : alone)
        for (std::string& line : lines_of(run(one, settings).out))
            expected.push_back(std::move(line));
    std::vector<std::string> lines = lines_of(run(crowd, settings).out);
    std::sort(expected.begin(), expected.end());
    std::sort(lines.begin(), lines.end());
    EXPECT_GT(lines.size(), std::size_t{people});
    EXPECT_EQ(lines, expected);
}

TEST(Replay, EveryVerbHasItsOwnRuns) {
    std::string in, expected;
    const std::vector<std::string> verbs{"connect", "post", "like", "push", "reply"};
    for (int i = 0; i < 16; ++i)
        for (const std::string& verb : verbs)
            in += "ana\t" + std::to_string(1700000000 + 60 * i) + "\t" + verb + "\n";
    for (const std::string& verb : verbs)
        expected += "burst_end\tana\t1700022500\t1700000000\t1700000900\t16\t" + verb + "\n";
    const std::string out = run(in + "#horizon\t1700022500\n").out;
    EXPECT_EQ(out.substr(out.find("burst_end")), expected);
    for (const std::string& verb : verbs)
        EXPECT_NE(out.find("burst\tana\t1700000900\t1700000000\t" + verb + "\t16\t16\n"),
                  std::string::npos);
}

struct Malformed {
    const char* line;
    const char* says;
};

TEST(Replay, AMalformedLineIsAProblemWithItsNumber) {
    for (const auto& [line, says] : {
             Malformed{"ana", "expected a person"},
             Malformed{"ana\t1700000000", "expected a person"},
             Malformed{"ana\t1700000000\t", "expected a person"},
             Malformed{"\t1700000000\tpost", "expected a person"},
             Malformed{"ana\tyesterday\tpost", "expected a person"},
             Malformed{"ana\t1700000000.5\tpost", "expected a person"},
             Malformed{"ana\t 1700000000\tpost", "expected a person"},
             Malformed{"ana\t99999999999999999999\tpost", "expected a person"},
             Malformed{"#down\t1700000000", "expected #down"},
             Malformed{"#down\t1700000001\t1700000000", "expected #down"},
             Malformed{"#horizon", "expected #horizon"},
         }) {
        const Replayed r = run(two_sightings + line + "\n#horizon\t1703992589\n");
        ASSERT_TRUE(r.problem) << line;
        EXPECT_EQ(r.problem->where, "line 3") << line;
        EXPECT_EQ(r.problem->what.rfind(says, 0), 0u) << r.problem->what;
        EXPECT_EQ(r.out, "") << line;
    }
}

TEST(Replay, WhatWasFoundBeforeAMalformedLineIsWritten) {
    const Replayed r = run(two_sightings + "#horizon\t1703992589\noops\n");
    EXPECT_EQ(r.out, her_quiet);
    EXPECT_EQ(r.problem.value().where, "line 4");
}

TEST(ReplayLimits, Epochs) {
    const auto sighting = [](long long t) { return "ana\t" + std::to_string(t) + "\tpost\n"; };
    EXPECT_FALSE(run(sighting(replay_limits::earliest) + sighting(replay_limits::latest)).problem);
    EXPECT_TRUE(run(sighting(replay_limits::earliest - 1)).problem);
    EXPECT_TRUE(run(sighting(replay_limits::latest + 1)).problem);
}

TEST(ReplayLimits, BytesOfALine) {
    const std::string rest = "\t1700000000\tpost";
    const auto line = [&](std::size_t bytes) {
        return std::string(bytes - rest.size(), 'a') + rest;
    };
    const std::size_t most = replay_limits::line_bytes;
    EXPECT_FALSE(run(line(most) + "\n").problem);
    EXPECT_FALSE(run(line(most)).problem);
    EXPECT_EQ(run(line(most + 1) + "\n").problem.value().where, "line 1");
    EXPECT_EQ(run(line(most + 1)).problem.value().where, "line 1");
    EXPECT_EQ(run(two_sightings + std::string(5 << 20, 'a')).problem.value().where, "line 3");
}

TEST(ReplayLimits, People) {
    ReplaySettings settings;
    settings.max_people = 2;
    const std::string two = "ana\t1700000000\tpost\nben\t1700000000\tpost\n";
    EXPECT_FALSE(run(two + two, settings).problem);
    EXPECT_EQ(run(two + "cleo\t1700000000\tpost\n", settings).problem.value().where, "line 3");
}

TEST(ReplayLimits, Verbs) {
    std::string in;
    for (std::size_t i = 0; i < replay_limits::verbs; ++i)
        in += "ana\t1700000000\tverb" + std::to_string(i) + "\n";
    EXPECT_FALSE(run(in).problem);
    EXPECT_EQ(run(in + "ana\t1700000000\tone-more\n").problem.value().where,
              "line " + std::to_string(replay_limits::verbs + 1));
}

TEST(ReplayLimits, Outages) {
    std::string in;
    for (std::size_t i = 0; i < replay_limits::outages; ++i)
        in +=
            "#down\t" + std::to_string(1000 + 10 * i) + "\t" + std::to_string(1005 + 10 * i) + "\n";
    EXPECT_FALSE(run(in).problem);
    EXPECT_TRUE(run(in + "#down\t1\t2\n").problem);
}

TEST(Replay, LinesMayBeSplitAnywhereByTheReadBuffer) {
    std::string in;
    for (int i = 0; i < 60'000; ++i)
        in += "a-person-with-number-" + std::to_string(i % 77) + "\t" +
              std::to_string(1700000000 + 40 * i) + "\tpost\n";
    ASSERT_GT(in.size(), std::size_t{2} << 20);
    const std::string shifted = "#" + std::string(17, 'x') + "\n" + in;
    const Replayed a = run(in + "#horizon\t1900000000\n");
    const Replayed b = run(shifted + "#horizon\t1900000000\n");
    EXPECT_FALSE(a.problem);
    EXPECT_NE(a.out, "");
    EXPECT_EQ(a.out, b.out);
}

}  // namespace
}  // namespace earshot
