#include "earshot/contact_csv.hpp"

#include <gtest/gtest.h>

namespace earshot {
namespace {

using Texts = std::vector<std::string>;

TEST(ContactCsv, GooglesTableOfToday) {
    const auto reading = read_contact_csv(
        "First Name,Middle Name,Last Name,Nickname,Organization Name,Organization "
        "Title,Birthday,Notes,"
        "Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,"
        "Phone 2 - Value,Website 1 - Value\n"
        "Ines,,Duarte,,Sea,Head,1984-02-03,\"met at FOSDEM,\nasked\",Friends ::: * myContacts,* ,"
        "ines@mail.example ::: ines@work.example,Work Fax,1,Mobile,2,ines.example\n"
        ",,,,Dentist,,,,* myContacts,,,,,,,\n"
        "news@shop.example,,,,,,,,,,news@shop.example,,,,,\n");
    ASSERT_TRUE(reading) << to_text(reading.error());
    ASSERT_EQ(reading->cards.size(), 1U);
    Card wanted;
    wanted.name = "Ines Duarte";
    wanted.organisation = "Sea";
    wanted.title = "Head";
    wanted.birthday = "1984-02-03";
    wanted.note = "met at FOSDEM, asked";
    wanted.categories = {"Friends", "* myContacts"};
    wanted.mailboxes = {"ines@mail.example", "ines@work.example"};
    wanted.phone = "2";
    wanted.addresses = {"https://ines.example"};
    EXPECT_EQ(reading->cards[0], wanted);
    EXPECT_EQ(reading->not_people, 2);
}

TEST(ContactCsv, OthersToo) {
    const struct {
        const char* text;
        const char* name;
        const char* mailbox;
        const char* phone;
    } rows[] = {
        {"Name,Given Name,Family Name,Group Membership,E-mail 1 - Value,Phone 1 - Value\n"
         "Ana Lind,Ana,Lind,* myContacts,ana@mail.example,1\n",
         "Ana Lind", "ana@mail.example", "1"},
        {"Title,First Name,Last Name,Company,E-mail Address,Home Phone,Mobile Phone\n"
         ",Ana,Lind,Sea,ana@mail.example,1,2\n",
         "Ana Lind", "ana@mail.example", "2"},
        {"First Name;Last Name;Display Name;Primary Email;Work Phone\n"
         ";;Ana Lind;ana@mail.example;1\n",
         "Ana Lind", "ana@mail.example", "1"},
        {"Vorname,Nachname,E-Mail-Adresse,Mobiltelefon\nAna,Lind,ana@mail.example,2\n", "Ana Lind",
         "ana@mail.example", "2"},
    };
    for (const auto& row : rows) {
        const auto reading = read_contact_csv(row.text);
        ASSERT_TRUE(reading) << row.text;
        ASSERT_EQ(reading->cards.size(), 1U) << row.text;
        EXPECT_EQ(reading->cards[0].name, row.name) << row.text;
        EXPECT_EQ(reading->cards[0].mailboxes, Texts{row.mailbox}) << row.text;
        EXPECT_EQ(reading->cards[0].phone, row.phone) << row.text;
    }
    EXPECT_FALSE(read_contact_csv("a,b\n1,2\n"));
}

}  // namespace
}  // namespace earshot
