#include "earshot/time.hpp"

#include <gtest/gtest.h>

namespace earshot {
namespace {

constexpr Instant spring = from_epoch(1776144600);  // 2026-04-14T05:30:00Z, a Tuesday

TEST(Rfc3339, WritesUtcToTheSecond) {
    EXPECT_EQ(to_rfc3339(spring), "2026-04-14T05:30:00Z");
    EXPECT_EQ(to_rfc3339(from_epoch(-1)), "1969-12-31T23:59:59Z");
}

TEST(Rfc3339, WritesWhatFourDigitsOfAYearCanHold) {
    EXPECT_EQ(to_rfc3339(from_epoch(1LL << 60)), "9999-12-31T23:59:59Z");
    EXPECT_EQ(to_rfc3339(from_epoch(-(1LL << 60))), "0000-01-01T00:00:00Z");
}

TEST(Rfc3339, ReadsOffsetsAndFractions) {
    for (const char* text :
         {"2026-04-14T05:30:00Z", "2026-04-14t05:30:00z", "2026-04-14 05:30:00Z",
          "2026-04-14T05:30:00.999Z", "2026-04-14T07:30:00+02:00", "2026-04-13T22:00:00-07:30"})
        EXPECT_EQ(parse_rfc3339(text).value_or(Instant{}), spring) << text;
}

TEST(Rfc3339, RefusesEverythingElse) {
    for (const char* text :
         {"", "2026-04-14", "2026-04-14T05:30:00", "2026-04-14T05:30Z", "2026-4-14T05:30:00Z",
          "2026-02-29T05:30:00Z", "2026-04-14T24:00:00Z", "2026-04-14T05:60:00Z",
          "2026-04-14T05:30:61Z", "2026-04-14T05:30:00.Z", "2026-04-14T05:30:00+0200",
          "2026-04-14T05:30:00+24:00", "2026-04-14T05:30:00Z ", "26-04-14T05:30:00Z"})
        EXPECT_FALSE(parse_rfc3339(text)) << text;
}

TEST(HttpDate, WritesTheFixedForm) {
    EXPECT_EQ(to_http_date(spring), "Tue, 14 Apr 2026 05:30:00 GMT");
}

TEST(HttpDate, ReadsTheThreeFormsOfTheStandard) {
    for (const char* text : {"Tue, 14 Apr 2026 05:30:00 GMT", "Tuesday, 14-Apr-26 05:30:00 GMT",
                             "Tue Apr 14 05:30:00 2026"})
        EXPECT_EQ(parse_http_date(text), spring) << text;
}

TEST(HttpDate, ReadsTheFixedFormAsItReadsAnyOther) {
    for (const std::string text :
         {"Tue, 14 Apr 2026 05:30:00 GMT", "Mon, 14 Apr 2026 05:30:00 GMT",
          "Thu, 29 Feb 2024 23:59:60 GMT", "Sat, 31 Apr 2026 05:30:00 GMT",
          "Tue, 00 Apr 2026 05:30:00 GMT", "Tue, 14 Apr 2026 25:30:00 GMT",
          "Tue, 14 Apx 2026 05:30:00 GMT", "Tux, 14 Apr 2026 05:30:00 GMT",
          "Tue, 14 Apr 2026 05:30:00 UTC", "Thu, 01 Jan 1970 00:00:00 GMT"}) {
        const std::string other = text.substr(0, 5) + "  " + text.substr(5);
        EXPECT_EQ(parse_http_date(text), parse_http_date(other)) << text;
    }
}

TEST(HttpDate, RefusesWhatServersSendInsteadOfADate) {
    for (const char* text : {"", "0", "-1", "now", "2026", "1776144600", "2026-04-14T05:30:00Z"})
        EXPECT_EQ(parse_http_date(text), std::nullopt) << text;
}

TEST(Span, ReadsUnitsFromLargeToSmall) {
    const std::pair<const char*, Span> rows[] = {
        {"90s", Span{90}}, {"15m", 15 * minute},    {"2h30m", 2 * hour + 30 * minute},
        {"7d", 7 * day},   {"2w", 14 * day},        {"1w1d1h1m1s", Span{694861}},
        {"0s", Span{0}},   {"36525d", 36525 * day},
    };
    for (const auto& [text, span] : rows)
        EXPECT_EQ(parse_span(text).value_or(Span{-1}), span) << text;
}

TEST(Span, RefusesBareNumbersAndDisorder) {
    for (const char* text : {"", "90", "s", "-1s", "1.5h", "30m2h", "1h1h", "2h 30m", "2H", " 2h",
                             "36526d", "99999999999999s", "9999999999s"})
        EXPECT_FALSE(parse_span(text)) << text;
}

TEST(Span, IsWrittenAsItIsRead) {
    for (const char* text : {"0s", "15m", "2h30m", "7d", "2w", "15d", "1d1h1m1s", "1m30s"})
        EXPECT_EQ(to_text(parse_span(text).value()), text);
    EXPECT_EQ(to_text(-90 * minute), "-1h30m");
}

TEST(TimeOfDay, ReadsHoursAndMinutes) {
    EXPECT_EQ(parse_time_of_day("07:30").value(), (TimeOfDay{7, 30}));
    EXPECT_EQ(parse_time_of_day("7:30").value(), (TimeOfDay{7, 30}));
    EXPECT_EQ(parse_time_of_day("23:59").value(), (TimeOfDay{23, 59}));
    for (const char* text : {"", "7", "24:00", "07:60", "07:3", "07:30:00", "7.30", "x7:30"})
        EXPECT_FALSE(parse_time_of_day(text)) << text;
}

}  // namespace
}  // namespace earshot
