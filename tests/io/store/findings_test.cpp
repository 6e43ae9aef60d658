// Findings with their evidence, digests and deliveries.

#include "daemon/io/store/store.hpp"

#include <gtest/gtest.h>

#include "daemon/io/store/digests/deliveries.hpp"
#include "daemon/io/store/digests/digests.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/sqlite/connection.hpp"
#include "daemon/io/store/sqlite/schema.hpp"
#include "daemon/io/store/sqlite/store_error.hpp"
#include "daemon/io/store/transaction.hpp"
#include "support/dice.hpp"
#include "support/failing_disk.hpp"
#include "support/stored.hpp"
#include "support/temporary_directory.hpp"

namespace earshot::io {
namespace {

using test::Dice;
using test::for_rounds;

const Instant monday = from_epoch(1'776'000'000);

/// Instants that RFC 3339 can write, as evidence does.
Instant instant(Dice& dice) {
    return from_epoch(dice.number(0, 4'000'000'000));
}

std::vector<std::string> texts(Dice& dice) {
    std::vector<std::string> some;
    for (auto left = dice.number(0, 3); left > 0; --left)
        some.push_back(dice.text());
    return some;
}

GapFigures any_figures(Dice& dice) {
    return {static_cast<int>(dice.number(0, 500)), 0.5, 1.25, 2, 3.5, 7, 11};
}

Evidence any_evidence(Dice& dice) {
    switch (dice.number(0, 5)) {
        case 0:
            return Quiet{instant(dice), instant(dice),     3.5,        12.25, 0.5,
                         dice.coin(),   any_figures(dice), texts(dice)};
        case 1:
            return Back{instant(dice), instant(dice), any_figures(dice),
                        dice.text(),   dice.text(),   texts(dice)};
        case 2: {
            Burst burst;
            burst.of = dice.any(Burst::Of::anything);
            burst.start = instant(dice);
            burst.end = instant(dice);
            burst.count = static_cast<int>(dice.number(0, 100));
            burst.threshold = 8;
            burst.closed = dice.coin();
            burst.usual_high = 3;
            burst.objects = texts(dice);
            burst.shared = texts(dice);
            burst.where = dice.text();
            return burst;
        }
        case 3: return FollowUp{instant(dice), dice.coin() ? 7 : 21, dice.text()};
        case 4: return Shared{dice.text(), texts(dice), instant(dice), instant(dice)};
        default:
            return Trouble{dice.any(Trouble::Kind::clock),
                           dice.text(),
                           dice.text(),
                           instant(dice),
                           dice.text(),
                           texts(dice)};
    }
}

Finding any_finding(Dice& dice, PersonId person, SourceId source) {
    Finding finding;
    finding.person = dice.maybe([&] { return person; });
    finding.source = dice.maybe([&] { return source; });
    finding.evidence = any_evidence(dice);
    finding.confidence = dice.any(Confidence::clear);
    finding.state = dice.any(Finding::State::closed);
    finding.found_at = dice.instant();
    finding.told_at = dice.maybe_instant();
    finding.closed_at = dice.maybe_instant();
    finding.closed_by = dice.maybe([&] { return dice.any(ClosedBy::faded); });
    finding.which = dice.text();
    return finding;
}

struct StoreFindings : ::testing::Test {
    Store store{":memory:"};
    PersonId ann = test::stored_person(store, "Ann");
    PersonId bob = test::stored_person(store, "Bob");
    SourceId blog = test::stored_source(store, "blog.example.net");
};

TEST_F(StoreFindings, Come_back_as_they_were_given) {
    for_rounds(200, [&](Dice& dice) {
        auto finding = any_finding(dice, ann, blog);
        finding.number = store.findings.add(finding);
        EXPECT_EQ(store.findings.one(finding.number), finding);
        const auto number = finding.number;
        finding = any_finding(dice, bob, blog);
        finding.number = number;
        store.findings.update(finding);
        EXPECT_EQ(store.findings.one(number), finding);
    });
    EXPECT_FALSE(store.findings.one(FindingNumber{7777}));
    Finding unknown;
    unknown.number = FindingNumber{7777};
    EXPECT_THROW(store.findings.update(unknown), StoreError);
}

TEST_F(StoreFindings, A_number_is_never_used_again) {
    Finding finding;
    finding.person = ann;
    const auto first = store.findings.add(finding);
    EXPECT_EQ(first, FindingNumber{1});
    test::remove_person(store, ann);
    EXPECT_FALSE(store.findings.one(first));
    finding.person = bob;
    EXPECT_EQ(store.findings.add(finding), FindingNumber{2});
}

TEST_F(StoreFindings, Are_asked_for_by_state_kind_and_person_newest_first) {
    Dice fill(1);
    for (int i = 0; i < 200; ++i) {
        store.findings.add(any_finding(fill, fill.coin() ? ann : bob, blog));
    }
    FindingQuery everything;
    everything.limit = 1000;
    const auto all = store.findings.page(everything);
    ASSERT_EQ(all.size(), 200U);
    EXPECT_EQ(all.front().number, FindingNumber{200});
    for_rounds(200, [&](Dice& dice) {
        FindingQuery query;
        query.state = dice.maybe([&] { return dice.any(Finding::State::closed); });
        query.kind = dice.maybe([&] { return kind_of(any_evidence(dice)); });
        query.person = dice.maybe([&] { return dice.coin() ? ann : bob; });
        query.before = dice.maybe([&] { return FindingNumber(dice.number(1, 201)); });
        query.limit = static_cast<std::size_t>(dice.number(0, 30));
        std::vector<Finding> expected;
        for (const auto& finding : all) {
            if ((!query.state || finding.state == query.state) &&
                (!query.kind || kind_of(finding.evidence) == query.kind) &&
                (!query.person || finding.person == query.person) &&
                (!query.before || finding.number < *query.before) &&
                expected.size() < query.limit) {
                expected.push_back(finding);
            }
        }
        EXPECT_EQ(store.findings.page(query), expected);
    });
}

TEST_F(StoreFindings, Of_several_with_one_key_the_newest_counts) {
    Finding quiet;
    quiet.person = ann;
    quiet.evidence = Quiet{};
    quiet.which = "2026-04-01T00:00:00Z";
    const auto first = store.findings.add(quiet);
    EXPECT_EQ(store.findings.by_key(key_of(quiet))->number, first);
    const auto second = store.findings.add(quiet);
    EXPECT_EQ(store.findings.by_key(key_of(quiet))->number, second);
    Finding other = quiet;
    other.person = bob;
    EXPECT_FALSE(store.findings.by_key(key_of(other)));
    other = quiet;
    other.which = "2026-04-02T00:00:00Z";
    EXPECT_FALSE(store.findings.by_key(key_of(other)));
    other = quiet;
    other.evidence = Back{};
    EXPECT_FALSE(store.findings.by_key(key_of(other)));
}

TEST_F(StoreFindings, Lists_are_whole) {
    Finding quiet;
    quiet.person = ann;
    quiet.evidence = Quiet{};
    Finding trouble;
    trouble.source = blog;
    trouble.evidence = Trouble{};
    for (int i = 0; i < 700; ++i) {
        quiet.found_at = from_epoch(i);
        store.findings.add(quiet);
    }
    store.findings.add(trouble);
    Finding over = quiet;
    over.state = Finding::State::closed;
    store.findings.add(over);
    EXPECT_EQ(store.findings.not_closed().size(), 701U);
    EXPECT_EQ(store.findings.not_closed(FindingKind::quiet).size(), 700U);
    EXPECT_EQ(store.findings.about(ann).size(), 701U);
    EXPECT_EQ(store.findings.about(ann, FindingKind::burst).size(), 0U);
    EXPECT_EQ(store.findings.troubles_of(blog).size(), 1U);
    EXPECT_EQ(store.findings.found_since(FindingKind::quiet, from_epoch(699)).size(), 2U);
}

TEST(StoreStep6, Knows_the_findings_of_before_by_their_keys) {
    test::TemporaryDirectory directory;
    const std::string path = directory.file("earshot.db");
    Quiet quiet;
    quiet.due = from_epoch(1'776'000'000);
    Burst burst;
    burst.of = Burst::Of::connections;
    burst.start = from_epoch(1'776'100'000);
    Shared pattern;
    pattern.of = Shared::Of::quiet;
    pattern.quiets = {FindingNumber(3), FindingNumber(5)};
    Shared wave;
    wave.newcomer = "Sam Lee";
    Trouble moved;
    moved.kind = Trouble::Kind::moved;
    moved.detail = "now at https://new.example/";
    Trouble failing;
    failing.since = from_epoch(1'776'000'000);
    struct Row {
        Evidence evidence;
        const char* closed_by;
        std::string which;
        std::optional<ClosedBy> cause;
    };
    const std::vector<Row> rows{
        {quiet, "seen again", to_rfc3339(quiet.due), ClosedBy::seen_again},
        {burst, "", "connections " + to_rfc3339(burst.start), {}},
        {FollowUp{from_epoch(1'775'001'600), 21, {}}, "faded: unanswered for two weeks",
         to_rfc3339(from_epoch(1'775'001'600)) + " day 21", ClosedBy::faded},
        {pattern, "earshot wrong", "quiets 3 5", ClosedBy::wrong},
        {wave, "", "newcomer Sam Lee", {}},
        {moved, "earshot ok", "moved now at https://new.example/", ClosedBy::ok},
        {failing, "you were in touch", "failing " + to_rfc3339(failing.since), ClosedBy::touched},
        {Back{}, "let go", "", ClosedBy::let_go},
    };
    {
        Connection connection(path);
        migrate(connection, migrations().first(5));
        for (const Row& row : rows)
            Query(connection,
                  "INSERT INTO finding (kind, evidence, confidence, state, found_at, closed_by)"
                  " VALUES (?1, ?2, 'clear', 'open', 0, ?3)")
                .bind(std::string(to_text(kind_of(row.evidence))), to_json(row.evidence),
                      std::string(row.closed_by))
                .run();
    }
    Store store(path);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto finding = store.findings.one(FindingNumber(static_cast<std::int64_t>(i + 1)));
        ASSERT_TRUE(finding);
        EXPECT_EQ(finding->evidence, rows[i].evidence);
        EXPECT_EQ(finding->which, rows[i].which);
        EXPECT_EQ(finding->closed_by, rows[i].cause);
        EXPECT_EQ(store.findings.by_key(key_of(*finding))->number, finding->number);
    }
}

TEST(StoreStep7, ReadsTheBurstsOfBefore) {
    test::TemporaryDirectory directory;
    const std::string path = directory.file("earshot.db");
    const std::string before =
        R"({"kind":"burst","of":"connections","start":"2026-04-14T05:30:00Z",)"
        R"("end":"2026-04-14T06:30:00Z","count":9,"threshold":8,"closed":false,"usual_low":0,)"
        R"("usual_high":2,"objects":["Bo Lind"],"shared":[],"where":"network"})";
    {
        Connection connection(path);
        migrate(connection, migrations().first(6));
        Query(connection,
              "INSERT INTO finding (kind, evidence, confidence, state, found_at, closed_by)"
              " VALUES ('burst', ?1, 'likely', 'open', 0, '')")
            .bind(before)
            .run();
    }
    Store store(path);
    const auto finding = store.findings.one(FindingNumber(1));
    ASSERT_TRUE(finding);
    const Burst& burst = std::get<Burst>(finding->evidence);
    EXPECT_EQ(burst.count, 9);
    EXPECT_FALSE(burst.at_least);
    EXPECT_EQ(burst.sentences, 0);
    EXPECT_EQ(burst.reason, "");
}

StoredDigest any_digest(Dice& dice, const std::string& id, Instant made_at) {
    StoredDigest stored;
    auto& digest = stored.digest;
    digest.id = id;
    digest.window = {instant(dice), instant(dice)};
    digest.subject = dice.text();
    digest.headline = dice.text();
    digest.coverage = dice.text();
    for (auto left = dice.number(0, 7); left > 0; --left) {
        Item item;
        item.number = FindingNumber{dice.number(1, 1000)};
        item.section = dice.any(Section::hands);
        item.kind = "quiet";
        item.name = dice.text();
        item.where = dice.text();
        item.evidence = dice.text();
        item.step = dice.text();
        item.confidence = dice.any(Confidence::clear);
        digest.items.push_back(item);
    }
    digest.more = static_cast<std::size_t>(dice.number(0, 50));
    stored.text = dice.text();
    stored.made_at = made_at;
    return stored;
}

TEST(StoreDigests, Come_back_as_they_were_given_newest_first) {
    Store store(":memory:");
    EXPECT_FALSE(store.digests.one("2026-04-14"));
    std::vector<StoredDigest> made;
    for_rounds(30, [&](Dice& dice) {
        const auto count = static_cast<int>(made.size());
        made.push_back(any_digest(dice, "digest-" + std::to_string(count), monday + count * day));
        store.digests.add(made.back());
        const auto found = store.digests.one(made.back().digest.id);
        ASSERT_TRUE(found);
        EXPECT_EQ(found->digest, made.back().digest);
        EXPECT_EQ(found->text, made.back().text);
        EXPECT_EQ(found->made_at, made.back().made_at);
    });
    const auto newest = store.digests.newest(3);
    ASSERT_EQ(newest.size(), 3U);
    EXPECT_EQ(newest[0].digest.id, "digest-29");
    EXPECT_EQ(newest[2].digest.id, "digest-27");
    EXPECT_THROW(store.digests.add(made.front()), StoreError) << "a digest is made once";
}

StoredDelivery delivery_of(const std::string& digest, const std::string& destination) {
    StoredDelivery stored;
    stored.delivery.digest_id = digest;
    stored.delivery.destination = destination;
    stored.delivery.created = monday;
    stored.recipient = "reader@example.net";
    stored.message = "Subject: hello\r\n\r\nbody\r\n";
    return stored;
}

TEST(StoreDeliveries, Come_back_as_they_were_given_and_keep_their_bytes) {
    test::TemporaryDirectory directory;
    const auto path = directory.file("earshot.db");
    Dice dice(1);
    StoredDelivery stored = delivery_of("2026-04-14", "mail reader@example.net");
    stored.message.clear();
    for (int byte = 0; byte < 256; ++byte)
        stored.message += static_cast<char>(byte);
    stored.message += "\r\n.\r\n\r\n";
    {
        Store store(path);
        store.digests.add(any_digest(dice, "2026-04-14", monday));
        stored.delivery.id = store.deliveries.add(stored);
    }
    Store store(path);
    const auto found = store.deliveries.one(stored.delivery.id);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->delivery, stored.delivery);
    EXPECT_EQ(found->recipient, stored.recipient);
    EXPECT_EQ(found->message, stored.message);

    for_rounds(20, [&](Dice& round) {
        auto moved = stored.delivery;
        moved.state = round.any(Delivery::State::given_up);
        moved.attempts = static_cast<int>(round.number(0, 50));
        moved.next_at = round.maybe_instant();
        moved.last_answer = round.text();
        store.deliveries.save(moved);
        EXPECT_EQ(store.deliveries.one(moved.id)->delivery, moved);
        EXPECT_EQ(store.deliveries.one(moved.id)->message, stored.message);
    });
}

TEST(StoreDeliveries, One_digest_goes_once_to_one_destination) {
    Store store(":memory:");
    Dice dice(1);
    EXPECT_THROW(store.deliveries.add(delivery_of("2026-04-14", "a")), StoreError)
        << "there is no digest";
    store.digests.add(any_digest(dice, "2026-04-14", monday));
    store.digests.add(any_digest(dice, "2026-04-15", monday + day));
    store.deliveries.add(delivery_of("2026-04-14", "a"));
    store.deliveries.add(delivery_of("2026-04-14", "b"));
    store.deliveries.add(delivery_of("2026-04-15", "a"));
    EXPECT_THROW(store.deliveries.add(delivery_of("2026-04-14", "a")), StoreError);
    EXPECT_EQ(store.deliveries.list(std::nullopt).size(), 3U);
}

TEST(StoreDeliveries, What_is_about_to_be_sent_is_on_the_disk_before) {
    test::FailingDisk disk;
    test::TemporaryDirectory directory;
    Store store(directory.file("earshot.db"));
    Dice dice(1);
    store.digests.add(any_digest(dice, "2026-04-14", monday));
    auto delivery =
        store.deliveries.one(store.deliveries.add(delivery_of("2026-04-14", "a")))->delivery;
    auto before = disk.syncs();
    delivery.attempts = 1;
    store.deliveries.save(delivery);
    EXPECT_EQ(disk.syncs(), before) << "what only we know may wait";
    delivery.state = Delivery::State::sending;
    store.deliveries.save(delivery);
    EXPECT_GT(disk.syncs(), before);

    Transaction transaction(store);
    before = disk.syncs();
    store.deliveries.save(delivery);
    EXPECT_EQ(disk.syncs(), before);
    transaction.commit();
    EXPECT_GT(disk.syncs(), before);
}

TEST(StoreDeliveries, Are_listed_by_state_in_the_order_they_came) {
    Store store(":memory:");
    Dice dice(1);
    store.digests.add(any_digest(dice, "2026-04-14", monday));
    const auto a = store.deliveries.add(delivery_of("2026-04-14", "a"));
    const auto b = store.deliveries.add(delivery_of("2026-04-14", "b"));
    auto sent = store.deliveries.one(a)->delivery;
    sent.state = Delivery::State::sent;
    store.deliveries.save(sent);
    EXPECT_EQ(store.deliveries.list(std::nullopt).size(), 2U);
    const auto waiting = store.deliveries.list(Delivery::State::waiting);
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting[0].delivery.id, b);
    EXPECT_TRUE(store.deliveries.list(Delivery::State::given_up).empty());
    store.deliveries.remove(b);
    EXPECT_FALSE(store.deliveries.one(b));
    EXPECT_TRUE(store.deliveries.list(Delivery::State::waiting).empty());
    store.deliveries.remove(b);
    sent.id = b;
    EXPECT_THROW(store.deliveries.save(sent), StoreError);
}

}  // namespace
}  // namespace earshot::io
