// How well a person is watched, as GET /v1/people/{id} says it.

#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "support/commands_test.hpp"

namespace earshot::app {
namespace {

class WatchingTest : public CommandsTest {
protected:
    /// Read for a hundred days up to a moment ago; two of them were lost.
    SourceId add_watched(const std::string& url, PersonId owner) {
        const SourceId id = add_source(url, "blog of " + std::to_string(++added_), owner);
        store_.polls.save(id, well());
        store_.coverages.save(id, Coverage{{{start - 50 * day, start - 48 * day}}, start - hour});
        return id;
    }
    static PollState well() {
        PollState state;
        state.first_good = start - 100 * day;
        state.last_good = start - hour;
        return state;
    }
    json::object coverage() { return get("/v1/people/1").at("coverage").as_object(); }

private:
    int added_ = 0;
};

TEST_F(WatchingTest, SaysSinceWhenHowFarAndWhatWasLost) {
    const PersonId ines = add_person("Ines Duarte");
    EXPECT_TRUE(coverage().at("since").is_null());
    EXPECT_TRUE(coverage().at("proven_until").is_null());
    add_watched("https://blog.example/", ines);
    const json::object one = coverage();
    EXPECT_EQ(one.at("since"), json::string(to_rfc3339(start - 100 * day)));
    EXPECT_EQ(one.at("proven_until"), json::string(to_rfc3339(start - hour)));
    EXPECT_EQ(one.at("lost_days"), 2.0);
    EXPECT_TRUE(one.at("held_because").as_array().empty());
    EXPECT_EQ(one.at("sources").at(0).at("last_good"), json::string(to_rfc3339(start - hour)));
    EXPECT_TRUE(one.at("sources").at(0).at("held_because").is_null());
}

TEST_F(WatchingTest, OnlyTheLastYearCounts) {
    const PersonId ines = add_person("Ines Duarte");
    const SourceId id = add_watched("https://blog.example/", ines);
    PollState state = well();
    state.first_good = start - 1000 * day;
    store_.polls.save(id, state);
    store_.coverages.save(id, Coverage{{{start - 900 * day, start - 360 * day}}, start - hour});
    EXPECT_EQ(coverage().at("lost_days"), 5.0);
}

TEST_F(WatchingTest, SaysWhatHoldsThemBack) {
    const PersonId ines = add_person("Ines Duarte");
    add_watched("https://well.example/", ines);
    const SourceId blog = add_watched("https://blog.example/", ines);
    struct Row {
        const char* name;
        PollState state;
        std::string because;
    };
    std::vector<Row> rows{{"failing", well(), "blog.example has not answered since Sunday 07:00"},
                          {"recovering", well(),
                           "blog.example answers again since Tuesday 06:00; a second good look has "
                           "to confirm it"},
                          {"frozen", well(), "blog.example answers, but with a copy of 25 March"},
                          {"well", well(), ""}};
    rows[0].state.failures = 3;
    rows[0].state.failing_since = start - 2 * day;
    rows[1].state.recovering = true;
    rows[2].state.copy.made = rows[2].state.copy.since = start - 20 * day;
    for (const Row& row : rows) {
        SCOPED_TRACE(row.name);
        store_.polls.save(blog, row.state);
        const json::array held = coverage().at("held_because").as_array();
        ASSERT_EQ(held.size(), row.because.empty() ? 0u : 1u);
        if (!held.empty()) {
            EXPECT_EQ(held[0], json::string(row.because));
        }
        EXPECT_EQ(get("/v1/people/1").at("visible"), row.because.empty());
    }
}

}  // namespace
}  // namespace earshot::app
