// The research kit's vectors: every case's output lines, and the states to six digits.

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

class DetectionVectors : public testing::Test {
protected:
    void SetUp() override {
        std::ifstream file(test::shared_dir() + "/detect/vectors.json");
        if (!file) GTEST_SKIP() << "the research kit's detect/vectors.json is not here";
        std::ostringstream text;
        text << file.rdbuf();
        vectors_ = json::parse(text.str());
    }

    const json::array& cases() const { return vectors_.at("cases").as_array(); }

    json::value vectors_;
};

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

TEST_F(DetectionVectors, LineFactors) {
    for (const json::value& row : vectors_.at("C_of_A").as_array())
        EXPECT_EQ(six(line_factor(row.at("A").to_number<double>())), six(row, "C"));
}

TEST_F(DetectionVectors, OutputLines) {
    int run = 0;
    for (const json::value& c : cases()) {
        ReplaySettings settings;
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
    EXPECT_EQ(run, 21);
}

TEST_F(DetectionVectors, RhythmStates) {
    int states = 0;
    for (const json::value& c : cases()) {
        if (text_of(c, "kind") != "silence") continue;
        Coverage coverage;
        for (const json::value& d : c.at("down").as_array()) {
            const Stretch lost{from_epoch(d.as_array()[0].as_int64()),
                               from_epoch(d.as_array()[1].as_int64())};
            coverage = with_lost(std::move(coverage), {&lost, 1});
        }
        const double factor = line_factor(false_quiets_per_year(level_of(c)));
        Rhythm rhythm;
        for (const json::value& s : c.at("states").as_array()) {
            const Instant t = from_epoch(s.at("t").as_int64());
            const Span seen = rhythm.last ? observed(coverage, *rhythm.last, t) : Span{0};
            take(rhythm, t, static_cast<double>(seen.count()));
            const double line = line_days(rhythm, factor);
            const std::string where = name_of(c) + " at " + std::to_string(to_epoch(t));
            EXPECT_EQ(six(rhythm.weight), six(s, "w")) << where;
            EXPECT_EQ(six(rhythm.mean_log_gap), six(s, "x")) << where;
            EXPECT_EQ(six(log_gap(rhythm)), six(s, "m")) << where;
            EXPECT_EQ(six(usual_gap_days(rhythm)), six(s, "G")) << where;
            EXPECT_EQ(six(line), six(s, "T_days")) << where;
            EXPECT_EQ(armed(rhythm), !s.at("due").is_null()) << where;
            if (armed(rhythm)) {
                const Span needed{std::llround(line * 86400.0)};
                EXPECT_EQ(to_epoch(reached(coverage, *rhythm.last, needed)), s.at("due").as_int64())
                    << where;
            }
            ++states;
        }
    }
    EXPECT_EQ(states, 63);
}

TEST_F(DetectionVectors, BurstStates) {
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
    EXPECT_EQ(checked, 9 * 12);
}

}  // namespace
}  // namespace earshot
