#include "earshot/linkedin_csv.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace earshot {
namespace {

using Texts = std::vector<std::string>;

constexpr const char* notes =
    "Notes:\n"
    "\"When exporting your connection data, you may notice that some of the email addresses are "
    "missing. You will only see email addresses for connections who have allowed it,\n"
    "see \"\"settings\"\".\"\n\n";
constexpr const char* header =
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

ConnectionReading read(const std::string& text) {
    auto reading = read_linkedin(text);
    EXPECT_TRUE(reading) << (reading ? "" : to_text(reading.error())) << text;
    return reading ? *reading : ConnectionReading{};
}

Texts refusals(const ConnectionReading& reading) {
    Texts lines;
    for (const Problem& problem : reading.refused)
        lines.push_back(to_text(problem));
    return lines;
}

std::string day_of(const std::string& written) {
    const ConnectionReading reading =
        read("URL,Connected On\nhttps://l.example/in/a,\"" + written + "\"\n");
    if (reading.connections.empty() || !reading.connections[0].connected_on) return "";
    return to_rfc3339(*reading.connections[0].connected_on).substr(0, 10);
}

TEST(LinkedinCsv, ARowIsAConnection) {
    const ConnectionReading reading =
        read(std::string(notes) + header +
             "Lena,Ortiz,https://www.linkedin.example/in/lena-ortiz,,\"Harbour, Works\","
             "\"Chief \"\"Everything\"\" Officer\",19 Aug 2025\n"
             "Marek,Sobol PhD,https://www.linkedin.example/in/marek,marek@mail.example,Sea,"
             "Captain,01 Jan 2024\n");
    EXPECT_TRUE(reading.refused.empty());
    EXPECT_EQ(reading.lines, (std::vector<int>{6, 7}));
    ASSERT_EQ(reading.connections.size(), 2U);
    Connection lena;
    lena.name = "Lena Ortiz";
    lena.profile = "https://www.linkedin.example/in/lena-ortiz";
    lena.company = "Harbour, Works";
    lena.position = "Chief \"Everything\" Officer";
    lena.connected_on = parse_rfc3339("2025-08-19T00:00:00Z").value();
    EXPECT_EQ(reading.connections[0], lena);
    EXPECT_EQ(reading.connections[1].mailbox, "marek@mail.example");
}

TEST(LinkedinCsv, ColumnsMayMoveAndMiss) {
    const struct {
        const char* text;
        const char* name;
        const char* profile;
    } rows[] = {
        {"URL,First Name\nhttps://l.example/in/a,Ana\n", "Ana", "https://l.example/in/a"},
        {"First Name,Last Name,Connected On\nAna,Lind,1 Jan 2024\n", "Ana Lind", ""},
        {"\xEF\xBB\xBF"
         "First Name;Last Name;URL\r\nAna;Lind;https://l.example/in/a\r\n",
         "Ana Lind", "https://l.example/in/a"},
        {"First Name\tLast Name\tURL\rAna\tLind\thttps://l.example/in/a", "Ana Lind",
         "https://l.example/in/a"},
        {"\"URL\",\"Full Name\"\n\"https://l.example/in/a\",\" Ana   Lind \"\n", "Ana Lind",
         "https://l.example/in/a"},
        {"first name,last name,url,x,x\nAna,Lind\n", "Ana Lind", ""},
        {"Vorname,Nachname,URL\nAna,Lind,has a space\n", "Ana Lind", ""},
    };
    for (const auto& row : rows) {
        const ConnectionReading reading = read(row.text);
        ASSERT_EQ(reading.connections.size(), 1U) << row.text;
        EXPECT_EQ(reading.connections[0].name, row.name) << row.text;
        EXPECT_EQ(reading.connections[0].profile, row.profile) << row.text;
    }
}

TEST(LinkedinCsv, IsReadInTheLanguagesOfLinkedin) {
    const struct {
        const char* header;
        const char* day;
    } rows[] = {
        {"Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am", "03. März 2022"},
        {"Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté le", "3 mars 2022"},
        {"Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Conectado el",
         "3 de marzo de 2022"},
        {"Nome,Cognome,URL,Indirizzo email,Azienda,Posizione,Collegato il", "03 mar 2022"},
        {"Nome,Sobrenome,URL,Endereço de e-mail,Empresa,Cargo,Conectado em", "03.03.2022"},
        // A language that nobody told us of.
        {"Jméno,Příjmení,URL,E-mail,Společnost,Pozice,Spojeno dne", "03.03.2022"},
    };
    for (const auto& row : rows) {
        const auto reading = read(
            std::string(row.header) +
            "\nKäthe,Weiß,https://l.example/in/kw,kw@mail.example,Sea,Head,\"" + row.day + "\"\n");
        ASSERT_EQ(reading.connections.size(), 1U) << row.header;
        const Connection& kw = reading.connections[0];
        EXPECT_EQ(kw.mailbox, "kw@mail.example") << row.header;
        ASSERT_TRUE(kw.connected_on) << row.header;
        EXPECT_EQ(to_rfc3339(*kw.connected_on).substr(0, 10), "2022-03-03") << row.header;
        EXPECT_TRUE(reading.refused.empty()) << row.header;
    }
    EXPECT_EQ(refusals(read("Jméno,URL,First Name,Spojeno dne\nx,https://l.example/a,Ana,nikdy\n")),
              Texts{"line 1: no column is known to hold the days of the connections"});
}

TEST(LinkedinCsv, DaysAreReadWhenThereIsOneWay) {
    const struct {
        const char* written;
        const char* day;
    } rows[] = {
        {"19 Aug 2025", "2025-08-19"},
        {"19 August 2025", "2025-08-19"},
        {"Aug 19, 2025", "2025-08-19"},
        {"19. Aug. 2025", "2025-08-19"},
        {"19-Aug-25", "2025-08-19"},
        {"2025-08-19", "2025-08-19"},
        {"2025/8/9", "2025-08-09"},
        {"2025-08-19T22:00:00Z", "2025-08-19"},
        {"19.08.2025", "2025-08-19"},
        {"19. 8. 2025", "2025-08-19"},
        {"8/19/2025", "2025-08-19"},
        {"8/19/25, 3:04 PM", "2025-08-19"},
        {"19/08/2025", "2025-08-19"},
        {"2025年8月19日", "2025-08-19"},
        {"08/09/2025", ""},
        {"31 Feb 2025", ""},
        {"19 Foo 2025", ""},
        {"yesterday", ""},
        {"8/2025", ""},
    };
    for (const auto& row : rows)
        EXPECT_EQ(day_of(row.written), row.day) << row.written;
}

TEST(LinkedinCsv, OneRowShowsInWhichOrderAllFiguresStand) {
    const auto days = [](const std::string& first, const std::string& second) {
        Texts out;
        const ConnectionReading reading = read("URL,Connected On\nhttps://l.example/in/a," + first +
                                               "\nhttps://l.example/in/b," + second + "\n");
        for (const Connection& one : reading.connections)
            out.push_back(one.connected_on ? to_rfc3339(*one.connected_on).substr(0, 10) : "");
        return out;
    };
    EXPECT_EQ(days("8/9/2025", "8/19/2025"), (Texts{"2025-08-09", "2025-08-19"}));
    EXPECT_EQ(days("8/9/2025", "19/8/2025"), (Texts{"2025-09-08", "2025-08-19"}));
    EXPECT_EQ(days("8/19/2025", "19/8/2025"), (Texts{"", ""})) << "they contradict each other";
}

TEST(LinkedinCsv, WhatCannotBeReadIsRefusedByLineAndField) {
    const ConnectionReading reading = read(std::string(notes) + header +
                                           ",,,,,,19 Aug 2025\n"
                                           "\n"
                                           "Ana,Lind,,,,,some day\n"
                                           "Bo,\"Bi\nrke,x,y\n");
    EXPECT_EQ(refusals(reading),
              (Texts{
                  "line 9: has a quote that is never closed",
                  "line 8, Connected On: is no day that can be read; write it like 19 Aug 2025 or "
                  "2025-08-19",
              }));
    EXPECT_EQ(reading.left, 1) << "of a member who closed the profile a day is left";
    ASSERT_EQ(reading.connections.size(), 1U);
    EXPECT_FALSE(reading.connections[0].connected_on);
    for (const char* text : {"", "\n\n", "a,b,c\n1,2,3\n", "First Name\nAna\n", "<html>"})
        EXPECT_FALSE(read_linkedin(text)) << text;
}

TEST(LinkedinCsv, LimitsHoldAtTheLimitAndOnePastIt) {
    namespace limits = linkedin_limits;
    const auto name = [](std::size_t bytes) {
        return read("URL,Full Name\n," + std::string(bytes, 'x') + "\n").connections.at(0).name;
    };
    EXPECT_EQ(name(limits::text), std::string(limits::text, 'x'));
    EXPECT_EQ(name(limits::text + 1).size(), limits::text);

    const auto profile = [](std::size_t bytes) {
        return read("URL,Full Name\n" + std::string(bytes, 'x') + ",Ana\n")
            .connections.at(0)
            .profile;
    };
    EXPECT_EQ(profile(limits::address).size(), limits::address);
    EXPECT_EQ(profile(limits::address + 1), "");

    const auto late_header = [](std::size_t row) {
        std::string text;
        for (std::size_t i = 0; i + 1 < row; ++i)
            text += "note\n";
        return read_linkedin(text + "URL,First Name\n,Ana\n").has_value();
    };
    EXPECT_TRUE(late_header(limits::header_within));
    EXPECT_FALSE(late_header(limits::header_within + 1));

    const auto wide = [](std::size_t column) {
        return read_linkedin("First Name" + std::string(column - 1, ',') + "URL\nAna\n")
            .has_value();
    };
    EXPECT_TRUE(wide(limits::columns));
    EXPECT_FALSE(wide(limits::columns + 1));

    std::string many = "URL,First Name\n";
    for (std::size_t i = 0; i < limits::rows; ++i)
        many += ",Ana\n";
    EXPECT_EQ(read(many).connections.size(), limits::rows);
    EXPECT_TRUE(read(many).refused.empty());
    EXPECT_EQ(read(many + ",Ana\n").connections.size(), limits::rows);
    EXPECT_EQ(read(many + ",Ana\n").refused.size(), 1U);

    std::string nobody = "URL,First Name\n";
    for (std::size_t i = 0; i < limits::refused + 2; ++i)
        nobody += ",,x\n";
    EXPECT_EQ(read(nobody).refused.size(), limits::refused);
    EXPECT_EQ(read(nobody).refused_unlisted, 2U);

    std::string large = "URL,First Name\n,Ana\n";
    large += std::string(limits::bytes - large.size(), '\n');
    EXPECT_FALSE(read_linkedin(large + "\n"));
}

RC_GTEST_PROP(LinkedinCsvProperty, AnyFieldQuotedIsReadBack, ()) {
    const auto field =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab,;\"\t")));
    std::string quoted = "\"";
    for (const char c : field)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    const auto reading =
        read_linkedin("First Name,URL,Company\nx," + quoted + "\"," + quoted + "\"\n");
    RC_ASSERT(reading.has_value());
    std::string shown;  // white space is collapsed
    for (const char c : field)
        if (c != '\t')
            shown += c;
        else if (!shown.empty() && shown.back() != ' ')
            shown += ' ';
    while (shown.ends_with(' '))
        shown.pop_back();
    RC_ASSERT(reading->connections.at(0).company == shown);
}

RC_GTEST_PROP(LinkedinCsvProperty, AnyBytesAreReadOrRefused, ()) {
    static const Texts pieces{"\"",          ",",        "\n",   "\r\n", "Ana",
                              "19 Aug 2025", "1/2/2025", "\xFF", ";"};
    std::string text = "First Name,URL,Connected On\n";
    for (const auto& piece :
         *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)))
        text += piece;
    const auto reading = read_linkedin(text);
    RC_ASSERT(reading.has_value());
    RC_ASSERT(reading->lines.size() == reading->connections.size());
}

}  // namespace
}  // namespace earshot
