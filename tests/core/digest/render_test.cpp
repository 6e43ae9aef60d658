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
    digest.items = {std::move(item)};
    return digest;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at))
        text.replace(at, from.size(), to), at += to.size();
    return text;
}

/// What a reader of the HTML reads: tags gone, the entities that we write decoded.
std::string words_in_html(const std::string& html) {
    std::string text;
    for (std::size_t at = html.find("<h1"); at < html.size(); ++at) {
        if (html[at] != '<') {
            text += html[at];
            continue;
        }
        const bool inside_a_line = html.compare(at, 3, "<b>") == 0 ||
                                   html.compare(at, 4, "</b>") == 0 ||
                                   html.compare(at, 6, "</span") == 0;
        if (!inside_a_line) text += ' ';
        at = html.find('>', at);
    }
    for (const auto& [entity, plain] :
         {std::pair("&lt;", "<"), {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}})
        text = replaced(text, entity, plain);
    return text;
}

TEST(RenderText, FullDayIsAsAgreed) {
    expect_golden("digest/full_day.txt", render_text(full_day()));
}

TEST(RenderText, EmptyDayIsTwoLinesWithoutCommands) {
    EXPECT_EQ(render_text(empty_day()),
              "Wednesday 15 April. 96 people look like themselves.\n"
              "Read 162 of 162 feeds. 25 people have too little history.\n");
}

TEST(RenderText, NoLineIsLongerThan78Columns) {
    for (const std::string& line : lines_of(render_text(full_day())))
        EXPECT_LE(code_points(line), 78u) << line;
}

TEST(RenderText, LaterLinesOfAnItemHangUnderItsName) {
    Digest digest = with(sample_item(1234, Section::busy, "Priya Nair", "",
                                     "one two three four five six seven eight nine ten eleven "
                                     "twelve thirteen fourteen fifteen",
                                     "You could ask what's up."));
    const std::vector<std::string> lines = lines_of(render_text(digest));
    EXPECT_EQ(lines[4].substr(0, 17), " [1234] Priya Nai");
    EXPECT_EQ(lines[5].substr(0, 9), "        t") << lines[5];
}

TEST(RenderText, AWordLongerThanALineIsCut) {
    const std::string text =
        render_text(with(sample_item(1, Section::busy, std::string(200, 'x'), "", "busy", "Ask.")));
    for (const std::string& line : lines_of(text))
        EXPECT_LE(code_points(line), 78u);
    std::size_t count = 0;
    for (const char c : text)
        count += c == 'x';
    EXPECT_EQ(count, 200u);
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

TEST(RenderHtml, FullDayIsAsAgreed) {
    expect_golden("digest/full_day.html", render_html(full_day()));
}

TEST(RenderHtml, SaysTheSameInTheSameOrderAsTheText) {
    for (const Digest& digest : {full_day(), empty_day()})
        EXPECT_EQ(collapse(words_in_html(render_html(digest))), collapse(render_text(digest)));
}

TEST(RenderHtml, HoldsNothingRemoteAndNothingThatActs) {
    const std::string html = render_html(full_day());
    for (const char* bad : {"http://", "https://", "src=", "url(", "@import", "<script", "<img",
                            "<link", "<a ", "<form", "javascript:", "data:"})
        EXPECT_EQ(html.find(bad), std::string::npos) << bad;
}

TEST(RenderHtml, AFullMailStaysBelow30Kilobytes) {
    Digest digest = full_day();
    digest.items.clear();
    for (int i = 0; i < 11; ++i)
        digest.items.push_back(sample_item(i + 1, Section::busy, std::string(80, '<'),
                                           std::string(120, '&'), std::string(200, '"'),
                                           "You could ask what's up."));
    EXPECT_LT(render_html(digest).size(), 30u * 1024u);
    EXPECT_LT(render_html(full_day()).size(), 8u * 1024u);
}

TEST(RenderHtml, TextIsEscaped) {
    const std::string html = render_html(with(sample_item(
        1, Section::busy, "<img src=x onerror=1>", "", "a & b \"c\" 'd'", "You could write.")));
    EXPECT_EQ(html.find("<img"), std::string::npos);
    EXPECT_NE(html.find("&lt;img src=x onerror=1&gt;"), std::string::npos);
    EXPECT_NE(html.find("a &amp; b &quot;c&quot; &#39;d&#39;"), std::string::npos);
}

TEST(Render, WordsThatHurtAreNotOurs) {
    for (const std::string& form : {render_text(full_day()), render_json(full_day())})
        for (const char* word : {"inactive", "dead", "lost", "overdue", "score", "rank", "streak",
                                 "at risk", "network size", "should", "!"})
            EXPECT_EQ(form.find(word), std::string::npos) << word;
}

}  // namespace
}  // namespace earshot
