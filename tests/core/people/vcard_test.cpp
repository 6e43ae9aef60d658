#include "earshot/vcard.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace earshot {
namespace {

using Texts = std::vector<std::string>;

CardReading read(const std::string& text) {
    auto reading = read_vcards(text);
    EXPECT_TRUE(reading) << (reading ? "" : to_text(reading.error()));
    return reading ? *reading : CardReading{};
}

std::string card(const std::string& properties, const std::string& version = "3.0") {
    return "BEGIN:VCARD\r\nVERSION:" + version + "\r\n" + properties + "\r\nEND:VCARD\r\n";
}

Card one(const std::string& properties, const std::string& version = "3.0") {
    const CardReading reading = read(card(properties, version));
    EXPECT_EQ(reading.cards.size(), 1U) << properties;
    return reading.cards.empty() ? Card{} : reading.cards[0];
}

Texts refusals(const CardReading& reading) {
    Texts lines;
    for (const Problem& problem : reading.refused)
        lines.push_back(to_text(problem));
    return lines;
}

TEST(Vcard, SaysWhatIdentifiesAPerson) {
    const Card ines =
        one("FN:Ines Duarte\r\nN:Duarte;Ines;;;\r\nORG:Harbour Works;Boats\r\n"
            "UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1\r\n"
            "item1.URL;type=pref:https\\://ines.example/\r\nitem1.X-ABLabel:_$!<HomePage>!$_\r\n"
            "X-SOCIALPROFILE;type=twitter;x-user=inesd:http://birds.example/inesd\r\n"
            "SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://social.example/@ines\r\n"
            "IMPP;X-SERVICE-TYPE=Jabber:xmpp:ines@chat.example\r\n"
            "EMAIL;TYPE=INTERNET:ines@mail.example\r\nTEL;TYPE=HOME:+351 21 555 01 20\r\n"
            "CATEGORIES:my-100,friends\\, old\r\nNOTE:met at the sea\r\nBDAY:1980-01-01");
    Card wanted;
    wanted.name = "Ines Duarte";
    wanted.organisation = "Harbour Works";
    wanted.uid = "urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1";
    wanted.addresses = {"https://ines.example/", "http://birds.example/inesd",
                        "https://social.example/@ines", "xmpp:ines@chat.example"};
    wanted.mailboxes = {"ines@mail.example"};
    wanted.phone = "+351 21 555 01 20";
    wanted.categories = {"my-100", "friends, old"};
    wanted.note = "met at the sea";
    wanted.birthday = "1980-01-01";
    EXPECT_EQ(ines, wanted);
}

TEST(Vcard, NamesAreFoundWhereTheyStand) {
    const struct {
        const char* properties;
        const char* name;
    } rows[] = {
        {"FN:Ana Lind", "Ana Lind"},
        {"FN: Ana\\nLind ", "Ana Lind"},
        {"N:Lind;Ana;Maria;Dr.;jr.", "Dr. Ana Maria Lind jr."},
        {"N:Lind;Ana", "Ana Lind"},
        {"FN:\r\nN:Lind;Ana", "Ana Lind"},
        {"NICKNAME:ana,annie", "ana"},
        {"FN;PREF=2:Second\r\nFN;PREF=1:First", "First"},
        {"fn;charset=utf-8:Ana Lind", "Ana Lind"},
        {"FN;LANGUAGE=\"x:y;z\":Ana Lind", "Ana Lind"},
        {"FN:An\r\n a Li\r\n\tnd", "Ana Lind"},
        {"FN:Ana\\, the \\\\ tall\\; one", "Ana, the \\ tall; one"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(one(row.properties).name, row.name) << row.properties;
}

TEST(Vcard, OneNumberIsTheBestToCall) {
    const struct {
        const char* properties;
        const char* phone;
    } rows[] = {
        {"TEL;WORK;FAX:1\r\nTEL;CELL:2", "2"},
        {"TEL;TYPE=HOME:1\r\nTEL;TYPE=CELL:2", "2"},
        {"TEL;TYPE=CELL:1\r\nTEL;TYPE=HOME,PREF:2", "2"},
        {"TEL;VALUE=uri;TYPE=\"work,fax\":tel:1\r\nTEL;VALUE=uri;PREF=1:tel:+2", "+2"},
        {"TEL;TYPE=FAX:1", ""},
        {"TEL:1\r\nTEL:2", "1"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(one("FN:Ana\r\n" + std::string(row.properties)).phone, row.phone);
}

TEST(Vcard, SaysWhatIsKnownOfSomebody) {
    const Card eva =
        one("FN:Eva Lindqvist\r\nTITLE:Chair\r\nROLE:Teacher\r\nORG:Harbour University;Physics\r\n"
            "NOTE:first\\nline\r\nNOTE:second\r\nBDAY:19610423");
    EXPECT_EQ(eva.title, "Chair");
    EXPECT_EQ(eva.organisation, "Harbour University");
    EXPECT_EQ(eva.note, "first line / second");
    EXPECT_EQ(eva.birthday, "1961-04-23");
    EXPECT_EQ(one("FN:E\r\nBDAY:--0423").birthday, "--04-23");
    EXPECT_EQ(one("FN:E\r\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29").birthday, "--02-29");
    EXPECT_EQ(one("FN:E\r\nBDAY:1961-04-23T00:00:00Z").birthday, "1961-04-23");
    EXPECT_EQ(one("FN:E\r\nBDAY;VALUE=text:around 1960").birthday, "");
}

TEST(Vcard, AGroupGivesItsNameToItsMembers) {
    const CardReading reading = read(
        card("FN:Ana\r\nUID:urn:uuid:a-1\r\nCATEGORIES:work") + card("FN:Bo\r\nUID:b-2") +
        card("FN:Choir\r\nKIND:group\r\nMEMBER:urn:uuid:a-1") +
        card("FN:Sea\r\nX-ADDRESSBOOKSERVER-KIND:group\r\n"
             "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a-1\r\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:b-2"));
    ASSERT_EQ(reading.cards.size(), 2U);
    EXPECT_EQ(reading.cards[0].categories, (Texts{"work", "Choir", "Sea"}));
    EXPECT_EQ(reading.cards[1].categories, Texts{"Sea"});
    EXPECT_TRUE(reading.refused.empty());
}

TEST(Vcard, CardsJoinedOnOneLineAreStillTwo) {
    const CardReading reading =
        read("BEGIN:VCARD\nFN:Ana\nUID:1\nTEL:1\nEND:VCARDBEGIN:VCARD\nFN:Bo\nUID:2\nEND:VCARD\n");
    ASSERT_EQ(reading.cards.size(), 2U);
    EXPECT_EQ(reading.cards[0].name, "Ana");
    EXPECT_EQ(reading.cards[0].uid, "1");
    EXPECT_EQ(reading.cards[1].name, "Bo");
    EXPECT_EQ(reading.cards[1].phone, "");
}

TEST(Vcard, ABrokenLetterSpoilsNoName) {
    const std::string name = "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:";
    EXPECT_EQ(
        one(name + "=D0=92=D0=B8=D0=BA=D1=82=D0=BE=D1=80=20=D0=A1=D0=BE=D1=82=D0", "2.1").name,
        "Виктор Сот")
        << "the last letter is cut in two";
    EXPECT_EQ(
        one(name + "=D0=92=D0=B8=D0=BA=D1=82=D0=BE=D1=80=20=D0=A1\r\n=D0=BE=D1=82=D0=BD", "2.1")
            .name,
        "Виктор Сотн")
        << "broken without the sign for it";
    EXPECT_EQ(one("FN;ENCODING=QUOTED-PRINTABLE:J=FCrgen Gro=DF", "2.1").name, "Jürgen Groß");
}

TEST(Vcard, OldFilesAreReadToo) {
    EXPECT_EQ(one("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Zo=C3=AB =\r\nK=C3=BChn", "2.1").name,
              "Zoë Kühn");
    EXPECT_EQ(one("FN;QUOTED-PRINTABLE:Zo=C3=AB=\r\n=20Stern", "2.1").name, "Zoë Stern");
    EXPECT_EQ(one("FN:Zo\xEB Stern", "2.1").name, "Zoë Stern") << "no encoding said";
    EXPECT_EQ(one("FN:Ana Maria\r\n Lind", "2.1").name, "Ana Maria Lind") << "folded at a space";
    EXPECT_EQ(one("TEL;HOME;VOICE:1\r\nTEL;PREF;CELL:2\r\nTEL;PREF:3\r\nFN:x", "2.1").phone, "2");
    EXPECT_EQ(
        one("FN:x\r\nPHOTO;ENCODING=BASE64;TYPE=JPEG:\r\n AAAA\r\n BBBB==\r\n\r\nORG:y", "2.1")
            .organisation,
        "y");
    const CardReading agent = read(
        card("FN:Ana\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:Her agent\r\nEND:VCARD\r\nORG:Sea", "2.1"));
    ASSERT_EQ(agent.cards.size(), 1U);
    EXPECT_EQ(agent.cards[0].name, "Ana");
    EXPECT_EQ(agent.cards[0].organisation, "Sea");
}

TEST(Vcard, AnyLineEndAndUtf16) {
    const std::string text = card("FN:Ana\r\nORG:Se\r\n a");
    for (const char* end : {"\n", "\r"}) {
        std::string other;
        for (std::size_t i = 0; i < text.size(); ++i)
            if (text[i] == '\r')
                other += end;
            else if (text[i] != '\n')
                other += text[i];
        EXPECT_EQ(read(other).cards.at(0).organisation, "Sea");
    }
    std::string wide = "\xFF\xFE";
    for (const char c : text)
        wide += {c, '\0'};
    EXPECT_EQ(read(wide).cards.at(0).name, "Ana");
    EXPECT_EQ(read("\xEF\xBB\xBF" + text).cards.at(0).name, "Ana");
}

TEST(Vcard, AddressesHaveASchemeOrAreNone) {
    const struct {
        const char* property;
        Texts addresses;
    } rows[] = {
        {"URL:ines.example", {"https://ines.example"}},
        {"URL:ines.example:8080/x", {"https://ines.example:8080/x"}},
        {"URL:http://ines.example/a b", {}},
        {"URL:", {}},
        {"URL:http:", {}},
        {"X-SOCIALPROFILE;type=photos;x-user=ines:x-apple:ines", {}},
        {"X-SOCIALPROFILE:@ines@social.example", {"acct:ines@social.example"}},
        {"X-SOCIALPROFILE:ines@social.example", {}},
        {"IMPP:aim:ines", {"aim:ines"}},
        {"URL:http://a.example\r\nURL:http://a.example", {"http://a.example"}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(one(std::string("FN:x\r\n") + row.property).addresses, row.addresses)
            << row.property;
    EXPECT_EQ(one("FN:x\r\nEMAIL:mailto:a@b.example\r\nEMAIL:nonsense").mailboxes,
              Texts{"a@b.example"});
    EXPECT_EQ(one("FN:x\r\nTEL;VALUE=uri:tel:+1-555-01").phone, "+1-555-01");
}

TEST(Vcard, WhatIsNoPersonIsRefusedByItsLine) {
    const CardReading reading =
        read(card("FN:Ana") + card("TITLE:nothing") + card("FN:All\r\nKIND:group") +
             "BEGIN:VCARD\r\nFN:Half\r\n" + card("FN:Bo") + "BEGIN:VCARD\r\nFN:End\r\n");
    ASSERT_EQ(reading.cards.size(), 2U);
    EXPECT_EQ(reading.cards[1].name, "Bo");
    EXPECT_EQ(reading.lines, (std::vector<int>{1, 16}));
    EXPECT_EQ(refusals(reading), (Texts{
                                     "line 5, FN: has no name",
                                     "line 14: is cut off: its END is missing",
                                     "line 20: is cut off: its END is missing",
                                 }));
    for (const char* other :
         {"ORG:Lind\\; Sons;Sales", "FN:Sea Ltd\r\nORG:Sea Ltd", "FN:The pier\r\nKIND:location",
          "FN:Sea\r\nX-ABShowAs:COMPANY", "FN:ann@mail.example\r\nEMAIL:ann@mail.example"}) {
        const CardReading nobody = read(card(other));
        EXPECT_TRUE(nobody.cards.empty()) << other;
        EXPECT_EQ(nobody.not_people, 1) << other;
    }
    EXPECT_FALSE(read_vcards(""));
    EXPECT_FALSE(read_vcards("FN:Ana\r\n"));
}

TEST(Vcard, LimitsHoldAtTheLimitAndOnePastIt) {
    namespace limits = vcard_limits;
    EXPECT_EQ(one("FN:" + std::string(limits::text, 'x')).name, std::string(limits::text, 'x'));
    EXPECT_EQ(one("FN:" + std::string(limits::text + 1, 'x')).name.size(), limits::text);

    const std::string address = "http://a.example/";
    const std::string rest(limits::address - address.size(), 'x');
    EXPECT_EQ(one("FN:x\r\nURL:" + address + rest).addresses.size(), 1U);
    EXPECT_EQ(one("FN:x\r\nURL:" + address + rest + "x").addresses.size(), 0U);

    std::string urls;
    for (std::size_t i = 0; i < limits::values + 1; ++i)
        urls += "\r\nURL:http://a.example/" + std::to_string(i);
    EXPECT_EQ(one("FN:x" + urls).addresses.size(), limits::values);

    const auto nickname = [](std::size_t bytes) {
        return one("FN:x\r\nORG:y" + std::string(bytes - 1, ' ')).organisation;
    };
    EXPECT_EQ(nickname(limits::property), "y");
    EXPECT_EQ(nickname(limits::property + 1), "");

    std::string many;
    for (std::size_t i = 0; i < limits::cards; ++i)
        many += "BEGIN:VCARD\nFN:x\nEND:VCARD\n";
    EXPECT_EQ(read(many).cards.size(), limits::cards);
    EXPECT_TRUE(read(many).refused.empty());
    const CardReading over = read(many + "BEGIN:VCARD\nFN:x\nEND:VCARD\n");
    EXPECT_EQ(over.cards.size(), limits::cards);
    EXPECT_EQ(over.refused.size(), 1U);

    std::string nameless;
    for (std::size_t i = 0; i < limits::refused + 2; ++i)
        nameless += "BEGIN:VCARD\nEND:VCARD\n";
    EXPECT_EQ(read(nameless).refused.size(), limits::refused);
    EXPECT_EQ(read(nameless).refused_unlisted, 2U);

    std::string large = card("FN:Ana");
    large += std::string(limits::bytes - large.size(), '\n');
    EXPECT_TRUE(read_vcards(large));
    EXPECT_FALSE(read_vcards(large + "\n"));
}

RC_GTEST_PROP(VcardProperty, FoldedAnywhereACardSaysTheSame, ()) {
    const std::string text = "FN:Ana Maria Lind\r\nURL:https://ana.example/a/b\r\nORG:Sea;Land";
    std::string folded;
    for (const char c : text) {
        const bool inside = !folded.empty() && folded.back() != '\n' && folded.back() != '\r' &&
                            c != '\r' && c != '\n';
        if (inside && *rc::gen::inRange(0, 4) == 0) folded += "\r\n ";
        folded += c;
    }
    const auto plain = read_vcards(card(text));
    const auto reading = read_vcards(card(folded));
    RC_ASSERT(plain && reading);
    RC_ASSERT(reading->cards == plain->cards);
}

RC_GTEST_PROP(VcardProperty, AnyBytesAreReadOrRefused, ()) {
    static const Texts pieces{"BEGIN:VCARD\n",
                              "END:VCARD\n",
                              "FN:",
                              "a.URL;X=\"",
                              "AGENT:\n",
                              "=",
                              "\n ",
                              "\n",
                              ":",
                              ";",
                              "\\",
                              "\xC3",
                              "ENCODING=QUOTED-PRINTABLE",
                              "VERSION:2.1\n",
                              "\r"};
    std::string text = "BEGIN:VCARD\n";
    for (const auto& piece :
         *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)))
        text += piece;
    const auto reading = read_vcards(text);
    if (!reading) return;
    RC_ASSERT(reading->lines.size() == reading->cards.size());
    for (const Card& one_card : reading->cards)
        RC_ASSERT(!one_card.name.empty());
}

}  // namespace
}  // namespace earshot
