#include <gtest/gtest.h>

#include "daemon/core/text/html_tree.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

struct MarkupRow {
    const char* markup;
    const char* text;
};

TEST(PlainText, IsWhatAPersonReads) {
    const MarkupRow rows[] = {
        {"no markup  at all", "no markup at all"},
        {"", ""},
        {"A &amp; B", "A & B"},
        {"A & B, AT&T", "A & B, AT&T"},
        {"caf&eacute; &#x263A; &#8217;", "café ☺ ’"},
        {"5 < 6 and 7 > 3", "5 < 6 and 7 > 3"},
        {"I <3 feeds", "I <3 feeds"},
        {"<b>Ann</b> is now <i>connected</i> to <a href=\"/bo\">Bo</a>",
         "Ann is now connected to Bo"},
        {"up<sup>2</sup>", "up2"},
        {"<p>one</p><p>two</p>", "one two"},
        {"one<br>two<br/>three", "one two three"},
        {"<ul><li>one<li>two</ul>", "one two"},
        {"<!-- said --> unsaid", "unsaid"},
        {"a<script>alert('x')</script>b", "ab"},
        {"a<style>p{color:red}</style>b", "ab"},
        {"<title>page</title>body", "body"},
        {"a<textarea>x</textarea><iframe>y</iframe>b", "ab"},
        {"<relative-time>5 days</relative-time> ago", "5 days ago"},
        {"<table><tr><td>a</td><td>b</td></tr></table>", "a b"},
        {"&lt;b&gt; stays as text", "<b> stays as text"},
    };
    for (const MarkupRow& row : rows)
        EXPECT_EQ(plain_text(row.markup), row.text) << row.markup;
}

TEST(PlainText, DropsWhatIsHiddenHoweverItIsSpelled) {
    for (const char* style : {"display:none", "display : none", "DISPLAY:NONE", "display:\tnone;",
                              "color: red; display :none", "display:none !important"})
        EXPECT_EQ(plain_text("Ann Example<span style=\"" + std::string(style) +
                             "\">EFD413BC</span> wrote"),
                  "Ann Example wrote")
            << style;
    EXPECT_EQ(plain_text("a<span hidden>b</span>c"), "ac");
    EXPECT_EQ(plain_text("a<span style=\"-x-display:none\">b</span>c"), "abc");
    EXPECT_EQ(plain_text("a<span style=\"display:inline\">b</span>c"), "abc");
}

TEST(PlainText, RepairsBrokenBytes) {
    EXPECT_EQ(plain_text("<b>a\xFF</b>"), "a\uFFFD");
    EXPECT_EQ(plain_text("a\xFF"), "a\uFFFD");
}

std::string repeated(std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i)
        out += text;
    return out;
}

TEST(PlainText, ReadsUpToItsLimit) {
    const std::string full(markup_limit, 'x');
    EXPECT_EQ(plain_text(full + "y").size(), markup_limit);
    EXPECT_EQ(plain_text("<b>" + std::string(markup_limit - 3, 'x')).size(), markup_limit - 3);
    EXPECT_EQ(plain_text("<b>" + full).size(), markup_limit - 3);
}

TEST(PlainText, StopsWhereMarkupGetsTooDeep) {
    const auto deep = [](int levels) {
        return repeated("<div>", levels) + "inside" + repeated("</div>", levels);
    };
    EXPECT_EQ(plain_text("before " + deep(500)), "before inside");
    EXPECT_EQ(plain_text("before " + deep(501)), "before");
    EXPECT_EQ(plain_text(repeated("<b>", 40) + "x"), "x");
    EXPECT_EQ(plain_text("w" + repeated("<b>", 41) + "x"), "w");
}

TEST(PlainText, StopsWhereMarkupGetsTooBusy) {
    const auto busy = [](int tags) { return repeated("<b></b>", tags / 2) + "end"; };
    EXPECT_EQ(plain_text(busy(10000)), "end");
    EXPECT_EQ(plain_text(busy(10000) + "<i>more</i>"), "end");
}

TEST(PlainText, SurvivesMarkupMadeToHurt) {
    // Deep trees, formatting that is opened again in each paragraph, tags that never close.
    for (const std::string& markup :
         {repeated("<div>", 60000), repeated("<b><p>", 40000), repeated("</p>x<p><b>", 20000),
          repeated("<dd><li>", 30000), repeated("<table><td>", 20000), repeated("<", 200000),
          repeated("<a b", 60000), repeated("&", 200000), repeated("<svg><math>", 20000),
          repeated("<select><option>", 10000), repeated("<template>", 20000)})
        EXPECT_LE(plain_text(markup).size(), markup_limit);
}

// Gumbo alone would work on these for minutes; what comes behind the limit is not read.
TEST(PlainText, OfMarkupThatIsTooMuchEndsWhereItGetsSo) {
    using namespace html_limits;
    const auto times = [](std::size_t count, const auto& part) {
        std::string out;
        for (std::size_t i = 0; i < count; ++i)
            out += part(i);
        return out;
    };
    const auto same = [](const char* text) { return [text](std::size_t) { return text; }; };
    const auto attributes_of = [&](std::size_t count) {
        return "<p" + times(count, [](std::size_t i) { return " a" + std::to_string(i); }) +
               ">x</p>";
    };
    struct Row {
        std::string within, beyond;
    };
    const Row rows[] = {
        {attributes_of(attributes), attributes_of(attributes + 1)},
        {times(tags, same("<br>")) + "x", times(tags + 1, same("<br>")) + "x"},
        {times(open, same("<div>")) + "x", times(open + 1, same("<div>")) + "x"},
        {times(open_formatting, same("<b>")) + "x", times(open_formatting + 1, same("<b>")) + "x"},
        {times(open, same("<div></x>")) + "x", times(open + 1, same("<div></x>")) + "x"},
        {times(20, same("<b></i>")) + "x", times(open_formatting + 1, same("<b></i>")) + "x"},
        {times(20, same("<b>")) + times(10, same("<p>")) + "x",
         times(20, same("<b>")) + times(100, same("<p>")) + "x"},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(plain_text("y " + row.within), "y x") << row.within.substr(0, 60);
        EXPECT_EQ(plain_text("y " + row.beyond), "y") << row.beyond.substr(0, 60);
    }
    EXPECT_EQ(plain_text("<a title = \"" + times(400, same("of words ")) + "\">x</a>"), "x");
}

}  // namespace
}  // namespace earshot
