// The research kit's vectors: every case's output lines, and the states to six digits. Those of the
// rule `own` are in vectors2.json; vectors.json has those of the rule before it, and the bursts.

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cmath>
#include <fstream>
#include <iomanip>
#include <sstream>
#include <string>

#include "earshot/coverage.hpp"
#include "earshot/replay.hpp"
#include "support/places.hpp"

namespace earshot {
namespace {

namespace json = boost::json;

struct Vectors {
    QuietRule rule;
    const char* file;
    int outputs;  // so many cases
    int states;   // of rhythms
};

class DetectionVectors : public testing::TestWithParam<Vectors> {
protected:
    void SetUp() override {
        std::ifstream file(test::shared_dir() + "/detect/" + GetParam().file);
        if (!file)
            GTEST_SKIP() << "the research kit's detect/" << GetParam().file << " is not here";
        std::ostringstream text;
        text << file.rdbuf();
        vectors_ = json::parse(text.str());
    }

    const json::array& cases() const { return vectors_.at("cases").as_array(); }
    QuietRule rule() const { return GetParam().rule; }

    json::value vectors_;
};

INSTANTIATE_TEST_SUITE_P(Rules, DetectionVectors,
                         testing::Values(Vectors{QuietRule::own, "vectors2.json", 25, 430},
                                         Vectors{QuietRule::classic, "vectors.json", 21, 63}),
                         [](const auto& row) { return std::string(to_text(row.param.rule)); });

std::string text_of(const json::value& v, const char* key) {
    return std::string(v.at(key).as_string());
}

std::string name_of(const json::value& c) {
    return text_of(c, "kind") + ": " + text_of(c, "name") + " [" + text_of(c, "level") + "]";
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
}

/// Six digits after the point, as the vectors have them.
std::string six(double value) {
    std::ostringstream out;
    out << std::fixed << std::setprecision(6) << value;
    return out.str();
}
std::string six(const json::value& v, const char* key) {
    return six(v.at(key).to_number<double>());
}

Sensitivity level_of(const json::value& c) {
    return parse_sensitivity(text_of(c, "level")).value();
}

TEST_P(DetectionVectors, LineFactors) {
    for (const json::value& row : vectors_.at("C_of_A").as_array())
        EXPECT_EQ(six(line_factor(row.at("A").to_number<double>(), rule())), six(row, "C"));
}

TEST_P(DetectionVectors, OutputLines) {
    int run = 0;
    for (const json::value& c : cases()) {
        ReplaySettings settings;
        settings.rule = rule();
        settings.false_quiets_per_year = false_quiets_per_year(level_of(c));
        settings.burst_factor = burst_factor(level_of(c));
        const std::string kind = text_of(c, "kind");
        if (kind == "silence" || name_of(c).find("cf=0.0") != std::string::npos)
            settings.feed_gate = 0;
        std::istringstream in(text_of(c, "input"));
        std::ostringstream out;
        ASSERT_TRUE(replay(in, out, settings)) << name_of(c);

        std::string expected = text_of(c, "output");
        replace_all(expected, "silence\t", "quiet\t");
        replace_all(expected, "return\t", "back\t");
        std::string got;
        std::istringstream lines(out.str());
        for (std::string line; std::getline(lines, line);)
            if ((kind == "burst") == (line.rfind("burst", 0) == 0)) got += line + "\n";
        EXPECT_EQ(got, expected) << name_of(c);
        ++run;
    }
    EXPECT_EQ(run, GetParam().outputs);
}

TEST_P(DetectionVectors, RhythmStates) {
    int states = 0;
    for (const json::value& c : cases()) {
        if (text_of(c, "kind") != "silence") continue;
        Coverage coverage;
        for (const json::value& d : c.at("down").as_array()) {
            const Stretch lost{from_epoch(d.as_array()[0].as_int64()),
                               from_epoch(d.as_array()[1].as_int64())};
            coverage = with_lost(std::move(coverage), {&lost, 1});
        }
        const double factor = line_factor(false_quiets_per_year(level_of(c)), rule());
        Rhythm rhythm;
        for (const json::value& s : c.at("states").as_array()) {
            const Instant t = from_epoch(s.at("t").as_int64());
            const Span seen = rhythm.last ? observed(coverage, *rhythm.last, t) : Span{0};
            take(rhythm, t, static_cast<double>(seen.count()));
            const double line = line_days(rhythm, factor, rule());
            const std::string where = name_of(c) + " at " + std::to_string(to_epoch(t));
            EXPECT_EQ(six(rhythm.weight), six(s, "w")) << where;
            EXPECT_EQ(six(rhythm.mean_log_gap), six(s, "x")) << where;
            EXPECT_EQ(six(log_gap(rhythm)), six(s, "m")) << where;
            EXPECT_EQ(six(usual_gap_days(rhythm)), six(s, "G")) << where;
            EXPECT_EQ(six(line), six(s, "T_days")) << where;
            if (rule() == QuietRule::own) {
                EXPECT_EQ(six(rhythm.spread), six(s, "q")) << where;
                EXPECT_EQ(six(rhythm.longest_days), six(s, "L")) << where;
                EXPECT_EQ(six(unevenness(rhythm)), six(s, "s")) << where;
            }
            EXPECT_EQ(armed(rhythm), !s.at("due").is_null()) << where;
            if (armed(rhythm)) {
                const Span needed{std::llround(line * 86400.0)};
                EXPECT_EQ(to_epoch(reached(coverage, *rhythm.last, needed)), s.at("due").as_int64())
                    << where;
            }
            ++states;
        }
    }
    EXPECT_EQ(states, GetParam().states);
}

TEST_P(DetectionVectors, BurstStates) {
    int checked = 0;
    for (const json::value& c : cases()) {
        if (text_of(c, "kind") != "burst") continue;
        const auto& states = c.at("states").as_array();
        BurstRun run;
        std::size_t next = 0;  // the kit keeps the first three and the last nine
        std::istringstream input(text_of(c, "input"));
        std::vector<Instant> times;
        for (std::string line; std::getline(input, line);)
            if (line[0] != '#') times.push_back(from_epoch(std::stoll(line.substr(2))));
        for (std::size_t i = 0; i < times.size(); ++i) {
            const BurstStep step = take(run, times[i], c.at("K").to_number<double>(), true,
                                        static_cast<int>(c.at("floor").as_int64()));
            if (i >= 3 && i < times.size() - (states.size() - 3)) continue;
            const json::value& s = states[next++];
            const std::string where = name_of(c) + " activity " + std::to_string(i);
            ASSERT_EQ(to_epoch(times[i]), s.at("t").as_int64()) << where;
            EXPECT_EQ(run.count, s.at("n").as_int64()) << where;
            EXPECT_EQ(to_epoch(*run.start), s.at("start").as_int64()) << where;
            EXPECT_EQ(to_epoch(run.end), s.at("end").as_int64()) << where;
            EXPECT_EQ(run.threshold, s.at("threshold").as_int64()) << where;
            EXPECT_EQ(six(run.weight), six(s, "w")) << where;
            EXPECT_EQ(six(run.mean_log_size), six(s, "x")) << where;
            EXPECT_EQ(step.began.has_value(), s.at("alert").as_bool()) << where;
            EXPECT_EQ(step.closed.has_value(), !s.at("closed").is_null()) << where;
            ++checked;
        }
    }
    EXPECT_EQ(checked, rule() == QuietRule::classic ? 9 * 12 : 0);
}

}  // namespace
}  // namespace earshot
