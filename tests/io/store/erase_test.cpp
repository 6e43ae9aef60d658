// Forgetting somebody: the bytes are gone from the file, and others keep what is theirs.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/erasure.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/erasure.hpp"
#include "earshot/finding_life.hpp"
#include "earshot/poll_state.hpp"
#include "support/stored.hpp"
#include "support/temporary_directory.hpp"

namespace earshot::io {
namespace {

const Instant monday = from_epoch(1'776'000'000);

std::string bytes_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct StoreErase : ::testing::Test {
    test::TemporaryDirectory directory;
    std::string path = directory.file("earshot.db");
    Store store{path};
    std::map<PersonId, std::string> names;

    SourceId add_source(const std::string& url, std::optional<PersonId> owner) {
        Source source;
        source.url = Url::parse(url).value();
        source.owner = owner;
        source.carries = owner ? Carries::one_person : Carries::many;
        const SourceId id = store.sources.add(source, PollState{});
        if (owner) store.presence.note(*owner, id);
        return id;
    }
    PersonId add_person(const std::string& name, const std::string& account) {
        const PersonId id = test::stored_person(store, name, Standing::followed, {account});
        names[id] = name;
        return id;
    }
    void add_activity(SourceId source, PersonId id, const std::string& sentence, Instant at) {
        News news;
        news.activity.sentence = sentence;
        news.activity.actor.name = names.at(id);
        news.at = at;
        store.activities.add(source, id, news, at);
    }
};

TEST_F(StoreErase, LeavesNoByteInTheFile) {
    const PersonId ana = add_person("Ana Duarte", "https://code.example/anaduarte");
    const PersonId bo = add_person("Bo Birke", "https://code.example/bo");
    const SourceId blog = add_source("https://duarte.example/feed?token=anaduarte", ana);
    const SourceId feed = add_source("https://network.example/feed", std::nullopt);
    // Rows in between make pages split and rows move.
    for (int i = 0; i < 2000; ++i) {
        add_activity(blog, ana, "Ana Duarte wrote letter " + std::to_string(i), monday + i * hour);
        add_activity(feed, bo, "Bo Birke met Ana Duarte again", monday + i * hour);
        add_activity(feed, ana, std::string(static_cast<std::size_t>(i % 150), 'x') + " Ana Duarte",
                     monday + i * hour);
    }
    store.presence.note(ana, feed);
    store.presence.note(bo, feed);
    ASSERT_NE((bytes_of(path) + bytes_of(path + "-wal")).find("Duarte"), std::string::npos);

    const Erased erased = store.erasure.erase(ana, true, monday);
    EXPECT_EQ(erased.left, 0U);
    const std::string left = bytes_of(path) + bytes_of(path + "-wal");
    for (const char* trace : {"Duarte", "duarte"})
        EXPECT_EQ(left.find(trace), std::string::npos) << trace;
    ActivityQuery query;
    query.person = bo;
    query.limit = 10'000;
    EXPECT_EQ(store.activities.find(query).size(), 2000U);
    EXPECT_FALSE(store.sources.one(blog));
    EXPECT_TRUE(store.sources.one(feed));
}

/// The name of an object is kept by its place in a sentence, be it inside another word.
TEST_F(StoreErase, NamesThatStandInsideOtherWordsAreFound) {
    const PersonId ana = add_person("Ana", "https://code.example/ana");
    const SourceId feed = add_source("https://network.example/feed", std::nullopt);
    News news;
    news.activity.sentence = "Anabel writes of bananas";
    news.activity.objects = {{"Ana", ""}, {"bananas", ""}};
    news.at = monday;
    store.activities.add(feed, std::nullopt, news, monday);
    EXPECT_EQ(store.erasure.erase(ana, false, monday).left, 0U);
    const auto left = store.activities.find({});
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].news.activity.objects, (std::vector<Object>{{"bananas", ""}}));
    EXPECT_EQ(left[0].news.activity.sentence, "");
}

/// What makes two reports one finding is a text of its own beside the evidence.
TEST_F(StoreErase, TheKeysOfFindingsForgetToo) {
    const PersonId ana = add_person("Ana Duarte", "https://code.example/anaduarte");
    const SourceId feed = add_source("https://network.example/feed", std::nullopt);
    Finding met;  // under a name that says nothing: only the key has the account
    Shared wave;
    wave.newcomer = "The gardener";
    wave.people = {"Bo Birke"};
    met.evidence = wave;
    met.which = newcomer_key("code.example/anaduarte").which;
    const auto newcomer = store.findings.add(met);
    Finding trouble;
    trouble.source = feed;
    trouble.evidence = Trouble{};
    trouble.which = "moved now at https://code.example/anaduarte";
    const auto moved = store.findings.add(trouble);

    EXPECT_EQ(store.erasure.erase(ana, false, monday).left, 0U);
    EXPECT_FALSE(store.findings.one(newcomer)) << "it was about her";
    ASSERT_TRUE(store.findings.one(moved));
    EXPECT_EQ(store.findings.one(moved)->which, "moved now at https://");
}

TEST_F(StoreErase, AnImportThatNamesThemGoesWithAllItsSteps) {
    const PersonId ann = add_person("Ann Quill", "https://ann.example/");
    StoredChange change;
    change.at = monday;
    change.kind = ChangeKind::import_file;
    change.document = "{}";
    change.number = store.changes.add(change);
    change.document = "{\"edits\":[\"Ann Quill\"]}";
    ASSERT_TRUE(store.changes.grow(change));
    store.erasure.erase(ann, false, monday);
    EXPECT_FALSE(store.changes.one(change.number));
    EXPECT_TRUE(store.changes.documents(change.number).empty());
    EXPECT_EQ(bytes_of(path).find("Ann Quill"), std::string::npos);
}

TEST_F(StoreErase, KeepsATombstoneOnlyWhenAsked) {
    const PersonId ana = add_person("Ana Duarte", "https://code.example/ana");
    const PersonId cleo = add_person("Cleo Sand", "https://code.example/cleo");
    store.erasure.erase(ana, true, monday);
    store.erasure.erase(cleo, false, monday);
    EXPECT_TRUE(store.erasure.has_tombstone(turns_up_as({}, "Ana Duarte")));
    EXPECT_TRUE(store.erasure.has_tombstone(turns_up_as({"https://code.example/Ana/"}, "A. D.")));
    EXPECT_FALSE(store.erasure.has_tombstone(turns_up_as({}, "Ana Duarte Silva")));
    EXPECT_FALSE(
        store.erasure.has_tombstone(turns_up_as({"https://code.example/cleo"}, "Cleo Sand")));
}

TEST_F(StoreErase, ASourceThatShowsOthersStays) {
    const PersonId ana = add_person("Ana Duarte", "https://code.example/ana");
    const PersonId bo = add_person("Bo Birke", "https://code.example/bo");
    const SourceId blog = add_source("https://both.example/feed", ana);
    store.presence.note(bo, blog);
    store.erasure.erase(ana, false, monday);
    ASSERT_TRUE(store.sources.one(blog));
    EXPECT_FALSE(store.sources.one(blog)->owner);
    EXPECT_EQ(store.sources.one(blog)->carries, Carries::many);
}

TEST_F(StoreErase, NobodyCannotBeErased) {
    EXPECT_THROW(store.erasure.erase(PersonId{9}, false, monday), StoreError);
}

}  // namespace
}  // namespace earshot::io
