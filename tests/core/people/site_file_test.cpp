// Files of sites: what is wrong with one, with its line; and that the page for people says the
// same.

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "earshot/sites.hpp"
#include "support/files/shipped_sites.hpp"

namespace earshot {
namespace {

std::vector<std::string> complaints(const std::string& toml) {
    std::vector<std::string> result;
    const auto compiled = Sites::compile({{"own.toml", toml}});
    if (compiled) return result;
    for (const Problem& problem : compiled.error())
        result.push_back(to_text(problem));
    return result;
}

TEST(SiteFile, SaysAllComplaintsAtOnceWithTheirLines) {
    const auto said = complaints(R"(name = "own"
colour = "red"
[slots]
login = '('
domain = 'x'
[[shorthand]]
says = ["own:{login", "own:{name}{name}", "own:ann"]
account = "https://own.example/{name}"
[[shorthand]]
account = "http://own.example/"
[[feed]]
page = "https://own.example/{name}"
feed = "https://own.example/{name}/feed"
[[feed]]
page = ["own.example//x", "{host}/{name}", "Own.example/x", "{site}/{name}", "own.example/{id}"]
feed = "{name}/feed"
[[feed]]
page = "own.example/about"
feed = "https://own.example/feed"
none = "there is none"
carries = "some"
[[feed]]
none = "there is none"
)");
    EXPECT_EQ(said,
              (std::vector<std::string>{
                  "own.toml:2: unknown key \"colour\" in a site",
                  "own.toml:5: {domain} has its meaning already",
                  "own.toml:4: not a pattern: missing ): (?P<login>()",
                  "own.toml:7: a slot is not closed with }",
                  "own.toml:7: {name} stands twice",
                  "own.toml:7: {name} is asked for and does not stand here",
                  "own.toml:10: account begins with https:// or acct:",
                  "own.toml:9: a shorthand needs says",
                  "own.toml:12: a page is written without https://",
                  "own.toml:16: feed begins with https:// or {site}/",
                  "own.toml:15: there is a step without anything",
                  "own.toml:15: a page begins with a host in small letters",
                  "own.toml:15: a page begins with a host in small letters",
                  "own.toml:15: {site} needs words of its own behind it",
                  "own.toml:15: {name} is asked for and does not stand here",
                  "own.toml:17: says one of: feed = \"https://...\", none = \"why\", read = true",
                  "own.toml:21: must be one_person or many",
                  "own.toml:22: a feed needs the page that it belongs to",
              }));
}

TEST(SiteFile, SaysWhereTheTomlBreaks) {
    const auto said = complaints("name = \"own\"\n[[feed\n");
    ASSERT_EQ(said.size(), 1u);
    EXPECT_TRUE(said[0].starts_with("own.toml:2: ")) << said[0];
    EXPECT_EQ(complaints(""),
              (std::vector<std::string>{"own.toml:1: a site needs a name",
                                        "own.toml:1: a site needs a [[shorthand]] or a [[feed]]"}));
}

TEST(SiteFile, NamesAndShorthandsAreOfOneSite) {
    const std::string rest =
        "[[shorthand]]\nsays = \"own:{name}\"\naccount = \"https://a.example/\"";
    const auto twice = Sites::compile(
        {{"a.toml", "name = \"own\"\n" + rest}, {"b.toml", "name = \"Own\"\n" + rest}});
    ASSERT_FALSE(twice);
    ASSERT_EQ(twice.error().size(), 2u);
    EXPECT_EQ(twice.error()[0].what, "two sites are named \"Own\"");
    EXPECT_EQ(twice.error()[1].what, "\"own:{name}\" is a shorthand of own and of Own");
    EXPECT_FALSE(Sites::compile(std::vector<SiteText>(Sites::max_files + 1)));
}

TEST(SiteFile, HasLimits) {
    const auto of_length = [](std::size_t size) {
        return complaints("name = \"own\"\n[[feed]]\nread = true\npage = \"own.example/" +
                          std::string(size, 'a') + "\"");
    };
    EXPECT_TRUE(of_length(Sites::max_pattern).empty());
    EXPECT_EQ(of_length(Sites::max_pattern + 1).size(), 1u);
}

TEST(SiteFile, IsToldFromOtherFiles) {
    EXPECT_TRUE(looks_like_site("name = \"own\"\n[[feed]]\n"));
    EXPECT_TRUE(looks_like_site("[slots\n[[shorthand]]"));
    EXPECT_FALSE(looks_like_site("[[person]]\nname = \"Ann\"\n"));
    EXPECT_FALSE(looks_like_site(""));
}

std::string page_for_people() {
    std::ifstream in(test::source_dir() + "/docs/sources.md");
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// docs/sources.md and the data say the same: all that is known stands there as it is written here,
/// and nothing that looks like a rule stands there alone.
TEST(SiteFile, ThePageForPeopleSaysTheSame) {
    const std::string page = page_for_people();
    ASSERT_FALSE(page.empty());
    std::set<std::string> known;
    for (const Sites::Site& site : tests::shipped_sites().all()) {
        EXPECT_NE(page.find("| " + site.name + " |"), page.npos) << site.name;
        for (const Sites::Shorthand& one : site.shorthands) {
            known.insert({one.says, one.account, one.feed});
            EXPECT_NE(page.find("`" + one.says + "`"), page.npos) << one.says;
        }
        for (const Sites::Way& way : site.ways) {
            known.insert(way.feed);
            known.insert(way.pages.begin(), way.pages.end());
            EXPECT_NE(page.find("`" + way.pages.front() + "`"), page.npos) << way.pages.front();
            if (!way.feed.empty()) {
                EXPECT_NE(page.find("`" + way.feed + "`"), page.npos) << way.feed;
            }
        }
        for (const Sites::Shorthand& one : site.shorthands)
            if (!one.feed.empty()) {
                EXPECT_NE(page.find("`" + one.feed + "`"), page.npos) << one.feed;
            }
    }
    // Between backticks on one line, with a slot: a rule.
    const std::size_t end = page.find("## A site of your own");
    ASSERT_NE(end, page.npos);
    for (std::size_t from = page.find('`'); from < end;) {
        const std::size_t to = page.find('`', from + 1);
        ASSERT_NE(to, page.npos);
        const std::string code = page.substr(from + 1, to - from - 1);
        if (code.find('{') != code.npos && code.find('\n') == code.npos) {
            EXPECT_TRUE(known.contains(code)) << code;
        }
        from = page.find('`', to + 1);
    }
}

}  // namespace
}  // namespace earshot
