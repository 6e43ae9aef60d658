#include <gtest/gtest.h>

#include "earshot/change.hpp"
#include "earshot/feedback.hpp"

namespace earshot {
namespace {

TEST(ChangeKind, HasAWord) {
    for (const auto kind :
         {ChangeKind::merge, ChangeKind::link, ChangeKind::unlink, ChangeKind::edit,
          ChangeKind::add, ChangeKind::remove, ChangeKind::same, ChangeKind::ok, ChangeKind::snooze,
          ChangeKind::normal, ChangeKind::wrong, ChangeKind::touch, ChangeKind::away,
          ChangeKind::rest, ChangeKind::let_go, ChangeKind::follow})
        EXPECT_EQ(parse_change_kind(to_text(kind)), kind);
    EXPECT_EQ(to_text(ChangeKind::let_go), "let-go");
    EXPECT_EQ(parse_change_kind("let go"), std::nullopt);
    EXPECT_EQ(parse_change_kind(""), std::nullopt);
}

TEST(ChangeKind, IsAnAnswerOrOfWhoIsWho) {
    EXPECT_FALSE(is_answer(ChangeKind::merge));
    EXPECT_FALSE(is_answer(ChangeKind::unlink));
    EXPECT_FALSE(is_answer(ChangeKind::edit));
    EXPECT_FALSE(is_answer(ChangeKind::same));
    EXPECT_TRUE(is_answer(ChangeKind::ok));
    EXPECT_TRUE(is_answer(ChangeKind::follow));
}

TEST(ChangeKind, OfAnAnswerIsCalledAsTheAnswer) {
    for (const auto verb : {Feedback::ok, Feedback::snooze, Feedback::normal, Feedback::wrong})
        EXPECT_EQ(to_text(change_by(verb)), to_text(verb));
    EXPECT_EQ(change_to(Standing::resting), ChangeKind::rest);
    EXPECT_EQ(change_to(Standing::let_go), ChangeKind::let_go);
    EXPECT_EQ(change_to(Standing::followed), ChangeKind::follow);
}

}  // namespace
}  // namespace earshot
