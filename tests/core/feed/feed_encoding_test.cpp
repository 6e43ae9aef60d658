#include "daemon/core/feed/document/feed_encoding.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "daemon/core/text/charset.hpp"
#include "daemon/core/text/utf8.hpp"
#include "earshot/feed.hpp"

namespace earshot {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

std::string declared(std::string_view label, std::string_view text) {
    return "<?xml version=\"1.0\" encoding=\"" + std::string(label) + "\"?><t>" +
           std::string(text) + "</t>";
}

/// The text of the element of a document that `declared` made, or what went wrong.
std::string read(std::string_view bytes, std::string_view content_type = "") {
    const auto text = to_utf8(bytes, content_type);
    if (!text) return "problem: " + text.error().what;
    const std::size_t from = text->find("<t>") + 3;
    return text->substr(from, text->find("</t>") - from);
}

std::string widened(std::string_view ascii, std::size_t unit, bool big_endian) {
    std::string out;
    for (char c : ascii) {
        const std::string zeros(unit - 1, '\0');
        out += big_endian ? zeros + c : c + zeros;
    }
    return out;
}

struct LabelRow {
    std::string_view label;
    std::string_view bytes;
    std::string_view text;
};

TEST(ToUtf8, ReadsWhatIsDeclared) {
    const LabelRow rows[] = {
        {"windows-1251", "\xCF\xF0\xE8\xE2\xE5\xF2", "Привет"},
        {"cp1251", "\xCF\xF0\xE8\xE2\xE5\xF2", "Привет"},
        {"koi8-r", "\xF0\xD2\xC9\xD7\xC5\xD4", "Привет"},
        {"koi8-u", "\xEB\xC9\xA7\xD7", "Київ"},
        {"iso-8859-5", "\xBF\xE0\xD8\xD2\xD5\xE2", "Привет"},
        {"ibm866", "\x8F\xE0\xA8\xA2\xA5\xE2", "Привет"},
        {"x-mac-cyrillic", "\x8F\xF0\xE8\xE2\xE5\xF2", "Привет"},
        {"iso-8859-2", "Za\xBF\xF3\xB3\xE6", "Zażółć"},
        {"windows-1250", "P\xF8\xEDli\x9A", "Příliš"},
        {"iso-8859-15", "5 \xA4", "5 €"},
        {"iso-8859-9",
         "T\xFCrk\xE7"
         "e \xFD\xF0\xFE",
         "Türkçe ığş"},
        {"windows-1254", "\xFD\xF0\xFE", "ığş"},
        {"iso-8859-7", "\xC5\xEB\xEB\xDC\xE4\xE1", "Ελλάδα"},
        {"windows-1253", "\xC5\xEB\xEB\xDC\xE4\xE1", "Ελλάδα"},
        {"windows-1255", "\xF9\xEC\xE5\xED", "שלום"},
        {"iso-8859-8", "\xF9\xEC\xE5\xED", "שלום"},
        {"windows-1256", "\xE3\xD1\xCD\xC8\xC7", "مرحبا"},
        {"iso-8859-6", "\xE5\xD1\xCD\xC8\xC7", "مرحبا"},
        {"windows-1257", "\xC0\xFEuolas", "Ąžuolas"},
        {"iso-8859-13", "\xC0\xFEuolas", "Ąžuolas"},
        {"windows-1258", "\xD0\xE0", "Đà"},
        {"iso-8859-4", "\xC0\xF3is", "Āķis"},
        {"iso-8859-10", "\xDE\xF3r", "Þór"},
        {"iso-8859-14", "\xD0y", "Ŵy"},
        {"iso-8859-3", "\xD8is", "Ĝis"},
        {"macintosh",
         "Gr\x9F\xA7"
         "e \xD2x\xD3",
         "Grüße “x”"},
        {"tis-620", "\xCA\xC7\xD1\xCA\xB4\xD5", "สวัสดี"},
        {"windows-874", "\xCA\xC7\xD1\xCA\xB4\xD5", "สวัสดี"},
        {"shift_jis", "\x82\xB1\x82\xF1\x82\xC9\x82\xBF\x82\xCD\x95\x5C", "こんにちは表"},
        {"windows-31j", "\x87@\x95\x5C", "①表"},
        {"euc-jp", "\xA4\xB3\xA4\xF3\xA4\xCB\xA4\xC1\xA4\xCF", "こんにちは"},
        {"iso-2022-jp", "\x1B$B$3$s$K$A$O\x1B(B", "こんにちは"},
        {"euc-kr", "\xBE\xC8\xB3\xE7", "안녕"},
        {"ks_c_5601-1987", "\xBE\xC8\xB3\xE7", "안녕"},
        {"windows-949",
         "\x8C"
         "c\xB9\xE6",
         "똠방"},
        {"euc-kr",
         "\x8C"
         "c\xB9\xE6",
         "똠방"},
        {"gb2312", "\xC4\xE3\xBA\xC3", "你好"},
        {"gb2312", "\xE6g\xC4\xE3", "鎔你"},
        {"gbk", "\xE6g\xC4\xE3", "鎔你"},
        {"gb18030",
         "\xC4\xE3\xBA\xC3\x95"
         "2\x82"
         "6",
         "你好𠀀"},
        {"hz-gb-2312", "~{Dc:C~}", "你好"},
        {"big5",
         "\xA7"
         "A\xA6n",
         "你好"},
        {"big5", "\x9D\xEE\xA6n", "㗎好"},
        {"big5-hkscs", "\x9D\xEE\xA6n", "㗎好"},
        {"iso-8859-1", "caf\xE9 \x93x\x94", "café “x”"},
        {"latin1", "\x80", "€"},
        {"us-ascii", "\xE9", "é"},
        {" Windows-1252 ", "\x81\x80", "\u0081€"},
        {"UTF8", "é", "é"},
    };
    for (const LabelRow& row : rows) {
        SCOPED_TRACE(row.label);
        EXPECT_EQ(read(declared(row.label, row.bytes)), row.text);
        const std::string bare = "<t>" + std::string(row.bytes) + "</t>";
        EXPECT_EQ(read(bare, "text/xml; Charset=" + std::string(row.label)), row.text);
    }
}

TEST(ToUtf8, ReadsTheLabelsOfTheEncodingStandard) {
    const std::pair<std::string_view, std::string_view> alike[] = {
        {"l2", "iso-8859-2"},
        {"csisolatin5", "windows-1254"},
        {"l9", "iso-8859-15"},
        {"cyrillic", "iso-8859-5"},
        {"arabic", "iso-8859-6"},
        {"greek8", "iso-8859-7"},
        {"visual", "iso-8859-8"},
        {"koi", "koi8-r"},
        {"koi8-ru", "koi8-u"},
        {"mac", "macintosh"},
        {"x-mac-ukrainian", "x-mac-cyrillic"},
        {"dos-874", "windows-874"},
        {"iso-8859-11", "windows-874"},
        {"x-cp1251", "windows-1251"},
        {"chinese", "gb18030"},
        {"x-gbk", "gb18030"},
        {"gb_2312-80", "gb18030"},
        {"cn-big5", "big5-hkscs"},
        {"x-x-big5", "big5-hkscs"},
        {"korean", "windows-949"},
        {"ksc5601", "windows-949"},
        {"cp949", "windows-949"},
        {"sjis", "shift_jis"},
        {"x-sjis", "windows-31j"},
        {"ms_kanji", "shift-jis"},
        {"x-euc-jp", "euc-jp"},
        {"866", "ibm866"},
        {"Shift_JIS", "shiftjis"},
        {"KOI8_R", "koi8-r"},
    };
    for (const auto& [label, standard] : alike) {
        const charset::Named named = charset::named(label);
        EXPECT_EQ(named.kind, charset::Kind::converter) << label;
        EXPECT_EQ(named.converter, charset::named(charset::named(standard).converter).converter)
            << label;
    }
    for (std::string_view label : {"ascii", "ANSI_X3.4-1968", "iso8859-1", "iso_8859-1:1987", "l1",
                                   "cp819", "x-cp1252", "ibm-5348"})
        EXPECT_EQ(charset::named(label).kind, charset::Kind::windows_1252) << label;
    for (std::string_view label : {"utf-8", "unicode-1-1-utf-8", "utf-16", "UCS-2", "utf-32"})
        EXPECT_EQ(charset::named(label).kind, charset::Kind::utf_8) << label;
    for (std::string_view label :
         {"", "   ", "x-unheard-of", "\xFF", "ISO_2022,locale=ja,version=0", "../../etc/passwd"})
        EXPECT_EQ(charset::named(label).kind, charset::Kind::unknown) << label;
    EXPECT_EQ(charset::named(std::string(100'000, 'a')).kind, charset::Kind::unknown);
}

TEST(ToUtf8, BelievesTheMarkThenTheZerosThenTheDeclarationThenTheServer) {
    EXPECT_EQ(read("\xEF\xBB\xBF" + declared("iso-8859-1", "é"), "text/xml; charset=koi8-r"), "é");
    EXPECT_EQ(read(declared("utf-8", "é"), "text/xml; charset=iso-8859-1"), "é");
    EXPECT_EQ(read(declared("x-unheard-of", "\xCF\xF0"), "text/xml; charset='windows-1251'"), "Пр");

    const std::string lies = declared("koi8-r", "a");  // and yet it is what the bytes show
    for (bool big : {false, true}) {
        EXPECT_EQ(read((big ? "\xFE\xFF"s : "\xFF\xFE"s) + widened(lies, 2, big)), "a");
        EXPECT_EQ(read((big ? "\0\0\xFE\xFF"s : "\xFF\xFE\0\0"s) + widened(lies, 4, big)), "a");
        for (std::string_view before : {"", "\n ", "{"}) {
            const std::string text = std::string(before) + lies;
            EXPECT_EQ(read(widened(text, 2, big)), "a");
            EXPECT_EQ(read(widened(text, 4, big)), "a");
            EXPECT_EQ(read(widened(text, 2, big) + "x"), "a");  // cut off in the middle
            EXPECT_EQ(read(widened(text, 4, big) + "xyz"), "a");
        }
    }
    EXPECT_EQ(
        read(widened("<t>", 2, false) + "\x3D\xD8\x00\xDE\x00\xD8"s + widened("</t>", 2, false)),
        "😀\uFFFD");
}

TEST(ToUtf8, FindsTheDeclaration) {
    const std::string_view rest = "\xF0\xD2</t>";
    for (std::string_view head : {
             "<?xml version='1.0' encoding='koi8-r'?><t>",
             "<?xml version=\"1.0\" encoding = \"koi8-r\" standalone='yes'?><t>",
             "<?xml encoding=koi8-r?><t>",
             "\r\n\t <?xml version='1.0' encoding=' koi8-r '?><t>",
             "Warning: of a broken script\n<?xml version='1.0' encoding='KOI8-R'?><t>",
             "<?xml-stylesheet href='a' encoding='utf-16'?><?xml encoding='koi8-r'?><t>",
         })
        EXPECT_EQ(read(std::string(head) + std::string(rest)), "Пр") << head;
    const auto far = [](std::size_t spaces) {
        return "<?xml version='1.0'" + std::string(spaces, ' ') +
               "encoding='koi8-r'?><t>\xF0\xD2</t>";
    };
    EXPECT_EQ(read(far(3000)), "Пр");
    EXPECT_EQ(read(far(5000)), "ðÒ");  // too far: a guess
}

TEST(ToUtf8, GivesNoCreditToWhatTheBytesGiveTheLieTo) {
    for (std::string_view label : {"utf-16", "UTF-16LE", "ucs-2", "utf-32", "cp037", "ibm-1047"})
        EXPECT_EQ(read(declared(label, "Grüße")), "Grüße") << label;
    EXPECT_EQ(read(declared("x-unheard-of", "Grüße")), "Grüße");
    EXPECT_EQ(read(declared("x-unheard-of", "Gr\xFC\xDF")), "Grüß");
}

TEST(ToUtf8, NeverReadsUtf7) {
    for (std::string_view label : {"utf-7", "unicode-1-1-utf-7", "scsu", "imap-mailbox-name"})
        EXPECT_EQ(
            read(declared(label, "+ADw-b+AD4-")),
            "problem: the document is written in " + std::string(label) + ", which is not read");
    EXPECT_EQ(read("<t>+ADw-b+AD4-</t>"), "+ADw-b+AD4-");
    EXPECT_EQ(read("<t>a</t>", "text/xml; charset=utf-7"),
              "problem: the document is written in utf-7, which is not read");
}

TEST(ToUtf8, ReadsEbcdicThatSaysWhich) {
    // <?xml version="1.0" encoding="cp037"?><t>Grüße</t>
    const std::string head =
        "\x4C\x6F\xA7\x94\x93\x40\xA5\x85\x99\xA2\x89\x96\x95\x7E\x7F\xF1\x4B\xF0\x7F\x40\x85\x95"
        "\x83\x96\x84\x89\x95\x87\x7E\x7F";
    const std::string tail = "\x7F\x6F\x6E\x4C\xA3\x6E\xC7\x99\xDC\x59\x85\x4C\x61\xA3\x6E";
    EXPECT_EQ(read(head + "\x83\x97\xF0\xF3\xF7" + tail), "Grüße");
    EXPECT_EQ(read(head + "\x83\x97\xF9" + tail),
              "problem: the document is written in cp9, which is not read");
    EXPECT_EQ(read("\x4C\x6F\xA7\x94\x93\x6F\x6E"),
              "problem: the document is written in EBCDIC, which is not read");
}

TEST(ToUtf8, RepairsWhatIsMostlyUtf8) {
    for (const std::string& bytes :
         {declared("utf-8", "é\xFFß"), "<t>é\xFFß</t>"s, "\xEF\xBB\xBF<t>é\xFFß</t>"s})
        EXPECT_EQ(read(bytes), "é\uFFFDß");
    EXPECT_EQ(read(declared("utf-8", "caf\xE9 it\x92s")), "café it’s");
    EXPECT_EQ(read("<t>caf\xE9</t>"), "café");
}

TEST(ToUtf8, GuessesWhenNothingIsSaidAndTheTextIsLongEnough) {
    const std::pair<std::string_view, std::string_view> rows[] = {
        {"\xF7\xDE\xC5\xD2\xC1 \xD7\xC5\xDE\xC5\xD2\xCF\xCD \xCD\xD9 \xC4\xCF\xCC\xC7\xCF "
         "\xC7\xD5\xCC\xD1\xCC\xC9 \xD0\xCF \xCE\xC1\xC2\xC5\xD2\xC5\xD6\xCE\xCF\xCA, \xC9 "
         "\xCE\xC9\xCB\xD4\xCF \xCE\xC5 \xC8\xCF\xD4\xC5\xCC \xC9\xC4\xD4\xC9 "
         "\xC4\xCF\xCD\xCF\xCA.",
         "Вчера вечером мы долго гуляли по набережной, и никто не хотел идти домой."},
        {"\xBE\xEE\xC1\xA6 \xC0\xFA\xB3\xE1\xBF\xA1 \xBF\xEC\xB8\xAE\xB4\xC2 "
         "\xB0\xAD\xB0\xA1\xB8\xA6 \xBF\xC0\xB7\xA7\xB5\xBF\xBE\xC8 \xB0\xC9\xBE\xFA\xB0\xED "
         "\xBE\xC6\xB9\xAB\xB5\xB5 \xC1\xFD\xBF\xA1 \xB0\xA1\xB0\xED "
         "\xBD\xCD\xBE\xEE\xC7\xCF\xC1\xF6 \xBE\xCA\xBE\xD2\xB4\xD9",
         "어제 저녁에 우리는 강가를 오랫동안 걸었고 아무도 집에 가고 싶어하지 않았다"},
        {"\x8D\xF0\x93\xFA\x82\xCC\x97[\x95\xFB\x81"
         "A\x8E\x84\x82\xBD\x82\xBF\x82\xCD\x90\xEC\x95\xD3\x82\xF0\x92\xB7\x82\xA2\x8A\xD4\x95\xE0"
         "\x82\xAB\x82\xDC\x82\xB5\x82\xBD\x81"
         "B\x92N\x82\xE0\x89\xC6\x82\xC9\x8B"
         "A\x82\xE8\x82\xBD\x82\xAA\x82\xE7\x82\xC8\x82\xA9\x82\xC1\x82\xBD\x82\xCC\x82\xC5\x82\xB7"
         "\x81"
         "B",
         "昨日の夕方、私たちは川辺を長い間歩きました。誰も家に帰りたがらなかったのです。"},
    };
    for (const auto& [bytes, text] : rows) {
        EXPECT_EQ(read("<t>" + std::string(bytes) + "</t>"), text);
        // Far inside, too.
        EXPECT_EQ(read(std::string(200'000, ' ') + "<t>" + std::string(bytes) + "</t>"), text);
        EXPECT_EQ(read(declared("utf-8", bytes)), text);  // which it is not
        EXPECT_EQ(read(declared("us-ascii", bytes)), text);
    }
}

constexpr std::string_view labels_of_others[] = {
    "windows-1251", "iso-8859-1",   "iso-8859-2",  "us-ascii", "gb2312",     "gbk",
    "shift_jis",    "euc-jp",       "koi8-r",      "euc-kr",   "big5",       "l1",
    "l2",           "windows-1252", "iso-8859-15", "koi8-u",   "windows-874"};

TEST(ToUtf8, KnowsUtf8UnderAnyOtherName) {
    for (std::string_view label : labels_of_others)
        for (std::string_view text :
             {"Новая запись в дневнике", "Blåbær – igen", "Café", "Grüße",
              "今天的天气很好我们去公园", "昨日の夕方、私たちは", "Zażółć gęślą jaźń",
              "어제 저녁에 우리는", "it’s “so”", "😀", "Één", "Smörgåsbord är gott"}) {
            EXPECT_EQ(read(declared(label, text)), text) << label;
            EXPECT_EQ(
                read("<t>" + std::string(text) + "</t>", "text/xml; charset=" + std::string(label)),
                text)
                << label;
            EXPECT_EQ(read(declared(label, text), "text/xml; charset=utf-8"), text) << label;
        }
    // A torn letter among many stays one, whatever the name.
    for (std::string_view label : {"utf-8", "windows-1251", "iso-8859-1", "gbk", "shift_jis"})
        EXPECT_EQ(read(declared(label, "Новая запись в \xD0 дневнике")),
                  "Новая запись в \uFFFD дневнике")
            << label;
}

TEST(ToUtf8, AsksTheNextWhenTheBytesRefuteALabel) {
    struct Row {
        std::string_view server;
        std::string_view bytes;
        std::string_view text;
    };
    const Row rows[] = {
        {"gbk",
         "\xBD\xF1\xCC\xEC\xB5\xC4\xCC\xEC\xC6\xF8\xBA\xDC\xBA\xC3\xCE\xD2\xC3\xC7\xC8\xA5\xB9\xAB"
         "\xD4\xB0",
         "今天的天气很好我们去公园"},
        {"windows-1251", "\xCD\xEE\xE2\xE0\xFF \xE7\xE0\xEF\xE8\xF1\xFC", "Новая запись"},
        {"koi8-r", "\xEE\xCF\xD7\xC1\xD1 \xDA\xC1\xD0\xC9\xD3\xD8", "Новая запись"},
        {"shift_jis", "\x82\xB1\x82\xF1\x82\xC9\x82\xBF\x82\xCD", "こんにちは"},
        {"shift_jis",
         "\x83\\\x83t\x83g\x83"
         "E\x83"
         "F\x83"
         "A",
         "ソフトウェア"},
        {"euc-jp", "\xA4\xB3\xA4\xF3\xA4\xCB\xA4\xC1\xA4\xCF", "こんにちは"},
        {"iso-8859-2", "Za\xBF\xF3\xB3\xE6 g\xEA\xB6l\xB1", "Zażółć gęślą"},
        {"iso-8859-1",
         "Bl\xE5"
         "b\xE6r igen",
         "Blåbær igen"},
    };
    for (const Row& row : rows) {
        const std::string type = "text/xml; charset=" + std::string(row.server);
        for (std::string_view wrong : {"utf-8", "us-ascii", "utf-16", "x-unheard-of"})
            EXPECT_EQ(read(declared(wrong, row.bytes), type), row.text) << wrong;
        // Nobody says what it is: a guess, or that nobody knows; never a Latin letter.
        const std::string alone = read(declared("utf-8", row.bytes));
        const bool latin = row.server.starts_with("iso-8859");
        EXPECT_TRUE(latin || alone == row.text || alone.find("\uFFFD") == 0) << alone;
    }
    // Two that are both known, and the first cannot be.
    EXPECT_EQ(read(declared("euc-jp", "\x82\xB1\x82\xF1\x82\xC9\x82\xBF\x82\xCD"),
                   "text/xml; charset=shift_jis"),
              "こんにちは");
}

TEST(ToUtf8, StaysWithTheLabelWhereALetterIsTorn) {
    EXPECT_EQ(read(declared("gbk",
                            "\xBD\xF1\xCC\xEC\xB5\xC4\xCC\xEC\xC6\xF8\xBA\xDC\xBA\xC3\xCE. "
                            "\xCE\xD2\xC3\xC7\xC8\xA5"),
                   "text/xml; charset=utf-8"),
              "今天的天气很好\uFFFD. 我们去");
}

TEST(ToUtf8, LeavesNoNulAndNoMark) {
    EXPECT_EQ(to_utf8("a\0b"sv, ""), "a b");
    EXPECT_EQ(to_utf8("\xEF\xBB\xBF\xEF\xBB\xBF"
                      "a"sv,
                      ""),
              "a");
    EXPECT_EQ(to_utf8("\xEF\xBB\xBF"sv, ""), "");
    EXPECT_EQ(to_utf8(""sv, ""), "");
    EXPECT_EQ(to_utf8("\xFF\xFE"sv, ""), "");
}

TEST(ToUtf8, GivesBackWhatIsUtf8Already) {
    std::string bytes = declared("utf-8", "Grüße") + std::string(1000, 'x');
    const char* at = bytes.data();
    const auto text = to_utf8(std::move(bytes), "");
    EXPECT_EQ(static_cast<const void*>(text->data()), static_cast<const void*>(at));
}

TEST(ToUtf8, HasALimitBeforeAndAfter) {
    const std::string problem = "the document is larger than 16 MiB";
    const auto sized = [](std::string head, std::size_t size, char fill) {
        head.resize(size, fill);
        return to_utf8(std::move(head), "");
    };
    EXPECT_TRUE(sized("<t>", feed_limits::bytes, 'x'));
    EXPECT_EQ(sized("<t>", feed_limits::bytes + 1, 'x').error().what, problem);
    for (std::string_view label : {"koi8-r", "iso-8859-1"}) {
        const std::string head = declared(label, "");
        const std::size_t room = (feed_limits::bytes - head.size()) / 2 + head.size();
        const auto full = sized(head, room, '\xE9');
        ASSERT_TRUE(full) << label;
        EXPECT_GE(full->size(), feed_limits::bytes - 1);
        const auto over = sized(head, room + 1, '\xE9');
        ASSERT_FALSE(over) << label;
        EXPECT_EQ(over.error().what, problem);
    }
}

RC_GTEST_PROP(ToUtf8, GivesValidTextForAnyBytesUnderAnyLabel, (const std::string& bytes)) {
    const auto label = *rc::gen::element<std::string>(
        "", "utf-8", "utf-16", "koi8-r", "windows-1258", "shift_jis", "euc-jp", "iso-2022-jp",
        "euc-kr", "gb2312", "big5", "hz-gb-2312", "iso-2022-kr", "iso-2022-cn", "euc-tw",
        "tis-620");
    const auto before = *rc::gen::element<std::string>("", "\xFF\xFE", "\xFE\xFF", "\xFF\xFE\0\0"s);
    for (const auto& text : {to_utf8(declared(label, bytes), ""), to_utf8(before + bytes, "")}) {
        RC_ASSERT(text.has_value());
        RC_ASSERT(is_valid_utf8(*text));
        RC_ASSERT(text->find('\0') == text->npos);
    }
}

/// What `is_valid_utf8` says, one code point after the other.
bool decodes(std::string_view text) {
    for (; !text.empty();) {
        const CodePoint c = decode(text);
        if (!c.valid) return false;
        text.remove_prefix(c.bytes);
    }
    return true;
}

TEST(IsValidUtf8, AgreesWithDecodingForEveryShortSequence) {
    const std::string edges =
        "\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xC1\xC2\xDF\xE0\xE1\xEC\xED\xEE\xEF\xF0\xF1\xF3\xF4\xF5"
        "\xFF"
        "a"s +
        '\0';
    std::string four(4, ' ');
    for (char a : edges)
        for (char b : edges)
            for (char c : edges)
                for (char d : edges) {
                    four = {a, b, c, d};
                    ASSERT_EQ(is_valid_utf8(four), decodes(four)) << testing::PrintToString(four);
                }
    for (int a = 0; a < 256; ++a)
        for (int b = 0; b < 256; ++b) {
            const std::string two{char(a), char(b)};
            ASSERT_EQ(is_valid_utf8(two), decodes(two)) << testing::PrintToString(two);
            ASSERT_EQ(is_ascii(two), a < 128 && b < 128);
        }
}

TEST(IsValidUtf8, AgreesWithDecodingWhereverASequenceStands) {
    for (std::string_view sequence : {"é", "€", "😀", "\xC3", "\xE2\x82", "\xF0\x9F\x98", "\x80"})
        for (std::size_t before = 0; before < 140; ++before)
            for (std::size_t after : {0U, 1U, 2U, 3U, 7U, 8U, 31U, 32U, 64U, 100U}) {
                const std::string text =
                    std::string(before, 'x') + std::string(sequence) + std::string(after, 'y');
                ASSERT_EQ(is_valid_utf8(text), decodes(text)) << before << " " << after;
                ASSERT_FALSE(is_ascii(text));
            }
    EXPECT_TRUE(is_valid_utf8(""));
    EXPECT_TRUE(is_ascii(std::string(1000, 'x')));
}

}  // namespace
}  // namespace earshot
