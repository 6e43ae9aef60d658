// Accounts as people write them.

#include "earshot/shorthand.hpp"

#include <gtest/gtest.h>

#include "support/files/shipped_sites.hpp"

namespace earshot {
namespace {

TEST(Shorthand, IsWrittenOut) {
    const struct {
        const char* given;
        const char* account;
    } rows[] = {
        {"@ann@social.example", "acct:ann@social.example"},
        {"mastodon:ann@social.example", "acct:ann@social.example"},
        {"ann@mail.example", "mailto:ann@mail.example"},
        {"github:ann", "https://github.com/ann"},
        {"GitHub:ann", "https://github.com/ann"},
        {"github:@ann", "https://github.com/ann"},
        {"github:@@ann", ""},
        {"github:login", ""},
        {"bsky:ann", "https://bsky.app/profile/ann.bsky.social"},
        {"bsky:ann.example", "https://bsky.app/profile/ann.example"},
        {"bsky:did:plc:abc234", "https://bsky.app/profile/did:plc:abc234"},
        {"sourcehut:ann", "https://sr.ht/~ann"},
        {"  gitlab:ann ", "https://gitlab.com/ann"},
        {"gitlab:ann@code.example", "https://code.example/ann"},
        {"codeberg:ann", "https://codeberg.org/ann"},
        {"linkedin:ann", "https://www.linkedin.com/in/ann"},
        {"reddit:u/ann", "https://www.reddit.com/user/ann"},
        {"reddit:ann", "https://www.reddit.com/user/ann"},
        {"reddit:r/gardening", "https://www.reddit.com/r/gardening"},
        {"youtube:@ann", "https://www.youtube.com/@ann"},
        {"youtube:ann", "https://www.youtube.com/@ann"},
        {"youtube:UCabcdefghijklmnopqrstuv",
         "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv"},
        {"flickr:12345678@N00", "https://www.flickr.com/people/12345678@N00"},
        {"goodreads:123", "https://www.goodreads.com/user/show/123"},
        {"x:ann", "https://x.com/ann"},
        {"https://code.example/ann", "https://code.example/ann"},
        {"mailto:ann@mail.example", "mailto:ann@mail.example"},
        {"acct:ann@social.example", "acct:ann@social.example"},
        {"uid:17", "uid:17"},
        {"xmpp:ann@chat.example", "xmpp:ann@chat.example"},
        {"@ann", ""},
        {"ann", ""},
        {"ann@host", ""},
        {"two words", ""},
        {"github:not a login", ""},
        {"", ""},
    };
    for (const auto& row : rows) {
        const std::string given = row.given;
        const auto account = account_of(given, tests::shipped_sites());
        // What is no shorthand and has a colon is somebody else's kind of address.
        const bool stays =
            *row.account == '\0' && given.find(':') != given.npos && given.find(' ') == given.npos;
        EXPECT_EQ(account.value_or(""), stays ? given : row.account) << row.given;
    }
}

TEST(Shorthand, OfEverySiteLeadsToItsOwnPage) {
    for (const Sites::Site& site : tests::shipped_sites().all())
        for (const Sites::Shorthand& one : site.shorthands) {
            const bool is_account = one.account.starts_with("acct:");
            EXPECT_TRUE(is_account || one.account.starts_with("https://")) << one.says;
        }
}

TEST(Shorthand, WithoutSitesIsAnAddressAsItStands) {
    EXPECT_EQ(account_of("github:ann", Sites()).value_or(""), "github:ann");
    EXPECT_FALSE(account_of("@ann@social.example", Sites()));
    EXPECT_EQ(account_of("ann@mail.example", Sites()).value_or(""), "mailto:ann@mail.example");
}

TEST(Shorthand, OfAMailbox) {
    EXPECT_EQ(mail_account_of(" ann@mail.example ").value_or(""), "mailto:ann@mail.example");
    EXPECT_EQ(mail_account_of("mailto:ann@mail.example").value_or(""), "mailto:ann@mail.example");
    for (const char* given : {"", "ann", "@ann@social.example", "https://mail.example/ann", "a@b"})
        EXPECT_FALSE(mail_account_of(given)) << given;
}

TEST(Shorthand, HasALimit) {
    const std::string host = "https://code.example/";
    const std::string longest(shorthand_limits::account - host.size(), 'a');
    EXPECT_TRUE(account_of(host + longest, tests::shipped_sites()));
    EXPECT_FALSE(account_of(host + longest + "a", tests::shipped_sites()));
}

}  // namespace
}  // namespace earshot
