#include "earshot/discovery.hpp"

#include <gtest/gtest.h>

#include "earshot/url.hpp"

namespace earshot {
namespace {

using Feeds = std::vector<OfferedFeed>;

const FeedHint here{"text/html", "https://ines.example/notes/index.html"};

std::string page(const std::string& head) {
    return "<!doctype html><html><head><title>Notes</title>" + head +
           "</head><body><p>Hello</body></html>";
}

std::string link(const std::string& type, const std::string& href, const std::string& title = "") {
    return "<link rel=\"alternate\" type=\"" + type + "\" href=\"" + href + "\" title=\"" + title +
           "\">";
}

std::vector<std::string> urls_of(const std::string& head, const FeedHint& hint = here) {
    std::vector<std::string> urls;
    for (const OfferedFeed& feed : offered_feeds(page(head), hint))
        urls.push_back(feed.url);
    return urls;
}

using Urls = std::vector<std::string>;

TEST(OfferedFeeds, AreLinkedAsAlternates) {
    const Feeds feeds =
        offered_feeds(page(link("application/rss+xml", "/feed.xml", "Notes &amp; <b>more</b>") +
                           link("Application/Atom+XML; charset=utf-8", "atom")),
                      here);
    const Feeds wanted{
        {"https://ines.example/feed.xml", "Notes & <b>more</b>", "application/rss+xml"},
        {"https://ines.example/notes/atom", "", "application/atom+xml"}};
    EXPECT_EQ(feeds, wanted);
}

TEST(OfferedFeeds, AreKnownByTypeAndRelation) {
    const std::string yes[] = {
        link("application/rss+xml", "f"),
        link("application/feed+json", "f"),
        link("application/rdf+xml", "f"),
        link("application/activity+json", "f"),
        link("text/xml", "f"),
        "<LINK TYPE='application/rss+xml' REL='home ALTERNATE' HREF=f />",
        "<link rel=feed href=f>",
        "</head><body><link rel=alternate type='application/rss+xml' href=f>",
    };
    for (const std::string& head : yes)
        EXPECT_EQ(urls_of(head), Urls{"https://ines.example/notes/f"}) << head;
    const std::string no[] = {
        link("text/html", "f"),
        link("application/json", "f"),
        link("application/json+oembed", "f"),
        "<link rel='alternate stylesheet' type='text/xml' href=f>",
        "<link rel=stylesheet type='application/rss+xml' href=f>",
        "<link rel=alternate type='application/rss+xml'>",
        "<link rel=alternate type='application/rss+xml' href=''>",
        "<!-- " + link("application/rss+xml", "f") + " -->",
        "<script>'" + link("application/rss+xml", "f") + "'</script>",
    };
    for (const std::string& head : no)
        EXPECT_EQ(urls_of(head), Urls{}) << head;
}

TEST(OfferedFeeds, AreAddressesThatAPageMayLeadTo) {
    const std::pair<const char*, Urls> rows[] = {
        {"//cdn.example/f", {"https://cdn.example/f"}},
        {"?feed=rss2", {"https://ines.example/notes/index.html?feed=rss2"}},
        {"feed://ines.example/f", {"http://ines.example/f"}},
        {"feed:https://ines.example/f", {"https://ines.example/f"}},
        {" /f#top ", {"https://ines.example/f"}},
        {"javascript:alert(1)", {}},
        {"file:///etc/passwd", {}},
        {"https://ines.example/notes/index.html", {}},  // the page itself
        {"#", {}},
    };
    for (const auto& [href, wanted] : rows)
        EXPECT_EQ(urls_of(link("application/rss+xml", href)), wanted) << href;
    const std::string relative = link("application/rss+xml", "f");
    EXPECT_EQ(urls_of("<base href='/blog/'><base href='/other/'>" + relative),
              Urls{"https://ines.example/blog/f"});
    EXPECT_EQ(urls_of("<base href='https://blog.example/'>" + relative),
              Urls{"https://blog.example/f"});
    EXPECT_EQ(urls_of(relative, {}), Urls{});  // against nothing
}

TEST(OfferedFeeds, AreThereOnceAndThoseOfCommentsLast) {
    EXPECT_EQ(urls_of(link("application/rss+xml", "/comments/feed/", "Notes") +
                      link("application/rss+xml", "/c", "Notes » Comments Feed") +
                      link("application/rss+xml", "/feed/") + link("text/xml", "/feed/#2") +
                      link("application/atom+xml", "/atom/")),
              (Urls{"https://ines.example/feed/", "https://ines.example/atom/",
                    "https://ines.example/comments/feed/", "https://ines.example/c"}));
    // A profile is not offered as its own feed.
    EXPECT_EQ(urls_of(link("application/activity+json", "/users/ines") +
                      link("application/rss+xml", "/@ines.rss")),
              Urls{"https://ines.example/@ines.rss"});
}

TEST(OfferedFeeds, HaveLimits) {
    std::string many;
    for (std::size_t i = 0; i <= discovery_limits::feeds; ++i)
        many += link("application/rss+xml", "/" + std::to_string(i), std::string(1000, 't'));
    const Feeds feeds = offered_feeds(page(many), here);
    ASSERT_EQ(feeds.size(), discovery_limits::feeds);
    EXPECT_EQ(feeds.back().url,
              "https://ines.example/" + std::to_string(discovery_limits::feeds - 1));
    EXPECT_EQ(feeds[0].title.size(), discovery_limits::title);

    const std::string one = link("application/rss+xml", "/f");
    const std::string start = "<!doctype html><!--";
    const auto padded = [&](std::size_t size) {
        return start + std::string(size - start.size() - 3 - one.size(), 'x') + "-->" + one;
    };
    EXPECT_EQ(offered_feeds(padded(discovery_limits::bytes), here).size(), 1u);
    EXPECT_EQ(offered_feeds(padded(discovery_limits::bytes + 1), here).size(), 0u);

    EXPECT_EQ(urls_of(link("application/rss+xml", std::string(Url::max_length, 'x'))), Urls{});
}

TEST(OfferedFeeds, AreReadFromHostilePages) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i)
        deep += "<div><b>";
    EXPECT_EQ(urls_of(link("application/rss+xml", "/f") + deep), Urls{"https://ines.example/f"});
    std::string links;
    for (int i = 0; i < 20'000; ++i)
        links += "<link rel=x href=y>";
    EXPECT_EQ(urls_of(links), Urls{});
    EXPECT_EQ(offered_feeds(std::string(5, '\0') + "\xFF\xFE<link", here), Feeds{});
}

TEST(OfferedFeeds, AreReadFromBytes) {
    EXPECT_EQ(offered_feeds_in(page(link("application/rss+xml", "/f")), here).size(), 1u);
    const std::string xhtml = "<?xml version='1.0'?><html><head>" +
                              link("application/rss+xml", "/f") + "</link></head></html>";
    EXPECT_EQ(offered_feeds_in(xhtml, here).size(), 1u);
    for (const char* none : {"", "Hello", "{}", "<rss><channel><item><title>a</title>"})
        EXPECT_EQ(offered_feeds_in(none, here), Feeds{}) << none;
}

TEST(OfferedFeeds, AreReadInTheEncodingThatThePageNames) {
    const std::string titled = link("application/rss+xml", "/f", "Za\xBF\xF3\xB3\xE6");  // Polish
    const FeedHint unsaid{"text/html", here.base};
    for (const char* meta :
         {"<meta charset=iso-8859-2>", "<META CharSet='ISO-8859-2'>",
          "<meta name=author content=Ines><meta charset=\"latin2\" />",
          "<meta http-equiv=Content-Type content=\"text/html; charset=iso-8859-2\">"}) {
        const Feeds feeds = offered_feeds_in(page(meta + titled), unsaid);
        ASSERT_EQ(feeds.size(), 1u) << meta;
        EXPECT_EQ(feeds[0].title, "Zażółć") << meta;
    }
    // The server knows better, and what only looks like the word is none.
    const FeedHint said{"text/html; charset=windows-1252", here.base};
    EXPECT_EQ(offered_feeds_in(page("<meta charset=iso-8859-2>" + titled), said)[0].title,
              "Za¿ó³æ");
    EXPECT_EQ(offered_feeds_in(page("<meta charset=><p charset=iso-8859-2>" +
                                    link("application/rss+xml", "/f", "¿?")),
                               unsaid)[0]
                  .title,
              "¿?");
}

TEST(MainFeed, IsTheOneThatStandsForThePage) {
    const std::string rss = "application/rss+xml";
    const std::string atom = "application/atom+xml";
    const std::string json = "application/feed+json";
    const std::pair<std::string, std::string> rows[] = {
        {link(rss, "/yes"), "/yes"},
        {link(rss, "/yes", "Ines » Feed") + link(rss, "/comments/feed/", "Ines » Comments Feed"),
         "/yes"},
        {link(rss, "/c", "Ines » Kommentar-Feed") + link(rss, "/yes", "Ines » Feed"), "/yes"},
        {link(rss, "/comments/feed/"), "/comments/feed/"},  // there is no other
        {link(atom, "/yes", "Ines - Atom") + link(rss, "/no?alt=rss", "Ines - RSS"), "/yes"},
        {link(json, "/no", "Ines") + link(rss, "/yes", "Ines"), "/yes"},
        {link(rss, "/no", "RSS 2.0") + link("text/xml", "/no2", "RSS .92") +
             link(atom, "/yes", "Atom 1.0") + link(rss, "/c", "Comments"),
         "/yes"},
        {link(json, "/yes") + link("text/xml", "/no"), "/yes"},
        {link("application/rdf+xml", "/yes") + link("text/xml", "/no"), "/yes"},
        // A person has to choose.
        {"", ""},
        {link(rss, "/notes", "Notes") + link(rss, "/photos", "Photos"), ""},
        {link(rss, "/notes", "Notes") + link(atom, "/photos", "Photos"), ""},
        {link(rss, "/1") + link(rss, "/2"), ""},  // one form, so two feeds
        {link(rss, "/1", "Part 1") + link(atom, "/2", "Part 2"), ""},
        {link(rss, "/comments/1") + link(rss, "/comments/2"), ""},
    };
    for (const auto& [head, wanted] : rows) {
        const Feeds feeds = offered_feeds(page(head), here);
        const OfferedFeed* chosen = main_feed(feeds);
        EXPECT_EQ(chosen == nullptr ? "" : chosen->url,
                  wanted.empty() ? "" : "https://ines.example" + wanted)
            << head;
    }
}

TEST(NotAFeed, SaysWhatItIsInstead) {
    using namespace std::string_literals;
    const std::pair<std::string, std::string> rows[] = {
        {"", "the document is empty"},
        {" \r\n ", "the document is empty"},
        {page(""), "the document is an HTML page, not a feed"},
        {"<HTML><body>hm", "the document is an HTML page, not a feed"},
        {page("<form><input name=u><input type=PassWord></form>"),
         "the document is an HTML page that asks to sign in, not a feed"},
        {page(
             "<meta http-equiv=Refresh content=\"0; URL='https://portal.example/in?token=hush'\">"),
         "the document is an HTML page that leads to portal.example, not a feed"},
        {page("<meta http-equiv=refresh content='0;url=/other'>"),
         "the document is an HTML page, not a feed"},
        {page("<meta http-equiv=refresh content='300;url=https://portal.example/'>"),
         "the document is an HTML page, not a feed"},
        {R"({"error": "invalid token", "status": 401})",
         R"(the document is JSON, not a feed; it says "error": "invalid token")"},
        {R"({"error": {"code": 9, "message": "see https://a.example/?key=hush"}})",
         R"(the document is JSON, not a feed; it says "error": "see https://a.example/?…")"},
        {"{\"message\": \"\\u001b[2Jgone\"}",
         R"(the document is JSON, not a feed; it says "message": "[2Jgone")"},
        {R"({"a": 1})", "the document is JSON, not a feed"},
        {"[1, 2", "broken JSON: it ends too early"},
        {"\x1F\x8B\x08\x00\x00"s, "the document is compressed data, not a feed"},
        {"\x89PNG\r\n\x1A\n"s, "the document is a picture, not a feed"},
        {"PK\x03\x04..", "the document is a ZIP archive, not a feed"},
        {"%PDF-1.7", "the document is a PDF document, not a feed"},
        {"a\x01\x02", "the document is binary data, not a feed"},
        {"Not found.", "the document is plain text, not a feed"},
    };
    for (const auto& [bytes, what] : rows) {
        const auto feed = parse_feed(bytes, here);
        ASSERT_FALSE(feed) << bytes;
        EXPECT_EQ(feed.error().what, what);
    }
}

TEST(LooksSecret, IsAnAddressWithWhatMayBeATokenInIt) {
    for (const char* text : {"https://ann:pw@a.example/",
                             "https://a.example/feed?token=1",
                             "https://a.example/?private_token=x",
                             "https://a.example/?x=c0ffee77c0ffee77c0ffee77",
                             "https://a.example/secret/9",
                             "https://a.example/f/aB3dE5gH7jK9mN1p/feed",
                             "https://a.example/?c0ffee77c0ffee77c0ffee77",
                             "https://a.example/?accessToken=hush99",
                             "https://a.example/?authkey=hush",
                             "https://a.example/?feed=rss2&rsskey=hush",
                             "https://a.example/?h=8f3a2b1c",
                             "https://a.example/?u=7",
                             "https://a.example/?hush",
                             "https://a.example/?feed=8f3a2b1c",
                             "https://a.example/?feed=123456789",
                             "https://a.example/?feed=a:b",
                             "https://a.example/?feed=key=hush",
                             "https://a.example/?page=2;k=hush",
                             "https://a.example/?tag=one-two-three-four-five-six",
                             "https://a.example/?f%65ed=rss2&=hush"})
        EXPECT_TRUE(Url::parse(text)->looks_secret()) << text;
    for (const char* text :
         {"https://a.example/", "https://a.example/?", "https://a.example/?feed=rss2",
          "https://a.example/feed.xml?lang=de&page=2", "https://a.example/2026/04/14/a-day",
          "https://a.example/?Feed=atom&withoutcomments=1", "https://a.example/?rss",
          "https://a.example/?alt=rss&max-results=500", "https://a.example/?lang=en-US&cat=12",
          "https://a.example/?f%65ed=rss2", "https://a.example/?feed="})
        EXPECT_FALSE(Url::parse(text)->looks_secret()) << text;
}

}  // namespace
}  // namespace earshot
