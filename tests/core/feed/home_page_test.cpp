// What a home page says of a person: feeds, rel=me, the card.

#include "earshot/home_page.hpp"

#include <gtest/gtest.h>

namespace earshot {
namespace {

const FeedHint here{"text/html", "https://ann.example/about/"};

HomePage read(const std::string& body, const std::string& head = "", const FeedHint& hint = here) {
    return read_home_page(
        "<!doctype html><html><head>" + head + "</head><body>" + body + "</body></html>", hint);
}

using Texts = std::vector<std::string>;

TEST(HomePage, SaysWhereElseThePersonIs) {
    const HomePage page = read(
        "<a rel='me nofollow' href='https://social.example/@ann'>social</a>"
        "<A REL=ME HREF='/garden'>garden</A>"
        "<a rel=me href='https://social.example/@ann'>again</a>"
        "<a rel=me href='mailto:ann@mail.example?subject=Hello'>mail</a>"
        "<a rel=me href='acct:ann@social.example'>handle</a>"
        "<a rel='home' href='https://home.example/'>home</a>"
        "<a rel=mention href='https://mention.example/'>no</a>"
        "<a rel=me href='javascript:alert(1)'>no</a><a rel=me href='tel:+4930555'>no</a>"
        "<a rel=me href='file:///etc/passwd'>no</a><a rel=me href='mailto:two "
        "words@x.example'>no</a>"
        "<a rel=me>no</a>",
        "<link rel=me href='https://code.example/ann'>");
    EXPECT_EQ(page.me, (Texts{"https://code.example/ann", "https://social.example/@ann",
                              "https://ann.example/garden", "mailto:ann@mail.example",
                              "acct:ann@social.example"}));
    EXPECT_FALSE(page.card);
}

TEST(HomePage, OffersItsFeeds) {
    const HomePage page =
        read("", "<link rel=alternate type='application/rss+xml' href='/feed' title=Notes>");
    ASSERT_EQ(page.feeds.size(), 1u);
    EXPECT_EQ(page.feeds[0].url, "https://ann.example/feed");
}

PageCard card_of(const std::string& body) {
    return read(body).card.value_or(PageCard{"(none)", "", "", {}});
}

TEST(HomePage, HasACard) {
    const struct {
        const char* body;
        PageCard card;
    } rows[] = {
        {"<div class='intro h-card big'><h1 class=p-name> Ann <b>Quill</b></h1>"
         "<a class='u-url u-uid' rel=me href='/'>home</a><p class=p-note>Writes about<br>gardens. "
         "<script>no</script></p><span class=p-org>Example Press</span></div>",
         {"Ann Quill", "Writes about gardens.", "Example Press", {"https://ann.example/"}}},
        // hCard, as older pages have it
        {"<address class=vcard><a class='fn url' href='https://ann.example'>Ann Quill</a>, "
         "<span class=org>Example Press</span></address>",
         {"Ann Quill", "", "Example Press", {"https://ann.example"}}},
        // The card is the link, and the name is what it says.
        {"<a class=h-card href='https://ann.example/'>Ann Quill</a>",
         {"Ann Quill", "", "", {"https://ann.example/"}}},
        {"<div class=h-card><img class='p-name u-photo' alt='Ann Quill' src=ann.jpg></div>",
         {"Ann Quill", "", "", {}}},
        {"<div class=h-card><abbr class=p-name title='Ann Quill'>A. Q.</abbr>"
         "<data class=p-note value='gardens'>x</data></div>",
         {"Ann Quill", "gardens", "", {}}},
        // A firm's card in a person's is the firm.
        {"<div class=h-card><span class=p-name>Ann Quill</span><div class='p-org h-card'>"
         "<a class='p-name u-url' href='https://press.example'>Example Press</a></div></div>",
         {"Ann Quill", "", "Example Press", {}}},
        // Words of the old format mean nothing in the new one, or outside.
        {"<div class=h-card><b class=fn>No</b><i class=note>No</i><b class=p-name>Ann</b></div>",
         {"Ann", "", "", {}}},
        {"<p class=p-name>Nobody</p>", {"(none)", "", "", {}}},
        {"<div class=h-cards><p class=p-name>Nobody</p></div>", {"(none)", "", "", {}}},
        {"<div class=h-card><b class=p-name>Ann\x1b[31m &lt;b&gt;</b></div>",
         {"Ann\xEF\xBF\xBD[31m <b>", "", "", {}}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(card_of(row.body), row.card) << row.body << "\n" << card_of(row.body).name;
}

TEST(HomePage, KnowsWhoseCardIsThePages) {
    const std::string ann = "<a class=h-card href='https://www.ann.example/about'>Ann</a>";
    const std::string bo = "<a class=h-card href='https://bo.example/'>Bo</a>";
    EXPECT_EQ(card_of(bo + ann).name, "Ann");
    EXPECT_EQ(card_of(bo + "<a class=h-card href='https://cy.example/'>Cy</a>").name, "(none)");
    EXPECT_EQ(card_of(bo + "<a class=h-card href='https://cy.example/'>Cy</a>" +
                      "<a rel=me href='https://cy.example'>me</a>")
                  .name,
              "Cy");
    EXPECT_EQ(card_of(bo).name, "Bo");  // there is nobody else
}

TEST(HomePage, IsReadInItsEncoding) {
    const HomePage page = read_home_page("<div class=h-card><b class=p-name>J\xF6rg</b></div>",
                                         {"text/html; charset=iso-8859-1", here.base});
    ASSERT_TRUE(page.card);
    EXPECT_EQ(page.card->name, "J\xC3\xB6rg");
    EXPECT_EQ(read_home_page("no markup", here), HomePage());
    EXPECT_EQ(read_home_page("", here), HomePage());
}

TEST(HomePage, HasLimits) {
    using namespace home_page_limits;
    std::string links, urls;
    for (std::size_t i = 0; i <= me; ++i)
        links += "<a rel=me href='/" + std::to_string(i) + "'>x</a>";
    for (std::size_t i = 0; i <= home_page_limits::urls; ++i)
        urls += "<a class=u-url href='/u" + std::to_string(i) + "'>x</a>";
    const std::string long_text(5000, 'x');
    const HomePage page =
        read("<div class=h-card><p class=p-name>" + long_text + "</p><p class=p-note>" + long_text +
             "</p><p class=p-org>" + long_text + "</p>" + urls + "</div>" + links);
    EXPECT_EQ(page.me.size(), me);
    ASSERT_TRUE(page.card);
    EXPECT_EQ(page.card->name.size(), name);
    EXPECT_EQ(page.card->note.size(), note);
    EXPECT_EQ(page.card->organization.size(), organization);
    EXPECT_EQ(page.card->urls.size(), home_page_limits::urls);

    const std::string start = "https://a.example/";
    EXPECT_EQ(read("<a rel=me href='" + start + std::string(address - start.size(), 'x') + "'>")
                  .me.size(),
              1u);
    EXPECT_EQ(read("<a rel=me href='" + start + std::string(address - start.size() + 1, 'x') + "'>")
                  .me.size(),
              0u);
}

/// Each of these would take long if anything were done over and over.
TEST(HomePage, IsReadFromHostilePages) {
    std::string deep, wide, classes;
    for (int i = 0; i < 100'000; ++i) {
        deep += "<div class='h-card p-note'>";
        wide += "<i class=h-card></i>";
        classes += "p-note ";
    }
    EXPECT_TRUE(read(deep).me.empty());
    EXPECT_TRUE(read(wide).me.empty());
    EXPECT_TRUE(read("<div class=h-card><div class='" + classes + "'>" + wide).me.empty());
    read("<template><div class=h-card><b class=p-name>Ann</b></div></template>");
    read("<svg><a class=h-card rel=me href=x></a></svg><math class='h-card'><mi class=p-name>");
}

}  // namespace
}  // namespace earshot
