// The address that an entry's content gives to somebody whom its sentence names.

#include "daemon/core/activity/sentence/links.hpp"

#include <gtest/gtest.h>

#include <string>

namespace earshot {
namespace {

struct Row {
    std::string markup;
    std::string name;
    std::string address;
};

TEST(Links, GiveTheAddressOfWhomTheyName) {
    const std::string base = "https://net.example/posts/1";
    const std::string ann = "https://net.example/ann";
    for (const Row& row : {
             Row{"<a href=\"/ann\">Ann Quill</a>", "Ann Quill", ann},
             Row{"<a href='/ann'>Ann Quill</a>", "Ann Quill", ann},
             Row{"<A class=x HREF = /ann >  Ann\n Quill </A>", "Ann Quill", ann},
             Row{"<a href=\"/ann\"><b>Ann</b> <i>Quill</i></a>", "Ann Quill", ann},
             Row{"<a href=\"/ann?a=1&amp;b=2\">Ann Quill</a>", "Ann Quill", ann + "?a=1&b=2"},
             Row{"<a href=\"/ann\">&#65;nn &#x51;uill</a>", "Ann Quill", ann},
             Row{"<a href=\"/ann\">Ann &amp; Bo</a>", "Ann & Bo", ann},
             Row{"<a href=\"/ann\">\u00c5sa \u00d6berg</a>", "\u00c5sa \u00d6berg", ann},
             Row{"<a href=\"/ann\"><img src=x alt=\"Ann Quill\"></a>", "Ann Quill", ann},
             Row{"<a href=\"/ann\"><img title='Ann Quill'></a>", "Ann Quill", ann},
             Row{"<a href=\"\">Ann Quill</a><a href=\"/ann\">Ann Quill</a>", "Ann Quill", base},
             Row{"<a href=\"/bo\">Bo</a> <a href=\"/ann\">Ann</a> <a href=\"/x\">Ann</a>", "Ann",
                 ann},
             Row{"Ann Quill <a href=\"/bo\">Bo Reed</a>", "Ann Quill", ""},
             Row{"<a href=\"/ann\">Ann Quill and friends</a>", "Ann Quill", ""},
             Row{"<a name=\"ann\">Ann Quill</a>", "Ann Quill", ""},
             Row{"<a href=\"/ann\">Ann Quill", "Ann Quill", ""},
             Row{"<a x <a href=\"/ann\">Ann Quill</a>", "Ann Quill", ann},
             Row{"<a x><abbr>A</abbr><a\nhref=/ann>Ann Quill</A>", "Ann Quill", ann},
             Row{"<a name=x><a href=\"/ann\">Ann Quill</a>", "Ann Quill", ann},
             Row{"<a href=\"/x\">Bo<a href=\"/ann\">Ann Quill</a>", "Ann Quill", ""},
             Row{"<a href=\"/ann\">Ann Quill</a><a href=\"/x\">Bo", "Ann Quill", ann},
             Row{"<a href=\"/ann\"></a>", "", ""},
             Row{"", "Ann Quill", ""},
         }) {
        Links links(row.markup, base);
        EXPECT_EQ(links.address_of(row.name), row.address) << row.markup;
        EXPECT_EQ(links.address_of("Nobody At All"), "") << row.markup;
        EXPECT_EQ(links.address_of(row.name), row.address) << "asked again: " << row.markup;
    }
}

TEST(Links, WithoutAPlaceToStartFromAreAsTheyStand) {
    const std::string nowhere;
    Links links("<a href=\"/ann\">Ann</a>", nowhere);
    EXPECT_EQ(links.address_of("Ann"), "/ann");
}

TEST(Links, AreLookedAtUpToTheLastThatASentenceMayHave) {
    const auto last = [](int number) {
        std::string markup;
        for (int i = 1; i <= number; ++i)
            markup += "<a href=\"/" + std::to_string(i) + "\">Guest " + std::to_string(i) + "</a>";
        const std::string base = "https://net.example/";
        Links links(markup, base);
        return links.address_of("Guest " + std::to_string(number));
    };
    EXPECT_EQ(last(199), "https://net.example/199");
    EXPECT_EQ(last(200), "");
}

}  // namespace
}  // namespace earshot
