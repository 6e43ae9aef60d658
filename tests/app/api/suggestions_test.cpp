// What may be the same person, answered: many at once, taken back at once.

#include "daemon/io/store/people/people.hpp"
#include "support/lives_test.hpp"

namespace earshot::app {
namespace {

class SuggestionsTest : public LivesTest {
protected:
    /// Somebody followed, and the double that an address book made.
    void twice(const std::string& name) {
        add_person(name);
        Person card;
        card.name = name;
        card.phone = "+49 30 " + name;
        put(card);
    }
    json::array suggested() { return get("/v1/suggestions").at("items").as_array(); }
    std::int64_t number_of(const std::string& name) {
        for (const json::value& one : suggested())
            if (one.at("person").at("name") == json::string(name))
                return one.at("number").as_int64();
        return 0;
    }
    static std::string list(std::int64_t number) { return "[" + std::to_string(number) + "]"; }
};

TEST_F(SuggestionsTest, AllThatIsCertainIsAcceptedAtOnceAndTakenBackAtOnce) {
    for (const char* name : {"Ines Duarte", "Marek Sobol", "Lena Ortiz"})
        twice(name);
    twice("Sam Lee");
    add_person("Sam Lee", Standing::light);  // which of the two?
    EXPECT_EQ(suggested().size(), 6u);
    const auto before = all_people();
    const json::object done = changed("/v1/suggestions", R"({"certain": true})");
    EXPECT_EQ(done.at("merged"), 3);
    EXPECT_EQ(done.at("change").at("sentence"),
              "Ines Duarte is Ines Duarte, Marek Sobol is Marek Sobol, Lena Ortiz is Lena Ortiz");
    EXPECT_EQ(person_at(called("Ines Duarte"))->phone, "+49 30 Ines Duarte");
    EXPECT_EQ(suggested().size(), 3u);
    EXPECT_TRUE(changed("/v1/suggestions", R"({"certain": true})").at("change").is_null());
    changed("/v1/undo");
    EXPECT_EQ(all_people(), before);
    EXPECT_EQ(suggested().size(), 6u) << "and may be accepted again";
}

TEST_F(SuggestionsTest, AreAnsweredByTheirNumbers) {
    for (const char* name : {"Ines Duarte", "Marek Sobol", "Lena Ortiz"})
        twice(name);
    const json::object done =
        changed("/v1/suggestions", R"({"accept": )" + list(number_of("Marek Sobol")) +
                                       R"(, "never": )" + list(number_of("Lena Ortiz")) + "}");
    EXPECT_EQ(done.at("change").at("sentence"), "Marek Sobol is Marek Sobol; 1 pair is two people");
    EXPECT_EQ(suggested().size(), 1u);
    changed("/v1/undo");
    EXPECT_EQ(suggested().size(), 3u);
    EXPECT_EQ(ask("POST", "/v1/suggestions", R"({"accept": [4711]})").status, 404);
    EXPECT_EQ(slug_of(ask("POST", "/v1/suggestions", R"({"never": ["2"]})")), "rejected");
    EXPECT_TRUE(changed("/v1/suggestions", "{}").at("change").is_null());
}

TEST_F(SuggestionsTest, OfSeveralNobodyIsGuessedAndNeverMeansAll) {
    for (const char* number : {"1", "2"}) {
        Person sam;
        sam.name = "Sam Lee";
        sam.standing = Standing::followed;
        sam.accounts = {std::string("https://code.example/") + number};
        put(sam);
    }
    const auto card = static_cast<std::int64_t>(add_person("Sam Lee", Standing::light));
    ASSERT_EQ(suggested().size(), 2u);
    EXPECT_EQ(slug_of(ask("POST", "/v1/suggestions", R"({"accept": )" + list(card) + "}")),
              "rejected");
    changed("/v1/suggestions", R"({"never": )" + list(card) + "}");
    EXPECT_TRUE(suggested().empty());
}

TEST_F(SuggestionsTest, AChainIsOnePerson) {
    // A login joins the first two, a name the last two.
    Person one, two, three;
    one.name = "inesd";
    one.standing = Standing::followed;
    one.accounts = {"https://social.example/@inesd"};
    two.name = "Ines Duarte";
    two.accounts = {"https://code.example/inesd"};
    three.name = "Ines Duarte";
    three.phone = "+351 1";
    const PersonId ines = put(one);
    const auto second = static_cast<std::int64_t>(put(two));
    const auto third = static_cast<std::int64_t>(put(three));
    const auto before = all_people();
    changed("/v1/suggestions",
            R"({"accept": [)" + std::to_string(second) + "," + std::to_string(third) + "]}");
    ASSERT_EQ(all_people().size(), 1u);
    EXPECT_EQ(person_at(ines)->phone, "+351 1");
    changed("/v1/undo");
    EXPECT_EQ(all_people(), before);
}

TEST_F(SuggestionsTest, ArePaged) {
    for (const char* name : {"Ines Duarte", "Marek Sobol", "Lena Ortiz"})
        twice(name);
    const json::object first = get("/v1/suggestions?limit=2");
    EXPECT_EQ(first.at("items").as_array().size(), 2u);
    const std::string next(first.at("next").as_string());
    const json::object rest = get("/v1/suggestions?limit=2&after=" + next);
    EXPECT_EQ(rest.at("items").as_array().size(), 1u);
    EXPECT_TRUE(rest.at("next").is_null());
}

}  // namespace
}  // namespace earshot::app
