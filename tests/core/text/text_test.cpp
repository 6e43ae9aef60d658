#include "earshot/text.hpp"

#include <gtest/gtest.h>

#include "daemon/core/text/utf8.hpp"

namespace earshot {
namespace {

struct TextRow {
    std::string_view in;
    std::string_view out;
};

TEST(RepairUtf8, LeavesWhatIsValid) {
    for (std::string_view text : {"", "plain", "Grüße", "日本語", "😀 ok", "\x7F"})
        EXPECT_EQ(repair_utf8(text), text);
}

TEST(RepairUtf8, ReplacesWhatIsBroken) {
    const TextRow rows[] = {
        {"a\xFFz", "a\uFFFDz"},
        {"a\x80z", "a\uFFFDz"},                            // a continuation by itself
        {"a\xC3", "a\uFFFD"},                              // cut off
        {"a\xE2\x82z", "a\uFFFDz"},                        // cut off, then text
        {"\xC0\xAF", "\uFFFD\uFFFD"},                      // overlong
        {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},            // a surrogate
        {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},  // beyond U+10FFFF
        {"12345678\xFF"
         "12345678",
         "12345678\uFFFD"
         "12345678"},
    };
    for (const TextRow& row : rows)
        EXPECT_EQ(repair_utf8(row.in), row.out);
}

TEST(RepairUtf8, GivesValidTextForEveryPairOfBytes) {
    for (int a = 0; a < 256; ++a)
        for (int b = 0; b < 256; ++b) {
            const std::string bytes{'x', char(a), char(b), 'y'};
            const std::string once = repair_utf8(bytes);
            EXPECT_EQ(repair_utf8(once), once);
            for (std::string_view rest = once; !rest.empty();) {
                const CodePoint c = decode(rest);
                ASSERT_TRUE(c.valid);
                rest.remove_prefix(c.bytes);
            }
        }
}

TEST(Collapse, MakesOneSpaceOfMany) {
    EXPECT_EQ(collapse("  a \t\r\n b\u00A0\u3000c "), "a b c");
    EXPECT_EQ(collapse(" \n\t"), "");
    EXPECT_EQ(collapse(""), "");
}

TEST(Shorten, CutsBetweenCodePoints) {
    EXPECT_EQ(shorten("abcdef", 6), "abcdef");
    EXPECT_EQ(shorten("abcdefg", 6), "abc…");
    EXPECT_EQ(shorten("äöüäöü", 11), "äöüä…");
    EXPECT_EQ(shorten("äöüäöü", 10), "äöü…");
    EXPECT_EQ(shorten("ab cdefgh", 6), "ab…");
    EXPECT_EQ(shorten("abcdef", 2), "ab");
    EXPECT_EQ(cut("äöü", 3), "ä");
    EXPECT_EQ(cut("äöü", 6), "äöü");
}

TEST(Printable, LetsNothingDriveATerminalOrTurnText) {
    EXPECT_EQ(printable("a\x1B[31mb\x07"), "a[31mb");
    EXPECT_EQ(printable("a\nb\tc\r\nd"), "a b c  d");
    EXPECT_EQ(printable("a\u202Eb\u2066c\u200Fd\uFEFFe\u0085f\u009Bg"), "abcde fg");
    EXPECT_EQ(printable("Grüße 😀\xFF"), "Grüße 😀\uFFFD");
    EXPECT_EQ(printable(std::string_view("a\0b", 3)), "ab");
}

TEST(Folded, ComparesWhatTwoTextsSay) {
    EXPECT_EQ(folded("  “Hello,  World!” "), "hello, world");
    EXPECT_EQ(folded("ÄRGER — Łódź"), "ärger — Łódź");
    EXPECT_EQ(folded("7 × 9 ÷ 3"), "7 × 9 ÷ 3");
    EXPECT_EQ(folded("...!"), "");
}

}  // namespace
}  // namespace earshot
