// Digests and the outbox.

#include "daemon/io/store/digests/digests.hpp"
#include "daemon/io/store/digests/deliveries.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "support/commands_test.hpp"

namespace earshot::app {
namespace {

TEST_F(CommandsTest, PreviewChangesNothing) {
    add_finding(quiet_for(24), add_person("Ines Duarte"));
    for (const char* format : {"json", "text", "html"}) {
        const Answer answer = ask("GET", std::string("/v1/digests/preview?format=") + format);
        EXPECT_EQ(answer.status, 200) << answer.body;
        EXPECT_FALSE(answer.body.empty());
    }
    EXPECT_EQ(ask("GET", "/v1/digests/preview?as_of=2026-03-01T07:30:00Z").status, 200);
    EXPECT_TRUE(store_.digests.newest(10).empty());
    EXPECT_EQ(store_.findings.one(FindingNumber(1))->state, Finding::State::open);
}

TEST_F(CommandsTest, SendMakesADigestOnceForAKey) {
    const Answer first = ask("POST", "/v1/digests/send", "", {{"idempotency-key", "k1"}});
    ASSERT_EQ(first.status, 202) << first.body;
    const std::string id(body_of(first).at("id").as_string());
    clock_.jump_to(start + hour);
    const Answer again = ask("POST", "/v1/digests/send", "", {{"idempotency-key", "k1"}});
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(body_of(again).at("id"), json::value(id));
    EXPECT_EQ(store_.digests.newest(10).size(), 1u);
    EXPECT_EQ(ask("POST", "/v1/digests/send").status, 202);
    EXPECT_EQ(store_.digests.newest(10).size(), 2u);

    EXPECT_EQ(get("/v1/digests").at("items").at(1).at("id"), json::value(id));
    EXPECT_EQ(ask("GET", "/v1/digests/" + id + "?format=text").content_type,
              "text/plain; charset=utf-8");
}

TEST_F(CommandsTest, TheListOfDigestsCountsTheOnePersonOnce) {
    add_finding(quiet_for(24), add_person("Ines Duarte"));
    add_finding(Back{}, add_person("Tom Hale"));
    ask("POST", "/v1/digests/send");
    const json::object line = get("/v1/digests").at("items").at(0).as_object();
    EXPECT_EQ(line.at("items"), 2);
    EXPECT_NE(line.at("subject").as_string().find("(2 items)"), json::string::npos);
}

TEST_F(CommandsTest, TheListOfDigestsHasPages) {
    for (int i = 1; i <= 3; ++i) {
        clock_.jump_to(start + i * hour);
        ASSERT_EQ(ask("POST", "/v1/digests/send").status, 202);
    }
    const json::object first = get("/v1/digests?limit=2");
    EXPECT_EQ(first.at("items").as_array().size(), 2u);
    const json::object rest =
        get("/v1/digests?limit=2&after=" + std::string(first.at("next").as_string()));
    EXPECT_EQ(rest.at("items").as_array().size(), 1u);
    EXPECT_TRUE(rest.at("next").is_null());
}

TEST_F(CommandsTest, IdempotencyKeysHaveALimit) {
    const struct {
        std::string key;
        int status;
    } rows[] = {{"", 400},
                {std::string(200, 'k'), 202},
                {std::string(201, 'k'), 400},
                {"two words", 400},
                {"\xc3\xa9", 400}};
    for (const auto& row : rows)
        EXPECT_EQ(ask("POST", "/v1/digests/send", "", {{"idempotency-key", row.key}}).status,
                  row.status)
            << row.key;
}

TEST_F(CommandsTest, OutboxIsShownRetriedAndDropped) {
    io::StoredDigest digest;
    digest.digest.id = "2026-04-14";
    store_.digests.add(digest);
    const auto add = [this](Delivery::State state) {
        io::StoredDelivery stored;
        stored.delivery.digest_id = "2026-04-14";
        stored.delivery.destination = "mail me@example.org " + std::string(to_text(state));
        stored.delivery.state = state;
        stored.delivery.created = start - day;
        stored.delivery.next_at = start + 4 * hour;
        stored.recipient = "me@example.org";
        stored.message = "the bytes";
        return std::to_string(static_cast<std::int64_t>(store_.deliveries.add(stored)));
    };
    const std::string waiting = add(Delivery::State::waiting);
    const std::string sending = add(Delivery::State::sending);
    const std::string sent = add(Delivery::State::sent);
    const std::string given_up = add(Delivery::State::given_up);
    EXPECT_EQ(get("/v1/outbox").at("items").as_array().size(), 4u);
    EXPECT_EQ(get("/v1/outbox?state=given_up").at("items").as_array().size(), 1u);
    EXPECT_EQ(get("/v1/status").at("outbox").at("given_up"), 1);

    EXPECT_EQ(slug_of(ask("POST", "/v1/outbox/" + sent + "/retry")), "sent");
    EXPECT_EQ(slug_of(ask("POST", "/v1/outbox/" + sending + "/retry")), "sending");
    EXPECT_EQ(slug_of(ask("DELETE", "/v1/outbox/" + sending)), "sending");
    const json::object again = body_of(ask("POST", "/v1/outbox/" + given_up + "/retry"));
    EXPECT_EQ(again.at("state"), "waiting");
    EXPECT_EQ(again.at("next_at"), json::value(to_rfc3339(start)));
    EXPECT_EQ(ask("DELETE", "/v1/outbox/" + waiting).status, 200);
    EXPECT_EQ(get("/v1/outbox").at("items").as_array().size(), 3u);
}

}  // namespace
}  // namespace earshot::app
