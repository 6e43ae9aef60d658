#include "client/screen/words.hpp"

#include <gtest/gtest.h>

namespace earshot::client {
namespace {

const Instant now = from_epoch(1'776'150'000);  // Tue 14 Apr 2026 07:00:00 UTC

TEST(Words, TimesPassed) {
    const struct {
        Span past;
        const char* words;
    } rows[] = {{Span(0), "just now"},      {Span(59), "just now"}, {minute, "1 min ago"},
                {Span(3599), "59 min ago"}, {hour, "1 h ago"},      {35 * hour, "35 h ago"},
                {36 * hour, "1 d ago"},     {24 * day, "24 d ago"}, {Span(-30), "just now"},
                {-90 * minute, "in 1 h"}};
    for (const auto& row : rows)
        EXPECT_EQ(ago(now - row.past, now), row.words);
    EXPECT_EQ(ago(std::nullopt, now), "never");
}

TEST(Words, DaysAreCountedByMidnights) {
    const Zone lisbon = Zone::find("Europe/Lisbon").value();
    const auto on_20_march = parse_rfc3339("2026-03-20T23:59:59Z").value();
    EXPECT_EQ(ago(on_20_march, parse_rfc3339("2026-03-29T08:00:00Z").value(), lisbon), "9 d ago");
    EXPECT_EQ(ago(on_20_march, parse_rfc3339("2026-03-29T08:00:00Z").value()), "8 d ago");
    EXPECT_EQ(ago(now - 35 * hour, now, lisbon), "35 h ago");
    EXPECT_EQ(ago(std::nullopt, now, lisbon), "never");
}

TEST(Words, DaysAndMomentsAreTheReadersOwn) {
    const Zone lisbon = Zone::find("Europe/Lisbon").value();
    EXPECT_EQ(day_of(now - 10 * day, lisbon, now), "Sat 4 Apr");
    EXPECT_EQ(day_of(now - 700 * day, lisbon, now), "14 May 2024");
    EXPECT_EQ(moment_of(now, lisbon, now), "Tue 14 Apr 08:00");
}

TEST(Words, Gaps) {
    EXPECT_EQ(usual_days(3.0, 6.0), "3-6 d");
    EXPECT_EQ(usual_days(3.9, 4.1), "4 d");
    EXPECT_EQ(usual_days(0.2, 0.6), "under 1 d");
    EXPECT_EQ(usual_days(0.3, 2.4), "0-2 d");
    EXPECT_EQ(usual_days(std::nullopt, 2.0), "");
    EXPECT_EQ(days(11.0), "11 d");
}

TEST(Words, Amounts) {
    EXPECT_EQ(bytes(999), "999 B");
    EXPECT_EQ(bytes(41'300'000), "41 MB");
    EXPECT_EQ(bytes(7'000'000'000'000), "7000 GB");
    EXPECT_EQ(counted(1, "feed", "feeds"), "1 feed");
    EXPECT_EQ(counted(0, "feed", "feeds"), "0 feeds");
}

}  // namespace
}  // namespace earshot::client
