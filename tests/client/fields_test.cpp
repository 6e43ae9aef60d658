#include "client/screen/fields.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace earshot::client {
namespace {

TEST(Fields, MissingOrStrangeOnesAreEmpty) {
    const boost::json::object object =
        boost::json::parse(R"({"n": null, "t": "text", "i": 7, "d": 1.5, "o": {"t": "in"},
                               "a": [{"t": "x"}, "y", 3, null], "at": "2026-04-14T07:00:00Z"})")
            .as_object();
    EXPECT_EQ(text_at(object, "t"), "text");
    EXPECT_EQ(text_at(object, "i"), "7");
    for (const char* key : {"n", "d", "o", "missing"})
        EXPECT_EQ(text_at(object, key), "") << key;
    EXPECT_EQ(number_at(object, "d"), 1.5);
    EXPECT_EQ(number_at(object, "t"), std::nullopt);
    EXPECT_EQ(count_at(object, "i"), 7);
    EXPECT_EQ(count_at(object, "t"), 0);
    EXPECT_EQ(text_at(object_at(object, "o"), "t"), "in");
    EXPECT_TRUE(object_at(object, "t").empty());
    EXPECT_TRUE(array_at(object, "o").empty());
    EXPECT_EQ(joined(array_at(object, "a"), "t"), "x, y, 3");
    EXPECT_EQ(instant_at(object, "at"), from_epoch(1'776'150'000));
    EXPECT_EQ(instant_at(object, "t"), std::nullopt);
}

TEST(Fields, TextsAreSafeToPrint) {
    const boost::json::object object = boost::json::parse(R"({"t": "\u001b[2Jx\ny"})").as_object();
    EXPECT_EQ(text_at(object, "t"), "[2Jx y");
}

}  // namespace
}  // namespace earshot::client
