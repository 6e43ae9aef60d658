// Who is who: merge, link, unlink, suggestions and undo, through the API and the real intake.

#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "support/commands_test.hpp"

namespace earshot::app {
namespace {

using Texts = std::vector<std::string>;

/// A network feed by whom and when, newest last. Actors are "name" or "name|account".
std::string network(const std::vector<std::pair<std::string, Instant>>& entries,
                    const std::string& about = "") {
    std::string text = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Network</title>" + about;
    for (const auto& [actor, at] : entries) {
        const std::size_t bar = actor.find('|');
        const std::string name = actor.substr(0, bar);
        const std::string uri = bar == actor.npos ? "" : "<uri>" + actor.substr(bar + 1) + "</uri>";
        text += "<entry><id>" + actor + to_rfc3339(at) + "</id><title>A letter of " + name +
                " of " + to_rfc3339(at) + "</title><author><name>" + name + "</name>" + uri +
                "</author><updated>" + to_rfc3339(at) + "</updated></entry>";
    }
    return text + "</feed>";
}

class IdentityTest : public CommandsTest {
protected:
    void poll(SourceId id, const std::string& body) {
        http::Reply reply;
        reply.status = 200;
        reply.body = body;
        reply.effective = source_at(id)->url;
        const PollReport report = intake_.take(*source_at(id), reply, clock_.now());
        ASSERT_NE(report.result, PollResult::failed) << to_text(*report.problem);
    }
    std::string path(PersonId id, const std::string& verb) const {
        return "/v1/people/" + std::to_string(static_cast<std::int64_t>(id)) + "/" + verb;
    }
    json::object changed(const std::string& target, const std::string& body) {
        const Answer answer = ask("POST", target, body);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return body_of(answer);
    }
    std::size_t activities_of(PersonId id) const {
        io::ActivityQuery query;
        query.person = id;
        return store_.activities.find(query).size();
    }
    /// Everything that a merge could touch, as one text.
    std::string everything() const {
        std::string all;
        for (const Person& person : all_people()) {
            const PersonState state = store_.states.of(person.id);
            all += person.name + " " + std::string(to_text(person.standing)) + " " +
                   main_circle(person) + person.phone + person.note;
            for (const auto& list : {person.accounts, person.names})
                for (const std::string& one : list)
                    all += " " + one;
            for (const auto& identity : store_.identities.of(person.id))
                all += " [" + identity.key.value + (identity.stated ? "!" : "") + "]";
            for (const SourceId id : store_.presence.sources_of(person.id))
                all += " s" + std::to_string(static_cast<std::int64_t>(id));
            all += " " + std::to_string(activities_of(person.id)) + " activities";
            if (state.rhythm.last) all += " last " + to_rfc3339(*state.rhythm.last);
            if (state.quiet_due) all += " quiet " + to_rfc3339(*state.quiet_due);
            all += " gap " + std::to_string(usual_gap_days(state.rhythm)) + "\n";
        }
        for (const Source& source : all_sources())
            all += source.title + " of " +
                   std::to_string(static_cast<std::int64_t>(source.owner.value_or(PersonId{}))) +
                   "\n";
        for (const Finding& finding : store_.findings.page({}))
            all += "finding of " +
                   std::to_string(static_cast<std::int64_t>(finding.person.value_or(PersonId{}))) +
                   " " + std::string(to_text(finding.state)) + "\n";
        return all;
    }
};

constexpr const char* ann = "Ann Quill|https://code.example/ann";
constexpr const char* bo = "Bo Birke|https://code.example/bo";

// --- recognising ---

TEST_F(IdentityTest, ARenameKeepsThePersonAndTheOldName) {
    const SourceId feed = add_network("https://questions.example/feed");
    const std::string account = "https://questions.example/users/22/";
    poll(feed,
         network({{"Ann Quill|" + account + "ann-quill", start - 3 * day}, {bo, start - 3 * day}}));
    clock_.jump_to(start + day);
    poll(feed, network({{"Quill of the Sea|" + account + "quill", start + hour}}));
    EXPECT_EQ(names(), (Texts{"Bo Birke", "Quill of the Sea"}));
    const Person person = *person_at(called("Quill of the Sea"));
    EXPECT_EQ(person.names, Texts{"Ann Quill"});
    EXPECT_EQ(activities_of(person.id), 2U);
    clock_.jump_to(start + 2 * day);
    poll(feed, network({{"Ann Quill|" + account + "ann-quill", start + day + hour}}));
    EXPECT_EQ(person_at(person.id)->name, "Ann Quill");
    EXPECT_EQ(person_at(person.id)->names, Texts{"Quill of the Sea"});
}

TEST_F(IdentityTest, ALoginInAnotherCaseIsTheSameAccount) {
    const SourceId feed = add_network("https://code.example/feed");
    poll(feed, network({{"AnnQ|https://code.example/AnnQ", start - day},
                        {"annq|https://code.example/annq", start - hour}}));
    EXPECT_EQ(all_people().size(), 1U);
}

TEST_F(IdentityTest, TwoAccountsOfOneNameAreTwoPeople) {
    const SourceId feed = add_network("https://code.example/feed");
    poll(feed, network({{"Sam Lee|https://code.example/1", start - day},
                        {"Sam Lee|https://code.example/2", start - hour}}));
    EXPECT_EQ(names(), (Texts{"Sam Lee", "Sam Lee"}));
}

TEST_F(IdentityTest, ANameMeansSomebodyInItsOwnFeedOnly) {
    poll(add_network("https://a.example/feed"), network({{"Sam Lee", start - day}}));
    poll(add_network("https://b.example/feed"), network({{"Sam Lee", start - day}}));
    EXPECT_EQ(names(), (Texts{"Sam Lee", "Sam Lee"}));
}

// --- merging ---

TEST_F(IdentityTest, MergingGivesEverythingAndUndoGivesItBack) {
    const SourceId code = add_network("https://code.example/feed");
    const PersonId ines = add_person("Ines Duarte");
    const SourceId blog = add_source("https://ines.example/feed", "blog", ines);
    poll(blog, network({{"Ines", start - 9 * day}, {"Ines", start - 5 * day}}));
    poll(code, network({{"inesd|https://code.example/inesd", start - 7 * day},
                        {"inesd|https://code.example/inesd", start - 2 * day},
                        {bo, start - day}}));
    const PersonId inesd = called("inesd");
    add_finding(quiet_for(24), inesd, Confidence::clear, Finding::State::told);
    const std::string before = everything();

    const json::object done = changed(path(inesd, "merge"), R"({"into":1})");
    EXPECT_EQ(done.at("sentence"), "inesd was merged into Ines Duarte");
    EXPECT_EQ(names(), (Texts{"Ines Duarte", "Bo Birke"}));
    EXPECT_EQ(activities_of(ines), 4U);
    EXPECT_EQ(store_.presence.sources_of(ines), (std::vector{code, blog}));
    EXPECT_EQ(store_.states.of(ines).rhythm.last, start - 2 * day);
    EXPECT_LT(usual_gap_days(store_.states.of(ines).rhythm), 5);
    EXPECT_EQ(ask("GET", path(inesd, "timeline")).status, 404);
    ASSERT_EQ(store_.findings.page({}).size(), 1U);
    EXPECT_EQ(store_.findings.page({})[0].person, ines);
    EXPECT_EQ(store_.findings.page({})[0].state, Finding::State::closed) << "she was seen since";

    clock_.jump_to(start + day);
    const json::object undone = changed("/v1/undo", "");
    EXPECT_EQ(undone.at("number"), done.at("number"));
    EXPECT_FALSE(undone.at("undone_at").is_null());
    // The quiet was told with no rhythm behind it, so it does not last; all else is as it was.
    EXPECT_EQ(everything().substr(0, everything().find("finding")),
              before.substr(0, before.find("finding")));
    EXPECT_EQ(store_.findings.page({})[0].person, inesd);
    EXPECT_EQ(slug_of(ask("POST", "/v1/undo")), "not-found");
    EXPECT_EQ(slug_of(ask("POST", "/v1/undo", R"({"number":1})")), "undone");
}

TEST_F(IdentityTest, ASilenceThatLastsSurvivesMergingAndUndo) {
    const SourceId code = add_network("https://code.example/feed");
    poll(code, network({{ann, start - 40 * day}, {ann, start - 39 * day}, {bo, start - 50 * day}}));
    const PersonId ann_id = called("Ann Quill");
    const PersonId bo_id = called("Bo Birke");
    PersonState state = store_.states.of(ann_id);
    const Quiet quiet = quiet_for(39);
    state.quiet_due = quiet.due;
    store_.states.save(ann_id, state, std::nullopt);
    const FindingNumber number =
        add_finding(quiet, ann_id, Confidence::clear, Finding::State::told);
    const auto into = [](PersonId id) {
        return "{\"into\":" + std::to_string(static_cast<std::int64_t>(id)) + "}";
    };
    changed(path(bo_id, "merge"), into(ann_id));
    EXPECT_EQ(store_.findings.one(number)->state, Finding::State::told)
        << "Bo was seen earlier still";
    EXPECT_EQ(store_.states.of(ann_id).quiet_due, quiet.due);
    changed("/v1/undo", "");
    EXPECT_EQ(store_.states.of(ann_id).quiet_due, quiet.due);

    poll(code, network({{bo, start - hour}}));
    changed(path(ann_id, "merge"), into(bo_id));
    EXPECT_EQ(store_.findings.one(number)->state, Finding::State::closed);
    EXPECT_FALSE(store_.states.of(bo_id).quiet_due);
    changed("/v1/undo", "");
    EXPECT_EQ(store_.findings.one(number)->state, Finding::State::told);
    EXPECT_EQ(store_.findings.one(number)->person, ann_id);
    EXPECT_EQ(store_.states.of(ann_id).quiet_due, quiet.due);
}

TEST_F(IdentityTest, WhatCameAfterAMergeGoesBackToWhomItWouldHaveShown) {
    const SourceId code = add_network("https://code.example/feed");
    poll(code, network({{ann, start - 5 * day}, {bo, start - 4 * day}}));
    const PersonId ann_id = called("Ann Quill");
    const PersonId bo_id = called("Bo Birke");
    changed(path(ann_id, "merge"),
            "{\"into\":" + std::to_string(static_cast<std::int64_t>(bo_id)) + "}");
    clock_.jump_to(start + day);
    poll(code, network({{ann, start + hour}, {bo, start + 2 * hour}}));
    EXPECT_EQ(activities_of(bo_id), 4U);
    changed("/v1/undo", "");
    EXPECT_EQ(activities_of(bo_id), 2U);
    EXPECT_EQ(activities_of(ann_id), 2U);
    EXPECT_EQ(store_.states.of(ann_id).rhythm.last, start + hour);
}

TEST_F(IdentityTest, UndoGoesBackwardsWherePeopleAreShared) {
    const PersonId a = add_person("A"), b = add_person("B"), c = add_person("C"),
                   d = add_person("D"), e = add_person("E");
    changed(path(a, "merge"), R"({"into":2})");
    changed(path(b, "merge"), R"({"into":3})");
    changed(path(d, "merge"), R"({"into":5})");
    EXPECT_EQ(slug_of(ask("POST", "/v1/undo", R"({"number":1})")), "later-change");
    changed("/v1/undo", R"({"number":2})");
    changed("/v1/undo", R"({"number":1})");
    EXPECT_EQ(names(), (Texts{"A", "B", "C", "E"}));
    EXPECT_EQ(get("/v1/undo").at("items").as_array().size(), 3U);
    static_cast<void>(c), static_cast<void>(e);
}

TEST_F(IdentityTest, WhatTheConfigurationDeclaresIsNotMergedAway) {
    Person declared;
    declared.name = "Ines Duarte";
    declared.standing = Standing::followed;
    declared.declared_at = "earshot.toml:12";
    declared.accounts = {"https://ines.example/"};
    const PersonId ines = put(declared);
    const PersonId other = add_person("inesd");
    const Answer answer = ask("POST", path(ines, "merge"), R"({"into":2})");
    EXPECT_EQ(slug_of(answer), "declared");
    EXPECT_NE(answer.body.find("earshot.toml:12"), std::string::npos);
    changed(path(other, "merge"), R"({"into":1})");
    EXPECT_EQ(person_at(ines)->names, Texts{}) << "the configuration says what she is called";
    EXPECT_EQ(slug_of(ask("POST", path(ines, "unlink"), R"({"account":"https://ines.example"})")),
              "declared");
}

TEST_F(IdentityTest, BadRequestsChangeNothing) {
    add_person("Ines");
    const struct {
        const char* target;
        const char* body;
        const char* slug;
    } rows[] = {
        {"/v1/people/1/merge", "{}", "rejected"},
        {"/v1/people/1/merge", R"({"into":"2"})", "rejected"},
        {"/v1/people/1/merge", R"({"into":1})", "same-person"},
        {"/v1/people/1/merge", R"({"into":99})", "not-found"},
        {"/v1/people/9/merge", R"({"into":1})", "not-found"},
        {"/v1/people/1/link", "{}", "rejected"},
        {"/v1/people/1/link", R"({"account":"a:b","source":1})", "rejected"},
        {"/v1/people/1/link", R"({"account":"just words"})", "rejected"},
        {"/v1/people/1/link", R"({"account":7})", "rejected"},
        {"/v1/people/1/link", R"({"source":99})", "not-found"},
        {"/v1/people/1/unlink", R"({"account":"https://a.example/"})", "not-theirs"},
        {"/v1/people/1/unlink", R"({"source":99})", "not-found"},
        {"/v1/undo", R"({"number":0})", "rejected"},
        {"/v1/undo", R"({"number":5})", "not-found"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(slug_of(ask("POST", row.target, row.body)), row.slug) << row.target << row.body;
    EXPECT_EQ(all_people().size(), 1U);
    EXPECT_TRUE(store_.changes.newest(10).empty());
}

// --- linking ---

TEST_F(IdentityTest, ANewAccountIsLinkedAndUnlinked) {
    const PersonId ines = add_person("Ines");
    changed(path(ines, "link"), R"({"account":"@ines@social.example"})");
    EXPECT_EQ(person_at(ines)->accounts, Texts{"acct:ines@social.example"});
    EXPECT_EQ(slug_of(ask("POST", path(ines, "link"), R"({"account":"acct:ines@social.example"})")),
              "exists");
    changed(path(ines, "unlink"), R"({"account":"@ines@social.example"})");
    EXPECT_TRUE(person_at(ines)->accounts.empty());
    EXPECT_TRUE(store_.identities.of(ines).size() == 1U) << "her name";
    changed("/v1/undo", "");
    EXPECT_EQ(person_at(ines)->accounts, Texts{"acct:ines@social.example"});
    changed("/v1/undo", R"({"number":1})");
    EXPECT_TRUE(person_at(ines)->accounts.empty());
}

TEST_F(IdentityTest, AnAccountSeenInAFeedComesWithWhatItDid) {
    const SourceId code = add_network("https://code.example/feed");
    poll(code, network({{ann, start - 5 * day}, {ann, start - day}, {bo, start - day}}));
    const PersonId ines = add_person("Ines Duarte");
    const std::string before = everything();
    changed(path(ines, "link"), R"({"account":"https://code.example/Ann"})");
    EXPECT_EQ(activities_of(ines), 2U);
    EXPECT_EQ(names(), (Texts{"Bo Birke", "Ines Duarte"}));

    const json::object apart =
        changed(path(ines, "unlink"), R"({"account":"https://code.example/ann"})");
    EXPECT_EQ(names(), (Texts{"Bo Birke", "Ines Duarte", "Ann Quill"}));
    EXPECT_EQ(activities_of(called("Ann Quill")), 2U);
    EXPECT_EQ(activities_of(ines), 0U);
    EXPECT_EQ(store_.identities.apart().size(), 1U);
    changed("/v1/undo", "");
    EXPECT_EQ(names(), (Texts{"Bo Birke", "Ines Duarte"}));
    EXPECT_EQ(activities_of(ines), 2U);
    changed("/v1/undo", "");
    EXPECT_EQ(everything(), before);
}

TEST_F(IdentityTest, ALightPersonWithOtherAccountsLosesJustTheOne) {
    const SourceId code = add_network("https://code.example/feed");
    Person two;
    two.name = "Two Logins";
    two.accounts = {"https://code.example/ann", "https://forge.example/x"};
    const PersonId both = put(two);
    poll(code, network({{ann, start - 5 * day}, {bo, start - day}}));
    ASSERT_EQ(activities_of(both), 1U);
    const PersonId ines = add_person("Ines Duarte");
    const std::string before = everything();
    changed(path(ines, "link"), R"({"account":"https://code.example/ann"})");
    EXPECT_EQ(activities_of(ines), 1U);
    EXPECT_EQ(person_at(both)->accounts, Texts{"https://forge.example/x"});
    EXPECT_EQ(person_at(ines)->accounts, Texts{"https://code.example/ann"});
    changed("/v1/undo", "");
    EXPECT_EQ(everything(), before);
}

TEST_F(IdentityTest, AnAccountOfSomebodyFollowedIsNotTaken) {
    Person tom;
    tom.name = "Tom Hale";
    tom.standing = Standing::followed;
    tom.accounts = {"https://tom.example/"};
    put(tom);
    const PersonId ines = add_person("Ines");
    const Answer answer =
        ask("POST", path(ines, "link"), R"({"account":"http://www.tom.example"})");
    EXPECT_EQ(slug_of(answer), "not-theirs");
    EXPECT_NE(answer.body.find("Tom Hale"), std::string::npos);
}

TEST_F(IdentityTest, ASourceIsLinkedAndUnlinked) {
    const PersonId ferns = add_person("Ferns");
    const SourceId blog = add_source("https://ferns.example/feed", "Ferns", ferns);
    poll(blog, network({{"x", start - 5 * day}, {"x", start - day}}));
    const PersonId ines = add_person("Ines");
    const std::string before = everything();
    changed(path(ines, "link"), R"({"source":1})");
    EXPECT_EQ(source_at(blog)->owner, ines);
    EXPECT_EQ(activities_of(ines), 2U);
    EXPECT_EQ(names(), Texts{"Ines"}) << "whoever had nothing but this source";
    EXPECT_EQ(slug_of(ask("POST", path(ines, "link"), R"({"source":1})")), "exists");

    changed(path(ines, "unlink"), R"({"source":1})");
    EXPECT_EQ(names(), (Texts{"Ines", "Ferns"}));
    EXPECT_EQ(source_at(blog)->owner, called("Ferns"));
    EXPECT_EQ(activities_of(called("Ferns")), 2U);
    EXPECT_EQ(slug_of(ask("POST", path(ines, "unlink"), R"({"source":1})")), "not-theirs");
    changed("/v1/undo", "");
    EXPECT_EQ(source_at(blog)->owner, ines);
    changed("/v1/undo", "");
    EXPECT_EQ(everything(), before);
}

TEST_F(IdentityTest, ASourceOfManyBecomesOnePersons) {
    const SourceId code = add_network("https://code.example/feed");
    poll(code, network({{ann, start - 5 * day}, {bo, start - day}}));
    const PersonId ines = add_person("Ines");
    const std::string before = everything();
    changed(path(ines, "link"), R"({"source":1})");
    EXPECT_EQ(source_at(code)->carries, Carries::one_person);
    EXPECT_EQ(activities_of(ines), 2U);
    changed("/v1/undo", "");
    EXPECT_EQ(source_at(code)->carries, Carries::many);
    EXPECT_EQ(everything(), before);
}

// --- rel=me and suggestions ---

std::string page_of(const std::string& home, const std::string& me) {
    return network({{"x", start - day}},
                   "<link href=\"" + home + "\"/><link rel=\"me\" href=\"" + me + "\"/>");
}

TEST_F(IdentityTest, RelMeBothWaysMergesAndOneWaySuggests) {
    const SourceId blog = add_source("https://ines.example/feed", "blog");
    const SourceId social = add_source("https://social.example/ines.rss", "toots");
    poll(blog, page_of("https://ines.example/", "https://social.example/@ines"));
    poll(social, page_of("https://social.example/@ines", "https://elsewhere.example/"));
    EXPECT_EQ(all_people().size(), 2U);
    const json::array items = get("/v1/suggestions").at("items").as_array();
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].at("why").at(0),
              "one names the other's social.example/@ines as theirs (rel=me)");

    poll(social, page_of("https://social.example/@ines", "https://ines.example"));
    EXPECT_EQ(all_people().size(), 1U);
    EXPECT_EQ(source_at(blog)->owner, source_at(social)->owner);
    EXPECT_TRUE(get("/v1/suggestions").at("items").as_array().empty());
    EXPECT_NE(store_.changes.newest(1).at(0).sentence.find("rel=me both ways"), std::string::npos);

    changed("/v1/undo", "");
    EXPECT_EQ(all_people().size(), 2U);
    poll(social, page_of("https://social.example/@ines", "https://ines.example"));
    EXPECT_EQ(all_people().size(), 2U) << "what the user undid is not done again";
}

TEST_F(IdentityTest, SuggestionsNameBothAndSayWhy) {
    poll(add_network("https://a.example/feed"), network({{"Sam Lee", start - day}}));
    poll(add_network("https://b.example/feed"), network({{"Sam Lee", start - day}}));
    add_person("sam  lee");
    const json::object answer = get("/v1/suggestions?limit=1");
    const json::object first = answer.at("items").at(0).as_object();
    EXPECT_EQ(first.at("into").at("name"), "sam  lee") << "whom the user follows comes first";
    EXPECT_EQ(first.at("person").at("id"), 1);
    EXPECT_EQ(first.at("why"), json::array{"both are called sam lee"});
    EXPECT_EQ(get("/v1/suggestions").at("items").as_array().size(), 3U);
}

}  // namespace
}  // namespace earshot::app
