#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "daemon/core/time/date_forms.hpp"
#include "earshot/time.hpp"
#include "support/places.hpp"

namespace earshot {
namespace {

constexpr long long spring = 1776144600;  // 2026-04-14T05:30:00Z, a Tuesday

struct DateRow {
    const char* text;
    long long epoch;
};

TEST(FeedDate, ReadsWhatFeedsWrite) {
    const DateRow rows[] = {
        // RFC 822 and its relatives
        {"Tue, 14 Apr 2026 05:30:00 GMT", spring},
        {"Tue, 14 Apr 2026 05:30:00 +0000", spring},
        {"Tue, 14 Apr 2026 07:30:00 +0200", spring},
        {"Tue, 14 Apr 2026 05:30 UT", spring},
        {"14 Apr 26 05:30:00 Z", spring},
        {"Tuesday, 14 April 2026 01:30:00 EDT", spring},
        {"Mon, 13 Apr 2026 22:30:00 PDT", spring},
        {"Tue,14 Apr 2026 07:30:00 CEST", spring},
        {"tue, 14 apr 2026 05:30:00 gmt", spring},
        {"Tue, 14th Apr 2026 05:30:00 GMT", spring},
        {"Tue, 14 Apr 2026 05:30:00 GMT (night shift)", spring},
        {"  Tue,  14  Apr\n2026 05:30:00 GMT ", spring},
        {"Wed, 14 Apr 2026 05:30:00 GMT", spring},  // the weekday does not count
        {"Thu, 01 Jan 99 00:00:00 GMT", 915148800},
        {"14 Apr 2026", spring - 19800},
        // RFC 3339 and what is nearly that
        {"2026-04-14T05:30:00Z", spring},
        {"2026-04-14T05:30:00.123456Z", spring},
        {"2026-04-14T07:30:00+0200", spring},
        {"2026-04-14T05:30:00", spring},
        {"2026-04-14T05:30Z", spring},
        {"20260414T053000Z", spring},
        {"2026-04-13 22:30:00 -0700", spring},
        {"2026-04-14 05:30:00 UTC", spring},
        {"2026-04-14T05:30:00UTC", spring},
        {"2026/04/13 22:30:00 -0700", spring},
        {"2026-04-14", spring - 19800},
        {"2026-04", 1775001600},
        {"2026", 1767225600},
        // other orders
        {"Tue Apr 14 05:30:00 2026", spring},
        {"Tue Apr 14 05:30:00 +0000 2026", spring},
        {"Tue Apr 14 2026 07:30:00 GMT+0200 (Central European Summer Time)", spring},
        {"April 14, 2026 - 5:30am", spring},
        {"April 14, 2026 at 05:30 a.m. UTC", spring},
        {"14-Apr-2026 05:30:00 GMT", spring},
        // comments and references, escaped
        {"Tue (a nice (warm) day), 14(th) Apr(il) 2026 05:30:00 +0000 (GMT)", spring},
        {"2026&#45;04&#x2d;14T05&#58;30&#x3a;00Z", spring},
        // in digits
        {"2026-104", spring - 19800},
        {"2026104", spring - 19800},
        {"2026-W16-2", spring - 19800},
        {"2026W162", spring - 19800},
        {"2026-W16-2T05:30:00Z", spring},
        {"2026-W16", spring - 19800 - 86400},
        {"2020-366", 1609372800},
        {"2020-W53-7", 1609632000},
        {"2026-004-14T05:30:00Z", spring},
        {"2026.04.14 05:30", spring},
        {"14.04.2026 05:30", spring},
        {"260414", spring - 19800},
        {"26-04-14", spring - 19800},
        {"-2604", 1775001600},
        {"-26-04", 1775001600},
        {"04/14/2026 5:30 am GMT", spring},
        {"Tue, 14/04/2026 - 05:30", spring},
        {"14-04-2026", spring - 19800},
        {"04/14/26 05:30:00", spring},
        {"03/03/2026", 1772496000},
        {"Sat, 04 07 2026 00:00:00 GMT", 1783123200},  // the fourth of July was one
        {"Tue, 04/07/2026", 1775520000},               // and the seventh of April a Tuesday
        {"14 Apr 26 0530 GMT", spring},
        {"April 2026", 1775001600},
        // zones by name
        {"Tue, 14 Apr 2026 05:30:00 Etc/GMT", spring},
        {"Tue, 14 Apr 2026 07:30:00 Europe/Brussels", spring},
        {"Mon, 13 Apr 2026 22:30:00 America/Los_Angeles", spring},
        {"2026-04-14 14:30:00 Asia/Tokyo", spring},
        {"Sun, 29 Mar 2026 02:30:10 Europe/Berlin", 1774746010},  // which it skips
        {"Tue, 14 Apr 2026 06:30:00 MET", spring},
        {"Tue, 14 Apr 2026 07:30:00 MEST", spring},
        {"Tue, 14 Apr 2026 01:30:00 AT", spring},
        {"2026-04-14T00:30:00-05:00Z", spring},
        // other languages
        {"Di, 14 Apr 2026 05:30:00 +0000", spring},
        {"Dienstag, 14. April 2026, 05:30 Uhr", spring},
        {"Sa, 14 Mär 2026 00:00:00 +0000", 1773446400},
        {"mar., 14 avr. 2026 05:30:00 +0000", spring},
        {"Mardi, 14. Avril 2026 - 05:30", spring},
        {"ven., 14 AOÛT 2026", 1786665600},
        {"martes, 14 de abril de 2026 05:30", spring},
        {"mar, 3 mar 2026 00:00 GMT", 1772496000},
        {"ter, 14 Abr 2026 02:30:00 -0300", spring},
        {"wto, 14 kwietnia 2026 05:30", spring},
        {"2026-április-14T7:30+02:00", spring},
        {"2026. április 14. 05:30", spring},
        {"вт, 14 апр 2026 08:30:00 +0300", spring},
        {"Τρι, 14 Απρ 2026 05:30:00 GMT", spring},
        {"Παρ, 10 Ιούλ 2026 00:00:00 GMT", 1783641600},
        {"2026-04-14 오후 2:30:00", spring},  // in Korea's zone
        {"2026년 04월 14일  14:30:00", spring},
        {"2026年4月14日 上午5:30", spring},
        // seconds and milliseconds since 1970
        {"1776144600", spring},
        {"1776144600123", spring},
        // the edges of a day and of a calendar
        {"2026-04-13T24:00:00Z", spring - 19800},
        {"29 Feb 2024 00:00:00 GMT", 1709164800},
        {"31 Dec 2016 23:59:60 GMT", 1483228800},
        {"9999-12-31T23:59:59Z", 253402300799},
    };
    for (const DateRow& row : rows)
        EXPECT_EQ(parse_feed_date(row.text), from_epoch(row.epoch)) << row.text;
}

TEST(FeedDate, InventsNoReading) {
    for (const char* text : {"",
                             " ",
                             "soon",
                             "yesterday",
                             "3h ago",
                             "Tue",
                             "April",
                             "14 Apr",
                             "04/05/2026",
                             "05.04.26",
                             "18/01/30 00:00",
                             "2026-02-30",
                             "30 Feb 2026 00:00:00 GMT",
                             "2026-04-14T25:00:00Z",
                             "2026-04-14T05:61:00Z",
                             "2026-04-14T05:30:62Z",
                             "2026-04-14T05:30:00+99:99",
                             "2026-04-14T05:30:00Zand more",
                             "2026-04-14-01",
                             "Tue, 14 Xyz 2026 05:30:00 GMT",
                             "Tue, 14 Apr 2026 1:2:3:4 GMT",
                             "Tue, 14 Apr 2026 05:30:00 XYZT",
                             "Tue, 14 Apr 2026 05:30:00 IST",
                             "12345",
                             "013",
                             "0000-00-00T00:00:00Z",
                             "-",
                             "+",
                             ":",
                             "T",
                             "2026-xx-14",
                             "04/05/26",
                             "Fri, 04/05/2026",  // neither was one
                             "14.04.26",
                             "04 05 2026 05:30",
                             "2026-366",
                             "2026-W54-1",
                             "2025-W53-1",
                             "2026-W16-8",
                             "Tue, 14 Apr 2026 05:30:00 Europe/Nowhere",
                             "Tue, 14 Apr 2026 05:30:00 ../../etc/passwd",
                             "Tue, 14 Apr 2026 05:30:00 G",
                             "Sat, 26 Jul 2008 11:37 -040",
                             "((((",
                             "&amp;",
                             "년 월 일",
                             "14 14 Apr 2026 2026"})
        EXPECT_EQ(parse_feed_date(text), std::nullopt) << text;
}

TEST(FeedDate, IsNoLongerThanADateCanBe) {
    const std::string date = "2026-04-14T05:30:00Z";
    const std::string padded = std::string(longest_date_text - date.size(), ' ') + date;
    EXPECT_EQ(parse_feed_date(padded), from_epoch(spring));
    EXPECT_EQ(parse_feed_date(" " + padded), std::nullopt);
}

std::string output_of(const char* command) {
    std::string out;
    std::FILE* pipe = popen(command, "r");
    if (pipe == nullptr) return out;
    std::array<char, 4096> part{};
    while (const std::size_t n = std::fread(part.data(), 1, part.size(), pipe))
        out.append(part.data(), n);
    pclose(pipe);
    return out;
}

// What other parsers' own tests expect, and every shape of date of the corpus that two parsers read
// alike.
TEST(FeedDate, AgreesWithOtherParsersOnTheCorpus) {
    const std::string corpus = test::shared_dir() + "/corpus/open.tar.xz";
    if (!std::ifstream(corpus)) GTEST_SKIP() << "the shared corpus is not here";
    const std::string unpack = "tar -xJOf '" + corpus + "' --occurrence=1 ./dates.tsv";
    std::istringstream file(output_of(unpack.c_str()));
    int asked = 0;
    int wrong = 0;
    for (std::string line; std::getline(file, line);) {
        std::vector<std::string> field;
        for (std::size_t at = 0; at <= line.size();) {
            const std::size_t end = std::min(line.find('\t', at), line.size());
            field.push_back(line.substr(at, end - at));
            at = end + 1;
        }
        if (field.size() != 6 || (field[5] != "both" && field[5] != "suite")) continue;
        const boost::json::value text = boost::json::parse(field[1]);
        const auto read = parse_feed_date(std::string(text.as_string()));
        ++asked;
        const std::string got = read ? std::to_string(to_epoch(*read)) : "null";
        if (got == field[2] || (read && field[2] == "any")) continue;
        ++wrong;
        std::printf("  %s: %s, not %s\n", field[1].c_str(), got.c_str(), field[2].c_str());
    }
    EXPECT_GT(asked, 300);
    // A day that this calendar has not, white space alone, and two in digits that may mean two
    // days.
    EXPECT_LE(wrong, 4);
}

// What is usual is read in a way of its own.
TEST(FeedDate, ReadsTheUsualFormsLikeAllOthers) {
    const char* zones[] = {"GMT", "Z", "+0000", "-0730", "+1400", "EST", "+2500", "+0060", ""};
    const char* clocks[] = {"00:00:00", "23:59:60", "24:00:00", "24:00:01", "05:61:00", "5:30:00"};
    const char* days[] = {"01 Jan", "1 Jan",  "29 Feb",  "31 Apr",
                          "31 Dec", "00 Mar", "10 Juno", "10 nov"};
    for (const char* weekday : {"", "Tue, ", "tue, ", "Tue ", "Tuesday, "})
        for (const char* day_of_year : days)
            for (const char* year : {"2024", "2026", "24", "0000", "9999"})
                for (const char* clock : clocks)
                    for (const char* zone : zones) {
                        const std::string date = weekday + std::string(day_of_year) + " " + year;
                        const std::string time = clock + std::string(" ") + zone;
                        EXPECT_EQ(parse_feed_date(date + " " + time),
                                  parse_feed_date(date + "  " + time))
                            << date << " " << time;
                    }
    for (const char* date : {"2026-04-14", "2026-02-29", "2026-4-14", "0000-01-01", "2026-13-01"})
        for (const char* clock : clocks)
            for (const char* fraction : {"", ".", ".5", ".123456789"})
                for (const char* zone :
                     {"Z", "+00:00", "-07:30", "+0200", "+02", "+24:00", "", "X"}) {
                    const std::string rest = clock + std::string(fraction) + zone;
                    EXPECT_EQ(parse_feed_date(date + ("T" + rest)),
                              parse_feed_date(date + (" " + rest)))
                        << date << "T" << rest;
                }
}

}  // namespace
}  // namespace earshot
