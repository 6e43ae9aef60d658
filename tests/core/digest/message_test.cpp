#include <gtest/gtest.h>

#include "earshot/message.hpp"
#include "earshot/render.hpp"
#include "support/sample_digest.hpp"

namespace earshot {
namespace {

using test::empty_day;
using test::full_day;

const Zone berlin = *Zone::find("Europe/Berlin");

Address address(const std::string& text) {
    const Result<Address> parsed = parse_address(text);
    return parsed ? *parsed : Address{};
}

Message sample() {
    return compose(full_day(), address("earshot <earshot@home.example>"), address("me@example.org"),
                   berlin, "salt");
}

TEST(ParseAddress, TakesWhatMailNeeds) {
    const std::tuple<std::string, std::string, std::string> rows[] = {
        {"ana@example.org", "", "ana@example.org"},
        {"  ana@example.org ", "", "ana@example.org"},
        {"<ana@example.org>", "", "ana@example.org"},
        {"Ana Lind <ana@example.org>", "Ana Lind", "ana@example.org"},
        {"\"Lind, Ana\" <ana@example.org>", "Lind, Ana", "ana@example.org"},
        {"\"A \\\"B\\\" C\" <ana@example.org>", "A \"B\" C", "ana@example.org"},
        {"Ana Lundström <ana@example.org>", "Ana Lundström", "ana@example.org"},
        {"a.b+earshot@mail.example.org", "", "a.b+earshot@mail.example.org"},
        {"root@localhost", "", "root@localhost"},
        {"x@xn--bcher-kva.example", "", "x@xn--bcher-kva.example"},
    };
    for (const auto& [text, name, mailbox] : rows) {
        const Result<Address> parsed = parse_address(text);
        ASSERT_TRUE(parsed) << text << ": " << parsed.error().what;
        EXPECT_EQ(parsed->name, name) << text;
        EXPECT_EQ(parsed->mailbox, mailbox) << text;
    }
}

TEST(ParseAddress, RefusesWhatCouldBecomeACommandOrAHeader) {
    const std::string rows[] = {
        "",
        "ana",
        "@example.org",
        "ana@",
        "ana@example.org\r\nRCPT TO:<eve@example.net>",
        "ana@example.org\n",
        "ana\r@example.org",
        std::string("ana@exa\0mple.org", 16),
        "ana @example.org",
        "ana@exam ple.org",
        "a<na@example.org",
        "ana@example.org>",
        "ana@example.org, eve@example.net",
        "Ana\r\nBcc: eve@example.net <ana@example.org>",
        "Ana\x1b[2J <ana@example.org>",
        "Ana \xff <ana@example.org>",
        "Lind, Ana <ana@example.org>",
        "\"Ana\" Lind\" <ana@example.org>",
        "\"Ana\\\" <ana@example.org>",
        "Ana <ana@example.org> x",
        "Ana ana@example.org>",
        "änä@example.org",
        "ana@exämple.org",
        ".ana@example.org",
        "a..na@example.org",
        "ana.@example.org",
        "ana@.example.org",
        "ana@example..org",
        "ana@example.org.",
        "ana@-example.org",
        "ana@example-.org",
        "ana@[127.0.0.1]",
        "\"a b\"@example.org",
        "ana@example.org@example.net",
    };
    for (const std::string& text : rows)
        EXPECT_FALSE(parse_address(text)) << text;
}

TEST(ParseAddress, HoldsItsLimits) {
    using namespace address_limits;
    const auto ok = [](std::size_t in_local, const std::string& domain) {
        return parse_address(std::string(in_local, 'a') + "@" + domain).has_value();
    };
    EXPECT_TRUE(ok(local, "example.org"));
    EXPECT_FALSE(ok(local + 1, "example.org"));
    EXPECT_TRUE(ok(1, std::string(label, 'd') + ".org"));
    EXPECT_FALSE(ok(1, std::string(label + 1, 'd') + ".org"));
    std::string domain;
    while (domain.size() + 2 < mailbox - 2)
        domain += "d.";
    domain += std::string(mailbox - 2 - domain.size(), 'd');
    ASSERT_EQ(domain.size() + 2, mailbox);
    EXPECT_TRUE(ok(1, domain));
    EXPECT_FALSE(ok(2, domain));
    EXPECT_TRUE(parse_address(std::string(name, 'n') + " <a@b.example>"));
    EXPECT_FALSE(parse_address(std::string(name + 1, 'n') + " <a@b.example>"));
}

TEST(Compose, SameDigestSameMessage) {
    EXPECT_EQ(sample(), sample());
}

TEST(Compose, IdAndBoundaryAreThoseOfDigestRecipientAndInstallation) {
    const Address from = address("earshot@home.example");
    const Address me = address("me@example.org");
    const Message one = compose(full_day(), from, me, berlin, "salt");
    const Message others[] = {
        compose(empty_day(), from, me, berlin, "salt"),
        compose(full_day(), from, address("you@example.org"), berlin, "salt"),
        compose(full_day(), from, me, berlin, "pepper"),
    };
    for (const Message& other : others) {
        EXPECT_NE(one.message_id, other.message_id);
        EXPECT_NE(one.boundary, other.boundary);
    }
    // Ids are kept in mailboxes: this one may not change from version to version.
    EXPECT_EQ(one.message_id, "digest.2026-04-14.2814cb71d6ff6fe4@home.example");
    EXPECT_EQ(one.boundary, "=_earshot_2814cb71d6ff6fe4");
}

TEST(Compose, HeadersSayWhoWhenAndWhichList) {
    const Message message = sample();
    EXPECT_EQ(message.from.name, "earshot");
    EXPECT_EQ(message.to.mailbox, "me@example.org");
    EXPECT_EQ(message.date, "Tue, 14 Apr 2026 07:30:00 +0200");
    EXPECT_EQ(message.list_id, "earshot digest <digest.earshot.home.example>");
    EXPECT_EQ(message.subject, full_day().subject);
}

TEST(Compose, BothPartsAreTheDigestRendered) {
    EXPECT_EQ(sample().text, render_text(full_day()));
    EXPECT_EQ(sample().html, render_html(full_day()));
}

}  // namespace
}  // namespace earshot
