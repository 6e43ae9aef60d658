#include <gtest/gtest.h>

#include "earshot/time.hpp"

namespace earshot {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

year_month_day on(int y, unsigned m, unsigned d) {
    return {year{y}, month{m}, day{d}};
}
Instant at(const char* text) {
    return parse_rfc3339(text).value();
}

TEST(Zone, IsFoundByNameOnly) {
    EXPECT_EQ(Zone::find("Europe/Berlin").value().name(), "Europe/Berlin");
    for (const char* name : {"", "Europe/Atlantis", "../../../etc/passwd", "/etc/localtime", "+02"})
        EXPECT_FALSE(Zone::find(name)) << name;
}

TEST(Zone, UtcIsWhereItIs) {
    EXPECT_EQ(Zone::utc().local_day(at("2026-04-14T23:59:59Z")), on(2026, 4, 14));
    EXPECT_EQ(Zone::utc().local_time(at("2026-04-14T23:59:59Z")), (TimeOfDay{23, 59}));
    EXPECT_EQ(Zone::utc(), Zone::utc());
}

TEST(Zone, PutsAnInstantIntoTheLocalDay) {
    const Zone berlin = Zone::find("Europe/Berlin").value();
    EXPECT_EQ(berlin.local_day(at("2026-04-14T22:30:00Z")), on(2026, 4, 15));
    EXPECT_EQ(berlin.local_time(at("2026-04-14T22:30:00Z")), (TimeOfDay{0, 30}));
    const Zone kathmandu = Zone::find("Asia/Kathmandu").value();  // 5:45 east
    EXPECT_EQ(kathmandu.local_time(at("2026-04-14T00:00:00Z")), (TimeOfDay{5, 45}));
    EXPECT_EQ(berlin.local_time(from_epoch(-1)), (TimeOfDay{0, 59}));
}

TEST(Zone, FindsTheInstantOfALocalTime) {
    const Zone berlin = Zone::find("Europe/Berlin").value();
    EXPECT_EQ(berlin.at(on(2026, 1, 15), {7, 30}), at("2026-01-15T06:30:00Z"));
    EXPECT_EQ(berlin.at(on(2026, 7, 15), {7, 30}), at("2026-07-15T05:30:00Z"));
}

TEST(Zone, ATimeThatSpringSkipsIsTheNextInstant) {
    const Zone berlin = Zone::find("Europe/Berlin").value();
    EXPECT_EQ(berlin.at(on(2026, 3, 29), {2, 30}), at("2026-03-29T01:00:00Z"));
    EXPECT_EQ(berlin.at(on(2026, 3, 29), {3, 0}), at("2026-03-29T01:00:00Z"));
}

TEST(Zone, ATimeThatAutumnRepeatsIsTheFirst) {
    const Zone berlin = Zone::find("Europe/Berlin").value();
    EXPECT_EQ(berlin.at(on(2026, 10, 25), {2, 30}), at("2026-10-25T00:30:00Z"));
}

TEST(Zone, FormatsInEnglish) {
    const Zone berlin = Zone::find("Europe/Berlin").value();
    const Instant t = at("2026-04-14T05:30:00Z");
    EXPECT_EQ(berlin.format("%A %d %B", t), "Tuesday 14 April");
    EXPECT_EQ(berlin.format("%a, %d %b %Y %T %z", t), "Tue, 14 Apr 2026 07:30:00 +0200");
}

}  // namespace
}  // namespace earshot
