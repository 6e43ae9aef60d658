#include "daemon/core/activity/sentence/first_words.hpp"

#include <gtest/gtest.h>

#include "earshot/text.hpp"

namespace earshot {
namespace {

TEST(FirstWords, AreWhatPlainTextGives) {
    for (const std::string markup : {"",
                                     "moss",
                                     "  moss  and\n\nfern ",
                                     "<p>moss</p><p>fern</p>",
                                     "mo<b>s</b>s",
                                     "a <a href=\"/x?a=1&amp;b=2\" class='c'>link</a>.",
                                     "a<br>b<br/>c",
                                     "&lt;b&gt; &amp;amp;",
                                     "&#8230;&#x2019;&nbsp;&hellip;",
                                     "&eacute;&nope;&amp",
                                     "a < b",
                                     "a <",
                                     "<",
                                     "<p",
                                     "<!-- c -->x",
                                     "<span style=\"display:none\">secret</span>seen",
                                     "<span hidden>secret</span>seen",
                                     "<script>alert(1)</script>x",
                                     "<style>p{}</style>x",
                                     "<img alt=\"a > b\">x",
                                     "<ul><li>one</li><li>two</li></ul>",
                                     "<table><tr><td>a</td><td>b</td></tr></table>",
                                     "a<relative-time t=\"1\">b</relative-time>c",
                                     "a<!-- b <i> -->c",
                                     "<!-->x-->",
                                     "<P>Upper</P><DIV>case</DIV>",
                                     "&#0;&#128;&#xD800;&#9999999;x",
                                     "<p>broken <b>markup",
                                     "\xC3\xA9t\xC3\xA9\xC2\xA0\xE3\x80\x80x",
                                     "\xFF<p>\xC3</p>"})
        EXPECT_EQ(first_words(markup, 1000), plain_text(markup)) << markup;
}

TEST(FirstWords, StandInTheFirstBlock) {
    const std::pair<std::string_view, std::string_view> rows[] = {
        {"moss", "moss"},
        {"<a href=\"/x\">A</a> posted<p>words</p>", "<a href=\"/x\">A</a> posted"},
        {"<p>A posted</p><p>words</p>", "<p>A posted"},
        {" <div>\n<p>A</p></div>", " <div>\n<p>A"},
        {"A posted<br>words", "A posted<br>words"},
        {"A <b>posted</b> it", "A <b>posted</b> it"},
        {"A < b", "A < b"},
        {"A<blockquote class=\"x\">w", "A"}};
    for (const auto& [markup, block] : rows)
        EXPECT_EQ(first_blocks(markup, 1).front(), block) << markup;
    EXPECT_TRUE(first_blocks("", 1).empty());
    EXPECT_EQ(first_blocks("<P>A</P><table><tr><td>B</td><td>C</td></tr></table>", 9),
              (std::vector<std::string_view>{"<P>A", "</P><table><tr><td>B", "</td><td>C",
                                             "</td></tr></table>"}));
}

TEST(FirstWords, AreCutAsTheyAreAskedFor) {
    std::string markup;
    for (int i = 0; i < 200; ++i)
        markup += "<p>   word " + std::to_string(i) + "   </p>\n";
    for (const std::size_t limit : {20u, 300u, 1000u})
        EXPECT_EQ(first_words(markup, limit), shorten(plain_text(markup), limit)) << limit;
}

}  // namespace
}  // namespace earshot
