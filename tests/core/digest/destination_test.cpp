#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "earshot/destination.hpp"
#include "earshot/render.hpp"
#include "support/sample_digest.hpp"

namespace earshot {
namespace {

using test::full_day;

Destination of(decltype(Destination::way) way, std::vector<Section> only = {}) {
    Destination destination;
    destination.way = std::move(way);
    destination.only = std::move(only);
    return destination;
}

std::vector<std::string> names(const Digest& digest) {
    std::vector<std::string> all;
    for (const Item& item : digest.items)
        all.push_back(item.name);
    return all;
}

TEST(DestinationTest, GetsAllOrTheNamedParts) {
    const Digest digest = full_day();
    EXPECT_EQ(part_for(of(SmtpSettings{}), digest), digest);
    const auto part = part_for(of(SmtpSettings{}, {Section::quiet, Section::busy}), digest);
    ASSERT_TRUE(part);
    EXPECT_EQ(names(*part), (std::vector<std::string>{"Ines Duarte", "Priya Nair"}));
    EXPECT_EQ(part->id, digest.id);
    EXPECT_EQ(part->subject.find("Marek"), std::string::npos) << part->subject;
    EXPECT_NE(part->subject.find("Ines"), std::string::npos) << part->subject;
    EXPECT_EQ(part->headline.find("6 people"), std::string::npos) << part->headline;
}

TEST(DestinationTest, TheOnePersonIsOfTheirOwnPart) {
    const auto back = part_for(of(SmtpSettings{}, {Section::back}), full_day());
    ASSERT_TRUE(back);
    EXPECT_EQ(names(*back).front(), "Marek Sobol");
    const auto quiet = part_for(of(SmtpSettings{}, {Section::quiet}), full_day());
    EXPECT_EQ(names(*quiet), std::vector<std::string>{"Ines Duarte"});
}

TEST(DestinationTest, WithoutAPartForItNothingComes) {
    Digest digest = full_day();
    std::erase_if(digest.items, [](const Item& item) { return item.section == Section::quiet; });
    EXPECT_FALSE(part_for(of(SmtpSettings{}, {Section::quiet}), digest));
    EXPECT_FALSE(part_for(of(SmtpSettings{}, {Section::quiet}), test::empty_day()))
        << "a sign of life is for those who get everything";
    EXPECT_TRUE(part_for(of(SmtpSettings{}), test::empty_day()));
}

TEST(DestinationTest, ProgramsAndServersGetTheDigestAsItIs) {
    const Digest digest = full_day();
    CommandSettings command;
    EXPECT_EQ(body_for(of(command), digest), render_text(digest));
    command.input = CommandSettings::Input::json;
    EXPECT_EQ(body_for(of(command), digest), render_json(digest));
    EXPECT_EQ(body_for(of(WebhookSettings{}), digest), render_json(digest));
}

TEST(DestinationTest, ANoteFitsAndLeavesTheRestToTheClient) {
    PushSettings push;
    push.topic = "earshot-f3k9";
    Digest digest = full_day();
    const auto note = [&] { return boost::json::parse(body_for(of(push), digest)).as_object(); };
    EXPECT_EQ(note().at("title").as_string(), digest.subject);
    EXPECT_EQ(note().at("topic").as_string(), "earshot-f3k9");
    const std::string said(note().at("message").as_string());
    EXPECT_NE(said.find("Ines Duarte\nNot seen for 24 days"), std::string::npos) << said;
    EXPECT_LT(said.size(), destination_limits::push_bytes);

    digest.items[3].evidence = std::string(5000, 'x');
    const std::string cut(note().at("message").as_string());
    EXPECT_LE(cut.size(), destination_limits::push_bytes);
    EXPECT_TRUE(cut.ends_with("earshot digest")) << cut;

    push.server = PushSettings::Server::gotify;
    EXPECT_FALSE(note().contains("topic"));
}

TEST(DestinationTest, ATestNamesNobody) {
    const Destination phone = [] {
        Destination made = of(PushSettings{});
        made.name = "phone";
        return made;
    }();
    const Digest digest = trial_digest(phone, test::sample_now);
    EXPECT_TRUE(digest.items.empty());
    EXPECT_NE(digest.headline.find("\"phone\""), std::string::npos);
    EXPECT_TRUE(told_by(digest).empty());
}

}  // namespace
}  // namespace earshot
