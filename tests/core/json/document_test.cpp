#include "daemon/core/json/document.hpp"

#include <gtest/gtest.h>

namespace earshot {

enum class Ship : std::int64_t {};
enum class Sail { jib, main };

static std::string_view to_text(Sail sail) {
    switch (sail) {
        case Sail::jib: return "jib";
        case Sail::main: return "main";
    }
    return {};
}

struct Leg {
    Instant from, to;
    bool operator==(const Leg&) const = default;
};

struct Crew {
    std::string name;
    std::optional<double> height;
    bool operator==(const Crew&) const = default;
};

struct Voyage {
    Ship ship{};
    std::optional<Ship> tender;
    Sail sail = Sail::jib;
    std::optional<Sail> spare;
    bool over = false;
    int days = 0;
    std::size_t miles = 0;
    std::vector<Crew> crew;
    std::vector<Leg> legs;
    bool operator==(const Voyage&) const = default;
};

template <class Visit>
static void row(Visit& visit, Leg& leg) {
    visit.item(leg.from);
    visit.item(leg.to);
}

template <class Visit>
static void fields(Visit& visit, Crew& crew) {
    visit("name", crew.name);
    visit("height", crew.height);
}

template <class Visit>
static void fields(Visit& visit, Voyage& voyage) {
    visit("ship", voyage.ship);
    visit("tender", voyage.tender);
    visit("sail", voyage.sail);
    visit("spare", voyage.spare, [](Sail sail) {
        return sail == Sail::main ? std::string_view("the main sail") : to_text(sail);
    });
    visit("over", voyage.over);
    visit("days", voyage.days);
    visit("miles", voyage.miles);
    visit("crew", voyage.crew);
    visit("legs", voyage.legs);
}

namespace {

const Instant tuesday = from_epoch(1776144600);
const Voyage voyage{Ship(7),
                    {},
                    Sail::main,
                    Sail::main,
                    true,
                    -3,
                    ~std::size_t{0},
                    {{"Ann", 1.0 / 3}, {"Bo", {}}},
                    {{tuesday, tuesday + hour}}};

const std::string in_words =
    R"({"ship":7,"tender":0,"sail":"main","spare":"the main sail","over":true,"days":-3,)"
    R"("miles":18446744073709551615,"crew":[{"name":"Ann","height":3.333333333333333E-1},)"
    R"({"name":"Bo","height":null}],)"
    R"("legs":[["2026-04-14T05:30:00Z","2026-04-14T06:30:00Z"]]})";

TEST(Document, IsWrittenInTheOrderOfItsFieldsAndReadAgain) {
    const document::Form form{.name = "this voyage", .bytes = 1000};
    EXPECT_EQ(document::write(form, voyage), in_words);
    EXPECT_EQ(document::read<Voyage>(form, in_words).value(), voyage);
    EXPECT_EQ(document::read<Voyage>(form, document::write(form, Voyage{})).value(), Voyage{});
}

TEST(Document, HasTheTimesTheDecimalsAndTheLimitsOfItsForm) {
    const document::Form form{.name = "this voyage",
                              .bytes = 1000,
                              .epoch = true,
                              .six_decimals = true,
                              .items = 1,
                              .text_bytes = 4};
    Voyage large = voyage;
    large.crew[0].name = "Annabel";
    EXPECT_EQ(document::write(form, large),
              R"({"ship":7,"tender":0,"sail":"main","spare":"the main sail","over":true,)"
              R"("days":-3,"miles":18446744073709551615,)"
              R"("crew":[{"name":"A…","height":3.33333E-1}],"legs":[[1776144600,1776148200]]})");
}

TEST(Document, SaysWhichMemberIsWrong) {
    const document::Form form{.name = "this voyage", .bytes = 1000};
    struct Row {
        std::string from, to, what, where;
    };
    for (const auto& [from, to, what, where] : {
             Row{"\"ship\"", "\"boat\"", "\"ship\" is missing", "ship"},
             Row{":7,", ":\"7\",", "\"ship\" is not a number", "ship"},
             Row{"\"tender\":0", "\"tender\":null", "\"tender\" is not a number", "tender"},
             Row{"\"main\"", "\"mizzen\"", "\"sail\" does not know this word", "sail"},
             Row{"the main sail", "main", "\"spare\" does not know this word", "spare"},
             Row{"true", "1", "\"over\" is neither true nor false", "over"},
             Row{"-3", "2147483648", "\"days\" is not a number", "days"},
             Row{"-3", "3.5", "\"days\" is not a number", "days"},
             Row{"18446744073709551615", "-1", "\"miles\" is not a count", "miles"},
             Row{R"({"name":"Bo","height":null})", "4", "\"crew\" is not an object", "crew"},
             Row{"\"Bo\"", "[]", "\"name\" is not a text", "crew.name"},
             Row{"null", "\"tall\"", "\"height\" is not a number", "crew.height"},
             Row{"[[", "{\"a\":[[", "is not JSON", ""},
             Row{",\"2026-04-14T06:30:00Z\"", "", "\"legs\" has another number of items", "legs"},
             Row{"\"]]", "\",1]]", "\"legs\" has another number of items", "legs"},
             Row{"\"2026-04-14T06:30:00Z\"", "\"noon\"", "\"legs\" is not a time", "legs"},
             Row{R"(["2026-04-14T05:30:00Z","2026-04-14T06:30:00Z"])", "1",
                 "\"legs\" is not a list", "legs"},
         }) {
        std::string text = in_words;
        text.replace(text.find(from), from.size(), to);
        const auto read = document::read<Voyage>(form, text);
        ASSERT_FALSE(read) << text;
        EXPECT_NE(read.error().what.find(what), std::string::npos) << read.error().what;
        EXPECT_EQ(read.error().where, where) << text;
        EXPECT_EQ(read.error().what.find("this voyage "), 0U) << read.error().what;
    }
}

}  // namespace
}  // namespace earshot
