// The store as a whole: transactions, reopening, and the small things it keeps.

#include "daemon/io/store/store.hpp"

#include <filesystem>
#include <stdexcept>

#include <gtest/gtest.h>

#include "daemon/io/store/digests/digests.hpp"
#include "daemon/io/store/digests/idempotency.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/sqlite/schema.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"
#include "daemon/io/store/transaction.hpp"
#include "support/temporary_directory.hpp"

namespace earshot::io {
namespace {

using test::TemporaryDirectory;

const Instant monday = from_epoch(1'776'000'000);

TEST(Store, A_new_store_has_the_newest_schema_and_nothing_in_it) {
    Store store(":memory:");
    EXPECT_EQ(store.schema_version(), int(migrations().size()));
    EXPECT_TRUE(store.sources.all().empty());
    EXPECT_TRUE(store.people.all().empty());
    EXPECT_TRUE(store.findings.page({}).empty());
    EXPECT_TRUE(store.digests.newest(10).empty());
    EXPECT_FALSE(store.polls.next_due());
    EXPECT_FALSE(store.marks.at("digest.last"));
    EXPECT_GT(store.bytes(), 0U);
}

TEST(Store, What_was_written_is_there_after_reopening) {
    TemporaryDirectory directory;
    const auto path = directory.file("earshot.db");
    std::string install_id;
    {
        Store store(path);
        store.marks.set("digest.last", monday);
        install_id = store.marks.install_id();
        EXPECT_GT(store.bytes(), 0U);
    }
    Store store(path);
    EXPECT_EQ(store.marks.at("digest.last"), monday);
    EXPECT_EQ(store.marks.install_id(), install_id);
}

TEST(Store, Each_store_has_its_own_install_id) {
    Store one(":memory:"), other(":memory:");
    EXPECT_EQ(one.marks.install_id().size(), 32U);
    EXPECT_NE(one.marks.install_id(), other.marks.install_id());
}

TEST(Store, A_mark_moves) {
    Store store(":memory:");
    store.marks.set("digest.last", monday);
    store.marks.set("digest.monday", monday + hour);
    store.marks.set("digest.last", monday + day);
    EXPECT_EQ(store.marks.at("digest.last"), monday + day);
    EXPECT_EQ(store.marks.at("digest.monday"), monday + hour);
}

TEST(Store, An_uncommitted_transaction_leaves_nothing) {
    Store store(":memory:");
    {
        Transaction transaction(store);
        store.marks.set("digest.last", monday);
        Person ann;
        ann.name = "Ann Example";
        ann.accounts = {"https://chirp.example.net/ann"};
        store.people.add(ann);
        EXPECT_TRUE(store.marks.at("digest.last"));
    }
    EXPECT_FALSE(store.marks.at("digest.last"));
    EXPECT_TRUE(store.people.all().empty());
    EXPECT_FALSE(store.identities.find(std::vector<IdentityKey>{
        {IdentityKey::Kind::account, "chirp.example.net/ann", std::nullopt}}));
}

TEST(Store, A_transaction_is_undone_when_an_exception_passes_through) {
    Store store(":memory:");
    EXPECT_THROW(
        {
            Transaction transaction(store);
            store.marks.set("digest.last", monday);
            throw std::runtime_error("the step found a problem");
        },
        std::runtime_error);
    EXPECT_FALSE(store.marks.at("digest.last"));
    Transaction next(store);  // and the next one can begin
    next.commit();
}

TEST(Store, A_committed_transaction_stays) {
    Store store(":memory:");
    {
        Transaction transaction(store);
        store.marks.set("digest.last", monday);
        transaction.commit();
    }
    EXPECT_EQ(store.marks.at("digest.last"), monday);
}

TEST(Store, A_transaction_inside_another_is_a_bug) {
    Store store(":memory:");
    {
        Transaction outer(store);
        store.marks.set("digest.last", monday);
        EXPECT_THROW(Transaction inner(store), std::logic_error);
        EXPECT_THROW(
            {
                outer.commit();
                outer.commit();
            },
            std::logic_error);
    }
    EXPECT_EQ(store.marks.at("digest.last"), monday);
}

TEST(Store, An_idempotency_key_gives_the_answer_it_gave_first) {
    Store store(":memory:");
    EXPECT_FALSE(store.idempotency.id_of("k1"));
    store.idempotency.remember("k1", "2026-04-14T101500", monday);
    store.idempotency.remember("k1", "2026-04-14T101501", monday);
    EXPECT_EQ(store.idempotency.id_of("k1"), "2026-04-14T101500");
}

TEST(Store, Idempotency_keys_are_kept_up_to_their_limit) {
    Store store(":memory:");
    Transaction transaction(store);
    for (int i = 1; i <= Idempotency::kept; ++i) {
        store.idempotency.remember("k" + std::to_string(i), "d", monday);
    }
    EXPECT_TRUE(store.idempotency.id_of("k1"));
    store.idempotency.remember("one more", "d", monday);
    EXPECT_FALSE(store.idempotency.id_of("k1"));
    EXPECT_TRUE(store.idempotency.id_of("k2"));
    EXPECT_TRUE(store.idempotency.id_of("one more"));
    transaction.commit();
}

TEST(Store, A_refused_write_names_the_file_and_never_a_value) {
    TemporaryDirectory directory;
    const auto path = directory.file("earshot.db");
    Store store(path);
    Source source;
    source.url = Url::parse("https://feeds.example.net/rss?token=s3cr3t").value();
    store.sources.add(source, {});
    try {
        store.sources.add(source, {});
        FAIL() << "the address is unique";
    } catch (const StoreError& error) {
        const std::string what = error.what();
        EXPECT_NE(what.find(path), std::string::npos) << what;
        EXPECT_NE(what.find("UNIQUE constraint failed: source.url"), std::string::npos) << what;
        EXPECT_EQ(what.find("s3cr3t"), std::string::npos) << what;
    }
    EXPECT_EQ(store.sources.all().size(), 1U);
}

}  // namespace
}  // namespace earshot::io
