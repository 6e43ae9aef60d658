#include "earshot/novelty.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "earshot/reader.hpp"
#include "support/shipped_dialects.hpp"
#include "support/source_memory.hpp"

namespace earshot {
namespace {

using namespace tests;

/// Eight posts, newest first, the newest `newest` old; ids and links begin as given.
std::vector<Entry> archive(const std::string& ids, Instant newest) {
    std::vector<Entry> entries;
    for (int i = 8; i >= 1; --i)
        entries.push_back(
            post(ids + std::to_string(i), "Of fern " + std::to_string(i), newest - (8 - i) * hour));
    return entries;
}

TEST(Novelty, AFirstLookIsBackfill) {
    Memory memory;
    const Sifted sifted = memory.poll(blog(archive("a", now)), now);
    EXPECT_EQ(sifted.news.size(), 8u);
    EXPECT_EQ(fresh(sifted), 0u);
    EXPECT_FALSE(sifted.overlaps);
    EXPECT_FALSE(sifted.re_announcement);
    EXPECT_EQ(sifted.entries, 8u);
    EXPECT_EQ(sifted.oldest, now - 7 * hour);
    EXPECT_TRUE(std::ranges::is_sorted(sifted.news, {}, &News::at));
}

TEST(Novelty, OnlyWhatIsNewIsNews) {
    Memory memory;
    memory.poll(blog(archive("a", yesterday)), yesterday);
    auto entries = archive("a", yesterday);
    entries.insert(entries.begin(), post("a9", "Of moss", now - hour));
    const Sifted sifted = memory.poll(blog(entries), now);
    ASSERT_EQ(sifted.news.size(), 1u);
    EXPECT_EQ(fresh(sifted), 1u);
    EXPECT_EQ(sifted.news[0].at, now - hour);
    EXPECT_EQ(sifted.news[0].quality, TimeQuality::stated);
    EXPECT_TRUE(sifted.overlaps);
    EXPECT_TRUE(memory.poll(blog(entries), now + day).news.empty());
}

TEST(Novelty, AnEditUnderTheSameIdIsNotNews) {
    Memory memory;
    memory.poll(blog({post("a", "Of fern", yesterday)}), yesterday);
    Entry edited = post("a", "Of ferns, corrected", now);
    edited.link = "https://elsewhere.example/x";
    EXPECT_TRUE(memory.poll(blog({edited}), now).news.empty());
}

TEST(Novelty, RewrittenIdsAreAReAnnouncement) {
    Memory memory;
    memory.poll(blog(archive("a", yesterday)), yesterday);
    auto entries = archive("b", yesterday + Span{1});
    for (Entry& entry : entries)
        entry.link = "https://moss.example/" + entry.id;
    entries.insert(entries.begin(), post("b9", "Of moss", now - hour));
    const Sifted sifted = memory.poll(blog(entries), now);
    EXPECT_TRUE(sifted.re_announcement);
    EXPECT_TRUE(sifted.overlaps);
    ASSERT_EQ(sifted.news.size(), 1u) << "what is new in it is still news";
    EXPECT_EQ(sifted.news[0].activity.objects[0].name, "Of moss");
    EXPECT_EQ(fresh(sifted), 0u) << "but nothing in it counts as fresh";
    EXPECT_EQ(sifted.new_ids.size(), 9u);
    const Sifted after = memory.poll(blog(entries), now + day);
    EXPECT_FALSE(after.re_announcement) << "known by id from then on";
    EXPECT_TRUE(after.news.empty());
}

TEST(Novelty, ABusyNightSharesNoIdAndIsAllNew) {
    Memory memory;
    memory.poll(blog(archive("a", yesterday)), yesterday);
    std::vector<Entry> entries;
    for (int i = 0; i < 8; ++i)
        entries.push_back(post("b" + std::to_string(i), "Of moss " + std::to_string(i), now));
    const Sifted sifted = memory.poll(blog(entries), now);
    EXPECT_FALSE(sifted.re_announcement);
    EXPECT_FALSE(sifted.overlaps);
    EXPECT_EQ(fresh(sifted), 8u);
}

TEST(Novelty, AnArchiveWithFreshDatesAndIdsIsNoBurst) {
    Memory memory;
    memory.poll(blog(archive("a", yesterday - 100 * day)), yesterday);
    auto entries = archive("b", now);
    entries.push_back(post("b9", "Of moss", now));
    const Sifted sifted = memory.poll(blog(entries), now);
    EXPECT_TRUE(sifted.re_announcement);
    ASSERT_EQ(sifted.news.size(), 1u) << "what was said before is no news";
    EXPECT_EQ(sifted.news[0].activity.objects[0].name, "Of moss");
    EXPECT_EQ(fresh(sifted), 0u);
}

TEST(Novelty, AnUndatedArchiveWithFreshIdsIsNoBurst) {
    Memory memory;
    memory.poll(blog(archive("a", yesterday)), yesterday);
    auto entries = archive("b", now);
    for (Entry& entry : entries)
        entry.published.reset();
    const Sifted sifted = memory.poll(blog(entries), now);
    EXPECT_TRUE(sifted.re_announcement);
    EXPECT_EQ(fresh(sifted), 0u);
}

TEST(Novelty, AnUndatedEntryBesideKnownOnesIsFresh) {
    Memory memory;
    memory.poll(blog({post("a", "One", std::nullopt)}), yesterday);
    const Sifted sifted =
        memory.poll(blog({post("b", "Two", std::nullopt), post("a", "One", std::nullopt)}), now);
    EXPECT_EQ(fresh(sifted), 1u);
}

/// detection.md D3: they may be of any day since the last look.
TEST(Novelty, OfManyUndatedEntriesAfterALongGapADaysShareIsFresh) {
    struct Row {
        Span gap;
        int entries;
        std::size_t fresh;
    };
    const Row rows[] = {{hour, 25, 25},    {day, 25, 25},     {day + Span{1}, 25, 25},
                        {2 * day, 25, 13}, {10 * day, 25, 3}, {54 * day, 25, 1},
                        {54 * day, 1, 1},  {3 * day, 60, 20}};
    for (const Row& row : rows) {
        SCOPED_TRACE(row.entries);
        Memory memory;
        std::vector<Entry> entries{post("known", "Known", std::nullopt)};
        memory.poll(blog(entries), now - row.gap);
        for (int i = 0; i < row.entries; ++i)
            entries.push_back(
                post("n" + std::to_string(i), "New " + std::to_string(i), std::nullopt));
        const Sifted sifted = memory.poll(blog(entries), now);
        EXPECT_EQ(sifted.news.size(), static_cast<std::size_t>(row.entries));
        EXPECT_EQ(fresh(sifted), row.fresh);
    }
}

TEST(Novelty, ADaysShareIsEveryActorsOwn) {
    Memory memory;
    std::vector<Entry> entries{post("known", "Known", std::nullopt)};
    memory.poll(blog(entries), now - 10 * day);
    for (const char* name : {"Ana Duarte", "Bo Lind"})
        for (int i = 0; i < 5; ++i) {
            const std::string key = name + std::to_string(i);
            entries.push_back(post(key, "By " + key, std::nullopt));
            entries.back().author = name;
        }
    EXPECT_EQ(fresh(memory.poll(blog(entries), now)), 2u);
}

TEST(Novelty, TitlesThatAreAllAlikeAreNoReAnnouncement) {
    Memory memory;
    std::vector<Entry> first, second;
    for (int i = 0; i < 8; ++i) {
        first.push_back(post("a" + std::to_string(i), "Notes", yesterday - i * hour));
        second.push_back(post("b" + std::to_string(i), "Notes", now - i * hour));
    }
    memory.poll(blog(first), yesterday);
    const Sifted sifted = memory.poll(blog(second), now);
    EXPECT_FALSE(sifted.re_announcement);
    EXPECT_EQ(fresh(sifted), 8u);
}

TEST(Novelty, AFewThingsDoneAgainAreNoReAnnouncement) {
    Memory memory;
    auto entries = archive("a", yesterday);
    memory.poll(blog(entries), yesterday);
    std::vector<Entry> again(entries.begin(), entries.begin() + 4);
    for (Entry& entry : again) {
        entry.id = "again " + entry.id;
        entry.published = now;
    }
    const Sifted sifted = memory.poll(blog(again), now);
    EXPECT_FALSE(sifted.re_announcement);
    EXPECT_EQ(fresh(sifted), 4u);
}

TEST(Novelty, SchemeHostAndSlashOfAnAddressAsIdDoNotMatter) {
    Memory memory;
    memory.poll(blog({post("http://fern.example/1/", "One", yesterday)}), yesterday);
    const Sifted sifted =
        memory.poll(blog({post("https://www.fern.example/1", "Another title", now)}), now);
    EXPECT_TRUE(sifted.news.empty());
    EXPECT_TRUE(sifted.overlaps);
}

TEST(Novelty, TheMoveOfASiteIsNoNews) {
    Memory memory;
    Feed feed = blog({});
    feed.generator = "Pleroma 2";
    const auto likes = [&](const std::string& host) {
        feed.link = "https://" + host + "/ann";
        feed.entries.clear();
        for (int i = 0; i < 6; ++i) {
            Entry entry;
            entry.id = "https://" + host + "/activities/" + std::to_string(i);
            entry.published = yesterday - i * hour;
            entry.author = "ann";
            entry.markup.verbs = {"favorite"};
            Thing note;
            note.type = "note";
            note.name = "a note";
            note.link = "https://" + host + "/notes/" + std::to_string(i);
            entry.markup.objects = {note};
            feed.entries.push_back(entry);
        }
    };
    likes("old.example");
    memory.poll(feed, yesterday);
    likes("new.example");
    const Sifted sifted = memory.poll(feed, now);
    EXPECT_TRUE(sifted.re_announcement);
    EXPECT_TRUE(sifted.news.empty());
}

TEST(Novelty, OneIdForTwoEntriesKeepsBoth) {
    Memory memory;
    memory.poll(blog({}), yesterday);
    const auto entries = [] {
        return std::vector{post("same", "Two", now - hour), post("same", "One", now - 2 * hour)};
    };
    EXPECT_EQ(memory.poll(blog(entries()), now).news.size(), 2u);
    EXPECT_TRUE(memory.poll(blog(entries()), now + hour).news.empty());
    auto three = entries();
    three.insert(three.begin(), post("same", "Three", now));
    EXPECT_EQ(memory.poll(blog(three), now + 2 * hour).news.size(), 1u);
}

TEST(Novelty, OneActUnderTwoIdsCountsOnce) {
    Memory memory;
    memory.poll(blog({}), yesterday);
    const Sifted sifted =
        memory.poll(blog({post("b", "One", now), post("a", "One", now - Span{2})}), now);
    EXPECT_EQ(sifted.news.size(), 1u);
    EXPECT_EQ(sifted.new_ids.size(), 2u);
    EXPECT_EQ(memory.poll(blog({post("c", "One", now - Span{5})}), now).news.size(), 1u)
        << "three seconds apart are two acts";
}

TEST(Novelty, MissingIdsAreKnownByLinkTitleAndTime) {
    Memory memory;
    memory.poll(blog({}), yesterday);
    const auto entries = [] {
        return std::vector{post("", "One", now), post("", "Two", std::nullopt)};
    };
    EXPECT_EQ(memory.poll(blog(entries()), now).news.size(), 2u);
    EXPECT_TRUE(memory.poll(blog(entries()), now + day).news.empty());
}

TEST(Novelty, TimesKeepTheirQuality) {
    Memory memory;
    memory.poll(blog({}), yesterday);
    const Sifted sifted =
        memory.poll(blog({post("a", "Future", now + 3 * day), post("b", "Undated", std::nullopt),
                          post("c", "Epoch", from_epoch(0)), post("d", "Past", now - hour)}),
                    now);
    ASSERT_EQ(sifted.news.size(), 4u);
    std::map<std::string, const News*> by_title;
    for (const News& news : sifted.news)
        by_title[news.activity.objects[0].name] = &news;
    EXPECT_EQ(by_title["Future"]->quality, TimeQuality::clamped);
    EXPECT_EQ(by_title["Future"]->at, now);
    EXPECT_EQ(by_title["Undated"]->quality, TimeQuality::first_seen);
    EXPECT_EQ(by_title["Epoch"]->quality, TimeQuality::first_seen);
    EXPECT_EQ(by_title["Past"]->at, now - hour);
    EXPECT_EQ(sifted.oldest, now - hour);
}

TEST(Novelty, UndatedEntriesOfAFirstLookAreKnownAndNoNews) {
    Memory memory;
    EXPECT_TRUE(memory.poll(blog({post("a", "One", std::nullopt)}), yesterday).news.empty());
    EXPECT_TRUE(memory.poll(blog({post("a", "One", std::nullopt)}), now).news.empty());
}

TEST(Novelty, BackDatedEntriesAreBackfill) {
    Memory memory;
    memory.poll(blog({}), yesterday);
    const Instant line = yesterday - late_publication;
    const Sifted sifted =
        memory.poll(blog({post("a", "Late", line), post("b", "Too late", line - Span{1})}), now);
    ASSERT_EQ(sifted.news.size(), 2u);
    EXPECT_EQ(sifted.news[0].freshness, Freshness::backfill);
    EXPECT_EQ(sifted.news[1].freshness, Freshness::fresh);
}

TEST(Novelty, AKnownEntryThatSaysANumberSaysItAgain) {
    const auto network = [](const std::string& number, const std::string& id) {
        Feed feed =
            blog({post(id, "Ann Quill is now connected to Bo Reed and " + number, yesterday),
                  post("other", "Cy Dart is now connected to Di Holt", yesterday - hour)});
        feed.self = "https://www.linkedin.com/rss/";
        return feed;
    };
    Memory memory;
    EXPECT_TRUE(memory.poll(network("3 others", "a"), now).again.empty());
    for (const char* id : {"a", "b"}) {  // known by its id, or by what it says
        const Sifted sifted = memory.poll(network("9 others", id), now + hour);
        EXPECT_TRUE(sifted.news.empty()) << id;
        ASSERT_EQ(sifted.again.size(), 1u) << id;
        EXPECT_EQ(sifted.again.front().activity.more_objects, 9);
        EXPECT_EQ(sifted.again.front().at, yesterday);
    }
}

/// An old date on something that was not there a day ago.
struct OldDate {
    const char* what;
    std::size_t place;  // among eight known ones, from the top
    Instant dated;
    bool seen_now;
    bool in_order = true;
    bool oldest_first = false;
};

TEST(Novelty, WhatWasNotThereAtTheLastLookIsSeenWhenItComesWhateverDayItBears) {
    const Instant newest = yesterday - 30 * day;
    for (const OldDate& row : {
             OldDate{"a draft of the silence", 0, newest + 10 * day, true},
             OldDate{"a draft from before it", 0, newest - 400 * day, true},
             OldDate{"put in between", 4, newest - 3 * hour - minute, true},
             OldDate{"what slips in where the last was", 8, newest - 400 * day, false},
             OldDate{"above, the oldest first", 8, newest + 10 * day, true, true, true},
             OldDate{"below, the oldest first", 0, newest - 400 * day, false, true, true},
             OldDate{"in a document in no order", 0, newest + 10 * day, false, false},
             OldDate{"not late at all", 0, yesterday - hour, false},
         }) {
        Memory memory;
        auto entries = archive("a", newest);
        if (row.oldest_first) std::ranges::reverse(entries);
        if (!row.in_order)
            for (const std::size_t i : {0U, 2U, 4U, 6U})
                std::swap(entries[i], entries[i + 1]);
        memory.poll(blog(entries), yesterday);
        entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(row.place),
                       post("b", "A long letter", row.dated));
        const Sifted sifted = memory.poll(blog(entries), now);
        ASSERT_EQ(sifted.news.size(), 1u) << row.what;
        const News& news = sifted.news[0];
        EXPECT_EQ(news.at, row.seen_now ? now : row.dated) << row.what;
        EXPECT_EQ(news.quality, row.seen_now ? TimeQuality::clamped : TimeQuality::stated)
            << row.what;
        const bool late = row.dated < yesterday - late_publication;
        EXPECT_EQ(news.freshness, late ? Freshness::backfill : Freshness::fresh)
            << row.what << ": old news begins neither a burst nor a return";
        EXPECT_EQ(news.says.at, row.dated) << row.what;
    }
}

TEST(Novelty, WhatWasNotThereAtTheLastLookWasPutThereWhenTheDocumentWasChanged) {
    Memory memory;
    auto entries = archive("a", yesterday - 30 * day);
    memory.poll(blog(entries), yesterday);
    entries.insert(entries.begin(), post("b", "A long letter", yesterday - 20 * day));
    const Instant changed = yesterday + 3 * hour;
    const Sifted sifted = sift(read_feed(blog(entries), testing::shipped_dialects()), memory.known,
                               yesterday, now, changed);
    ASSERT_EQ(sifted.news.size(), 1u);
    EXPECT_EQ(sifted.news[0].at, changed);
    EXPECT_EQ(sifted.news[0].quality, TimeQuality::clamped);
}

TEST(Novelty, TheCorrectedFormOfAnOldEntryIsNoSightingOfNow) {
    Memory memory;
    auto entries = archive("a", yesterday - 30 * day);
    memory.poll(blog(entries), yesterday);
    entries[0] = post("b", "Of fern 8, corrected", entries[0].published);
    memory.known.times = {*entries[0].published};  // what the store finds there
    const Sifted corrected = memory.poll(blog(entries), now);
    ASSERT_EQ(corrected.news.size(), 1u);
    EXPECT_EQ(corrected.news[0].at, yesterday - 30 * day);
    // Beside what it shares its date with it is something else: some write one date for ever.
    auto more = entries;
    more.insert(more.begin(), post("c", "Of moss", entries[0].published));
    const Sifted beside = memory.poll(blog(more), now);
    ASSERT_EQ(beside.news.size(), 1u);
    EXPECT_EQ(beside.news[0].at, now);
}

TEST(Novelty, BridgeErrorsAreCountedAndLeftOut) {
    const ReadFeed read =
        read_feed(blog({post("a", "Bridge returned error 403! (1)", now), post("b", "One", now)}),
                  testing::shipped_dialects());
    EXPECT_EQ(read.bridge_errors, 1);
    ASSERT_EQ(read.entries.size(), 1u);
    EXPECT_EQ(read.entries[0].says.size(), 1u);
}

TEST(Novelty, ReadsOldestFirstAndTheUndatedLast) {
    const ReadFeed read = read_feed(
        blog({post("n", "None", std::nullopt), post("c", "C", now), post("b", "B", now - hour),
              post("a2", "A2", now - day), post("a1", "A1", now - day)}),
        testing::shipped_dialects());
    std::string order;
    for (const ReadEntry& entry : read.entries)
        order += entry.entry.id + " ";
    EXPECT_EQ(order, "a1 a2 b c n ");
}

TEST(Novelty, AnAddressOfManyNamesIsNobodysAccount) {
    Feed feed = blog({});
    for (const char* name : {"Ann", "Bo", "Cy"}) {
        Entry entry = post(name, std::string("By ") + name, now);
        entry.author = name;
        entry.author_uri = "https://fern.example/";
        feed.entries.push_back(entry);
    }
    for (const ReadEntry& read : read_feed(feed, testing::shipped_dialects()).entries)
        EXPECT_EQ(read.activities[0].actor.uri, "");
    feed.entries.pop_back();
    for (const ReadEntry& read : read_feed(feed, testing::shipped_dialects()).entries)
        EXPECT_EQ(read.activities[0].actor.uri, "https://fern.example/");
}

TEST(Novelty, KeysAreTheSameOnEveryMachine) {
    const ReadFeed read =
        read_feed(blog({post("urn:x:1", "One", now)}), testing::shipped_dialects());
    EXPECT_EQ(read.entries[0].id_key, 12118555427145926668u) << "stores hold such keys";
    EXPECT_EQ(read.entries[0].says[0].what, 9446384480772125721u);
}

TEST(Novelty, WhatIsNotUnderstoodInANetworkFeedIsNotTheChannels) {
    Feed feed = blog({post("1", "Ann is now connected to Cy", now),
                      post("2", "Bo is now connected to Cy", now), post("3", "Dee juggles", now)});
    for (const ReadEntry& read : read_feed(feed, testing::shipped_dialects()).entries) {
        if (read.entry.id != "3") continue;
        EXPECT_EQ(read.activities[0].verb, Verb::other);
        EXPECT_EQ(read.activities[0].actor, Actor{});
        EXPECT_EQ(read.activities[0].sentence, "Dee juggles");
    }
    feed.entries.erase(feed.entries.begin());
    for (const ReadEntry& read : read_feed(feed, testing::shipped_dialects()).entries) {
        if (read.entry.id == "3") {
            EXPECT_EQ(read.activities[0].actor.name, "Ferns");
        }
    }
}

TEST(Novelty, TwoPeopleDoingTheSameAreTwoActs) {
    Feed feed = blog({});
    feed.link = "https://www.linkedin.com/";
    for (const char* name : {"Ann", "Bo"})
        feed.entries.push_back(post(name, std::string(name) + " is now connected to Cy", now));
    Memory memory;
    memory.poll(blog({}), yesterday);
    EXPECT_EQ(memory.poll(feed, now).news.size(), 2u);
}

}  // namespace
}  // namespace earshot
