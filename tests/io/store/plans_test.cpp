// What every poll asks is answered from indexes: with 100,000 sources a single walk through a
// table would be the daemon's whole day.

#include "daemon/io/store/store.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "daemon/io/store/digests/deliveries.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/entries.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/pulses.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/sources/vouchings.hpp"
#include "earshot/finding_life.hpp"
#include "support/poll_transaction.hpp"
#include "support/sqlite_handle.hpp"

namespace earshot::io {
namespace {

const Instant monday = from_epoch(1'776'000'000);

/// The plan of each statement that the store holds prepared.
std::vector<std::pair<std::string, std::string>> plans(sqlite3* database) {
    std::vector<std::string> statements;
    for (auto* each = sqlite3_next_stmt(database, nullptr); each;
         each = sqlite3_next_stmt(database, each)) {
        statements.emplace_back(sqlite3_sql(each));
    }
    std::vector<std::pair<std::string, std::string>> plans;
    for (const auto& sql : statements) {
        sqlite3_stmt* explained = nullptr;
        EXPECT_EQ(sqlite3_prepare_v2(database, ("EXPLAIN QUERY PLAN " + sql).c_str(), -1,
                                     &explained, nullptr),
                  SQLITE_OK)
            << sqlite3_errmsg(database);
        std::string plan;
        while (sqlite3_step(explained) == SQLITE_ROW) {
            plan += reinterpret_cast<const char*>(sqlite3_column_text(explained, 3));
            plan += "\n";
        }
        sqlite3_finalize(explained);
        plans.emplace_back(sql, plan);
    }
    return plans;
}

TEST(StorePlans, Nothing_that_a_poll_asks_walks_through_a_table_or_sorts_one) {
    test::SqliteHandle handle;
    Store store(":memory:");
    const auto polled = test::add_polled_source(store, 1);
    for (int i = 0; i <= Polls::history_kept; ++i)
        test::poll_once(store, polled, i, monday);
    ReadEntry undated;
    undated.words_key = 1;
    store.entries.known(polled.source, {&undated, 1});
    store.entries.remember_words(polled.source, {&*undated.words_key, 1}, monday);
    store.polls.due({}, monday, 10);
    store.polls.last_good_at("a.example.net");
    store.polls.next_due();
    store.polls.failing_hosts(monday);
    store.polls.ask_again(monday, Due{monday, Reason::line_back, ""}, day);
    store.polls.host("a.example.net");
    store.sources.one(polled.source);
    store.pulses.of(polled.source);
    store.pulses.save(polled.source, FeedPulse{});
    store.vouchings.of(polled.source);
    store.vouchings.save(polled.source, Vouching{{{monday, true}}});
    store.polls.since(polled.source, monday);
    store.presence.lively_people(polled.source);
    store.presence.sources_of(polled.person);
    store.sources.showing(polled.person);
    store.sources.page(polled.source, 10);
    store.people.page(polled.person, std::nullopt, 10);
    store.deliveries.count(Delivery::State::waiting);
    store.findings.troubles_of(polled.source);
    store.findings.by_key(quiet_key(polled.person, monday));
    store.people.one(polled.person);
    store.identities.find(
        std::vector<IdentityKey>{{IdentityKey::Kind::account, "a", std::nullopt},
                                 {IdentityKey::Kind::name_in_source, "a", polled.source}});
    store.activities.sighting_times(polled.person, {}, monday, 10);
    FindingQuery open;
    open.state = Finding::State::open;
    open.person = polled.person;
    store.findings.page(open);
    const auto all = plans(handle.get());
    EXPECT_GT(all.size(), 30U);
    for (const auto& [sql, plan] : all) {
        if (sql.find("sqlite_schema") != std::string::npos) continue;  // asked once, at the start
        const bool is_history = sql.find("RECURSIVE line") != std::string::npos;  // of one source
        const std::string walked = is_history ? "SCAN poll" : "SCAN";
        EXPECT_EQ(plan.find(walked), std::string::npos) << sql << "\n" << plan;
        EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << sql << "\n" << plan;
    }
}

TEST(StorePlans, A_page_of_activities_is_a_walk_by_id_or_of_one_person_or_source) {
    test::SqliteHandle handle;
    Store store(":memory:");
    ActivityQuery query;
    query.since = monday;
    query.verb = Verb::post;
    store.activities.find(query);
    bool found = false;
    for (const auto& [sql, plan] : plans(handle.get())) {
        if (sql.find("FROM activity WHERE id >") == std::string::npos) continue;
        found = true;
        EXPECT_NE(plan.find("SEARCH activity USING INTEGER PRIMARY KEY"), std::string::npos)
            << plan;
        EXPECT_NE(plan.find("SEARCH activity_day USING INTEGER PRIMARY KEY"), std::string::npos)
            << plan;
        EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << plan;
    }
    EXPECT_TRUE(found);
}

}  // namespace
}  // namespace earshot::io
