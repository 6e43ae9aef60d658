// Sources, what polls leave behind, and when the next poll is due.

#include "daemon/io/store/store.hpp"

#include <gtest/gtest.h>

#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sessions.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/entries.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/pulses.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/sources/vouchings.hpp"
#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/schema.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"
#include "support/dice.hpp"
#include "support/stored.hpp"
#include "support/temporary_directory.hpp"

namespace earshot::io {
namespace {

using test::Dice;
using test::for_rounds;

const Instant monday = from_epoch(1'776'000'000);

Url url(const std::string& text) {
    return Url::parse(text).value();
}

Url any_url(Dice& dice) {
    return url("https://" + std::to_string(dice.bits()) +
               ".example.net/feed?k=" + std::to_string(dice.bits()) + "&q=%27%22");
}

SharedOptions any_options(Dice& dice) {
    RequestOptions options;
    options.origin = dice.text();
    options.user = dice.text();
    options.insecure = dice.coin();
    options.bearer = {SecretReference::Kind::credential, "key"};
    options.headers.resize(dice.coin() ? 1 : 0);
    for (RequestHeader& header : options.headers)
        header = {dice.text(), Secret(dice.text()), {SecretReference::Kind::file, "/run/key"}};
    return dice.coin() ? SharedOptions(std::move(options)) : SharedOptions();
}

Source any_source(Dice& dice) {
    Source source;
    source.options = any_options(dice);
    source.url = any_url(dice);
    source.title = dice.text();
    source.carries = dice.any(Carries::many);
    source.status = dice.any(SourceStatus::gone);
    source.interval = dice.maybe_span();
    source.declared_at = dice.text();
    return source;
}

Due any_due(Dice& dice) {
    return Due{dice.instant(), dice.any(Reason::asked), dice.text()};
}

PollState any_poll_state(Dice& dice) {
    PollState state;
    state.validators = {dice.text(), dice.text()};
    state.body_hash = dice.bits();
    state.last_attempt = dice.maybe_instant();
    state.last_good = dice.maybe_instant();
    state.last_new = dice.maybe_instant();
    state.failing_since = dice.maybe_instant();
    state.failures = static_cast<int>(dice.number(0, 1000));
    state.gone_polls = static_cast<int>(dice.number(0, 3));
    state.problem = dice.text();
    state.usual_entries = static_cast<std::size_t>(dice.number(0, 5000));
    state.feed_ttl = dice.maybe_span();
    state.skip_hours = static_cast<std::uint32_t>(dice.number(0, 0xffffff));
    state.skip_days = static_cast<std::uint8_t>(dice.number(0, 127));
    if (dice.coin()) state.moved_to = any_url(dice);
    state.moved_since = dice.maybe_instant();
    state.first_good = dice.maybe_instant();
    state.recovering = dice.coin();
    state.copy = {dice.maybe_instant(), dice.maybe_instant(), dice.maybe_instant(),
                  static_cast<int>(dice.number(0, 3)), static_cast<int>(dice.number(0, 2))};
    state.next = any_due(dice);
    return state;
}

SourceId add(Store& store, const std::string& address, Instant next = monday,
             SourceStatus status = SourceStatus::active) {
    Source source;
    source.url = url(address);
    source.status = status;
    PollState state;
    state.next.at = next;
    return store.sources.add(source, state);
}

TEST(StoreSources, Comes_back_as_it_was_given) {
    Store store(":memory:");
    for_rounds(100, [&](Dice& dice) {
        auto source = any_source(dice);
        const auto state = any_poll_state(dice);
        source.id = store.sources.add(source, state);
        EXPECT_EQ(store.sources.one(source.id), source);
        EXPECT_EQ(store.sources.by_url(source.url), source);
        EXPECT_EQ(store.polls.state(source.id), state);

        const auto id = source.id;
        source = any_source(dice);
        source.url = url(source.url.reveal() + "&changed");
        source.id = id;
        store.sources.update(source);
        EXPECT_EQ(store.sources.one(id), source);
        EXPECT_EQ(store.polls.state(id), state) << "update() leaves the poll state alone";

        const auto later = any_poll_state(dice);
        store.polls.save(id, later);
        EXPECT_EQ(store.polls.state(id), later);
        EXPECT_EQ(store.sources.one(id), source) << "save() leaves the source alone";
    });
    EXPECT_EQ(store.sources.all().size(), 100U);
}

TEST(StoreSources, Are_listed_in_the_order_they_came) {
    Store store(":memory:");
    const auto b = add(store, "https://b.example.net/");
    const auto a = add(store, "https://a.example.net/");
    const auto sources = store.sources.all();
    ASSERT_EQ(sources.size(), 2U);
    EXPECT_EQ(sources[0].id, b);
    EXPECT_EQ(sources[1].id, a);
}

TEST(StoreSources, An_unknown_source_is_nothing_to_read_and_an_error_to_write) {
    Store store(":memory:");
    const SourceId nobody{77};
    EXPECT_FALSE(store.sources.one(nobody));
    EXPECT_FALSE(store.sources.by_url(url("https://nowhere.example.net/")));
    EXPECT_EQ(store.polls.state(nobody), PollState{});
    EXPECT_EQ(store.coverages.of(nobody), Coverage{});
    EXPECT_EQ(store.pulses.of(nobody), FeedPulse{});
    store.sources.remove(nobody);
    Source source;
    source.id = nobody;
    EXPECT_THROW(store.sources.update(source), StoreError);
    EXPECT_THROW(store.polls.save(nobody, PollState{}), StoreError);
    EXPECT_THROW(store.coverages.save(nobody, Coverage{}), StoreError);
    EXPECT_THROW(store.pulses.save(nobody, FeedPulse{}), StoreError);
    EXPECT_THROW(store.polls.record(nobody, PollRecord{}), StoreError);
    EXPECT_THROW(store.entries.remember(nobody, std::vector<std::uint64_t>{1}, monday), StoreError);
    EXPECT_THROW(store.activities.add(nobody, std::nullopt, News{}, monday), StoreError);
}

TEST(StoreSources, An_id_is_never_used_again) {
    Store store(":memory:");
    const auto first = add(store, "https://a.example.net/");
    store.sources.remove(first);
    EXPECT_NE(add(store, "https://a.example.net/"), first);
}

TEST(StoreDue, The_earliest_come_first_and_only_active_ones) {
    Store store(":memory:");
    const auto late = add(store, "https://late.example.net/feed", monday);
    const auto early = add(store, "https://early.example.net/feed", monday - hour);
    add(store, "https://paused.example.net/", monday - day, SourceStatus::paused);
    add(store, "https://gone.example.net/", monday - day, SourceStatus::gone);
    const auto future = add(store, "https://future.example.net/", monday + Span(1));

    auto due = store.polls.due({}, monday, 10);
    ASSERT_EQ(due.size(), 2U);
    EXPECT_EQ(due[0].id, early);
    EXPECT_EQ(due[0].host, "early.example.net");
    EXPECT_EQ(due[1].id, late);
    EXPECT_EQ(store.polls.due({}, monday, 1).size(), 1U);
    const DueAfter first{due[0].at, due[0].host, due[0].id};
    ASSERT_EQ(store.polls.due(first, monday, 10).size(), 1U);
    EXPECT_EQ(store.polls.due(first, monday, 10)[0].id, late);
    EXPECT_EQ(store.polls.next_due(monday - Span(1)), monday);
    EXPECT_EQ(store.polls.due({}, monday + Span(1), 10).back().id, future);
    EXPECT_EQ(store.polls.next_due(), monday - hour);
}

TEST(StoreDue, Follows_the_poll_state_and_the_status) {
    Store store(":memory:");
    const auto id = add(store, "https://a.example.net/", monday);
    auto state = store.polls.state(id);
    state.next.at = monday + hour;
    store.polls.save(id, state);
    EXPECT_TRUE(store.polls.due({}, monday, 10).empty());
    EXPECT_EQ(store.polls.next_due(), monday + hour);

    auto source = store.sources.one(id).value();
    source.status = SourceStatus::paused;
    store.sources.update(source);
    EXPECT_FALSE(store.polls.next_due());
    source.status = SourceStatus::active;
    source.url = url("https://b.example.net/");
    store.sources.update(source);
    EXPECT_EQ(store.polls.due({}, monday + hour, 10).at(0).host, "b.example.net");
}

TEST(StoreHosts, Are_remembered_until_they_are_as_new) {
    Store store(":memory:");
    EXPECT_EQ(store.polls.host("a.example.net"), HostState{});
    const HostState told{monday + hour, 2, monday};
    store.polls.save_host("a.example.net", told);
    EXPECT_EQ(store.polls.host("a.example.net"), told);
    EXPECT_EQ(store.polls.host("b.example.net"), HostState{});
    store.polls.save_host("a.example.net", HostState{std::nullopt, 3});
    EXPECT_EQ(store.polls.host("a.example.net"), (HostState{std::nullopt, 3}));
    store.polls.save_host("a.example.net", HostState{});
    EXPECT_EQ(store.polls.host("a.example.net"), HostState{});
}

TEST(StorePollState, A_quiet_poll_moves_its_times_and_nothing_else) {
    Store store(":memory:");
    for_rounds(30, [&](Dice& dice) {
        const auto id = add(store, "https://" + std::to_string(dice.number(0, 1 << 30)) + ".net/");
        PollState before = any_poll_state(dice);
        store.polls.save(id, before);
        Coverage coverage;
        coverage.lost = {{monday, monday + day}};
        coverage.proven_until = monday;
        store.coverages.save(id, coverage);

        const PollState other = any_poll_state(dice);
        PollState quiet = before;
        quiet.last_attempt = other.last_attempt;
        quiet.last_good = other.last_good;
        quiet.copy.made = other.copy.made;
        quiet.copy.since = other.copy.since;
        quiet.next = other.next;
        PollRecord line;
        line.at = monday + 7 * day;
        store.polls.record_quiet(id, line, quiet, monday + 7 * day);
        EXPECT_EQ(store.polls.state(id), quiet);
        ASSERT_EQ(store.polls.history(id, 10).size(), 1U);
        EXPECT_EQ(store.polls.history(id, 10).front().at, line.at);
        coverage.proven_until = monday + 7 * day;
        EXPECT_EQ(store.coverages.of(id), coverage);
        EXPECT_EQ(store.coverages.proven_until(id), monday + 7 * day);
    });
    EXPECT_THROW(store.polls.record_quiet(SourceId{7777}, PollRecord{}, PollState{}, monday),
                 StoreError);
    EXPECT_FALSE(store.coverages.proven_until(SourceId{7777}));
}

TEST(StoreSessions, Are_there_once_and_of_hosts_that_are_asked) {
    Store store(":memory:");
    add(store, "https://a.example.net/feed");
    add(store, "https://b.example.net:8443/feed");
    const std::string bytes("\0session", 8);
    store.sessions.keep({{"b.example.net", "its key", bytes, 7},
                         {"nobody.example.net", "another key", bytes, 7},
                         {"a.example.net", "a key", bytes, 9}});
    const auto taken = store.sessions.take();
    ASSERT_EQ(taken.size(), 2U);
    EXPECT_EQ(taken[0].key, "its key");
    EXPECT_EQ(taken[0].session, bytes);
    EXPECT_EQ(taken[1].until, 9);
    EXPECT_TRUE(store.sessions.take().empty());
}

TEST(StoreCoverage, Comes_back_as_it_was_given) {
    Store store(":memory:");
    const auto other = add(store, "https://b.example.net/");
    Coverage untouched;
    untouched.lost = {{monday, monday + day}};
    store.coverages.save(other, untouched);
    const auto id = add(store, "https://a.example.net/");
    for_rounds(50, [&](Dice& dice) {
        Coverage coverage;
        coverage.proven_until = dice.maybe_instant();
        auto at = dice.instant();
        for (auto left = dice.number(0, Coverage::max_lost); left > 0; --left) {
            const auto from = at + Span(1) + dice.span();
            at = from + Span(1) + dice.span();
            coverage.lost.push_back({from, at});
        }
        store.coverages.save(id, coverage);
        EXPECT_EQ(store.coverages.of(id), coverage);
        coverage.proven_until = dice.maybe_instant();
        store.coverages.save(id, coverage);
        EXPECT_EQ(store.coverages.of(id), coverage);
    });
    EXPECT_EQ(store.coverages.of(other), untouched);
}

TEST(StorePulse, Comes_back_as_it_was_given) {
    Store store(":memory:");
    const auto id = add(store, "https://a.example.net/");
    EXPECT_EQ(store.pulses.of(id), FeedPulse{});
    for_rounds(30, [&](Dice& dice) {
        FeedPulse pulse;
        pulse.rhythm = {dice.maybe_instant(), dice.real(), dice.real()};
        pulse.last_item = dice.maybe_instant();
        pulse.patience = dice.maybe_span();
        store.pulses.save(id, pulse);
        EXPECT_EQ(store.pulses.of(id), pulse);
    });
}

TEST(StoreVouching, Comes_back_as_it_was_given) {
    Store store(":memory:");
    const auto id = add(store, "https://a.example.net/");
    EXPECT_EQ(store.vouchings.of(id), Vouching{});
    for_rounds(30, [&](Dice& dice) {
        Vouching vouching;
        for (auto left = dice.number(0, 70); left > 0; --left)
            vouching.heard.push_back({dice.instant(), dice.number(0, 1) == 1});
        store.vouchings.save(id, vouching);
        EXPECT_EQ(store.vouchings.of(id), vouching);
    });
}

TEST(StoreStep7, Knows_what_the_last_entries_of_a_feed_of_many_said) {
    test::TemporaryDirectory directory;
    const std::string path = directory.file("earshot.db");
    {
        Connection connection(path);
        migrate(connection, migrations().first(6));
        const auto source = [&](const std::string& carries) {
            Query(connection,
                  "INSERT INTO source (url, host, title, carries, status, declared_at, etag,"
                  " last_modified, validators_from, body_hash, failures, gone_polls, problem,"
                  " usual_entries, skip_hours, skip_days, moved_to, next_at, next_reason,"
                  " next_detail) VALUES (?1, '', '', ?1, 'active', '', '', '', '', 0, 0, 0, '', 0,"
                  " 0, 0, '', 0, 'asked', '')")
                .bind(carries)
                .run();
        };
        const auto said = [&](std::int64_t id, std::int64_t at, const std::string& sentence,
                              const std::string& actor) {
            Query(connection,
                  "INSERT INTO activity (source, verb, actor_uri, actor_name, objects,"
                  " more_objects, sentence, link, rule, what, at, quality, freshness, seen_at)"
                  " VALUES (?1, 'other', '', ?4, '[]', 0, ?3, '', '', 0, ?2, 'stated', 'fresh', 0)")
                .bind(id, at, sentence, actor)
                .run();
        };
        source("many");
        source("one person");
        said(1, 30, "What a week!", "");
        said(1, 20, "Ann knows Bo and Cy", "Ann");
        said(1, 20, "Ann knows Bo and Cy", "Ann");
        for (int i = 0; i < 90; ++i)
            said(1, 100 + i, "Ann writes", "Ann");
        said(2, 10, "Rain", "");
    }
    Store store(path);
    const Vouching vouching = store.vouchings.of(SourceId(1));
    ASSERT_EQ(vouching.heard.size(), heard_window);
    EXPECT_EQ(vouching.heard.front(), (Heard{from_epoch(110), true}));
    EXPECT_EQ(vouching.heard.back(), (Heard{from_epoch(189), true}));
    EXPECT_EQ(store.vouchings.of(SourceId(2)), Vouching{});
    EXPECT_EQ(store.activities.find({}).front().news.activity.sign, Sign::life);
}

TEST(StoreSources, Come_in_pages_by_number_and_for_whom_they_show) {
    Store store(":memory:");
    const auto a = add(store, "https://a.example.net/");
    const auto b = add(store, "https://b.example.net/");
    const auto c = add(store, "https://c.example.net/");
    const auto ids = [](const std::vector<Source>& sources) {
        std::vector<SourceId> found;
        for (const Source& source : sources)
            found.push_back(source.id);
        return found;
    };
    EXPECT_EQ(ids(store.sources.page(SourceId{0}, 2)), (std::vector{a, b}));
    EXPECT_EQ(ids(store.sources.page(b, 2)), std::vector{c});
    EXPECT_TRUE(store.sources.page(c, 2).empty());

    const auto ann = test::stored_person(store, "Ann");
    store.presence.note(ann, c);
    store.presence.note(ann, a);
    EXPECT_EQ(ids(store.sources.showing(ann)), (std::vector{a, c}));
}

TEST(StoreSources, Know_which_hosts_fail_and_ask_them_again) {
    Store store(":memory:");
    const auto fail = [&](const std::string& address, std::optional<Instant> since) {
        const SourceId id = add(store, address, monday + 9 * day);
        PollState state = store.polls.state(id);
        state.failing_since = since;
        store.polls.save(id, state);
        return id;
    };
    const SourceId well = fail("https://well.example/", std::nullopt);
    const SourceId old = fail("https://old.example/", monday - day);
    const SourceId one = fail("https://a.example/1", monday + hour);
    fail("https://a.example/2", monday + 2 * hour);
    fail("file:///var/feed", monday + hour);
    EXPECT_FALSE(store.polls.failing_hosts(monday + 2 * hour).since);
    EXPECT_EQ(store.polls.failing_hosts(monday).since, monday + hour);
    EXPECT_FALSE(store.polls.failing_hosts(monday).several) << "two feeds of one host";
    EXPECT_TRUE(store.polls.failing_hosts(monday - day - Span{1}).several);

    store.polls.ask_again(monday, Due{monday + day, Reason::line_back, "why"}, 10 * minute);
    EXPECT_EQ(store.polls.state(well).next.at, monday + 9 * day);
    EXPECT_EQ(store.polls.state(old).next.at, monday + 9 * day);
    EXPECT_GE(store.polls.state(one).next.at, monday + day);
    EXPECT_LT(store.polls.state(one).next.at, monday + day + 10 * minute);
    EXPECT_EQ(store.polls.state(one).next.reason, Reason::line_back);
    EXPECT_EQ(store.polls.state(one).next.detail, "why");
}

}  // namespace
}  // namespace earshot::io
