#include "daemon/io/store/sqlite/words.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "earshot/change_kind.hpp"
#include "earshot/finding.hpp"
#include "earshot/poll_state.hpp"
#include "earshot/schedule.hpp"

namespace earshot::io {
namespace {

/// All words of a closed set, in the order of its enumerators.
template <class Enum>
std::vector<std::string> words() {
    std::vector<std::string> list;
    for (int number = 0; number < 100; ++number) {
        const std::string word(stored_word(static_cast<Enum>(number)));
        if (word.empty()) break;
        EXPECT_EQ(from_stored_word<Enum>(word), static_cast<Enum>(number)) << word;
        list.push_back(word);
    }
    EXPECT_EQ(from_stored_word<Enum>(""), std::nullopt);
    EXPECT_EQ(from_stored_word<Enum>("none of them"), std::nullopt);
    return list;
}

using Words = std::vector<std::string>;

// What is in the files of users. A row that fails says that they cannot be read any more.
TEST(StoredWords, AreWhatTheyWere) {
    EXPECT_EQ(words<Carries>(), (Words{"undecided", "one person", "many", "nobody"}));
    EXPECT_EQ(words<NameFrom>(), (Words{"user", "feed", "title"}));
    EXPECT_EQ(words<SourceStatus>(), (Words{"active", "paused", "gone"}));
    EXPECT_EQ(words<Reason>(),
              (Words{"first poll", "usual interval", "no validators", "server max-age", "feed ttl",
                     "retry-after", "slowed down", "backoff", "rarely new", "skip hours",
                     "host asked", "gone", "line back", "asked"}));
    EXPECT_EQ(words<PollResult>(), (Words{"fresh", "same", "failed", "cancelled"}));
    EXPECT_EQ(words<TimeQuality>(), (Words{"stated", "clamped", "first seen"}));
    EXPECT_EQ(words<Freshness>(), (Words{"fresh", "backfill"}));
    EXPECT_EQ(words<Sign>(), (Words{"life", "calendar", "notice"}));
    EXPECT_EQ(words<Standing>(), (Words{"followed", "light", "resting", "let go"}));
    EXPECT_EQ(words<IdentityKey::Kind>(), (Words{"account", "name in source", "name"}));
    EXPECT_EQ(words<BurstRun::Fired>(), (Words{"no", "told", "continuation"}));
    EXPECT_EQ(words<Confidence>(), (Words{"learning", "tentative", "likely", "clear"}));
    EXPECT_EQ(words<Finding::State>(), (Words{"open", "told", "closed"}));
    EXPECT_EQ(words<Sensitivity>(), (Words{"low", "normal", "high"}));
    EXPECT_EQ(words<ChangeKind>(), (Words{"merge", "link", "unlink", "edit", "add", "remove",
                                          "same", "ok", "snooze", "normal", "wrong", "touch",
                                          "away", "rest", "let-go", "follow", "set", "import"}));
    EXPECT_EQ(words<Delivery::State>(), (Words{"waiting", "sending", "sent", "given up"}));
}

}  // namespace
}  // namespace earshot::io
