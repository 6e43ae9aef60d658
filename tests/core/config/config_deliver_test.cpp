// [[deliver]]: which keys each kind has, and what it needs.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "earshot/config.hpp"

namespace earshot {
namespace {

const std::string from_and_to = "from = \"earshot@home.example\"\nto = [\"ann@home.example\"]\n";

std::string complaints(const std::string& keys) {
    const auto config = parse_config("[[deliver]]\n" + keys, "e.toml");
    std::string text;
    if (!config)
        for (const Problem& problem : config.error())
            text += to_text(problem) + "\n";
    return text;
}

Destination good(const std::string& keys) {
    const auto config = parse_config("[[deliver]]\n" + keys, "e.toml");
    if (!config) {
        ADD_FAILURE() << complaints(keys);
        return {};
    }
    return config->deliver.at(0);
}

TEST(ConfigDeliver, EachKindHasItsOwnKeys) {
    const auto sendmail = std::get<SendmailSettings>(
        good("kind = \"sendmail\"\nprogram = \"/opt/msmtp\"\n" + from_and_to).way);
    EXPECT_EQ(sendmail.program, "/opt/msmtp");
    EXPECT_EQ(sendmail.to.at(0).mailbox, "ann@home.example");
    const auto maildir = std::get<MaildirSettings>(
        good("kind = \"maildir\"\npath = \"/srv/mail\"\n" + from_and_to).way);
    EXPECT_EQ(maildir.path, "/srv/mail");
    const auto command = std::get<CommandSettings>(
        good("kind = \"command\"\ncommand = [\"/bin/cat\", \"-v\"]\ninput = \"json\"\n").way);
    EXPECT_EQ(command.command, (std::vector<std::string>{"/bin/cat", "-v"}));
    EXPECT_EQ(command.input, CommandSettings::Input::json);
    const auto webhook = std::get<WebhookSettings>(
        good("kind = \"webhook\"\nurl = \"https://a.example/x?y\"\nsecret = \"file:/s\"\n").way);
    EXPECT_EQ(webhook.url.reveal(), "https://a.example/x?y");
    EXPECT_EQ(webhook.secret.name, "/s");
    const auto ntfy = std::get<PushSettings>(
        good("kind = \"ntfy\"\nurl = \"http://a.example\"\ntopic = \"a-1_b\"\n").way);
    EXPECT_EQ(ntfy.server, PushSettings::Server::ntfy);
    EXPECT_EQ(ntfy.topic, "a-1_b");
    const auto gotify = std::get<PushSettings>(
        good("kind = \"gotify\"\nurl = \"https://a.example\"\ntoken = \"credential:g\"\n").way);
    EXPECT_EQ(gotify.server, PushSettings::Server::gotify);
}

TEST(ConfigDeliver, IsCalledByItsKindUnlessItHasAName) {
    EXPECT_EQ(good(from_and_to).name, "mail");
    EXPECT_EQ(good("kind = \"maildir\"\npath = \"/m\"\n" + from_and_to).name, "maildir");
    EXPECT_EQ(good("kind = \"command\"\ncommand = [\"/x\"]\nname = \"y\"\n").name, "y");
}

TEST(ConfigDeliver, OnlyNamesPartsOfADigest) {
    EXPECT_EQ(good("only = [\"back\", \"hands\"]\n" + from_and_to).only,
              (std::vector<Section>{Section::back, Section::hands}));
    EXPECT_EQ(complaints("only = [\"one_person\"]\n" + from_and_to),
              "e.toml:2: [deliver] only: must be \"back\", \"quiet\", \"follow_up\", \"busy\", "
              "\"pattern\" or \"hands\"\n");
}

TEST(ConfigDeliver, WhatIsMissingOrWrongIsNamed) {
    const std::vector<std::pair<std::string, std::string>> rows{
        {"kind = \"pigeon\"\n" + from_and_to,
         "2: [deliver] kind: must be \"smtp\", \"sendmail\", \"maildir\", \"command\", "
         "\"webhook\", \"ntfy\" or \"gotify\"\n"},
        {"kind = \"sendmail\"\nprogram = \"sendmail\"\n" + from_and_to,
         "3: [deliver] program: must be an absolute path, beginning with \"/\"\n"},
        {"kind = \"maildir\"\n" + from_and_to,
         "1: [deliver] path: is missing: the directory of the mail\n"},
        {"kind = \"command\"\n",
         "1: [deliver] command: must be a list of the program, by its absolute path, and what it "
         "is called with; there is no shell\n"},
        {"kind = \"command\"\ncommand = [\"mail -s x\"]\n",
         "3: [deliver] command: must be a list of the program, by its absolute path, and what it "
         "is called with; there is no shell\n"},
        {"kind = \"webhook\"\n", "1: [deliver] url: is missing: the address of the server\n"},
        {"kind = \"webhook\"\nurl = \"file:///etc\"\n",
         "3: [deliver] url: must be an address that begins with \"https:\" or \"http:\"\n"},
        {"kind = \"webhook\"\nurl = \"https://ann:x@a.example/\"\n",
         "3: [deliver] url: must be without a user and password\n"},
        {"kind = \"webhook\"\nurl = \"https://a.example/\"\ntopic = \"x\"\n",
         "4: [deliver] topic: unknown key"},
        {"kind = \"ntfy\"\nurl = \"https://a.example/\"\n",
         "1: [deliver] topic: is missing: what the telephone follows\n"},
        {"kind = \"ntfy\"\nurl = \"https://a.example/\"\ntopic = \"a/b\"\n",
         "4: [deliver] topic: must be 1 to 64 letters, digits, \"-\" and \"_\"\n"},
        {"kind = \"gotify\"\nurl = \"https://a.example/\"\n",
         "1: [deliver] token: is missing: token = \"credential:NAME\", of an application\n"},
    };
    for (const auto& [keys, said] : rows) {
        const std::string got = complaints(keys);
        EXPECT_TRUE(got.starts_with("e.toml:" + said)) << got << "for\n" << keys;
    }
}

}  // namespace
}  // namespace earshot
