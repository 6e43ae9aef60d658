#include "daemon/core/activity/sentence/sentence_form.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "daemon/core/activity/sentence/marked_sentence.hpp"
#include "daemon/core/activity/sentence/spelling.hpp"

namespace earshot {
namespace {

SentenceForm form(const std::string& says) {
    return SentenceForm::make(TemplateText::parse(says).value()).value();
}

std::string slots_of(const std::string& says, const std::string& sentence) {
    const SentenceForm one = form(says);  // the slots refer to it
    Slots slots;
    if (!one.match(sentence, slots)) return "no";
    std::string text;
    for (const auto& [name, value] : slots)
        text += std::string(name) + "=" + std::string(value) + ";";
    return text;
}

TEST(SentenceForm, SlotsTakeAsLittleAsTheyCan) {
    EXPECT_EQ(slots_of("{a} likes {b}", "Ann likes Bo"), "a=Ann;b=Bo;");
    EXPECT_EQ(slots_of("{a} likes {b}", "Ann likes Bo likes Cy."), "a=Ann;b=Bo likes Cy;");
    EXPECT_EQ(slots_of("{a} and {b} are friends", "Ann and Bo are friends!"), "a=Ann;b=Bo;");
    EXPECT_EQ(slots_of("{b} by {a}: {text}", "Moss by Ann: x: y"), "b=Moss;a=Ann;text=x: y;");
    EXPECT_EQ(slots_of("A {a} le gusta {b}", "A Ann le gusta Bo"), "a=Ann;b=Bo;");
}

TEST(SentenceForm, TheWholeSentenceHasToFit) {
    EXPECT_EQ(slots_of("{a} likes {b}", "likes Bo"), "no");
    EXPECT_EQ(slots_of("{a} likes {b}", "Ann likes "), "no");
    EXPECT_EQ(slots_of("{a} likes it", "Ann likes it all"), "no");
    EXPECT_EQ(slots_of("Likes by {a}", "All likes by Ann"), "no");
    EXPECT_EQ(slots_of("rain", "rain."), "");
}

TEST(SentenceForm, OneOfSeveralWordings) {
    EXPECT_EQ(slots_of("{a} <likes|has liked> {b}'s <photo|post>", "Ann has liked Bo’s post"),
              "a=Ann;b=Bo;");
    EXPECT_EQ(slots_of("<User |>{a} joined", "User Ann joined"), "a=Ann;");
    EXPECT_EQ(slots_of("<User |>{a} joined", "Ann joined"), "a=Ann;");
    EXPECT_FALSE(TemplateText::parse("{a} <likes").has_value());
}

TEST(SentenceForm, NumbersWordsAndKnownActors) {
    EXPECT_EQ(slots_of("{a} is {number}% done with {b}", "This is Fine is 43% done with Moss"),
              "a=This is Fine;number=43;b=Moss;");
    EXPECT_EQ(slots_of("{a} by {word}", "Moss by Ann Quill"), "no");
    const std::string ann(known_actor);
    EXPECT_EQ(slots_of("{a} likes {b}", ann + " likes Bo"), "a=" + ann + ";b=Bo;");
    EXPECT_EQ(slots_of("{a} likes {b}", "Oh " + ann + " likes Bo"), "no");
}

TEST(SentenceForm, RefusesWhatCannotBeTold) {
    const auto refusal = [](const std::string& says) {
        const auto made = SentenceForm::make(TemplateText::parse(says).value());
        return made ? "" : made.error().what;
    };
    EXPECT_EQ(refusal("{a}{b} likes"), "nothing may stand between two slots");
    EXPECT_EQ(refusal("{a}<x|>{b} likes"), "nothing may stand between two slots");
    std::string many = "{a} likes <x";
    for (std::size_t i = 1; i < SentenceForm::max_wordings; ++i)
        many += "|x";
    EXPECT_EQ(refusal(many + ">"), "");
    EXPECT_NE(refusal(many + "|x>"), "");
}

TEST(SentenceForm, AChoiceThatSaysNothingNeedsNoSpace) {
    const std::string says = "<User|> {a} is <now|> friends with {b} <now|>";
    for (const char* sentence : {"Ann is friends with Bo", "User Ann is now friends with Bo",
                                 "Ann is friends with Bo now.", "User Ann is friends with Bo"})
        EXPECT_EQ(slots_of(says, sentence), "a=Ann;b=Bo;") << sentence;
    EXPECT_EQ(slots_of(says, "Ann isfriends with Bo"), "no");
}

TEST(SentenceForm, ASpaceAlonePartsNamesOnlyWhenNothingElseDoes) {
    const std::string says = "{a}<,|> <now|> {b} joined";
    EXPECT_EQ(slots_of(says, "Ann Quill, Bo joined"), "a=Ann Quill;b=Bo;");
    EXPECT_EQ(slots_of(says, "Ann Quill now Bo Reed joined"), "a=Ann Quill;b=Bo Reed;");
    EXPECT_EQ(slots_of(says, "Ann Bo joined"), "a=Ann;b=Bo;");
}

TEST(SentenceForm, SlotsAreWithoutTheWordsAroundNames) {
    NameWords around;
    around.before.add({"the group", "User"});
    around.of.add({"of"});
    around.add_after({"-san"});
    around.add_now({"now"});
    const SentenceForm one = form("{actor} joined {object}");
    const std::string ann(known_actor);
    const std::string sentence = "User " + ann + "-san now joined the group of “Now and Then now”";
    Slots slots;
    ASSERT_TRUE(one.match(sentence, slots, around));
    EXPECT_EQ(slot_in(slots, "actor"), ann);
    EXPECT_EQ(slot_in(slots, "object"), "“Now and Then now”");
}

TEST(SentenceForm, EverySentenceHoldsALandmark) {
    const struct {
        const char *says, *sentence;
    } rows[] = {
        {"{a} est <maintenant|> <ami|amie> d'{b}", "Ann est ami d’Ed"},
        {"<Le |>{a} a <vu|lu|bu> <le <film|livre>|la pièce|> {b}", "Ann a lu le livre Moss"},
        {"{a} și {b}", "Ann şi Bo"},
        {"أُعجب {a} ب{b}", "أعجب Ann بBo"},
    };
    for (const auto& [says, sentence] : rows) {
        const auto landmarks = form(says).landmarks();
        const std::string plain = plain_spelling(sentence);
        EXPECT_TRUE(std::ranges::any_of(landmarks, [&plain](const std::string& landmark) {
            return plain.find(landmark) != plain.npos;
        })) << says;
        EXPECT_NE(slots_of(says, sentence), "no") << says;
    }
}

TEST(SentenceForm, HostileSentencesAreGivenUp) {
    std::string hostile = "x";
    for (int i = 0; i < 200; ++i)
        hostile += " by x";
    EXPECT_EQ(slots_of("{a} by {word} by {number} by {c} end", hostile), "no");
}

}  // namespace
}  // namespace earshot
