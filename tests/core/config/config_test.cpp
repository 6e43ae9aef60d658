#include "earshot/config.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace earshot {
namespace {

/// What is complained about, a line each; empty when the text is good.
std::string complaints(const std::string& toml) {
    const auto config = parse_config(toml, "earshot.toml");
    if (config) return {};
    std::string all;
    for (const Problem& problem : config.error())
        all += to_text(problem) + "\n";
    return all;
}

Config good(const std::string& toml) {
    const auto config = parse_config(toml, "earshot.toml");
    if (!config) {
        ADD_FAILURE() << complaints(toml);
        return {};
    }
    return *config;
}

TEST(Config, NothingWrittenIsTheDefaults) {
    EXPECT_EQ(good(""), Config{});
    EXPECT_EQ(good("[poll]\n[digest]\n"), Config{});
}

TEST(Config, EverySettingReachesItsPart) {
    const Config config = good(R"([me]
name = "Ann"
accounts = ["https://chirp.example/@ann"]
[poll]
interval = "2h30m"
min_interval = "15m"
max_interval = "7d"
host_spacing = "0s"
per_host = 2
concurrency = 8
user_agent = "earshot-test/1"
file_directories = ["/srv/feeds"]
ca_file = "/etc/ssl/house.pem"
allow_networks = ["10.0.0.0/8", "::1"]
proxy = "http://proxy.example:3128"
[notice]
sensitivity = "low"
[store]
path = "/srv/e.db"
[digest]
at = "18:05"
days = ["Monday", "fri"]
timezone = "Europe/Berlin"
empty = "line"
[control]
socket = "/run/e.sock"
group = "adm"
[web]
listen = "127.0.0.1:8765"
[log]
level = "debug"
)");
    EXPECT_EQ(config.me, (MeSettings{"Ann", {"https://chirp.example/@ann"}}));
    EXPECT_EQ(config.poll.interval, 150 * minute);
    EXPECT_EQ(config.poll.min_interval, 15 * minute);
    EXPECT_EQ(config.poll.max_interval, 7 * day);
    EXPECT_EQ(config.poll.host_spacing, Span{0});
    EXPECT_EQ(config.poll.per_host, 2);
    EXPECT_EQ(config.poll.concurrency, 8);
    EXPECT_EQ(config.poll.user_agent, "earshot-test/1");
    EXPECT_EQ(config.poll.file_directories, std::set<std::string>{"/srv/feeds"});
    EXPECT_EQ(config.poll.ca_file, "/etc/ssl/house.pem");
    ASSERT_EQ(config.poll.allow_networks.size(), 2u);
    EXPECT_EQ(config.poll.allow_networks[1], parse_network("::1/128").value());
    EXPECT_EQ(config.poll.proxy, "http://proxy.example:3128");
    EXPECT_EQ(config.notice.sensitivity, Sensitivity::low);
    EXPECT_EQ(config.store.path, "/srv/e.db");
    EXPECT_EQ(config.digest.times.at, (TimeOfDay{18, 5}));
    EXPECT_EQ(config.digest.times.weekdays, (std::set<unsigned>{1, 5}));
    EXPECT_EQ(config.digest.timezone, "Europe/Berlin");
    EXPECT_EQ(config.digest.when_empty, WhenEmpty::line);
    EXPECT_EQ(config.control, (ControlSettings{"/run/e.sock", "adm"}));
    EXPECT_EQ(config.web.listen, "127.0.0.1:8765");
    EXPECT_EQ(config.log.level, LogLevel::debug);
}

TEST(Config, DestinationsAreNamedAndSecretsAreReferences) {
    using Tls = SmtpSettings::Tls;
    using Kind = SecretReference::Kind;
    const Config config = good(R"([[deliver]]
from = "earshot@example.net"
to = ["Ann Example <ann@example.net>", "bo@example.net"]
[[deliver]]
kind = "smtp"
name = "work"
host = "mx.example.net"
tls = "implicit"
user = "ann"
password = "credential:smtp-password"
from = "earshot@example.net"
to = ["ann@example.net"]
[[deliver]]
name = "third"
host = "127.0.0.1"
tls = "none"
port = 2525
user = "ann"
password = "file:/srv/secret"
from = "earshot@example.net"
to = ["ann@example.net"]
ca_file = "/ca.pem"
)");
    ASSERT_EQ(config.deliver.size(), 3u);
    EXPECT_EQ(config.deliver[0].name, "mail");
    const auto smtp = [&config](std::size_t i) {
        return std::get<SmtpSettings>(config.deliver[i].way);
    };
    EXPECT_EQ(smtp(0).port, 25);
    EXPECT_EQ(smtp(0).tls, Tls::starttls);
    ASSERT_EQ(smtp(0).to.size(), 2u);
    EXPECT_EQ(smtp(0).to[0], (Address{"Ann Example", "ann@example.net"}));
    EXPECT_EQ(smtp(1).port, 465);
    EXPECT_EQ(smtp(1).tls, Tls::implicit);
    EXPECT_EQ(smtp(1).password, (SecretReference{Kind::credential, "smtp-password"}));
    EXPECT_EQ(smtp(2).port, 2525);
    EXPECT_EQ(smtp(2).tls, Tls::none);
    EXPECT_EQ(smtp(2).password, (SecretReference{Kind::file, "/srv/secret"}));
    EXPECT_EQ(smtp(2).ca_file, "/ca.pem");
}

TEST(Config, PeopleAndSourcesAreDeclaredWithTheirPlaces) {
    const Config config = good(R"([[person]]
name = "Jo Sample"
circle = "friends"
accounts = ["https://chirp.example/@jo"]
names = ["Jo S."]
phone = "+49 30 5550100"
note = "met in Lisbon"
sources = ["https://jo.example/feed.xml",
           "https://code.example/jo.atom"]

[[source]]
url = "https://network.example/updates?key=sesame"
title = "network"
carries = "many"
interval = "2h"
[[source]]
url = "https://blog.example/atom.xml"
person = "Jo Sample"
)");
    ASSERT_EQ(config.people.size(), 1u);
    Person jo;
    jo.name = "Jo Sample";
    jo.circles = {"friends"};
    jo.standing = Standing::followed;
    jo.phone = "+49 30 5550100";
    jo.note = "met in Lisbon";
    jo.declared_at = "earshot.toml:1";
    jo.accounts = {"https://chirp.example/@jo"};
    jo.names = {"Jo S."};
    EXPECT_EQ(config.people[0], jo);

    const auto source = [](const char* url, const char* title, const char* person, Carries carries,
                           std::optional<Span> interval, const char* where) {
        return DeclaredSource{*Url::parse(url), title, person, carries, interval, where};
    };
    const std::vector<DeclaredSource> expected{
        source("https://jo.example/feed.xml", "", "Jo Sample", Carries::one_person, {},
               "earshot.toml:8"),
        source("https://code.example/jo.atom", "", "Jo Sample", Carries::one_person, {},
               "earshot.toml:9"),
        source("https://network.example/updates?key=sesame", "network", "", Carries::many, 2 * hour,
               "earshot.toml:11"),
        source("https://blog.example/atom.xml", "", "Jo Sample", Carries::one_person, {},
               "earshot.toml:16")};
    EXPECT_EQ(config.sources, expected);
}

TEST(Config, AllComplaintsComeAtOnceInOrderOfLines) {
    EXPECT_EQ(complaints(R"([poll]
intervall = "2h"
min_interval = "5m"
per_host = 0
user_agent = 7

[digest]
at = "25:00"
timezone = "Europe/Atlantis"
empty = "sometimes"
days = ["mon", "noday"]

[deliver]
host = "x"

[[source]]
url = "https://ann:sesame@feeds.example/a?token=sesame"
person = "Jo Sampel"
[[source]]
url = "https://ann:sesame@feeds.example/a?token=sesame"
[[person]]
name = "Jo Sample"

[noticed]
sensitivity = "high"
)"),
              R"(earshot.toml:2: [poll] intervall: unknown key; did you mean "interval"?
earshot.toml:3: [poll] min_interval: must be at least 15m
earshot.toml:4: [poll] per_host: must be 1 to 16
earshot.toml:5: [poll] user_agent: must be text in quotes, not a number
earshot.toml:8: [digest] at: must be a time of day such as "07:30"
earshot.toml:9: [digest] timezone: must be a time zone that this system knows, such as "Europe/Berlin"
earshot.toml:10: [digest] empty: must be "skip", "line" or "never"
earshot.toml:11: [digest] days: must be "mon", "tue", "wed", "thu", "fri", "sat" or "sun"
earshot.toml:13: [deliver]: may stand several times: write [[deliver]]
earshot.toml:18: [source] person: there is no [[person]] of that name; did you mean "Jo Sample"?
earshot.toml:20: [source] url: https://…@feeds.example/a?… is already a source in line 17
earshot.toml:24: [noticed]: is no table of earshot's; did you mean "notice"?
)");
}

struct Mistake {
    const char* toml;
    const char* complaint;  // without "earshot.toml:"
};

TEST(Config, EachMistakeIsNamedWithItsLine) {
    const Mistake mistakes[] = {
        // Not TOML at all.
        {"[poll\n", "1: is not TOML: table header: expected ']', saw '\\n'"},
        {"[poll]\ninterval = 1h\n", "2: is not TOML: "},
        {"a = b\n", "1: is not TOML: this value is neither a number nor text; text needs quotes"},
        {"[=poll]\n", "1: is not TOML: key: expected bare key starting character or string "},
        {"[[[poll]]\n", "1: is not TOML: key: expected bare key starting character or string "},
        {"[poll.!]\n", "1: is not TOML: key: expected bare key starting character or string "},
        {"poll.=1\n", "1: is not TOML: key: expected bare key starting character or string "},
        {"[\x01]\n", "1: is not TOML: "},
        {"name = \xc5\x81ukasz\n",
         "1: is not TOML: this value is neither a number nor text; text needs quotes"},
        {"\xc5\x81 = 1\n", "1: is not TOML: "},
        {"a = 1 \xc5\x81\n", "1: is not TOML: "},
        {"[poll]\n[poll]\n", "2: is not TOML: table header: cannot redefine existing table 'poll'"},
        // Unknown and of the wrong shape.
        {"interval = \"1h\"\n", "1: interval: unknown key"},
        {"poll = 3\n", "1: [poll]: must be a table: write [poll]"},
        {"[[poll]]\n", "1: [poll]: must be a table: write [poll]"},
        {"deliver = [3]\n", "1: [deliver]: must be a table: write [[deliver]]"},
        {"[poll]\nzzz = 1\n", "2: [poll] zzz: unknown key"},
        {"[me]\nname = [\"a\"]\n", "2: [me] name: must be text in quotes, not a list"},
        {"[me]\nname = 07:30:00\n",
         "2: [me] name: must be text in quotes, not a date or time without quotes"},
        {"[me]\naccounts = \"a\"\n", "2: [me] accounts: must be a list in brackets, not text"},
        {"[me]\naccounts = [\n\"a\",\n3]\n",
         "4: [me] accounts: must be a list of texts in quotes, not a number"},
        {"[poll]\nper_host = 1.5\n",
         "2: [poll] per_host: must be a whole number, not a number with a fraction"},
        {"[poll]\nper_host = true\n",
         "2: [poll] per_host: must be a whole number, not true or false"},
        {"[me]\nname = \"a\\u001bb\"\n",
         "2: [me] name: must be one line without control characters"},
        // Ranges.
        {"[poll]\ninterval = \"14m59s\"\nmin_interval = \"15m\"\n",
         "2: [poll] interval: must be at least 15m"},
        {"[poll]\ninterval = \"32d\"\n", "2: [poll] interval: must be at most "},
        {"[poll]\ninterval = \"30m\"\n",
         "2: [poll] interval: is shorter than min_interval, 1h: lower that too if the servers "
         "agree"},
        {"[poll]\ninterval = \"2d\"\n", "1: [poll] max_interval: is shorter than interval, 2d"},
        {"[poll]\ninterval = \"often\"\n",
         "2: [poll] interval: must be a span of time such as \"90s\", \"15m\", \"2h30m\" or "
         "\"7d\""},
        {"[poll]\nconcurrency = 1001\n", "2: [poll] concurrency: must be 1 to 1000"},
        {"[poll]\nuser_agent = \"x\\r\\nCookie: a\"\n",
         "2: [poll] user_agent: must be plain ASCII: it goes into a header"},
        {"[poll]\nca_file = \"ca.pem\"\n",
         "2: [poll] ca_file: must be an absolute path, beginning with \"/\""},
        {"[[circle]]\nname = \"choir\"\nquiet.after = \"soon\"\n",
         "3: [circle] quiet.after: must be \"never\" or a time such as \"12 days\" or \"6 weeks\""},
        {"[[person]]\nname = \"Jo\"\nquiet.after = \"never\"\n",
         "3: [person] quiet.after: must be a time; write quiet = \"never\""},
        {"[[person]]\nname = \"Jo\"\nquiet = \"6w\"\n",
         "3: [person] quiet: must be \"never\"; a time goes into quiet.after"},
        {"[[person]]\nname = \"Jo\"\nquiet.after = \"1h\"\n",
         "3: [person] quiet.after: must be between a day and three years"},
        {"[[person]]\nname = \"Jo\"\nquiet.before = \"6w\"\n",
         "3: [person] quiet.before: unknown key"},
        {"[notice]\nsensitivity = \"extreme\"\n",
         "2: [notice] sensitivity: must be \"low\", \"normal\" or \"high\""},
        {"[digest]\ndays = []\n", "2: [digest] days: must name at least one day"},
        {"[log]\nlevel = \"loud\"\n",
         "2: [log] level: must be \"debug\", \"info\", \"warning\" or \"error\""},
        {"[control]\ngroup = \"a b\"\n", "2: [control] group: must be the name of a group"},
        {"[web]\nlisten = \"0.0.0.0:80\"\n",
         "2: [web] listen: must be a loopback address with a port, such as \"127.0.0.1:8765\": "
         "whoever can reach it can read everything"},
        // People and sources.
        {"[[person]]\ncircle = \"x\"\n", "1: [person] name: is missing: what you call this person"},
        {"[[person]]\nname = \" \"\n", "2: [person] name: must not be empty"},
        {"[[person]]\nname = \"Jo\"\n[[person]]\nname = \"Jo\"\n",
         "4: [person] name: \"Jo\" is already the name of a person in line 2"},
        {"[[person]]\nname = \"Jo\"\n[[person]]\nname = \"Al\"\nnames = [\"Jo\"]\n",
         "5: [person] names: \"Jo\" is already the name of a person in line 2"},
        {"[[person]]\nname = \"Jo\"\naccounts = [\"https://chirp.example/@jo\"]\n"
         "[[person]]\nname = \"Al\"\naccounts = [\"http://chirp.example/@jo/\"]\n",
         "6: [person] accounts: this account is already that of the person in line 3"},
        {"[me]\naccounts = [\"https://chirp.example/@ann\"]\n"
         "[[person]]\nname = \"Al\"\naccounts = [\"https://chirp.example/@ann\"]\n",
         "5: [person] accounts: this account is your own: see [me]"},
        {"[[source]]\ntitle = \"x\"\n", "1: [source] url: is missing: the address of the feed"},
        {"[[source]]\nurl = \"gopher://x\"\n",
         "2: [source] url: must be an address that begins with \"https:\", \"http:\" or \"file:\""},
        {"[[source]]\nurl = \"file:///etc/passwd\"\n",
         "2: [source] url: is a file outside of the directories that [poll] file_directories "
         "allows"},
        {"[[source]]\nurl = \"https://a.example/\"\ncarries = \"few\"\n",
         "3: [source] carries: must be \"one\" or \"many\""},
        {"[[source]]\nurl = \"https://a.example/\"\ninterval = \"1m\"\n",
         "3: [source] interval: must be at least 15m"},
        {"[[person]]\nname = \"Jo\"\n[[source]]\nurl = \"https://a.example/\"\nperson = \"Jo\"\n"
         "carries = \"many\"\n",
         "6: [source] carries: is \"many\", but the source is given to one person"},
        {"[[person]]\nname = \"Jo\"\nsources = [\n\"https://a.example/\",\n\"ftp://a\"]\n",
         "5: [person] sources: must be an address that begins with \"https:\", \"http:\" or "
         "\"file:\""},
    };
    for (const Mistake& mistake : mistakes) {
        const std::string found = complaints(mistake.toml);
        const std::string wanted = std::string("earshot.toml:") + mistake.complaint;
        EXPECT_EQ(found.substr(0, wanted.size()), wanted) << mistake.toml;
        EXPECT_EQ(std::count(found.begin(), found.end(), '\n'), 1) << found;
    }
}

/// A destination that is good but for the line that is added.
std::string deliver(const std::string& line) {
    return "[[deliver]]\nfrom = \"e@x.test\"\nto = [\"a@x.test\"]\n" + line + "\n";
}

TEST(Config, MistakesOfADestination) {
    const Mistake mistakes[] = {
        {"kind = \"fax\"", "4: [deliver] kind: must be \"smtp\""},
        {"name = \"\"", "4: [deliver] name: must not be empty"},
        {"host = \"smtp://x\"",
         "4: [deliver] host: must be the name or address of a host, without scheme and port"},
        {"port = 65536", "4: [deliver] port: must be 1 to 65535"},
        {"tls = \"maybe\"", "4: [deliver] tls: must be \"starttls\", \"implicit\" or \"none\""},
        {"host = \"mx.test\"\ntls = \"none\"",
         "5: [deliver] tls: may be \"none\" only when the host is this machine: the mail and the "
         "password would go readable over the network"},
        {"host = \"127.evil.test\"\ntls = \"none\"", "5: [deliver] tls: may be \"none\" only"},
        {"user = \"ann\"", "4: [deliver] user: needs a password: password = \"credential:NAME\""},
        {"password = \"credential:x\"", "4: [deliver] password: needs a user to log in as"},
        {"user = \"ann\"\npassword = \"credential:../x\"",
         "5: [deliver] password: \"credential:\" must be followed by the name of a credential"},
        {"user = \"ann\"\npassword = \"file:x\"",
         "5: [deliver] password: \"file:\" must be followed by an absolute path"},
        {"[[deliver]]\nfrom = \"e@x.test\"\nto = [\"a@x.test\"]",
         "4: [deliver] name: the destination in line 1 has the same name, \"mail\""},
    };
    for (const Mistake& mistake : mistakes) {
        const std::string found = complaints(deliver(mistake.toml));
        const std::string wanted = std::string("earshot.toml:") + mistake.complaint;
        EXPECT_EQ(found.substr(0, wanted.size()), wanted) << mistake.toml;
        EXPECT_EQ(std::count(found.begin(), found.end(), '\n'), 1) << found;
    }
    EXPECT_EQ(complaints("[[deliver]]\n"),
              "earshot.toml:1: [deliver] from: is missing: who the mail comes from\n"
              "earshot.toml:1: [deliver] to: is missing: a list of who gets the mail\n");
    EXPECT_EQ(complaints("[[deliver]]\nfrom = \"e@x.test\\r\\nBcc: b@x.test\"\nto = []\n"),
              "earshot.toml:2: [deliver] from: must be a mail address such as \"Ann "
              "<ann@example.net>\"\n"
              "earshot.toml:3: [deliver] to: must name at least one mail address\n");
}

TEST(Config, APasswordWrittenDownIsExplainedAndNotRepeated) {
    EXPECT_EQ(complaints(deliver("user = \"ann\"\npassword = \"open sesame\"")),
              "earshot.toml:5: [deliver] password: a secret does not belong into this file, which "
              "others may read: write it into credentials/NAME next to this file and refer to it "
              "by \"credential:NAME\", or keep it anywhere and refer to it by \"file:/path\"\n");
}

TEST(Config, NoComplaintRepeatsASecret) {
    // 7734 stands for one that somebody wrote in the wrong place or the wrong way.
    const char* texts[] = {
        "[deliver]\npassword = \"7734\"\n",
        "[[deliver]]\npassword = 7734\n",
        "[[deliver]]\npassword = 77347734773477347734773477347734\n",
        "[[deliver]]\npassword = true7734\n",
        "[[deliver]]\npassword = open7734\n",
        "[[deliver]]\npassword = '7734' 7734\n",
        "[[deliver]]\npassword = 1e7734\n",
        "[[deliver]]\npasswd = \"7734\"\n",
        "[[deliver]]\nhost = \"a:7734@b\"\n",
        "[[deliver]]\nfrom = \"7734\"\nto = [\"7734\"]\n",
        "[[source]]\nurl = \"htps://a:7734@b.example/\"\n",
        "[[source]]\nurl = \"https://a:7734@b.example/?t=7734\"\n"
        "[[source]]\nurl = \"https://a:7734@b.example/?t=7734\"\n",
        "\"https://b.example/?t=7734\" = 1\n",
        "[web]\nlisten = \"https://b.example/?t=7734\"\n",
        "[[person]]\nname = \"https://b.example/?t=7734\"\n"
        "[[person]]\nname = \"https://b.example/?t=7734\"\n",
    };
    for (const char* text : texts) {
        const std::string found = complaints(text);
        EXPECT_NE(found, "") << text;
        EXPECT_EQ(found.find("7734"), std::string::npos) << found;
    }
}

TEST(Config, OnlyThisMachineIsLoopback) {
    for (const char* host :
         {"localhost", "127.0.0.1", "127.0.0.0", "127.1.2.3", "127.255.255.255", "::1"})
        EXPECT_TRUE(is_loopback(host)) << host;
    for (const char* host :
         {"", "127.0.0.1.example", "127.0.0", "127.0.0.256", "127.0.0.1.2", "127.", "127.1",
          "localhost.example", "LOCALHOST", "localhost.", "0.0.0.0", "::", "128.0.0.1", "10.0.0.1",
          // What is another address for some readers, or is written otherwise than we would.
          "127.0.0.01", "127.00.0.1", "0127.0.0.1", "127.0.0.0x1", " 127.0.0.1", "127.0.0.1 ",
          "127.0..1", "0:0:0:0:0:0:0:1", "::01", "[::1]", "::1%lo", "::ffff:127.0.0.1", "::2"})
        EXPECT_FALSE(is_loopback(host)) << host;
}

TEST(Config, OnlyLoopbackMayBeListenedOn) {
    for (const char* listen : {"127.0.0.1:1", "[::1]:65535", "localhost:8765", ""})
        EXPECT_EQ(good(std::string("[web]\nlisten = \"") + listen + "\"\n").web.listen, listen);
    for (const char* listen : {"127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536", ":80", "8765",
                               "127.0.0.1:80x", "*:80", "[::]:80", "example.net:80"})
        EXPECT_NE(complaints(std::string("[web]\nlisten = \"") + listen + "\"\n"), "") << listen;
}

TEST(Config, FilesBelowAnAllowedDirectoryAreSources) {
    const std::string allowed = "[poll]\nfile_directories = [\"/srv/feeds\", \"/mnt/\"]\n";
    const auto with = [&](const std::string& url) {
        return complaints(allowed + "[[source]]\nurl = \"" + url + "\"\n");
    };
    EXPECT_EQ(with("file:///srv/feeds/a.xml"), "");
    EXPECT_EQ(with("file:///mnt/a.xml"), "");
    EXPECT_NE(with("file:///srv/feeds-of-others/a.xml"), "");
    EXPECT_NE(with("file:///srv/feeds/../secret"), "");
}

TEST(Config, NearMissesAreNamed) {
    struct Row {
        const char* key;
        const char* meant;
    };
    for (const Row& row : {Row{"intervall", "interval"},
                           {"concurency", "concurrency"},
                           {"usr_agent", "user_agent"},
                           {"per_hosts", "per_host"}})
        EXPECT_EQ(complaints("[poll]\n" + std::string(row.key) + " = 1\n"),
                  "earshot.toml:2: [poll] " + std::string(row.key) +
                      ": unknown key; did you mean \"" + row.meant + "\"?\n");
    EXPECT_EQ(complaints("[poll]\nretries = 1\n"), "earshot.toml:2: [poll] retries: unknown key\n");
}

}  // namespace
}  // namespace earshot
