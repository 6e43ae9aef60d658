#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "daemon/core/date_forms.hpp"
#include "earshot/time.hpp"

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

// Every shape of date that the corpus holds and that two other parsers read alike.
TEST(FeedDate, AgreesWithOtherParsersOnTheCorpus) {
    const std::string corpus = EARSHOT_SHARED_DIR "/corpus/open.tar.xz";
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
        if (field.size() != 6 || (field[5] != "both" && field[5] != "bothnull")) continue;
        const boost::json::value text = boost::json::parse(field[1]);
        const auto read = parse_feed_date(std::string(text.as_string()));
        ++asked;
        const std::string got = read ? std::to_string(to_epoch(*read)) : "null";
        if (got == field[2]) continue;
        ++wrong;
        std::printf("  %s: %s, not %s\n", field[1].c_str(), got.c_str(), field[2].c_str());
    }
    EXPECT_GT(asked, 100);
    EXPECT_LE(wrong, 1);  // "2003-06-31" is no day of this calendar
}

}  // namespace
}  // namespace earshot
