// Forgetting somebody, through the API and the real intake.

#include <fstream>
#include <iterator>

#include "daemon/app/people/tombstones.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "support/lives_test.hpp"
#include "support/temporary_directory.hpp"

namespace earshot::app {
namespace {

using Texts = std::vector<std::string>;

constexpr const char* ana = "Ana Duarte|https://code.example/ana";
constexpr const char* bo = "Bo Birke|https://code.example/bo";

/// A network feed: each entry is "name|account" and a title.
std::string network(const std::vector<std::tuple<std::string, std::string, Instant>>& entries) {
    std::string text = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Network</title>";
    for (const auto& [actor, title, at] : entries) {
        const std::size_t bar = actor.find('|');
        text += "<entry><id>" + actor + to_rfc3339(at) + "</id><title>" + title +
                "</title><author><name>" + actor.substr(0, bar) + "</name><uri>" +
                actor.substr(bar + 1) + "</uri></author><updated>" + to_rfc3339(at) +
                "</updated></entry>";
    }
    return text + "</feed>";
}

class EraseTest : public LivesTest {
protected:
    std::optional<PersonId> called(const std::string& name) const {
        for (const Person& person : all_people())
            if (person.name == name) return person.id;
        return std::nullopt;
    }
    json::object erase(PersonId id, bool tombstone) {
        const json::object done =
            changed(path(id, "erase"), json::serialize(json::object{{"tombstone", tombstone}}));
        EXPECT_EQ(done.at("left"), 0) << json::serialize(done);
        return done;
    }
    json::object import(const std::string& kind, const std::string& file) {
        return changed("/v1/import/" + kind, file);
    }
    /// What anybody can still be shown.
    std::string everything_shown() {
        std::string all;
        for (const char* address :
             {"/v1/people?standing=any", "/v1/activities?limit=500", "/v1/findings?limit=500",
              "/v1/digests", "/v1/outbox", "/v1/sources", "/v1/undo", "/v1/suggestions",
              "/v1/export/json", "/v1/digests/preview?format=json", "/v1/status"})
            all += ask("GET", address).body;
        return all + ask("GET", "/v1/export/opml").body;
    }
};

constexpr const char* opml = R"(<opml version="2.0"><head/><body>
<outline text="Ana Duarte" xmlUrl="https://ana.example/feed.xml" htmlUrl="https://ana.example/"/>
<outline text="Bo Birke" xmlUrl="https://bo.example/feed.xml" htmlUrl="https://bo.example/"/>
</body></opml>)";
constexpr const char* cards =
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Duarte\r\nEMAIL:ana@mail.example\r\n"
    "URL:https://code.example/ana\r\nEND:VCARD\r\n";
constexpr const char* connections =
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ana,Duarte,https://links.example/in/ana,,Harbour,Pilot,12 Mar 2026\n";

TEST_F(EraseTest, T20_who_was_erased_stays_erased) {
    import("opml", opml);
    import("vcard", cards);
    import("linkedin", connections);
    const SourceId feed = add_network("https://network.example/feed");
    poll(feed, network({{ana, "A letter", start - 2 * day}, {bo, "A letter", start - 2 * day}}));
    while (const auto id = called("Ana Duarte"))
        erase(*id, true);
    EXPECT_EQ(everything_shown().find("Duarte"), std::string::npos);

    EXPECT_EQ(import("opml", opml).at("refused"), 1);
    EXPECT_EQ(import("vcard", cards).at("refused"), 1);
    EXPECT_EQ(import("linkedin", connections).at("refused"), 1);
    clock_.jump_to(start + day);
    poll(feed, network({{ana, "Another letter", start + hour},
                        {bo, "Bo Birke is now connected to Ana Duarte", start + hour},
                        {"Ana Duarte|https://other.example/a", "Elsewhere", start + 2 * hour}}));
    EXPECT_FALSE(called("Ana Duarte"));
    EXPECT_EQ(everything_shown().find("Duarte"), std::string::npos) << everything_shown();
    EXPECT_TRUE(called("Bo Birke"));
}

TEST_F(EraseTest, WithoutATombstoneAnImportBringsSomebodyNew) {
    import("opml", opml);
    const PersonId before = *called("Ana Duarte");
    erase(before, false);
    EXPECT_EQ(import("opml", opml).at("new"), 1);
    ASSERT_TRUE(called("Ana Duarte"));
    EXPECT_NE(*called("Ana Duarte"), before);
}

TEST_F(EraseTest, WhomTheUserAddsByHandIsThereAgain) {
    import("opml", opml);
    erase(*called("Ana Duarte"), true);
    const Answer added = ask("POST", "/v1/sources",
                             R"({"url":"https://ana.example/feed.xml","person":"Ana Duarte"})");
    EXPECT_LT(added.status, 300) << added.body;
    EXPECT_TRUE(called("Ana Duarte"));
}

TEST_F(EraseTest, WhatNamesThemElsewhereIsForgotten) {
    const PersonId gone = add_writer("Ana Duarte", "friends");
    const PersonId stays = add_writer("Bo Birke", "friends");
    posts_daily({gone, stays}, 20);
    const SourceId feed = add_network("https://network.example/feed");
    poll(feed, network({{bo, "Bo Birke is now connected to Ana Duarte", clock_.now() - hour}}));
    changed(path(stays, "touch"), R"({"how":"met","note":"with Ana Duarte at the harbour"})");
    changed(path(gone, "touch"), R"({"how":"called"})");
    Burst burst;
    burst.start = burst.end = start;
    burst.count = 3;
    burst.objects = {"Ana Duarte", "Cleo Sand"};
    burst.shared = {"Ana Duarte"};
    const FindingNumber of_bo = add_finding(burst, stays);
    Shared shared;
    shared.newcomer = "Ana Duarte";
    shared.people = {"Bo Birke", "Cleo Sand", "Dora Lind"};
    const FindingNumber met = add_finding(shared, std::nullopt);
    add_finding(quiet_for(20), gone, Confidence::clear, Finding::State::open, clock_.now() - hour);
    send_digest();
    ASSERT_NE(everything_shown().find("Duarte"), std::string::npos);

    const json::object done = erase(gone, false);
    for (const char* table : {"person", "activity", "source", "entry", "poll", "touch", "finding",
                              "digest", "change", "presence", "identity"})
        EXPECT_TRUE(done.at("tables").as_object().contains(table)) << table;
    EXPECT_EQ(everything_shown().find("Duarte"), std::string::npos) << everything_shown();
    EXPECT_FALSE(store_.findings.one(met));
    const auto kept = store_.findings.one(of_bo);
    ASSERT_TRUE(kept);
    EXPECT_EQ(std::get<Burst>(kept->evidence).objects, Texts{"Cleo Sand"});
    EXPECT_EQ(store_.touches.of(stays, 9).front().note, "with  at the harbour");
    io::ActivityQuery connects;
    connects.verb = Verb::connect;
    const auto left = store_.activities.find(connects);
    ASSERT_EQ(left.size(), 1U);  // the time and the verb stay
    EXPECT_TRUE(left.front().news.activity.objects.empty());
}

TEST_F(EraseTest, WhoWasMergedGoesToo) {
    const PersonId gone = add_writer("Ana Duarte");
    const PersonId other = add_writer("Anita D.");
    posts_daily({gone, other}, 3);
    changed(path(other, "merge"), R"({"into":)" + std::to_string(int(gone)) + "}");
    erase(gone, false);
    EXPECT_TRUE(names().empty());
    EXPECT_TRUE(all_sources().empty());
}

TEST_F(EraseTest, ANamesakeKeepsTheName) {
    const PersonId gone = add_writer("Ana Duarte");
    const PersonId namesake = add_writer("Ana Duarte");
    posts_daily({gone, namesake}, 3);
    erase(gone, false);
    EXPECT_EQ(names(), Texts{"Ana Duarte"});
    EXPECT_EQ(all_people().front().id, namesake);
}

TEST_F(EraseTest, AWordOfTheProgramMayBeAName) {
    const PersonId gone = add_writer("post");
    const PersonId stays = add_writer("Bo Birke");
    posts_daily({gone, stays}, 3);
    erase(gone, false);
    io::ActivityQuery query;
    query.person = stays;
    EXPECT_EQ(store_.activities.find(query).size(), 3U);
    EXPECT_EQ(store_.activities.find(query).front().news.activity.verb, Verb::post);
}

TEST_F(EraseTest, WhatTheConfigurationDeclaresIsRefusedWithItsLine) {
    const PersonId id = add_writer("Ana Duarte");
    Person person = *person_at(id);
    person.declared_at = "earshot.toml:12";
    update(person);
    Answer answer = ask("POST", path(id, "erase"), R"({"tombstone":true})");
    EXPECT_EQ(slug_of(answer), "declared");
    EXPECT_NE(answer.body.find("earshot.toml:12"), std::string::npos) << answer.body;
    person.declared_at.clear();
    update(person);
    Source source = *source_at(blogs_.at(id));
    source.declared_at = "earshot.toml:20";
    update(source);
    answer = ask("POST", path(id, "erase"));
    EXPECT_NE(answer.body.find("earshot.toml:20"), std::string::npos) << answer.body;
    EXPECT_TRUE(person_at(id));
}

TEST_F(EraseTest, NobodyIsErasedTwice) {
    EXPECT_EQ(slug_of(ask("POST", "/v1/people/99/erase")), "not-found");
}

}  // namespace
}  // namespace earshot::app
