// What is offered where the cursor is; the daemon's answers are made up here.

#include "client/line/completion.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "client/line/command_line.hpp"
#include "client/line/typed.hpp"

namespace earshot::client {
namespace {

namespace json = boost::json;
using Words = std::vector<std::string>;

json::object answer_to(const std::string& target) {
    const auto is = [&target](const char* part) { return target.find(part) != target.npos; };
    const char* text = "{}";
    if (is("q=ine"))
        text = R"({"items":[{"id":1,"name":"Ines Duarte","circle":"friends"},
                            {"id":4,"name":"Ines Duarte"},{"id":2,"name":"Ana Inez"}]})";
    else if (is("q=duart"))
        text = R"({"items":[{"id":1,"name":"Ines Duarte"}]})";
    else if (is("q=an"))
        text = R"({"items":[{"id":8,"name":"Jo Andersen"},{"id":9,"name":"Bo Anders"}]})";
    else if (is("q=jur"))
        text = R"({"items":[{"id":5,"name":"Jürgen Groß"}]})";
    else if (is("standing=followed"))
        text = R"({"items":[{"id":1,"name":"Ines Duarte"},{"id":5,"name":"Jürgen Groß"}]})";
    else if (is("state=open"))
        text =
            R"({"items":[{"finding":{"number":3,"person":{"name":"Ines Duarte"},"sentence":"quiet"}},
                            {"finding":{"number":31,"person":null,"sentence":"a feed"}}]})";
    else if (is("/v1/sources"))
        text = R"({"items":[{"id":7,"title":"Blog","url":"https://ines.example/feed.xml"}]})";
    else if (is("/v1/undo"))
        text = R"({"items":[{"number":12,"sentence":"Ines Duarte rests"}]})";
    else if (is("/v1/destinations"))
        text = R"({"items":[{"name":"mail","kind":"smtp"},{"name":"phone","kind":"ntfy"}]})";
    else if (is("/v1/outbox"))
        text = R"({"items":[{"id":7,"destination":"mail:me@home.example"}]})";
    else if (is("/v1/digests"))
        text = R"({"items":[{"id":"2026-04-14","subject":"One back"}]})";
    return json::parse(text).as_object();
}

Words offered(const Words& words, const std::string& begun) {
    const CommandLine line;
    const Offers offers = offers_for(line.tree(), words, begun, answer_to);
    Words out;
    for (const Offer& offer : offers.words)
        out.push_back(offer.word);
    if (offers.files) out.push_back(":files");
    return out;
}

TEST(Completion, OffersWhatFits) {
    const struct {
        Words words;
        const char* begun;
        Words offered;
    } rows[] = {
        {{}, "st", {"status"}},
        {{"sources"}, "p", {"poll", "pause"}},
        {{"who"}, "qu", {"quiet"}},
        {{"who", "all", "--sort"}, "", {"id", "name", "seen", "word", "connected"}},
        {{"who", "all"}, "--so", {"--sort", "--socket"}},
        {{"show"}, "ine", {"Ines Duarte", "person:4"}},
        {{"show"}, "duart", {"Ines Duarte"}},  // the only one
        {{"show"}, "an", {}},                  // two that do not begin so
        {{"show"}, "jur", {"Jürgen Groß"}},
        {{"show"}, "", {"Ines Duarte", "Jürgen Groß"}},
        {{"show", "ines"}, "", {}},
        {{"touch"}, "", {"3", "31", "Ines Duarte", "Jürgen Groß"}},
        {{"touch"}, "3", {"3", "31"}},
        {{"touch", "ines"}, "c", {"called"}},
        {{"touch", "ines", "duarte"}, "m", {"met"}},
        {{"ok"}, "", {"3", "31"}},
        {{"ok", "3"}, "3", {"3", "31"}},
        {{"why"}, "ine", {"Ines Duarte", "person:4"}},
        {{"sources", "poll"}, "", {"7"}},
        {{"sources", "poll"}, "htt", {"https://ines.example/feed.xml"}},
        {{"sources", "poll"}, "bl", {"Blog"}},
        {{"rm", "--person"}, "ine", {"Ines Duarte", "person:4"}},
        {{"digest", "show"}, "", {"2026-04-14"}},
        {{"deliver", "test"}, "ph", {"phone"}},
        {{"outbox", "retry"}, "", {"7"}},
        {{"undo"}, "1", {"12"}},
        {{"help"}, "unl", {"unlink"}},
        {{"import"}, "vc", {"vcard"}},
        {{"import", "opml"}, "", {":files"}},
        {{"parse", "a.xml"}, "", {":files"}},
        {{"--socket"}, "", {":files"}},
        {{"--socket", "/tmp/s", "show"}, "jur", {"Jürgen Groß"}},
        {{"set", "ines", "quiet.after"}, "", {"never", "learned"}},
        {{"open"}, "", {}},
        {{"nonsense"}, "", {}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(offered(row.words, row.begun), row.offered)
            << (row.words.empty() ? "" : row.words.back()) << " " << row.begun;
}

TEST(Completion, OffersNothingWithoutADaemon) {
    const CommandLine line;
    const Offers offers =
        offers_for(line.tree(), {"show"}, "ine", [](const std::string&) { return json::object(); });
    EXPECT_TRUE(offers.words.empty());
}

TEST(Completion, EveryShellHasAScript) {
    for (const char* shell : {"bash", "zsh", "fish"})
        EXPECT_NE(script_for(shell).find("__complete"), std::string::npos) << shell;
    EXPECT_EQ(script_for("csh"), "");
}

TEST(TypedLine, IsCutAsBashCutsIt) {
    const struct {
        const char* line;
        Words words;
        const char* last;
        char quote;
    } rows[] = {
        {"earshot show ine", {"earshot", "show"}, "ine", 0},
        {"earshot show ", {"earshot", "show"}, "", 0},
        {"earshot show \"Ines D", {"earshot", "show"}, "Ines D", '"'},
        {"earshot show 'Ines D", {"earshot", "show"}, "Ines D", '\''},
        {"earshot show Ines\\ D", {"earshot", "show"}, "Ines D", 0},
        {"earshot show 'Ines Duarte' x", {"earshot", "show", "Ines Duarte"}, "x", 0},
        {"make; earshot sta", {"earshot"}, "sta", 0},
        {"", {}, "", 0},
    };
    for (const auto& row : rows) {
        const Typed typed = typed_in(row.line);
        EXPECT_EQ(typed.words, row.words) << row.line;
        EXPECT_EQ(typed.last, row.last) << row.line;
        EXPECT_EQ(typed.quote, row.quote) << row.line;
    }
}

TEST(TypedLine, TakesAWordAsBashWantsIt) {
    EXPECT_EQ(for_bash("Ines Duarte", typed_in("earshot show ine")), "Ines\\ Duarte");
    EXPECT_EQ(for_bash("Ines Duarte", typed_in("earshot show \"ine")), "Ines Duarte");
    EXPECT_EQ(for_bash("Jo O'Neil $x", typed_in("earshot show jo")), "Jo\\ O\\'Neil\\ \\$x");
    EXPECT_EQ(for_bash("Jürgen Groß", typed_in("earshot show jür")), "Jürgen\\ Groß");
    EXPECT_EQ(for_bash("person:4", typed_in("earshot show person:")), "4");
    EXPECT_EQ(for_bash("https://a.example/", typed_in("earshot rm https:")), "//a.example/");
}

}  // namespace
}  // namespace earshot::client
