// A finding has one life, whichever way it is looked at: what a digest would say, two newcomers of
// one name, a word said and a word seen, a feed that is removed, and many findings beside.

#include <algorithm>

#include "daemon/app/findings/record_findings.hpp"
#include "daemon/io/store/digests/digests.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "earshot/finding_life.hpp"
#include "support/lives_test.hpp"

namespace earshot::app {
namespace {

class OneLifeTest : public LivesTest {
protected:
    /// Somebody who posted daily for twenty days and has been silent for another eight.
    PersonId silent(const std::string& name, const std::string& circle = "") {
        const PersonId id = add_writer(name, circle);
        posts_daily({id}, 20);
        days_pass(8);
        return id;
    }
    static Destination mail() {
        SmtpSettings settings;
        settings.host = "mail.example";
        settings.from = Address{"", "earshot@mail.example"};
        settings.to = {Address{"", "me@mail.example"}};
        Destination destination;
        destination.way = settings;
        return destination;
    }
    static std::vector<FindingNumber> told_in(const Digest& digest) { return told_by(digest); }
};

TEST_F(OneLifeTest, APreviewIsTheDigestAlsoWhileTheMailServerIsAway) {
    silent("Ines Duarte");
    Teller mailing(io_.get_executor(), clock_, store_, lookout_, events_, DigestSettings{},
                   {mail()});
    mailing.send_now("");
    clock_.jump_to(clock_.now() + day);
    const Digest preview = mailing.preview(clock_.now());
    EXPECT_FALSE(preview.items.empty()) << "what no server has taken is told by the next digest";
    const std::string id = mailing.send_now("");
    EXPECT_EQ(told_in(preview), told_in(store_.digests.one(id)->digest));
}

TEST_F(OneLifeTest, APreviewOfALaterDayHasWhatThatDayBrings) {
    const Answer answer =
        ask("POST", "/v1/import/linkedin",
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
            "Chidi,Okafor,https://www.linkedin.com/in/chidi,,,,14 Apr 2026\n");
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_TRUE(teller_.preview(clock_.now() + day).items.empty());
    EXPECT_FALSE(teller_.preview(clock_.now() + 8 * day).items.empty());
    EXPECT_TRUE(store_.findings.page({}).empty()) << "a preview changes nothing";
}

TEST_F(OneLifeTest, TwoNewcomersOfOneNameAreTwoFindings) {
    const SourceId network = add_network("https://n.example/feed");
    std::vector<PersonId> friends;
    for (int i = 0; i < 8; ++i)
        friends.push_back(add_person("Friend " + std::to_string(i)));
    const auto meet = [&](int who, const std::string& account) {
        io::StoredActivity met;
        met.source = network;
        met.person = friends[static_cast<std::size_t>(who)];
        met.news.activity.verb = Verb::connect;
        met.news.activity.objects = {{"Sam Lee", "https://n.example/" + account}};
        met.news.at = clock_.now();
        met.news.freshness = Freshness::fresh;
        return record_waves(store_, Me(), {met}, clock_.now());
    };
    for (int i = 0; i < 3; ++i)
        meet(i, "sam-1");
    for (int i = 3; i < 6; ++i)
        meet(i, "sam-2");
    const auto people_of = [&](const std::string& newcomer) {
        const auto finding = store_.findings.by_key(newcomer_key(account_key(newcomer)));
        return finding ? std::get<Shared>(finding->evidence).people : std::vector<std::string>();
    };
    EXPECT_EQ(people_of("https://n.example/sam-1"), (Lines{"Friend 0", "Friend 1", "Friend 2"}));
    EXPECT_EQ(people_of("https://n.example/sam-2"), (Lines{"Friend 3", "Friend 4", "Friend 5"}));
    meet(6, "sam-1");
    EXPECT_EQ(people_of("https://n.example/sam-1").size(), 4u);
    EXPECT_EQ(people_of("https://n.example/sam-2"), (Lines{"Friend 3", "Friend 4", "Friend 5"}));
}

TEST_F(OneLifeTest, AWordSeenLetsTheSameSilencePassItsLineAgainAsAWordSaidDoes) {
    MeSettings me;
    me.name = "Robin Roe";
    me.accounts = {"https://me.example/"};
    lives_.set(PollSettings(), NoticeSettings(), Me(me));
    const PersonId said = silent("Ines Duarte");
    const PersonId seen = silent("Noor Haddad");
    const SourceId own = add_source("https://me.example/activity.atom", "mine");
    const std::string head =
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>mine</title>"
        "<author><name>Robin Roe</name><uri>https://me.example/</uri></author>";
    poll(own, head + "</feed>");
    changed(path(said, "touch"));
    clock_.jump_to(clock_.now() + day);
    poll(own, head + "<entry><id>1</id><title>Robin Roe recommends Noor Haddad</title><updated>" +
                  to_rfc3339(clock_.now() - hour) + "</updated></entry></feed>");
    EXPECT_EQ(findings_of(seen), Lines{"quiet closed"});
    days_pass(60);
    EXPECT_EQ(findings_of(said), (Lines{"quiet closed", "quiet open"}));
    EXPECT_EQ(findings_of(seen), (Lines{"quiet closed", "quiet open"}));
}

TEST_F(OneLifeTest, ARemovedFeedTakesOnlyWhatItTaught) {
    const PersonId ines = add_writer("Ines Duarte");
    const SourceId twice = add_source("https://copy.example/feed.xml", "the same blog", ines);
    posts_daily({ines}, 60);
    poll(twice, blog_of(ines));
    const auto number = std::to_string(static_cast<std::int64_t>(twice));
    EXPECT_EQ(ask("DELETE", "/v1/sources/" + number).status, 200);
    EXPECT_GT(store_.states.of(ines).rhythm.weight, 10) << "the other feed taught this";
    days_pass(60);
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
}

TEST_F(OneLifeTest, AQuietRestsOnWhatIsStillWatched) {
    const PersonId ines = add_writer("Ines Duarte");
    const SourceId other = add_source("https://other.example/feed.xml", "notes", ines);
    posts_daily({ines}, 20);
    poll(other, "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>notes</title></feed>");
    for (int i = 0; i < 40; ++i) {
        days_pass(1);
        poll(other, "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>notes</title></feed>");
    }
    ASSERT_EQ(findings_of(ines), Lines{"quiet open"});
    const auto number = std::to_string(static_cast<std::int64_t>(blogs_.at(ines)));
    EXPECT_EQ(ask("DELETE", "/v1/sources/" + number).status, 200);
    EXPECT_EQ(findings_of(ines), Lines{"quiet closed"});
    EXPECT_EQ(newest("quiet").closed_by, ClosedBy::source_removed);
}

TEST_F(OneLifeTest, AfterFiveHundredNewcomersAPatternIsStillKnown) {
    std::vector<PersonId> circle;
    for (const char* name : {"Ines Duarte", "Noor Haddad", "Marek Sobol"})
        circle.push_back(add_writer(name, "choir"));
    posts_daily(circle, 20);
    days_pass(8);
    teller_.turn_day();
    const auto patterns = [&] {
        std::size_t count = 0;
        for (const Finding& finding : store_.findings.not_closed(FindingKind::shared))
            if (finding.which.starts_with("quiets")) ++count;
        return count;
    };
    ASSERT_EQ(patterns(), 1u);
    Finding newcomer;
    newcomer.evidence = Shared{};
    newcomer.found_at = clock_.now();
    for (int i = 0; i < 600; ++i) {
        newcomer.which = newcomer_key("n.example/" + std::to_string(i)).which;
        store_.findings.add(newcomer);
    }
    clock_.jump_to(clock_.now() + day);
    teller_.turn_day();
    EXPECT_EQ(patterns(), 1u);
}

}  // namespace
}  // namespace earshot::app
