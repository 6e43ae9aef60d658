#include <gtest/gtest.h>

#include "daemon/io/ways/signature.hpp"

namespace earshot::io {
namespace {

// The example of the Standard Webhooks specification and of its libraries' tests.
constexpr Instant time = from_epoch(1614265330);
const std::string id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const std::string body = R"({"test": 2432232314})";

TEST(Signature, IsThatOfTheSpecification) {
    const auto headers =
        signed_headers(Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), id, time, body);
    ASSERT_TRUE(headers);
    ASSERT_EQ(headers->size(), 3u);
    EXPECT_EQ((*headers)[0].reveal(), "webhook-id: " + id);
    EXPECT_EQ((*headers)[1].reveal(), "webhook-timestamp: 1614265330");
    EXPECT_EQ((*headers)[2].reveal(),
              "webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(Signature, ASecretWithoutThePrefixIsItsBytes) {
    const auto plain = signed_headers(Secret("secret"), id, time, body);
    const auto encoded = signed_headers(Secret("whsec_c2VjcmV0"), id, time, body);
    ASSERT_TRUE(plain && encoded);
    EXPECT_EQ(plain->back(), encoded->back());
}

TEST(Signature, WithoutASecretARepeatCanStillBeTold) {
    const auto headers = signed_headers(Secret(), id, time, body);
    ASSERT_TRUE(headers);
    ASSERT_EQ(headers->size(), 2u);
    EXPECT_EQ((*headers)[0].reveal(), "webhook-id: " + id);
}

TEST(Signature, ABrokenSecretIsNotRepeated) {
    for (const char* secret : {"whsec_abc", "whsec_!!!!", "whsec_="}) {
        const auto headers = signed_headers(Secret(secret), id, time, body);
        ASSERT_FALSE(headers) << secret;
        EXPECT_EQ(headers.error().what.find(secret + 6), std::string::npos);
    }
}

}  // namespace
}  // namespace earshot::io
