#include "client/screen/table.hpp"

#include <gtest/gtest.h>

#include "client/screen/pager.hpp"

namespace earshot::client {
namespace {

Screen terminal(std::size_t width) {
    return Screen{true, width, false};
}
const Screen pipe{false, 80, false};

Table people() {
    Table table({{"n", true}, {"who", false, true}, {"last seen"}});
    table.add({"3", "Ines Duarte", "24 d ago"});
    table.add({"12", "Tom Hale", "never"});
    return table;
}

TEST(TableText, IsInColumnsOnATerminal) {
    EXPECT_EQ(people().text(terminal(80)),
              " n  who          last seen\n"
              " 3  Ines Duarte  24 d ago\n"
              "12  Tom Hale     never\n");
}

TEST(TableText, NarrowTerminalsCutOnlyWhatMayShrink) {
    EXPECT_EQ(people().text(terminal(24)),
              " n  who        last seen\n"
              " 3  Ines Dua…  24 d ago\n"
              "12  Tom Hale   never\n");
    // Below the narrowest cell the line is simply longer than the terminal.
    EXPECT_EQ(people().text(terminal(5)), people().text(terminal(23)));
}

TEST(TableText, AColumnGivesWayBeforeTheOthersAreCutToNothing) {
    Table table({{"who", false, true},
                 {"why", false, true, true},
                 {"address", false, true, false, false, 20}});
    table.add({"Ines Duarte", "usual interval", "ines.example/feed.xml"});
    EXPECT_EQ(table.text(terminal(60)),
              "who          why             address\n"
              "Ines Duarte  usual interval  ines.example/feed.xml\n");
    EXPECT_EQ(table.text(terminal(40)),
              "who          address\n"
              "Ines Duarte  ines.example/feed.xml\n");
    // What has more than it needs is cut first.
    EXPECT_EQ(table.text(terminal(33)),
              "who          address\n"
              "Ines Duarte  ines.example/feed.x…\n");
    EXPECT_EQ(table.text(pipe), "Ines Duarte\tusual interval\tines.example/feed.xml\n");
}

TEST(TableText, WordsHaveColoursWhereThereAreColours) {
    Table table({{"feed"}, {"health", false, false, false, true}});
    table.add({"blog", "ok"});
    table.add({"ok", "failing"});
    table.add({"site", "ok, insecure"});
    Screen screen{true, 80, true};
    EXPECT_EQ(table.text(screen),
              "\x1b[2mfeed  health\x1b[0m\n"
              "blog  \x1b[32mok\x1b[0m\n"
              "ok    \x1b[31mfailing\x1b[0m\n"
              "site  \x1b[33mok, insecure\x1b[0m\n");
    screen.colour = false;
    EXPECT_EQ(table.text(screen).find('\x1b'), std::string::npos);
}

TEST(Paging, CountsLinesAsATerminalShowsThem) {
    EXPECT_EQ(lines_of("", 80), 0u);
    EXPECT_EQ(lines_of("a\n\nb\n", 80), 3u);
    EXPECT_EQ(lines_of("no end", 80), 1u);
    EXPECT_EQ(lines_of(std::string(81, 'x') + "\n", 80), 2u);
    EXPECT_EQ(lines_of("\x1b[1m" + std::string(80, 'x') + "\x1b[0m\n", 80), 1u);
}

TEST(TableText, IsWholeAndTabSeparatedOnAPipe) {
    EXPECT_EQ(people().text(pipe), "3\tInes Duarte\t24 d ago\n12\tTom Hale\tnever\n");
}

TEST(TableText, CellsCannotHarmATerminal) {
    Table table({{"who"}});
    table.add({"\x1b[31mred\nnext\ttab\x07"});
    EXPECT_EQ(table.text(pipe), "[31mred next tab\n");
}

TEST(TableText, MissingCellsAreEmpty) {
    Table table({{"a"}, {"b"}});
    table.add({"1"});
    EXPECT_EQ(table.text(pipe), "1\t\n");
}

TEST(TextColumns, WideAndCombiningCharactersCount) {
    const struct {
        const char* text;
        std::size_t width;
    } rows[] = {{"", 0}, {"abc", 3}, {"é", 1}, {"e\xcc\x81", 1}, {"日本", 4}, {"😀", 2}};
    for (const auto& row : rows)
        EXPECT_EQ(columns(row.text), row.width) << row.text;
}

TEST(TextColumns, FittedEndsBetweenCharacters) {
    EXPECT_EQ(fitted("Ines", 4), "Ines");
    EXPECT_EQ(fitted("Ines", 3), "In…");
    EXPECT_EQ(fitted("日本語", 5), "日本…");
    EXPECT_EQ(fitted("日本語", 4), "日…");
    EXPECT_EQ(fitted("abc", 0), "");
}

TEST(TextColumns, WrappedAtSpaces) {
    using Lines = std::vector<std::string>;
    EXPECT_EQ(wrapped("one two three", 80), Lines{"one two three"});
    EXPECT_EQ(wrapped("one two three", 7), (Lines{"one two", "three"}));
    EXPECT_EQ(wrapped("one two three", 6), (Lines{"one", "two", "three"}));
    EXPECT_EQ(wrapped("extraordinarily so", 6), (Lines{"extraordinarily", "so"}));
    EXPECT_EQ(wrapped("8.4  longest", 8), (Lines{"8.4", "longest"}));
    EXPECT_EQ(wrapped("", 6), Lines{""});
}

}  // namespace
}  // namespace earshot::client
