#include "daemon/core/activity/sentence_form.hpp"

#include <gtest/gtest.h>

#include "daemon/core/activity/marked_sentence.hpp"

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
    std::string many = "{a} ";
    for (int i = 0; i < 8; ++i)
        many += "<a|b>";
    EXPECT_EQ(refusal(many), "");
    EXPECT_NE(refusal(many + "<a|b>"), "");
}

TEST(SentenceForm, HostileSentencesAreGivenUp) {
    std::string hostile = "x";
    for (int i = 0; i < 200; ++i)
        hostile += " by x";
    EXPECT_EQ(slots_of("{a} by {word} by {number} by {c} end", hostile), "no");
}

}  // namespace
}  // namespace earshot
