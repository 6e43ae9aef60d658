// Three years of real nightly snapshots of one person's feeds, served over loopback to the real
// client, poller, intake, store and detectors under a manual clock. Kit: activity/README.md.

#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include <boost/asio/io_context.hpp>
#include <boost/json.hpp>

#include "daemon/app/people/sources.hpp"
#include "daemon/app/poll/poller.hpp"
#include "daemon/io/host/config_files.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "earshot/text.hpp"
#include "support/feed_server.hpp"
#include "support/manual_clock.hpp"
#include "support/places.hpp"
#include "support/run.hpp"

namespace earshot {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

const fs::path kit = fs::path(test::shared_dir()) / "activity" / "nightly";

std::string slurp(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

Instant instant(const json::value& text) {
    return parse_rfc3339(std::string(text.as_string())).value();
}

struct Night {
    Instant at;
    std::string source;
    std::string body;  // file name; empty: as before
    int expected = 0;
};

class Nightly : public testing::Test {
protected:
    static void SetUpTestSuite() {
        if (!fs::exists(kit / "TRUTH.json")) return;
        bodies = fs::temp_directory_path() / ("earshot-nightly-" + std::to_string(::getpid()));
        fs::create_directories(bodies);
        const std::string command = "python3 '" + (kit / "replay.py").string() + "' extract '" +
                                    bodies.string() + "' github youtube mastodon";
        ASSERT_EQ(std::system(command.c_str()), 0);
        truth = json::parse(slurp(kit / "TRUTH.json")).at("sources").as_object();
        replay();
    }

    static void TearDownTestSuite() {
        world.reset();
        fs::remove_all(bodies);
    }

    void SetUp() override {
        if (!world) GTEST_SKIP() << "the research kit is not at " << kit;
    }

    /// Everything of one replay; the tests below look at what it left in the store.
    struct World {
        boost::asio::io_context io{1};
        tests::FeedServer server{io};
        tests::ManualClock clock;
        io::Store store{":memory:"};
        io::EventStream events{io.get_executor()};
        io::HttpClient http{io.get_executor(), {}};
        Dialects dialects;
        app::Intake intake;
        app::Poller poller;
        std::map<std::string, SourceId> sources;
        std::map<std::string, std::map<Instant, int>> news;  // by source and night
        std::map<std::string, int> errors;                   // sum over all nights
        std::set<Instant> announced;                         // nights flagged as re-announcements
        std::map<FindingNumber, Instant> found;              // finding -> night

        /// The clock stands still during a night: nobody waits for the next turn.
        static PollSettings without_spacing() {
            PollSettings settings;
            settings.host_spacing = Span{0};
            return settings;
        }

        World(Instant start, Dialects compiled)
            : clock(io, start),
              dialects(std::move(compiled)),
              intake(store, dialects, events, without_spacing(), NoticeSettings(), Me()),
              poller(io.get_executor(), clock, http, store, intake) {}
        ~World() { tests::run(io, poller.stop()); }
    };

    static void replay() {
        std::vector<Night> nights;
        for (const auto& [name, source] : truth) {
            if (!fs::exists(bodies / std::string(name))) continue;
            for (const json::value& row : source.at("nights").as_array()) {
                const json::array& columns = row.as_array();
                Night night;
                night.at = instant(columns[0]);
                night.source = std::string(name);
                if (columns[1].is_string()) night.body = std::string(columns[1].as_string());
                night.expected = json::value_to<int>(columns[3]);
                nights.push_back(std::move(night));
            }
        }
        std::stable_sort(nights.begin(), nights.end(),
                         [](const Night& a, const Night& b) { return a.at < b.at; });

        auto files = io::read_dialect_files({test::source_dir() + "/config/dialects"});
        ASSERT_TRUE(files);
        auto dialects = Dialects::compile(*files);
        ASSERT_TRUE(dialects) << to_text(dialects.error().front());
        world = std::make_unique<World>(nights.front().at - day, std::move(*dialects));

        std::map<std::string, std::string> served;
        for (const Night& night : nights) {
            if (!night.body.empty()) served[night.source] = night.body;
            if (!world->sources.contains(night.source)) subscribe(night.source, served);
            world->clock.advance_to(night.at);
            auto asked =
                tests::run(world->io, world->poller.poll_now(world->sources[night.source], true));
            ASSERT_TRUE(asked) << to_text(asked.error());
            const PollReport& report = asked->report;
            ASSERT_NE(report.result, PollResult::failed) << to_text(*report.problem);
            const int news = static_cast<int>(report.news);
            world->news[night.source][night.at] = news;
            world->errors[night.source] += std::abs(news - night.expected);
            if (report.re_announcement) world->announced.insert(night.at);
            for (const FindingNumber number : report.findings)
                world->found.emplace(number, night.at);
        }
    }

    static void subscribe(const std::string& name, std::map<std::string, std::string>& served) {
        world->server.on("/" + name, [name, &served](const tests::Asked& asked) {
            tests::Reply reply;
            const std::string tag = "\"" + served[name] + "\"";
            reply.headers.emplace_back("ETag", tag);
            if (asked.header("if-none-match") == tag)
                reply.status = 304;
            else
                reply.body = slurp(bodies / served[name]);
            return reply;
        });
        DeclaredSource source;
        source.url = Url::parse(world->server.url("/" + name)).value();
        source.person = "the one on " + name;
        world->sources[name] = app::add_source(world->store, source, world->clock.now()).value();
    }

    /// The times of every distinct event that the source really served.
    static std::vector<Instant> truth_events(const std::string& source) {
        std::vector<Instant> times;
        std::ifstream lines(kit / "events" / (source + ".jsonl"));
        for (std::string line; std::getline(lines, line);) {
            const json::value event = json::parse(line);
            if (event.at("at").is_string()) times.push_back(instant(event.at("at")));
        }
        return times;
    }

    static int distinct(const std::string& source) {
        int sum = 0;
        for (const auto& [night, news] : world->news[source])
            sum += news;
        return sum;
    }

    static std::vector<Finding> findings(const std::string& source, const std::string& kind) {
        io::FindingQuery query;
        query.kind = parse_finding_kind(kind);
        query.person = world->store.presence.people_of(world->sources[source]).at(0);
        query.limit = 10000;
        return world->store.findings.page(query);
    }

    static inline fs::path bodies;
    static inline json::object truth;
    static inline std::unique_ptr<World> world;
};

TEST_F(Nightly, DistinctSightings) {
    for (const std::string source : {"github", "youtube", "mastodon"}) {
        const int expected = json::value_to<int>(truth[source].at("distinct_events"));
        std::cout << source << ": " << distinct(source) << " distinct sightings, truth " << expected
                  << "; sum of errors over all nights " << world->errors[source] << '\n';
        EXPECT_NEAR(distinct(source), expected, expected * 0.02) << source;
    }
    EXPECT_EQ(distinct("youtube"), 3);
    EXPECT_EQ(distinct("mastodon"), 4);
}

TEST_F(Nightly, NightsOnWhichEverythingChanged) {
    const Instant ids = parse_rfc3339("2025-08-23T23:04:23Z").value();
    const Instant titles = parse_rfc3339("2025-06-09T23:04:40Z").value();
    EXPECT_EQ(world->news["github"][ids], 4);
    EXPECT_EQ(world->news["github"][titles], 17);
    EXPECT_TRUE(world->announced.contains(ids));
    EXPECT_EQ(world->announced.size(), 1u);
}

/// A burst is false when it counts what did not happen; and nothing may be a burst or a return on a
/// night when a source announced its old entries again.
TEST_F(Nightly, NoFalseBurst) {
    int bursts = 0;
    for (const std::string source : {"github", "youtube", "mastodon"}) {
        const std::vector<Instant> events = truth_events(source);
        std::set<Instant> announced_again;
        for (const json::value& night : truth[source].at("reannouncements").as_array())
            announced_again.insert(instant(night.at("night")));
        for (const Finding& finding : findings(source, "burst")) {
            const Burst& burst = std::get<Burst>(finding.evidence);
            const auto happened = std::count_if(events.begin(), events.end(), [&](Instant t) {
                return t >= burst.start - Span{2} && t <= burst.end + Span{2};
            });
            EXPECT_LE(burst.count, happened)
                << source << " from " << to_rfc3339(burst.start) << " to " << to_rfc3339(burst.end);
            EXPECT_FALSE(announced_again.contains(world->found.at(finding.number)));
            ++bursts;
        }
        for (const Finding& finding : findings(source, "back"))
            EXPECT_FALSE(announced_again.contains(world->found.at(finding.number)));
    }
    std::cout << bursts << " bursts\n";
    EXPECT_GT(bursts, 0);
}

TEST_F(Nightly, RealSilencesAndNoOthers) {
    for (const std::string source : {"github", "mastodon"}) {
        std::set<Instant> proven;
        for (const json::value& silence : truth[source].at("silences_21d").as_array()) {
            const auto& row = silence.as_object();
            if (row.at("inside_watch").as_bool() &&
                (!row.contains("proven_nothing_lost") || row.at("proven_nothing_lost").as_bool()))
                proven.insert(instant(row.at("from")));
        }
        std::set<Instant> told;
        for (const Finding& finding : findings(source, "quiet")) {
            const Quiet& quiet = std::get<Quiet>(finding.evidence);
            std::cout << source << ": quiet since " << to_rfc3339(quiet.last_seen) << ", line "
                      << quiet.line_days << " d, " << to_text(finding.confidence) << '\n';
            if (!quiet.at_start) told.insert(quiet.last_seen);
        }
        // The truth lists silences of three weeks; at this person's pace ten days are one, too.
        if (source == "github") proven.insert(parse_rfc3339("2024-07-10T22:20:46Z").value());
        for (const Instant since : told)
            EXPECT_TRUE(proven.contains(since)) << source << " " << to_rfc3339(since);
        if (source == "github") {
            EXPECT_EQ(told, proven);
        } else {  // silent to this day
            EXPECT_TRUE(told.contains(parse_rfc3339("2024-03-09T16:01:45Z").value()));
        }
    }
    ASSERT_EQ(findings("github", "back").size(), 2u);
    const Finding returned = findings("github", "back").front();
    EXPECT_EQ(std::get<Back>(returned.evidence).returned,
              parse_rfc3339("2024-11-29T13:45:01Z").value());
}

/// The autumn of 2023: 54 days without a poll. Broken is not quiet.
TEST_F(Nightly, AnOutageOfThePollerIsNotQuiet) {
    const Coverage coverage = world->store.coverages.of(world->sources["github"]);
    EXPECT_FALSE(coverage.lost.empty());
    for (const Finding& finding : findings("github", "quiet"))
        EXPECT_NE(std::get<Quiet>(finding.evidence).last_seen,
                  parse_rfc3339("2023-08-14T21:06:44Z").value());
}

}  // namespace
}  // namespace earshot
