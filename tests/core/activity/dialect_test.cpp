#include "earshot/dialect.hpp"

#include <gtest/gtest.h>

#include "daemon/core/activity/sentence/template_text.hpp"
#include "support/shipped_dialects.hpp"

namespace earshot {
namespace {

std::vector<std::string> complaints(const std::string& toml) {
    std::vector<std::string> result;
    const auto compiled = Dialects::compile({{"own.toml", toml}});
    if (compiled) return result;
    for (const Problem& problem : compiled.error())
        result.push_back(to_text(problem));
    return result;
}

std::string phrase(const std::string& says) {
    return "name = \"own\"\n[[phrase]]\nverb = \"like\"\nsays = \"" + says + "\"\n";
}

TEST(Dialect, TheShippedOnesCompile) {
    const auto names = testing::shipped_dialects().names();
    for (const char* name : {"blog", "github", "gnu-social", "linkedin", "mastodon", "pleroma"})
        EXPECT_NE(std::ranges::find(names, name), names.end()) << name;
    EXPECT_GT(testing::shipped_dialects().phrases(), 50u);
}

TEST(Dialect, SaysAllComplaintsAtOnceWithTheirLines) {
    const auto said = complaints(R"(name = "own"
colour = "red"
otherwise = "like"
[match]
hosts = [5]
port = 3
ids = ['(']
[[rule]]
name = "r"
verb = "shout"
id = 'x/(?P<n>\d+)'
uri = "{m}"
[[rule]]
verb = "like"
[[phrase]]
verb = "like"
says = ["{actor} likes", "{actor", "{Actor} likes", "{a}{b}"]
mood = "happy"
)");
    EXPECT_EQ(said, (std::vector<std::string>{
                        "own.toml:2: unknown key \"colour\" in a dialect",
                        "own.toml:3: otherwise is \"post\" or \"other\"",
                        "own.toml:6: unknown key \"port\" in [match]",
                        "own.toml:5: hosts holds something that is not a text",
                        "own.toml:7: not a pattern: missing ): (",
                        "own.toml:10: unknown verb \"shout\"",
                        "own.toml:12: {m} is no group of the rule's patterns",
                        "own.toml:13: a rule needs a name",
                        "own.toml:13: a rule needs a pattern: id, title, link, author, "
                        "category, channel, html, content",
                        "own.toml:18: unknown key \"mood\" in [[phrase]]",
                        "own.toml:17: a slot is not closed with }",
                        "own.toml:17: {Actor} is not the name of a slot",
                        "own.toml:17: a phrase needs words of its own",
                    }));
}

TEST(Dialect, SaysWhereTheTomlBreaks) {
    const auto said = complaints("name = \"own\"\n[match\n");
    ASSERT_EQ(said.size(), 1u);
    EXPECT_TRUE(said[0].starts_with("own.toml:2: ")) << said[0];
}

TEST(Dialect, NamesAndTablesAreRequired) {
    EXPECT_EQ(complaints("").size(), 1u);
    EXPECT_EQ(complaints("name = \"own\"\nmatch = 1\nrule = 2\n").size(), 2u);
    const auto twice = Dialects::compile({{"a.toml", "name = \"x\""}, {"b.toml", "name = \"x\""}});
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error()[0].what, "two dialects are named \"x\"");
}

TEST(Dialect, LimitsPatterns) {
    const std::string words = "{actor} likes ";
    const std::string fits(Dialects::max_pattern - words.size(), 'x');
    EXPECT_TRUE(complaints(phrase(words + fits)).empty());
    EXPECT_EQ(complaints(phrase(words + fits + "x")).size(), 1u);
}

TEST(Dialect, LimitsPhrases) {
    std::string toml = "name = \"own\"\n[[phrase]]\nverb = \"like\"\nsays = [";
    for (std::size_t i = 0; i < Dialects::max_phrases; ++i)
        toml += "\"ab\",";
    EXPECT_TRUE(complaints(toml + "]").empty());
    EXPECT_EQ(complaints(toml + "\"ab\"]").size(), 1u);
}

TEST(Dialect, LimitsRules) {
    std::string toml = "name = \"own\"\n";
    const std::string rule = "[[rule]]\nname = \"r\"\nverb = \"like\"\nid = \"x\"\n";
    for (std::size_t i = 0; i < Dialects::max_rules; ++i)
        toml += rule;
    EXPECT_TRUE(complaints(toml).empty());
    EXPECT_EQ(complaints(toml + rule).size(), 1u);
}

TEST(Dialect, LimitsFiles) {
    std::vector<DialectText> files;
    for (std::size_t i = 0; i < Dialects::max_files; ++i)
        files.push_back({"f", "name = \"n" + std::to_string(i) + "\""});
    EXPECT_TRUE(Dialects::compile(files));
    files.push_back({"f", "name = \"one too many\""});
    EXPECT_FALSE(Dialects::compile(files));
}

TEST(Dialect, SaysWhatIsWrongWithWordsAndSentences) {
    EXPECT_EQ(complaints(R"(name = "own"
[words.de]
der = ["der", "die"]
before = ["<der> Gruppe", "<das> Haus", "{slot}"]
[says.de]
like = ["{actor} mag <der|einen> <dinge>", "{actor} mag <der> Katze {object}"]
shout = ["{actor} ruft"]
[words]
fr = 5
)"),
              (std::vector<std::string>{
                  "own.toml:4: <das> is neither wordings nor the name of some",
                  "own.toml:4: no slots in [words]",
                  "own.toml:9: [words] holds tables, one a language",
                  "own.toml:6: <dinge> is neither wordings nor the name of some",
                  "own.toml:7: unknown verb \"shout\"",
              }));
}

TEST(TemplateText, ChoicesHoldOthersAndNames) {
    const auto text = TemplateText::parse("<ami<e>|en <quoi|> contact>", {{"e", {"", "e"}}});
    ASSERT_TRUE(text);
    EXPECT_EQ(text->written_out(),
              (std::vector<std::string>{"ami", "amie", "en quoi contact", "en  contact"}));
    EXPECT_FALSE(TemplateText::parse("<a|<b|c>").has_value());
    EXPECT_FALSE(TemplateText::parse("<a|{b}>").has_value());
}

TEST(TemplateText, ReadsSlotsAndBraces) {
    const auto text = TemplateText::parse("{{x}} {actor} pushed to {branch}");
    ASSERT_TRUE(text);
    EXPECT_EQ(text->slots(), (std::vector<std::string>{"actor", "branch"}));
    EXPECT_EQ(text->fill([](const std::string& slot) { return "<" + slot + ">"; }),
              "{x} <actor> pushed to <branch>");
}

}  // namespace
}  // namespace earshot
