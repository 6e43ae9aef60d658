#include "earshot/when.hpp"

#include <gtest/gtest.h>

#include <string>

namespace earshot {
namespace {

const Instant wednesday = *parse_rfc3339("2026-04-15T10:00:00Z");
const Zone berlin = *Zone::find("Europe/Berlin");

std::string when(const std::string& text, Toward toward) {
    const auto t = parse_when(text, toward, berlin, wednesday);
    return t ? berlin.format("%Y-%m-%d %H:%M", *t) : "refused";
}

TEST(When, AsPeopleTypeIt) {
    const struct {
        const char* text;
        const char* future;
        const char* past;
    } rows[] = {
        {"now", "2026-04-15 12:00", "2026-04-15 12:00"},
        {"today", "2026-04-15 23:59", "2026-04-15 23:59"},
        {"yesterday", "2026-04-14 23:59", "2026-04-14 23:59"},
        {"Tomorrow", "2026-04-16 23:59", "2026-04-16 23:59"},
        {"friday", "2026-04-17 23:59", "2026-04-10 23:59"},
        {"wed", "2026-04-22 23:59", "2026-04-08 23:59"},  // never today
        {"2026-05-01", "2026-05-01 23:59", "2026-05-01 23:59"},
        {"1 may", "2026-05-01 23:59", "2025-05-01 23:59"},
        {"1may", "2026-05-01 23:59", "2025-05-01 23:59"},
        {"May 1st", "2026-05-01 23:59", "2025-05-01 23:59"},
        {"12 april", "2027-04-12 23:59", "2026-04-12 23:59"},
        {"15 apr", "2026-04-15 23:59", "2026-04-15 23:59"},
        {"1 May 2027", "2027-05-01 23:59", "2027-05-01 23:59"},
        {"2w", "2026-04-29 12:00", "2026-04-01 12:00"},
        {"2weeks", "2026-04-29 12:00", "2026-04-01 12:00"},
        {"2 weeks", "2026-04-29 12:00", "2026-04-01 12:00"},
        {"in 10 days", "2026-04-25 12:00", "2026-04-25 12:00"},
        {"3 days ago", "2026-04-12 12:00", "2026-04-12 12:00"},
        {"1d12h", "2026-04-17 00:00", "2026-04-14 00:00"},
        {"3 months", "2026-07-15 23:59", "2026-01-15 23:59"},
        {"1 year", "2027-04-15 23:59", "2025-04-15 23:59"},
        {"2026-05-01T08:00:00Z", "2026-05-01 10:00", "2026-05-01 10:00"},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(when(row.text, Toward::future), row.future) << row.text;
        EXPECT_EQ(when(row.text, Toward::past), row.past) << row.text;
    }
}

TEST(When, WhatHasNoReadingOrTwoIsRefused) {
    for (const char* text :
         {"", "soon", "5/6", "31 february", "2026-02-30", "2026-13-01", "30 feb 2027", "12", "w",
          "2 fortnights", "may", "0 may", "ago", "in", "9999999999w", "1200 years", "2026-5-1"})
        EXPECT_EQ(when(text, Toward::future), "refused") << text;
    EXPECT_EQ(when(std::string(65, '1'), Toward::future), "refused");
}

TEST(When, MonthsEndWhereTheyAreShorter) {
    const Instant march = *parse_rfc3339("2026-03-31T10:00:00Z");
    EXPECT_EQ(berlin.format("%Y-%m-%d", *parse_when("1 month", Toward::past, berlin, march)),
              "2026-02-28");
}

TEST(When, LengthsInWords) {
    EXPECT_EQ(parse_length("2h30m"), 2 * hour + 30 * minute);
    EXPECT_EQ(parse_length("6 weeks"), 42 * day);
    EXPECT_EQ(parse_length("3weeks"), 21 * day);
    EXPECT_EQ(parse_length("1 day 2 hours"), 26 * hour);
    for (const char* text : {"", "2", "weeks", "2 months", "-2d", "2d 1w"})
        EXPECT_FALSE(parse_length(text)) << text;
}

}  // namespace
}  // namespace earshot
