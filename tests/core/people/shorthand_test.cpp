// Accounts as people write them.

#include "earshot/shorthand.hpp"

#include <gtest/gtest.h>

namespace earshot {
namespace {

TEST(Shorthand, IsWrittenOut) {
    const struct {
        const char* given;
        const char* account;
    } rows[] = {
        {"@ann@social.example", "acct:ann@social.example"},
        {"ann@mail.example", "mailto:ann@mail.example"},
        {"github:ann", "https://github.com/ann"},
        {"github:@ann", "https://github.com/ann"},
        {"bsky:ann", "https://bsky.app/profile/ann.bsky.social"},
        {"bsky:ann.example", "https://bsky.app/profile/ann.example"},
        {"sourcehut:ann", "https://sr.ht/~ann"},
        {"  gitlab:ann ", "https://gitlab.com/ann"},
        {"https://code.example/ann", "https://code.example/ann"},
        {"mailto:ann@mail.example", "mailto:ann@mail.example"},
        {"acct:ann@social.example", "acct:ann@social.example"},
        {"uid:17", "uid:17"},
        {"xmpp:ann@chat.example", "xmpp:ann@chat.example"},
        {"github:not a login", ""},
        {"@ann", ""},
        {"ann", ""},
        {"ann@host", ""},
        {"two words", ""},
        {"", ""},
    };
    for (const auto& row : rows) {
        const auto account = account_of(row.given);
        EXPECT_EQ(account.value_or(""), row.account) << row.given;
    }
    for (const std::string_view word : shorthand_words())
        EXPECT_TRUE(account_of(std::string(word) + ":ann")->starts_with("https://")) << word;
}

TEST(Shorthand, HasALimit) {
    const std::string host = "https://code.example/";
    const std::string longest(shorthand_limits::account - host.size(), 'a');
    EXPECT_TRUE(account_of(host + longest));
    EXPECT_FALSE(account_of(host + longest + "a"));
}

}  // namespace
}  // namespace earshot
