// [[source]]: how one is asked when not like all others; and what [poll] says of the way there.

#include <gtest/gtest.h>

#include <string>

#include "earshot/config.hpp"

namespace earshot {
namespace {

Config good(const std::string& toml) {
    const auto config = parse_config(toml, "earshot.toml");
    if (config) return *config;
    for (const Problem& problem : config.error())
        ADD_FAILURE() << to_text(problem);
    return {};
}

TEST(SourceOptions, ASourceMayBeAskedInAWayOfItsOwn) {
    using Kind = SecretReference::Kind;
    const Config config = good(R"([[source]]
url = "https://Ann.example/feed"
headers = { "X-Api-Key" = "credential:key", Accept-Language = "pt" }
bearer = "file:/run/token"
ca_file = "/srv/house.pem"
proxy = "socks5h://127.0.0.1:9050"
[[source]]
url = "http://bo.example:8080/feed"
user = "ann"
password = "credential:password"
insecure = true
[source.headers]
X-Reader = "credential:reader"
[[source]]
url = "https://cy.example/feed"
insecure = false
proxy = ""
)");
    ASSERT_EQ(config.sources.size(), 3u);
    const RequestOptions& ann = *config.sources[0].options;
    EXPECT_EQ(ann.origin, "https://ann.example:443");
    ASSERT_EQ(ann.headers.size(), 2u);
    EXPECT_EQ(ann.headers[0].name, "Accept-Language");
    EXPECT_EQ(ann.headers[0].value.reveal(), "pt");
    EXPECT_EQ(ann.headers[1].reference, (SecretReference{Kind::credential, "key"}));
    EXPECT_EQ(ann.bearer, (SecretReference{Kind::file, "/run/token"}));
    EXPECT_EQ(ann.ca_file, "/srv/house.pem");
    EXPECT_EQ(ann.proxy, "socks5h://127.0.0.1:9050");
    const RequestOptions& bo = *config.sources[1].options;
    EXPECT_EQ(bo.origin, "http://bo.example:8080");
    EXPECT_EQ(bo.user, "ann");
    EXPECT_EQ(bo.password, (SecretReference{Kind::credential, "password"}));
    EXPECT_TRUE(bo.insecure);
    EXPECT_EQ(bo.headers.size(), 1u);
    EXPECT_TRUE(config.sources[2].options.empty());
}

TEST(SourceOptions, AHostMayBeAskedInAWayOfItsOwn) {
    const Config config = good(R"([[host]]
name = "ann.example"
headers = { "X-Api-Key" = "credential:key", Accept-Language = "pt" }
)");
    ASSERT_EQ(config.poll.hosts.size(), 1u);
    ASSERT_EQ(config.poll.hosts[0].headers.size(), 2u);
    EXPECT_EQ(config.poll.hosts[0].headers[0].value.reveal(), "pt");
    EXPECT_FALSE(parse_config("[[host]]\nname = \"ann.example\"\nheaders = { Host = \"x\" }\n",
                              "earshot.toml"));
}

struct Mistake {
    const char* toml;
    const char* complaint;
};

TEST(SourceOptions, EachMistakeIsNamedWithItsLine) {
    const Mistake mistakes[] = {
        {"[poll]\nallow_networks = [\"::1\",\n\"10/8\"]\n",
         "3: [poll] allow_networks: must be a network such as \"10.0.0.0/8\" or \"fd00::/8\""},
        {"[poll]\nproxy = \"http://ann:sesame@p.example:1\"\n",
         "2: [poll] proxy: must not hold a user or a password"},
        {"[[source]]\nurl = \"https://a.example/\"\n[source.headers]\nX-Reader = \"a\"\n"
         "Host = \"b.example\"\n",
         "5: [source] headers.Host: is libcurl's: it says where a request ends and who is asked"},
        {"[[source]]\nurl = \"https://a.example/\"\nheaders = { Cookie = \"id=sesame\" }\n",
         "3: [source] headers.Cookie: is a secret: write \"credential:NAME\""},
        {"[[source]]\nurl = \"https://a.example/\"\nheaders = { X = 1 }\n",
         "3: [source] headers.X: must be text in quotes, not a number"},
        {"[[source]]\nurl = \"https://a.example/\"\nheaders = [\"X\"]\n",
         "3: [source] headers: must be a table in braces, not a list"},
        {"[[source]]\nurl = \"https://a.example/\"\nbearer = \"sesame\"\n",
         "3: [source] bearer: a secret does not belong into this file"},
        {"[[source]]\nurl = \"https://a.example/\"\nuser = \"ann\"\n",
         "3: [source] user: needs a password"},
        {"[[source]]\nurl = \"https://a:b@a.example/\"\nbearer = \"credential:a\"\n",
         "3: [source] bearer: is one way to log in of several here"},
        {"[[source]]\nurl = \"https://a.example/\"\ninsecure = \"yes\"\n",
         "3: [source] insecure: must be true or false, not text"},
        {"[[source]]\nurl = \"https://a.example/\"\ninsecure = true\nca_file = \"/a\"\n",
         "3: [source] insecure: trusts every certificate, so ca_file says nothing"},
        {"[[source]]\nurl = \"https://a.example/\"\nproxy = \"p.example\"\n",
         "3: [source] proxy: must be an address with a port"},
    };
    for (const Mistake& mistake : mistakes) {
        const auto config = parse_config(mistake.toml, "earshot.toml");
        ASSERT_FALSE(config) << mistake.toml;
        ASSERT_EQ(config.error().size(), 1u) << mistake.toml;
        const std::string found = to_text(config.error().front());
        const std::string wanted = std::string("earshot.toml:") + mistake.complaint;
        EXPECT_EQ(found.substr(0, wanted.size()), wanted) << mistake.toml;
        EXPECT_EQ(found.find("sesame"), std::string::npos) << found;
    }
}

}  // namespace
}  // namespace earshot
