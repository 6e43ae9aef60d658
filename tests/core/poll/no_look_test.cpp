// What stands where all posts were: a notice, or posts.

#include "daemon/core/poll/no_look.hpp"

#include "support/poll_world.hpp"

namespace earshot {
namespace {

using namespace tests;

const Stranger notice{"This reader is not yet on our list", "ann.example", std::nullopt};

Stranger dated(Instant at, std::string title = "Of moss", std::string site = "ann.example") {
    return {std::move(title), std::move(site), at};
}

Stranger signed_by(const char* author) {
    Stranger entry = dated(start);
    entry.author = author;
    return entry;
}

/// A blog with a post every second day, last seen an hour before `start` with its newest of a day
/// before; then this.
struct Row {
    const char* what;
    std::size_t usual;
    std::vector<Stranger> entries;
    bool is_notice;
};

struct NoLook : testing::Test {
    NoLook() {
        before.first_good = start - 200 * day;
        before.last_good = start - hour;
        feed.title = "Ann";
    }
    std::optional<std::string> said_of(std::size_t usual, std::vector<Stranger> entries) {
        before.usual_entries = usual;
        DocumentSummary summary;
        summary.entries = entries.size();
        summary.strangers = Strangers{std::move(entries), newest, oldest, sites, {"Ann", "Bo"}};
        if (!oldest && newest) summary.strangers->oldest_known = *newest - 2 * day * (usual - 1);
        return no_look(before, feed, summary, now);
    }

    PollState before;
    Feed feed;
    Instant now = start;
    std::optional<Instant> newest = start - day, oldest;
    std::set<std::string> sites{"ann.example"};
};

TEST_F(NoLook, TellsNoticesFromPosts) {
    const Stranger now_dated = dated(start), old = dated(start - 400 * day),
                   elsewhere = dated(start, "Of moss", "rss.example"), named = dated(start, "ANN");
    const Row rows[] = {
        {"one, undated", 30, {notice}, true},
        {"one, of now", 30, {now_dated}, true},
        {"one, of long ago", 30, {old}, true},
        {"one of 1970", 30, {dated(from_epoch(0))}, true},
        {"two of one time", 30, {now_dated, now_dated}, true},
        {"five of one time", 20, {notice, notice, notice, notice, notice}, true},
        {"in a feed of three", 3, {now_dated}, true},
        {"in a feed of two, of long ago", 2, {old}, true},
        {"in a feed of two, undated", 2, {notice}, true},
        {"in a feed of two, of another site", 2, {elsewhere}, true},
        {"in a feed of two, named like the feed", 2, {named}, true},
        {"three of four, all strange", 4, {notice, old, elsewhere}, true},

        {"signed by a stranger", 30, {signed_by("Admin")}, true},
        {"signed by somebody known", 30, {signed_by("Bo")}, false},
        {"always one entry", 1, {now_dated}, false},
        {"always one entry without a date", 1, {notice}, false},
        {"a busy feed of three, all new", 3, {now_dated, now_dated, now_dated}, false},
        {"a busy feed of four, one less", 4, {now_dated, now_dated, now_dated}, false},
        {"one of two, of now", 2, {now_dated}, false},
        {"longer than ever", 3, {notice, notice, notice, notice}, false},
        {"more than a few", 40, std::vector<Stranger>(6, now_dated), false},
        {"of two days", 30, {dated(start - hour), dated(start - 13 * hour)}, false},
        {"of four, one of which is a post", 4, {notice, old, now_dated}, false},
    };
    for (const Row& row : rows) {
        const auto why = said_of(row.usual, row.entries);
        EXPECT_EQ(why.has_value(), row.is_notice) << row.what << ": " << why.value_or("");
    }
}

TEST_F(NoLook, BelievesAFeedWhoseOldPostsHadTimeToAgeAway) {
    // Of the last month; nothing came for longer than that, until today.
    newest = start - 40 * day;
    oldest = start - 60 * day;
    before.last_good = start - 31 * day;
    before.failing_since = start - 10 * day;
    EXPECT_FALSE(said_of(10, {dated(start)}));
    EXPECT_TRUE(said_of(10, {notice})) << "which bears no date";
    // The same feed when it went while its newest post was a day old.
    before.failing_since = start - 39 * day;
    EXPECT_TRUE(said_of(10, {dated(start)}));
    // It stood empty, and something came.
    const auto emptied = no_look(before, feed, DocumentSummary(), start);
    ASSERT_TRUE(emptied);
    before.problem = *emptied;
    EXPECT_FALSE(said_of(10, {dated(start)}));
}

TEST_F(NoLook, ANoticeThatStandsForMonthsStaysOne) {
    before.failing_since = start;
    for (now = start; now < start + 200 * day; now += 7 * day)
        EXPECT_TRUE(said_of(30, {dated(now)})) << (now - start) / day;
}

TEST_F(NoLook, WhoeverBeganAnewIsBelievedOnTheSecondDay) {
    before.failing_since = start;
    now = start + 3 * day;
    EXPECT_TRUE(said_of(30, {dated(start)}));
    EXPECT_FALSE(said_of(30, {dated(start + 3 * day), dated(start)}));
}

TEST_F(NoLook, NothingIsHeldAgainstAFirstLookOrWithoutStrangers) {
    before.last_good.reset();
    EXPECT_FALSE(said_of(30, {notice}));
    before.last_good = start - hour;
    DocumentSummary known;
    known.entries = 1;
    EXPECT_FALSE(no_look(before, feed, known, start));
}

TEST_F(NoLook, SaysWhatStandsThereAndNoSecret) {
    EXPECT_EQ(said_of(30, {notice}),
              "all its posts went at once; in their place stands: "
              "\"This reader is not yet on our list\"");
    EXPECT_EQ(said_of(30, {notice, notice}),
              "all its posts went at once; in their place stand 2 others: "
              "\"This reader is not yet on our list\"");
    EXPECT_EQ(said_of(30, {dated(start, "")}),
              "all its posts went at once; in their place stands: an entry without a title");
    const auto secret =
        said_of(30, {dated(start, "Go to https://ann.example/?token=hunter2 \x1b[31m" +
                                      std::string(300, 'x'))});
    ASSERT_TRUE(secret);
    EXPECT_EQ(secret->find("hunter2"), secret->npos);
    EXPECT_EQ(secret->find('\x1b'), secret->npos);
    EXPECT_LT(secret->size(), 170u);
}

TEST_F(NoLook, AnEmptyDocumentAndErrorReportsAreNoneEither) {
    DocumentSummary summary;
    EXPECT_FALSE(no_look(PollState(), feed, summary, start)) << "nothing was ever there";
    before.usual_entries = 3;
    EXPECT_EQ(no_look(before, feed, summary, start),
              "came without a single entry, which it never did before");
    summary.bridge_errors = 1;
    EXPECT_EQ(no_look(PollState(), feed, summary, start),
              "carries nothing but error reports of the program that makes it");
}

}  // namespace
}  // namespace earshot
