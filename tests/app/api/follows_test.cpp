// Lists of whom one follows elsewhere, LinkedIn's archive, and how far an import is.

#include "daemon/io/store/people/touches.hpp"
#include "support/commands_test.hpp"
#include "support/files/linkedin_archive.hpp"

namespace earshot::app {
namespace {

using Texts = std::vector<std::string>;

class FollowsTest : public CommandsTest {
protected:
    json::object import(const std::string& kind, const std::string& text) {
        const Answer answer = ask("POST", "/v1/import/" + kind, text);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return body_of(answer);
    }
    Person called(const std::string& name) const {
        for (const Person& person : all_people())
            if (person.name == name) return person;
        ADD_FAILURE() << "nobody is called " << name;
        return {};
    }
};

TEST_F(FollowsTest, AnAccountWithoutANameIsCalledByItsAddressUntilACardNamesIt) {
    Person ines = *person_at(add_person("Ines Duarte"));
    ines.accounts = {"https://social.example/@ines"};
    update(ines);
    const std::string list =
        "Account address,Show boosts\nines@social.example,true\npia@social.example,true\n";
    const json::object done = import("mastodon", list);
    EXPECT_EQ(done.at("kind"), "mastodon");
    EXPECT_EQ(done.at("new"), 1);
    EXPECT_EQ(done.at("known"), 1);
    const Person pia = called("pia@social.example");
    EXPECT_EQ(pia.standing, Standing::light);
    EXPECT_EQ(pia.accounts, Texts{"https://social.example/@pia"});
    EXPECT_EQ(import("csv", list).at("new"), 0);
    import("vcard", "BEGIN:VCARD\nFN:Pia Sund\nURL:https://social.example/@pia\nEND:VCARD\n");
    EXPECT_EQ(person_at(pia.id)->name, "Pia Sund");
}

TEST_F(FollowsTest, AnArchiveIsOneImport) {
    const std::string archive = test::linkedin_archive();
    const json::object done = import("linkedin", archive);
    EXPECT_EQ(done.at("kind"), "archive");
    EXPECT_EQ(done.at("people_new"), 2);
    EXPECT_EQ(done.at("items").at(0).at("file"), "connections.csv");
    EXPECT_EQ(done.at("items").at(1).at("file"), "messages.csv");
    const Person ana = called("Ana Lind");
    EXPECT_EQ(ana.company, "Sea");
    EXPECT_EQ(ana.position, "Head");
    ASSERT_EQ(store_.touches.of(ana.id, 10).size(), 1U);
    EXPECT_EQ(to_rfc3339(store_.touches.of(ana.id, 10)[0].at), "2026-06-01T14:03:22Z");
    EXPECT_EQ(store_.touches.of(called("Bo Birke").id, 10).size(), 1U);

    const json::object again = import("auto", archive);
    EXPECT_EQ(again.at("new"), 0);
    EXPECT_EQ(again.at("changed"), 0);
    EXPECT_TRUE(again.at("change").is_null()) << "there is nothing to take back";

    EXPECT_EQ(ask("POST", "/v1/undo").status, 200);
    EXPECT_TRUE(all_people().empty());
}

TEST_F(FollowsTest, AnImportThatIsUnderWaySaysHowFarItIs) {
    EXPECT_EQ(get("/v1/imports").at("items"), json::array());
    import("github", R"([{"login":"lena"}])");
    EXPECT_EQ(get("/v1/imports").at("items"), json::array()) << "it is over";
}

}  // namespace
}  // namespace earshot::app
