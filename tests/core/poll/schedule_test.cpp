#include "earshot/schedule.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <set>
#include <string>

namespace earshot {
namespace {

Instant at(const char* text) {
    return parse_rfc3339(text).value();
}

// --- jitter (rule 28) ---

TEST(Jitter, Rule28_IsOnlyAddedAndBounded) {
    struct Row {
        Span interval, most;
    };
    for (const Row& row : {Row{hour, 6 * minute}, Row{5 * hour, 30 * minute}, Row{day, 30 * minute},
                           Row{Span(9), Span(0)}, Row{Span(0), Span(0)}, Row{-hour, Span(0)}}) {
        for (int id = 0; id < 2000; ++id) {
            const Span added = jitter(SourceId{id}, at("2026-04-14T12:00:00Z"), row.interval);
            ASSERT_GE(added, Span(0));
            ASSERT_LE(added, row.most);
        }
    }
}

TEST(Jitter, Rule28_IsTheSameAllDayAndAnotherTheNext) {
    const SourceId source{42};
    const Span morning = jitter(source, at("2026-04-14T00:00:00Z"), day);
    EXPECT_EQ(jitter(source, at("2026-04-14T23:59:59Z"), day), morning);
    EXPECT_NE(jitter(source, at("2026-04-15T00:00:00Z"), day), morning);
}

TEST(Jitter, Rule26_SpreadsSources) {
    std::set<Span> seen;
    int early = 0;
    for (int id = 0; id < 1000; ++id) {
        const Span added = jitter(SourceId{id}, at("2026-04-14T12:00:00Z"), day);
        seen.insert(added);
        if (added < 15 * minute) ++early;
    }
    EXPECT_GT(seen.size(), 700u);
    EXPECT_GT(early, 400);
    EXPECT_LT(early, 600);
}

// --- skipHours, skipDays (rule 29) ---

constexpr std::uint32_t hours(std::initializer_list<int> list) {
    std::uint32_t bits = 0;
    for (const int number : list)
        bits |= std::uint32_t{1} << number;
    return bits;
}

TEST(OutsideSkipped, Rule29_MovesToTheNextAllowedHour) {
    struct Row {
        const char* name;
        const char* due;
        std::uint32_t skip_hours;
        unsigned skip_days;
        const char* from;  // expected hour, empty: unchanged
    };
    const Row rows[] = {
        {"nothing skipped", "2026-04-14T12:34:56Z", 0, 0, ""},
        {"another hour skipped", "2026-04-14T12:34:56Z", hours({11, 13}), 0, ""},
        {"one hour", "2026-04-14T12:34:56Z", hours({12}), 0, "2026-04-14T13:00:00Z"},
        {"over midnight", "2026-04-14T22:00:00Z", hours({22, 23, 0, 1}), 0, "2026-04-15T02:00:00Z"},
        {"a day", "2026-04-14T12:34:56Z", 0, 1U << 2, "2026-04-15T00:00:00Z"},
        {"the weekend and the morning", "2026-04-18T12:00:00Z", hours({0, 1, 2, 3, 4, 5, 6, 7}),
         1U | 1U << 6, "2026-04-20T08:00:00Z"},
        {"one hour of the week", "2026-04-15T12:00:00Z", 0xFFFFFF & ~hours({23}), 0x7F & ~(1U << 2),
         "2026-04-21T23:00:00Z"},
        {"every hour", "2026-04-14T12:34:56Z", 0xFFFFFF, 0, ""},
        {"every day", "2026-04-14T12:34:56Z", 0, 0x7F, ""},
    };
    for (const Row& row : rows) {
        const Due due{at(row.due), Reason::usual_interval, "x"};
        const Due moved = outside_skipped(due, row.skip_hours,
                                          static_cast<std::uint8_t>(row.skip_days), SourceId{7});
        if (std::string(row.from).empty()) {
            EXPECT_EQ(moved, due) << row.name;
            continue;
        }
        EXPECT_EQ(moved.reason, Reason::skip_hours) << row.name;
        EXPECT_GE(moved.at, at(row.from)) << row.name;
        EXPECT_LE(moved.at, at(row.from) + 6 * minute) << row.name;
    }
}

// --- the host's wish (rule 22) ---

TEST(WhenHostAllows, Rule22_HoldsEverySourceOfTheHost) {
    const Instant now = at("2026-04-14T12:00:00Z");
    const Due due{now + hour, Reason::usual_interval, ""};
    EXPECT_EQ(when_host_allows(due, HostState{}), due);
    EXPECT_EQ(when_host_allows(due, HostState{now + hour, 0}), due);
    const Due held = when_host_allows(due, HostState{now + 3 * hour, 1});
    EXPECT_EQ(held.reason, Reason::host_asked);
    EXPECT_EQ(held.at, now + 3 * hour);
}

TEST(Reason, EachHasItsOwnWords) {
    std::set<std::string> words;
    for (int i = 0; i <= static_cast<int>(Reason::asked); ++i)
        words.emplace(to_text(static_cast<Reason>(i)));
    EXPECT_EQ(words.size(), static_cast<std::size_t>(Reason::asked) + 1);
    EXPECT_FALSE(words.contains(""));
}

// --- digests ---

Zone zone(const char* name) {
    return Zone::find(name).value();
}

DigestTimes times(int hour_of_day, int minute_of_hour,
                  std::set<unsigned> weekdays = {0, 1, 2, 3, 4, 5, 6}) {
    return DigestTimes{TimeOfDay{hour_of_day, minute_of_hour}, std::move(weekdays)};
}

struct NextRow {
    const char* name;
    const char* zone;
    DigestTimes times;
    const char* after;
    const char* next;
};

const NextRow next_rows[] = {
    {"later today", "Etc/UTC", times(7, 30), "2026-04-14T07:29:59Z", "2026-04-14T07:30:00Z"},
    {"the instant itself is past", "Etc/UTC", times(7, 30), "2026-04-14T07:30:00Z",
     "2026-04-15T07:30:00Z"},
    {"local time", "Europe/Berlin", times(7, 30), "2026-04-14T05:29:00Z", "2026-04-14T05:30:00Z"},
    {"the zone's day is a day ahead", "Pacific/Auckland", times(7, 30), "2026-04-14T12:00:00Z",
     "2026-04-14T19:30:00Z"},
    {"the zone's day is a day behind", "America/Los_Angeles", times(23, 0), "2026-04-14T05:00:00Z",
     "2026-04-14T06:00:00Z"},
    {"weekdays", "Etc/UTC", times(7, 30, {1, 4}), "2026-04-14T00:00:00Z", "2026-04-16T07:30:00Z"},
    {"once a week, just missed", "Etc/UTC", times(7, 30, {2}), "2026-04-14T07:30:00Z",
     "2026-04-21T07:30:00Z"},
    {"the weekday is the zone's", "Pacific/Auckland", times(7, 30, {3}), "2026-04-14T12:00:00Z",
     "2026-04-14T19:30:00Z"},
    {"spring: after the change", "Europe/Berlin", times(7, 30), "2026-03-28T12:00:00Z",
     "2026-03-29T05:30:00Z"},
    {"spring: in the gap, at its end", "Europe/Berlin", times(2, 30), "2026-03-28T12:00:00Z",
     "2026-03-29T01:00:00Z"},
    {"spring: the day after the gap", "Europe/Berlin", times(2, 30), "2026-03-29T01:00:00Z",
     "2026-03-30T00:30:00Z"},
    {"autumn: the first of two", "Europe/Berlin", times(2, 30), "2026-10-24T12:00:00Z",
     "2026-10-25T00:30:00Z"},
    {"autumn: and not the second", "Europe/Berlin", times(2, 30), "2026-10-25T00:30:00Z",
     "2026-10-26T01:30:00Z"},
    {"a day that the zone left out", "Pacific/Apia", times(7, 30), "2011-12-29T17:30:00Z",
     "2011-12-30T17:30:00Z"},
    {"no weekday at all is every day", "Etc/UTC", times(7, 30, {}), "2026-04-14T08:00:00Z",
     "2026-04-15T07:30:00Z"},
};

TEST(NextDigest, IsTheFirstAfter) {
    for (const NextRow& row : next_rows)
        EXPECT_EQ(to_rfc3339(next_digest(row.times, zone(row.zone), at(row.after))), row.next)
            << row.name;
}

TEST(DigestDue, OneAfterDowntimeAndNotOneADay) {
    const DigestTimes daily = times(7, 30);
    const Zone utc = zone("Etc/UTC");
    const Instant last = at("2026-04-10T07:30:00Z");
    const auto due = [&](const char* now) { return digest_due(daily, utc, last, at(now)); };
    EXPECT_EQ(due("2026-04-10T07:30:00Z"), std::nullopt);
    EXPECT_EQ(due("2026-04-11T07:29:59Z"), std::nullopt);
    EXPECT_EQ(due("2026-04-11T07:30:00Z"), at("2026-04-11T07:30:00Z"));
    EXPECT_EQ(due("2026-04-14T06:00:00Z"), at("2026-04-13T07:30:00Z"));
    EXPECT_EQ(due("2027-04-14T06:00:00Z"), at("2027-04-13T07:30:00Z"));
    EXPECT_EQ(due("2026-04-01T00:00:00Z"), std::nullopt);  // the clock went back
    EXPECT_EQ(digest_due(times(7, 30, {1}), utc, last, at("2026-04-19T12:00:00Z")),
              at("2026-04-13T07:30:00Z"));
    EXPECT_EQ(
        digest_due(times(7, 30, {6}), utc, at("2026-04-11T07:30:00Z"), at("2026-04-17T12:00:00Z")),
        std::nullopt);
}

// Walking from digest to digest agrees with asking what is due, in any zone and over any change of
// its clock; there is one digest a chosen day, never two, and time goes forward.
TEST(DigestTimes, NextAndDueAgreeEverywhere) {
    const char* zones[] = {"Etc/UTC",           "Europe/Berlin",       "America/New_York",
                           "America/Sao_Paulo", "Asia/Kolkata",        "Australia/Lord_Howe",
                           "Pacific/Apia",      "Asia/Tehran",         "Africa/Cairo",
                           "America/Nuuk",      "America/Scoresbysund"};
    std::mt19937_64 dice(20260414);
    for (int round = 0; round < 300; ++round) {
        const char* name = zones[dice() % std::size(zones)];
        const Zone local = zone(name);
        DigestTimes chosen =
            times(static_cast<int>(dice() % 24), static_cast<int>(dice() % 60), {});
        for (unsigned weekday = 0; weekday < 7; ++weekday)
            if (dice() % 3 != 0) chosen.weekdays.insert(weekday);
        if (chosen.weekdays.empty()) chosen.weekdays.insert(0);
        Instant t = from_epoch(1'300'000'000 + static_cast<long long>(dice() % 600'000'000));
        std::set<std::chrono::sys_days> days;
        for (int i = 0; i < 30; ++i) {
            const Instant next = next_digest(chosen, local, t);
            ASSERT_GT(next, t) << name << " " << to_rfc3339(t);
            ASSERT_LE(next - t, 9 * day) << name << " " << to_rfc3339(t);
            ASSERT_EQ(digest_due(chosen, local, t, next - Span(1)), std::nullopt)
                << name << " " << to_rfc3339(t);
            ASSERT_EQ(digest_due(chosen, local, t, next), next) << name << " " << to_rfc3339(t);
            const std::chrono::sys_days today(local.local_day(next));
            ASSERT_TRUE(days.insert(today).second) << name << " " << to_rfc3339(next);
            t = next;
        }
    }
}

}  // namespace
}  // namespace earshot
