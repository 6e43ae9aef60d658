#include <algorithm>
#include <sstream>

#include <gtest/gtest.h>

#include "earshot/render.hpp"
#include "earshot/text.hpp"
#include "support/golden.hpp"
#include "support/sample_digest.hpp"

namespace earshot {
namespace {

using test::empty_day;
using test::expect_golden;
using test::full_day;
using test::sample_item;

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

std::size_t code_points(const std::string& line) {
    std::size_t n = 0;
    for (const char c : line)
        n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return n;
}

Digest with(Item item) {
    Digest digest = empty_day();
    digest.note.clear();
    digest.items = {std::move(item)};
    return digest;
}

TEST(RenderText, FullDayIsAsAgreed) {
    expect_golden("digest/full_day.txt", render_text(full_day()));
}

TEST(RenderText, QuietDayIsAsAgreed) {
    expect_golden("digest/quiet_day.txt", render_text(empty_day()));
}

TEST(RenderText, NoLineIsLongerThan78Columns) {
    for (const std::string& line : lines_of(render_text(full_day())))
        EXPECT_LE(code_points(line), 78u) << line;
}

TEST(RenderText, LaterLinesHangUnderTheirFirst) {
    const std::vector<std::string> lines = lines_of(render_text(
        with(sample_item(3, Section::busy, "Priya " + std::string(90, 'x'), "",
                         "one two three four five six seven eight nine ten eleven twelve thirteen "
                         "fourteen fifteen",
                         "You could ask."))));
    EXPECT_EQ(lines[4].substr(0, 10), " [3] Priya");
    EXPECT_EQ(lines[5].substr(0, 6), "     x");
    EXPECT_EQ(lines[7].substr(0, 8), "     one") << lines[7];
    EXPECT_EQ(lines[8].substr(0, 6), "     f") << lines[8];
}

TEST(RenderText, AWordLongerThanALineIsCut) {
    const std::string text =
        render_text(with(sample_item(1, Section::busy, std::string(200, 'x'), "", "busy", "Ask.")));
    for (const std::string& line : lines_of(text))
        EXPECT_LE(code_points(line), 78u);
    EXPECT_GE(std::count(text.begin(), text.end(), 'x'), 200);
}

TEST(RenderText, AnAddressStaysWhole) {
    Digest digest = full_day();
    std::string link = "https://marek.example";
    for (int i = 0; i < 20; ++i)
        link += "/a-long-way";
    digest.items[0].quote->link = link;
    EXPECT_NE(render_text(digest).find("\n     " + link), std::string::npos);
}

TEST(RenderText, WideLettersTakeTwoColumns) {
    std::string wide;
    for (int i = 0; i < 60; ++i)
        wide += "語";
    const std::vector<std::string> lines =
        lines_of(render_text(with(sample_item(1, Section::busy, wide, "", "busy", "Ask."))));
    EXPECT_EQ(code_points(lines[4]), 5u + 36u);  // " [1] " and 72 columns
    EXPECT_EQ(lines[5].substr(0, 8), "     語");
}

TEST(RenderText, NothingFromAFeedDrivesATerminal) {
    const std::string hostile = "Eve\x1b]0;own\x07\xE2\x80\xAE txt\r\nBcc: x";
    Digest digest = with(sample_item(1, Section::quiet, hostile, hostile, hostile, hostile));
    digest.headline = digest.coverage = hostile;
    for (const std::string& form : {render_text(digest), render_html(digest)}) {
        EXPECT_EQ(form.find('\x1b'), std::string::npos);
        EXPECT_EQ(form.find('\x07'), std::string::npos);
        EXPECT_EQ(form.find('\r'), std::string::npos);
        EXPECT_EQ(form.find("\xE2\x80\xAE"), std::string::npos);
    }
}

TEST(RenderHtml, AllDaysAreAsAgreed) {
    expect_golden("digest/full_day.html", render_html(full_day()));
    expect_golden("digest/quiet_day.html", render_html(empty_day()));
}

TEST(RenderHtml, HoldsNothingRemoteAndNothingThatActs) {
    const std::string html = render_html(full_day());
    for (const char* bad : {"src=", "url(", "@import", "<script", "<img", "<link", "<form",
                            "javascript:", "data:", "srcset", "background="})
        EXPECT_EQ(html.find(bad), std::string::npos) << bad;
}

TEST(RenderHtml, WhatCanBeTappedIsALink) {
    const std::string html = render_html(full_day());
    for (const char* link : {"href=\"tel:+48225550107\"", "href=\"mailto:marek@sobol.example\"",
                             "href=\"https://marek.example/2026/why-i-stopped\"",
                             "href=\"mailto:priya@nair.example\""})
        EXPECT_NE(html.find(link), std::string::npos) << link;
}

TEST(RenderHtml, AFullMailStaysBelow60Kilobytes) {
    EXPECT_LT(render_html(full_day()).size(), 40u * 1024u);
    Digest digest = full_day();
    const Item ines = digest.items[2];
    digest.items.clear();
    for (int i = 0; i < 10; ++i) {
        Item item = sample_item(i + 1, Section::quiet, std::string(80, '<'), std::string(120, '&'),
                                std::string(200, '"'), "You could write to them.");
        item.ways = ines.ways;
        item.choices = ines.choices;
        if (i < 7) item.strip = ines.strip;
        digest.items.push_back(std::move(item));
    }
    EXPECT_LT(render_html(digest).size(), 60u * 1024u);
}

TEST(RenderHtml, AStripHasAColumnAWeekAndASentence) {
    const std::string html = render_html(full_day());
    EXPECT_NE(html.find("aria-label=\"Ines Duarte, 26 weeks to 14 Apr: seen in 23 of them. "
                        "Silent now for 24 days.\""),
              std::string::npos);
    std::size_t cells = 0;
    for (std::size_t at = html.find("<td title="); at != std::string::npos;
         at = html.find("<td title=", at + 1))
        ++cells;
    EXPECT_EQ(cells, 3u * 26u);
}

TEST(Render, WordsThatHurtAreNotOurs) {
    for (const std::string& form : {render_text(full_day()), render_json(full_day())})
        for (const char* word : {"inactive", "dead", "lost", "overdue", "score", "rank", "streak",
                                 "at risk", "network size", "should", "!"})
            EXPECT_EQ(form.find(word), std::string::npos) << word;
}

}  // namespace
}  // namespace earshot
