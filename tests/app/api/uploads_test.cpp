#include "daemon/app/api/uploads.hpp"

#include <gtest/gtest.h>

namespace earshot::app {
namespace {

namespace limits = upload_limits;
const Instant noon = from_epoch(1'776'168'000);
using Whole = std::optional<std::string>;

struct UploadsTest : testing::Test {
    Uploads uploads;
    Instant now = noon;

    /// The file, "..." while more is to come, or the parameter that was wrong.
    std::string take(const std::string& key, int number, int of, const std::string& bytes) {
        const auto taken = uploads.take({key, number, of}, bytes, now);
        if (!taken) return "!" + taken.error().where;
        return *taken ? **taken : "...";
    }
};

TEST_F(UploadsTest, AFileOfOnePartIsThereAtOnce) {
    EXPECT_EQ(take("", 1, 1, "abc"), "abc");
}

TEST_F(UploadsTest, PartsInOrderMakeTheFile) {
    EXPECT_EQ(take("a", 1, 3, "ab"), "...");
    EXPECT_EQ(take("b", 1, 2, "x"), "...");
    EXPECT_EQ(take("a", 2, 3, "cd"), "...");
    EXPECT_EQ(take("b", 2, 2, "y"), "xy");
    EXPECT_EQ(take("a", 3, 3, "e"), "abcde");
    EXPECT_EQ(take("a", 3, 3, "e"), "!upload") << "it was handed out";
}

TEST_F(UploadsTest, AnyOtherOrderBeginsAgain) {
    EXPECT_EQ(take("a", 2, 3, "x"), "!upload");
    EXPECT_EQ(take("a", 1, 3, "x"), "...");
    EXPECT_EQ(take("a", 3, 3, "x"), "!part");
    EXPECT_EQ(take("a", 2, 3, "x"), "!upload");
    EXPECT_EQ(take("a", 1, 3, "x"), "...");
    EXPECT_EQ(take("a", 2, 4, "x"), "!part");
    EXPECT_EQ(take("a", 1, 2, "old"), "...");
    EXPECT_EQ(take("a", 1, 2, "new"), "...");
    EXPECT_EQ(take("a", 2, 2, "er"), "newer");
}

TEST_F(UploadsTest, LimitsHoldAtTheLimitAndOnePastIt) {
    EXPECT_EQ(take("a", 1, limits::parts, "x"), "...");
    EXPECT_EQ(take("a", 1, limits::parts + 1, "x"), "!of");
    EXPECT_EQ(take("a", 0, 2, "x"), "!part");
    EXPECT_EQ(take("a", 3, 2, "x"), "!part");
    EXPECT_EQ(take("", 1, 2, "x"), "!upload");
    EXPECT_EQ(take(std::string(limits::key_bytes, 'k'), 1, 2, "x"), "...");
    EXPECT_EQ(take(std::string(limits::key_bytes + 1, 'k'), 1, 2, "x"), "!upload");

    EXPECT_EQ(take("a", 1, 2, std::string(limits::bytes - 1, 'x')), "...");
    EXPECT_EQ(take("a", 2, 2, "y").size(), limits::bytes);
    EXPECT_EQ(take("a", 1, 2, std::string(limits::bytes, 'x')), "...");
    EXPECT_EQ(take("a", 2, 2, "y"), "!upload");
}

TEST_F(UploadsTest, TheOneThatWaitedLongestGivesWay) {
    for (std::size_t i = 0; i <= limits::at_once; ++i) {
        EXPECT_EQ(take("k" + std::to_string(i), 1, 2, "x"), "...");
        now += Span(1);
    }
    EXPECT_EQ(take("k0", 2, 2, "y"), "!upload");
    EXPECT_EQ(take("k1", 2, 2, "y"), "xy");
}

TEST_F(UploadsTest, PatienceEnds) {
    EXPECT_EQ(take("a", 1, 3, "x"), "...");
    now += limits::patience;
    EXPECT_EQ(take("a", 2, 3, "x"), "...");
    now += limits::patience + Span(1);
    EXPECT_EQ(take("a", 3, 3, "x"), "!upload");
}

}  // namespace
}  // namespace earshot::app
