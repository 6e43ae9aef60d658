#include "earshot/account_list.hpp"

#include <gtest/gtest.h>

namespace earshot {
namespace {

using Texts = std::vector<std::string>;

/// "name account note", with a mark for what is a name.
Texts said(const Result<AccountReading>& reading) {
    if (!reading) return {to_text(reading.error())};
    Texts texts;
    for (const ListedAccount& one : reading->accounts)
        texts.push_back(one.name + (one.is_name ? "! " : " ") + one.account +
                        (one.note.empty() ? "" : " " + one.note));
    for (const Problem& problem : reading->refused)
        texts.push_back(to_text(problem));
    return texts;
}

TEST(AccountList, MastodonHasAddressesAndNoNames) {
    EXPECT_EQ(said(read_mastodon_follows("Account address,Show boosts,Languages\n"
                                         "ann@social.example,true,\n"
                                         "@bo@other.example:8443,false,\"en, sv\"\n"
                                         "nobody,true,\n")),
              (Texts{"ann@social.example https://social.example/@ann",
                     "bo@other.example:8443 https://other.example:8443/@bo",
                     "line 4, Account address: is no address of an account, such as "
                     "ann@social.example"}));
    EXPECT_FALSE(read_mastodon_follows("First Name,Last Name\nAna,Lind\n"));
}

TEST(AccountList, BlueskyHasNamesThatMayBeEmpty) {
    EXPECT_EQ(said(read_bluesky_follows(
                  R"({"subject":{"handle":"me.example"},"follows":[
                  {"did":"did:plc:a","handle":"ida.example","displayName":"Ida Voss"},
                  {"did":"did:plc:b","handle":"bo.example","displayName":""},
                  {"did":"did:plc:c","handle":"handle.invalid","displayName":"Cy Dee"}, 7]})")),
              (Texts{"Ida Voss! https://bsky.app/profile/ida.example",
                     "bo.example https://bsky.app/profile/bo.example",
                     "Cy Dee! https://bsky.app/profile/did:plc:c"}));
    EXPECT_FALSE(read_bluesky_follows("{}"));
    EXPECT_FALSE(read_bluesky_follows("nonsense"));
}

TEST(AccountList, GithubHasLoginsAndOrganisations) {
    const auto reading = read_github_follows(
        R"([{"login":"lena","html_url":"https://github.com/lena","type":"User"},
            {"login":"labs","type":"Organization"},{"login":"tariq"}])");
    EXPECT_EQ(said(reading),
              (Texts{"lena https://github.com/lena", "tariq https://github.com/tariq"}));
    EXPECT_EQ(reading->not_people, 1);
    EXPECT_FALSE(read_github_follows(R"([{"name":"x"}])"));
}

TEST(AccountList, AnInvitationIsOfTheOtherOne) {
    EXPECT_EQ(
        said(read_invitations(
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
            "Me,Jo Park,\"1/29/26, 2:37 PM\",,OUTGOING,https://l.example/me,https://l.example/jo\n"
            "Greta Holm,Me,\"11/3/26, 9:00 AM\",\"Hello, you\",INCOMING,https://l.example/g,"
            "https://l.example/me\n")),
        (Texts{"Jo Park! https://l.example/jo you invited them on 2026-01-29",
               "Greta Holm! https://l.example/g invited you on 2026-11-03: Hello, you"}));
}

TEST(AccountList, LimitsHoldAtTheLimitAndOnePastIt) {
    std::string many = "Account address\n";
    for (std::size_t i = 0; i < account_list_limits::accounts; ++i)
        many += "a@b.example\n";
    EXPECT_EQ(read_mastodon_follows(many)->accounts.size(), account_list_limits::accounts);
    EXPECT_TRUE(read_mastodon_follows(many)->refused.empty());
    const auto more = read_mastodon_follows(many + "a@b.example\n");
    EXPECT_EQ(more->accounts.size(), account_list_limits::accounts);
    EXPECT_EQ(more->refused.size(), 1U);
    EXPECT_FALSE(read_mastodon_follows(many + std::string(account_list_limits::bytes, '\n')));
}

}  // namespace
}  // namespace earshot
