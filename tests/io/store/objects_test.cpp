#include "daemon/io/store/sqlite/json.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/dice.hpp"

namespace earshot::io {
namespace {

using test::Dice;
using test::for_rounds;
using Objects = std::vector<Object>;

TEST(StoredObjects, SayByItsPlaceWhatStandsInTheSentenceOrInTheLink) {
    const std::string sentence = "Ann is now connected to Zo\u00eb and Bo";
    const std::string link = "https://net.example/1";
    const std::vector<std::pair<Objects, std::string>> rows{
        {{}, "[]"},
        {{{"Zo\u00eb", ""}, {"Bo", ""}}, "[[24,4],[33,2]]"},
        {{{"Bo", link}}, "[[33,2,0]]"},
        {{{"Bo", "https://net.example/bo"}}, "[[33,2,\"https://net.example/bo\"]]"},
        {{{"Cy", ""}}, "[[\"Cy\"]]"},
        {{{"Cy", link}}, "[[\"Cy\",0]]"},
        {{{"", ""}}, "[[\"\"]]"},
        {{{sentence, link}}, "[[0,35,0]]"},
    };
    for (const auto& [objects, packed] : rows) {
        EXPECT_EQ(pack(objects, sentence, link), packed);
        Objects read;
        EXPECT_TRUE(unpack(packed, sentence, link, read)) << packed;
        EXPECT_EQ(read, objects) << packed;
    }
}

TEST(StoredObjects, ComeBackAsTheyWereGiven) {
    for_rounds(300, [](Dice& dice) {
        std::string sentence = dice.text();
        const std::string link = dice.text();
        Objects objects;
        for (auto left = dice.number(0, 5); left > 0; --left) {
            Object object{dice.text(), dice.coin() ? link : dice.text()};
            if (dice.coin()) sentence += object.name + dice.text();
            objects.push_back(std::move(object));
        }
        Objects read;
        ASSERT_TRUE(unpack(pack(objects, sentence, link), sentence, link, read));
        EXPECT_EQ(read, objects);
    });
}

TEST(StoredObjects, WereNamesAndAddressesOnce) {
    Objects read;
    ASSERT_TRUE(unpack(R"([["Bo Reed",""],["Cy","https://net.example/cy"]])", "", "", read));
    EXPECT_EQ(read, (Objects{{"Bo Reed", ""}, {"Cy", "https://net.example/cy"}}));
}

TEST(StoredObjects, ThatAreNoneAreToldFromThem) {
    Objects read;
    for (const char* bad : {"", "{}", "[1]", "[[]]", "[[1]]", "[[0,4]]", "[[4,0]]", "[[-1,1]]",
                            "[[0,-1]]", "[[0,1,2,3]]", "[[\"a\",\"b\",\"c\"]]", "[[0,1,null]]",
                            "[[9223372036854775807,9223372036854775807]]"})
        EXPECT_FALSE(unpack(bad, "abc", "", read)) << bad;
}

}  // namespace
}  // namespace earshot::io
