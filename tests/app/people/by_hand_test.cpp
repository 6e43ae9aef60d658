// People by hand: what the user says of somebody, somebody new, somebody out of all lists; and
// back.

#include "daemon/app/api/request.hpp"
#include "daemon/app/people/declared.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "support/lives_test.hpp"

namespace earshot::app {
namespace {

class ByHandTest : public LivesTest {
protected:
    json::object made(const std::string& body) {
        const Answer answer = ask("POST", "/v1/people", body);
        EXPECT_EQ(answer.status, 201) << answer.body;
        return body_of(answer);
    }
    json::object edited(PersonId id, const std::string& body) {
        const Answer answer = ask("PATCH", at(id), body);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return body_of(answer);
    }
    static std::string at(PersonId id) {
        return "/v1/people/" + std::to_string(static_cast<std::int64_t>(id));
    }
    void undo() { changed("/v1/undo"); }
};

TEST_F(ByHandTest, AllThatIsSaidOfSomebodyCanBeTakenBack) {
    const PersonId ines = add_person("Notes by Ines");
    const Person before = *person_at(ines);
    const json::object answer = edited(ines, R"({
        "name": "Ines Duarte", "circle": "friends", "phone": "+351 21 555",
        "note": "met at FOSDEM", "mail": "ines@mail.example", "sensitivity": "high"})");
    EXPECT_EQ(answer.at("name"), "Ines Duarte");
    EXPECT_EQ(answer.at("accounts").at(0), "mailto:ines@mail.example");
    EXPECT_EQ(answer.at("change").at("sentence"),
              "Notes by Ines: name Ines Duarte, circle friends, phone +351 21 555, note met at "
              "FOSDEM, sensitivity high, mail address");
    EXPECT_EQ(called("Ines Duarte"), ines);
    undo();
    EXPECT_EQ(*person_at(ines), before);
    EXPECT_TRUE(store_.identities.accounts_of(ines).empty());
}

TEST_F(ByHandTest, WhatIsEmptyOrNullTakesAway) {
    const PersonId ines = add_person("Ines Duarte", Standing::followed, "friends");
    edited(ines, R"({"circle": "", "note": null})");
    EXPECT_EQ(main_circle(*person_at(ines)), "");
    EXPECT_TRUE(edited(ines, R"({"circle": ""})").at("change").is_null());
    EXPECT_EQ(slug_of(ask("PATCH", at(ines), R"({"name": ""})")), "rejected");
    EXPECT_EQ(slug_of(ask("PATCH", at(ines), R"({"mail": "no address"})")), "rejected");
    EXPECT_EQ(slug_of(ask("PATCH", at(ines), R"({"sensitivity": "quite"})")), "rejected");
    const std::string long_note(call_limits::note_bytes, 'x');
    edited(ines, R"({"note": ")" + long_note + R"("})");
    EXPECT_EQ(slug_of(ask("PATCH", at(ines), R"({"note": "x)" + long_note + R"("})")), "rejected");
}

TEST_F(ByHandTest, AMailAddressGoesBeforeTheOthersAndIsNobodyElses) {
    Person card;
    card.name = "Ines Duarte";
    card.accounts = {"https://ines.example/", "mailto:old@mail.example"};
    const PersonId ines = put(card);
    edited(ines, R"({"mail": "new@mail.example"})");
    EXPECT_EQ(person_at(ines)->accounts,
              (std::vector<std::string>{"https://ines.example/", "mailto:new@mail.example",
                                        "mailto:old@mail.example"}));
    const PersonId bo = add_person("Bo Birke");
    EXPECT_EQ(slug_of(ask("PATCH", at(bo), R"({"mail": "old@mail.example"})")), "not-theirs");
    edited(ines, R"({"mail": ""})");
    EXPECT_EQ(person_at(ines)->accounts, std::vector<std::string>{"https://ines.example/"});
}

TEST_F(ByHandTest, WhatTheConfigurationSaysIsChangedThereAndTheRestHere) {
    const PersonId ines = add_person("Ines Duarte", Standing::followed, "friends");
    Person block;
    block.name = "Ines Duarte";
    block.standing = Standing::followed;
    block.declared_at = "earshot.toml:12";
    block.note = "likes mail";
    reconcile(store_, {block}, {}, clock_.now());
    const Answer refused = ask("PATCH", at(ines), R"({"note": "likes letters"})");
    EXPECT_EQ(slug_of(refused), "declared");
    EXPECT_NE(refused.body.find("note of Ines Duarte is declared at earshot.toml:12"),
              std::string::npos);
    EXPECT_EQ(slug_of(ask("PATCH", at(ines), R"({"name": "Ines"})")), "declared");
    EXPECT_EQ(slug_of(ask("DELETE", at(ines))), "declared");
    edited(ines, R"({"circle": "work"})");
    changed(path(ines, "set"), R"({"quiet": "10d"})");
    reconcile(store_, {}, {}, clock_.now());
    EXPECT_EQ(main_circle(*person_at(ines)), "work");
    EXPECT_EQ(person_at(ines)->note, "");
    EXPECT_EQ(person_at(ines)->own_line, (OwnLine{10 * day}));
}

TEST_F(ByHandTest, WhatIsTakenBackBeneathADeclarationComesOut) {
    const PersonId ines = add_person("Ines Duarte");
    edited(ines, R"({"note": "old", "circle": "friends"})");
    Person block;
    block.name = "Ines Duarte";
    block.standing = Standing::followed;
    block.declared_at = "earshot.toml:12";
    block.note = "likes mail";
    reconcile(store_, {block}, {}, clock_.now());
    undo();
    EXPECT_EQ(person_at(ines)->note, "likes mail");
    EXPECT_EQ(main_circle(*person_at(ines)), "");
    reconcile(store_, {}, {}, clock_.now());
    EXPECT_EQ(person_at(ines)->note, "");
}

TEST_F(ByHandTest, SomebodyWithoutAFeed) {
    const json::object answer = made(R"({"name": "Ines Duarte", "circle": "friends",
        "accounts": ["@ines@social.example", "github:inesd"]})");
    const PersonId ines = called("Ines Duarte");
    EXPECT_EQ(answer.at("id"), static_cast<std::int64_t>(ines));
    EXPECT_EQ(person_at(ines)->standing, Standing::followed);
    EXPECT_EQ(person_at(ines)->accounts,
              (std::vector<std::string>{"acct:ines@social.example", "https://github.com/inesd"}));
    changed(path(ines, "touch"), R"({"how": "met"})");
    undo();
    undo();
    EXPECT_TRUE(all_people().empty());
}

TEST_F(ByHandTest, WhoIsThereIsNotMadeTwice) {
    add_person("Ines Duarte");
    EXPECT_EQ(slug_of(ask("POST", "/v1/people", R"({"name": "Ines Duarte"})")), "exists");
    made(R"({"name": "Ines Duarte", "namesake": true})");
    EXPECT_EQ(all_people().size(), 2u);
    EXPECT_EQ(slug_of(ask("POST", "/v1/people", "{}")), "rejected");
    EXPECT_EQ(slug_of(ask("POST", "/v1/people", R"({"name": "Bo", "accounts": ["no address"]})")),
              "rejected");
    // Whoever came by a card is followed with what the card says, and light again.
    Person card;
    card.name = "Lena Ortiz";
    card.phone = "+49 30 2";
    const PersonId lena = put(card);
    made(R"({"name": "Lena Ortiz", "circle": "choir"})");
    EXPECT_EQ(person_at(lena)->standing, Standing::followed);
    EXPECT_EQ(person_at(lena)->phone, "+49 30 2");
    undo();
    card.id = lena;
    EXPECT_EQ(*person_at(lena), card);
}

TEST_F(ByHandTest, WhoIsTakenOutIsInNoListAndComesBackWhole) {
    const PersonId ines = add_writer("Ines Duarte");
    store_.identities.add(ines, account_identities("https://ines.example/"));
    posts_daily({ines}, 20);
    days_pass(30);
    ASSERT_EQ(findings_of(ines), std::vector<std::string>{"quiet open"});
    const Answer removed = ask("DELETE", at(ines));
    EXPECT_EQ(removed.status, 200) << removed.body;
    EXPECT_EQ(body_of(removed).at("sentence"),
              "Ines Duarte is in no list any more, and the feed is paused");
    EXPECT_TRUE(all_people().empty());
    EXPECT_TRUE(get("/v1/people?state=open").at("items").as_array().empty());
    EXPECT_EQ(source_of(blogs_.at(ines)).status, SourceStatus::paused);
    EXPECT_EQ(ask("GET", at(ines)).status, 404);
    undo();
    EXPECT_EQ(person_at(ines)->name, "Ines Duarte");
    EXPECT_EQ(findings_of(ines), std::vector<std::string>{"quiet open"});
    EXPECT_EQ(source_of(blogs_.at(ines)).status, SourceStatus::active);
    EXPECT_EQ(source_of(blogs_.at(ines)).owner, ines);
    EXPECT_EQ(store_.identities.find(account_identities("https://ines.example/")), ines);
}

/// The words draw the line of somebody, and so they act at once.
TEST_F(ByHandTest, ASensitivityIsInForceAtOnceAndSoIsTakingItBack) {
    const PersonId ines = add_writer("Ines Duarte");
    for (int i = 0; i < 30; ++i) {
        post(ines, clock_.now() + day - hour);
        days_pass(5);
    }
    const auto line = [&] {
        const json::object silence = get(at(ines) + "/why").at("silence").as_object();
        return silence.at("line_days").to_number<double>();
    };
    const double normal = line();
    edited(ines, R"({"sensitivity": "high"})");
    const double high = line();
    undo();
    EXPECT_EQ(line(), normal);
    ASSERT_LT(high + 2, normal);
    days_pass(static_cast<int>(high) + 2 - 5);  // five have passed
    ASSERT_TRUE(findings_of(ines).empty());

    edited(ines, R"({"sensitivity": "high"})");
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
    undo();
    EXPECT_EQ(findings_of(ines), Lines{"quiet closed"});
    edited(ines, R"({"sensitivity": "high"})");
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
    edited(ines, R"({"sensitivity": "low"})");
    EXPECT_EQ(findings_of(ines), Lines{"quiet closed"});
    // What draws no line moves nothing.
    undo();
    edited(ines, R"({"note": "likes letters"})");
    EXPECT_EQ(findings_of(ines), Lines{"quiet open"});
}

TEST_F(ByHandTest, WhomNoFeedShowsAnyMoreHasNotTooLittleHistory) {
    const PersonId ines = add_writer("Ines Duarte");
    const PersonId bo = add_writer("Bo Birke");
    posts_daily({ines, bo}, 1);
    const auto counted = [&](const char* what) {
        return get("/v1/status").at("people").at(what).as_int64();
    };
    EXPECT_EQ(counted("learning"), 2);
    EXPECT_EQ(counted("without_feed"), 0);
    ask("DELETE", "/v1/sources/1");
    EXPECT_EQ(counted("learning"), 1);
    EXPECT_EQ(counted("without_feed"), 1);
    EXPECT_EQ(get(at(ines) + "/why").at("why").at(0).at("text"),
              "no feed shows them: nobody can say whether they are silent");
    ask("POST", "/v1/sources",
        R"({"url": "https://other.example/feed.xml", "person": "Ines Duarte"})");
    EXPECT_EQ(counted("without_feed"), 0);
}

}  // namespace
}  // namespace earshot::app
