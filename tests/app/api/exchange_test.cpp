// Import and export. The people are invented.

#include <algorithm>

#include "daemon/app/exchange/import_file.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "support/commands_test.hpp"

namespace earshot::app {
namespace {

using Texts = std::vector<std::string>;

constexpr const char* feeds = R"(<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="friends">
<outline text="Ines Duarte" title="Notes from the coast" xmlUrl="https://ines.example/feed?token=hush" htmlUrl="https://ines.example/"/>
<outline text="Tom Hale" xmlUrl="https://tom.example/atom"/>
<outline text="Tom Hale" title="code of tom" xmlUrl="https://code.example/tom.atom"/>
</outline>
<outline text="Blog" xmlUrl="https://a.example/"/>
<outline text="Blog" xmlUrl="https://b.example/"/>
<outline text="Old" xmlUrl="gopher://old.example/"/>
</body></opml>)";

constexpr const char* cards =
    "BEGIN:VCARD\nVERSION:3.0\nFN:Ines Duarte\nUID:17\nURL:https://ines.example\n"
    "EMAIL:ines@mail.example\nTEL:+351 21 555 01 20\nCATEGORIES:my-100\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nFN:Lena Ortiz\nEMAIL:lena@mail.example\nORG:Sea\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nFN:Only A Name\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:3.0\nNOTE:nobody\nEND:VCARD\n";

constexpr const char* header =
    "Notes:\n\"x\"\n\nFirst Name,Last Name,URL,Company,Position,Connected On\n";
constexpr const char* lena =
    "Lena,Ortiz,https://www.network.example/in/lena,Sea,Captain,01 Jan 2024\n";
constexpr const char* marek = "Marek,Sobol,https://www.network.example/in/marek,,,02 Apr 2026\n";

class ExchangeTest : public CommandsTest {
protected:
    json::object import(const std::string& target, const std::string& file) {
        const Answer answer = ask("POST", "/v1/import/" + target, file);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return body_of(answer);
    }
    /// "3 new Ines Duarte: ...", one for each item.
    static Texts items(const json::object& answer) {
        Texts lines;
        for (const json::value& item : answer.at("items").as_array())
            lines.push_back(json::serialize(item.at("line")) + " " +
                            std::string(item.at("state").as_string()) + " " +
                            std::string(item.at("name").as_string()) + ": " +
                            std::string(item.at("detail").as_string()));
        return lines;
    }
    static std::string counts(const json::object& answer) {
        std::string text;
        for (const char* word : {"new", "changed", "known", "refused"})
            text += json::serialize(answer.at(word)) + " ";
        return text;
    }
    Person called(const std::string& name) const {
        for (const Person& person : all_people())
            if (person.name == name) return person;
        ADD_FAILURE() << "nobody is called " << name;
        return {};
    }
    std::vector<io::StoredActivity> own() const {
        io::ActivityQuery query;
        query.own = true;
        return store_.activities.find(query);
    }
    std::string exported(const std::string& target) {
        const Answer answer = ask("GET", "/v1/export/" + target);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return answer.body;
    }
};

// --- OPML ---

TEST_F(ExchangeTest, FeedsBecomeSourcesOfThePeopleTheyName) {
    const json::object done = import("opml", feeds);
    EXPECT_EQ(items(done),
              (Texts{
                  "3 new Ines Duarte: https://ines.example/feed?…, a new person",
                  "4 new Tom Hale: https://tom.example/atom, a new person",
                  "5 new Tom Hale: https://code.example/tom.atom, of Tom Hale",
                  "7 new Blog: https://a.example/, whose writer it will say itself",
                  "8 new Blog: https://b.example/, whose writer it will say itself",
                  "9 refused : xmlUrl: the address has to begin with http:, https: or file:",
              }));
    EXPECT_EQ(counts(done), "5 0 0 1 ");
    EXPECT_EQ(done.at("people_new"), 2);
    EXPECT_EQ(done.at("sources_new"), 5);
    const Person ines = called("Ines Duarte");
    EXPECT_EQ(ines.standing, Standing::followed);
    EXPECT_EQ(main_circle(ines), "friends");
    EXPECT_EQ(ines.accounts, Texts{"https://ines.example/"});
    const Source source = all_sources().at(0);
    EXPECT_EQ(source.title, "Notes from the coast");
    EXPECT_EQ(source.owner, ines.id);
    EXPECT_EQ(source.carries, Carries::one_person);
    EXPECT_EQ(source.url.reveal(), "https://ines.example/feed?token=hush");
    EXPECT_TRUE(store_.polls.next_due()) << "they are polled soon";
}

TEST_F(ExchangeTest, ASecondImportChangesNothing) {
    for (const auto& [kind, file] :
         {std::pair("opml", std::string(feeds)), std::pair("vcard", std::string(cards)),
          std::pair("linkedin", std::string(header) + lena + marek)}) {
        import(kind, file);
        const auto people = all_people();
        const auto sources = all_sources();
        const json::object again = import(kind, file);
        EXPECT_EQ(again.at("new"), 0) << kind;
        EXPECT_EQ(again.at("changed"), 0) << kind;
        EXPECT_GT(again.at("known").to_number<int>(), 0) << kind;
        EXPECT_EQ(all_people(), people) << kind;
        EXPECT_EQ(all_sources(), sources) << kind;
        EXPECT_TRUE(own().empty()) << kind;
    }
}

TEST_F(ExchangeTest, ADryRunSaysTheSameAndChangesNothing) {
    for (const auto& [kind, file] :
         {std::pair("opml", std::string(feeds)), std::pair("vcard", std::string(cards)),
          std::pair("linkedin", std::string(header) + lena)}) {
        const auto people = all_people();
        const auto sources = all_sources();
        json::object dry = import(std::string(kind) + "?dry_run=1", file);
        EXPECT_EQ(dry.at("dry_run"), true);
        EXPECT_EQ(all_people(), people) << kind;
        EXPECT_EQ(all_sources(), sources) << kind;
        dry["dry_run"] = false;
        EXPECT_TRUE(dry.at("change").is_null()) << kind;
        json::object done = import(kind, file);
        dry["change"] = done.at("change");
        EXPECT_EQ(dry, done) << kind;
    }
}

TEST_F(ExchangeTest, ManyAndCircleAreTheUsersWish) {
    import("opml?many=1", feeds);
    EXPECT_TRUE(all_people().empty());
    EXPECT_EQ(all_sources().at(0).carries, Carries::many);
    import("opml?circle=my%20100",
           "<opml><outline text='Ana Lind' xmlUrl='https://ana.example/'/></opml>");
    EXPECT_EQ(main_circle(called("Ana Lind")), "my 100");
}

TEST_F(ExchangeTest, AFeedOfSomebodyKnownByThePageIsTheirs) {
    Person light;
    light.name = "inesd";
    light.accounts = {"http://www.ines.example"};
    const PersonId known = put(light);
    import("opml", feeds);
    EXPECT_EQ(all_sources().at(0).owner, known);
    EXPECT_EQ(person_at(known)->standing, Standing::followed);
    EXPECT_EQ(person_at(known)->name, "inesd");
}

TEST_F(ExchangeTest, ThePageOfAPrivateFeedIsNoAccountWhenItHidesSomethingToo) {
    import("opml",
           "<opml><outline text='Ana Lind' xmlUrl='https://ana.example/feed?key=hush' "
           "htmlUrl='https://ana.example/?key=hush'/>"
           "<outline text='Bo Birke' xmlUrl='https://bo.example/feed' "
           "htmlUrl='https://bo.example/?id=7'/></opml>");
    EXPECT_TRUE(called("Ana Lind").accounts.empty());
    EXPECT_EQ(called("Bo Birke").accounts, Texts{"https://bo.example/?id=7"});
    EXPECT_EQ(json::serialize(get("/v1/people")).find("hush"), std::string::npos);
}

TEST_F(ExchangeTest, WhatIsExportedIsImportedAgain) {
    import("opml", feeds);
    import("opml?many=1",
           "<opml><outline text='The network' xmlUrl='https://network.example/'/></opml>");
    const auto people = all_people();
    const auto sources = all_sources();
    const std::string written = exported("opml?secrets=1");

    io::Store fresh(":memory:");
    const FileImport how;
    const auto done = tests::run(io_, import_file(fresh, FileKind::opml, written, how, start));
    ASSERT_TRUE(done);
    EXPECT_EQ(fresh.people.all().size(), people.size());
    for (const Person& person : people) {
        const bool there = std::ranges::any_of(fresh.people.all(), [&](const Person& one) {
            return one.name == person.name && one.circles == person.circles &&
                   one.accounts == person.accounts && one.standing == person.standing;
        });
        EXPECT_TRUE(there) << person.name;
    }
    for (const Source& source : sources) {
        const auto there = fresh.sources.by_url(source.url);
        ASSERT_TRUE(there);
        EXPECT_EQ(there->title, source.title);
        EXPECT_EQ(there->carries, source.carries);
        EXPECT_EQ(there->owner.has_value(), source.owner.has_value());
    }
    EXPECT_EQ(counts(import("opml", written)), "0 0 6 0 ");
}

// --- export ---

TEST_F(ExchangeTest, SecretsAreForThoseWhoMayWriteAndAsk) {
    import("opml", feeds);
    for (const std::string kind : {"opml", "json"}) {
        EXPECT_EQ(exported(kind).find("hush"), std::string::npos);
        EXPECT_NE(exported(kind + "?secrets=1").find("hush"), std::string::npos);
        peer_.may_write = false;
        EXPECT_EQ(exported(kind).find("hush"), std::string::npos);
        EXPECT_EQ(slug_of(ask("GET", "/v1/export/" + kind + "?secrets=1")), "not-permitted");
        peer_.may_write = true;
    }
}

TEST_F(ExchangeTest, JsonHasPeopleAndSources) {
    import("opml", feeds);
    import("linkedin", std::string(header) + lena);
    Person passer_by = *person_at(add_person("Passer By", Standing::light));
    passer_by.name_from = NameFrom::feed;
    update(passer_by);
    import("vcard", "BEGIN:VCARD\nFN:Only A Name\nEND:VCARD\n");
    const json::object book = get("/v1/export/json");
    EXPECT_EQ(book.at("earshot_export"), 1);
    const json::array people = book.at("people").as_array();
    ASSERT_EQ(people.size(), 6U) << "who only came with a feed is left out";
    EXPECT_EQ(people[0].at("name"), "Ines Duarte");
    EXPECT_EQ(people[0].at("accounts"), json::array{"https://ines.example/"});
    EXPECT_EQ(people[4].at("connected_on"), "2024-01-01");
    EXPECT_EQ(people[5].at("name"), "Only A Name") << "a card is the user's own word";
    EXPECT_EQ(book.at("sources").at(0).at("person"), 1);
    EXPECT_EQ(book.at("sources").at(0).at("url"), "https://ines.example/feed?…");
}

// --- vCard ---

TEST_F(ExchangeTest, CardsBecomeLightPeopleAndAddressesIdentities) {
    const PersonId ines = add_person("Ines");
    Person known = *person_at(ines);
    known.accounts = {"https://ines.example/"};
    update(known);
    const json::object done = import("vcard", cards);
    EXPECT_EQ(items(done), (Texts{
                               "1 changed Ines Duarte: mailto:ines@mail.example",
                               "10 new Lena Ortiz: mailto:lena@mail.example",
                               "16 new Only A Name: ",
                               "20 refused : FN: has no name",
                           }));
    known = *person_at(ines);
    EXPECT_EQ(known.name, "Ines") << "the user's word stays";
    EXPECT_EQ(known.phone, "+351 21 555 01 20");
    EXPECT_EQ(main_circle(known), "my-100");
    EXPECT_EQ(known.accounts,
              (Texts{"https://ines.example/", "uid:17", "mailto:ines@mail.example"}));
    EXPECT_EQ(called("Lena Ortiz").standing, Standing::light);
    EXPECT_EQ(called("Lena Ortiz").note, "Sea");
    EXPECT_TRUE(all_sources().empty());
}

TEST_F(ExchangeTest, AChangedCardOfOneUidIsTheSamePerson) {
    import("vcard", cards);
    const json::object done = import(
        "vcard", "BEGIN:VCARD\nFN:Ines D. Duarte\nUID:17\nURL:https://new.example/\nEND:VCARD\n");
    EXPECT_EQ(items(done), Texts{"1 changed Ines D. Duarte: https://new.example/"});
    EXPECT_EQ(all_people().size(), 3U);
}

TEST_F(ExchangeTest, OneMailboxOfTwoNamesIsTwoPeopleAndASuggestion) {
    import("vcard", cards);
    const json::object done =
        import("vcard", "BEGIN:VCARD\nFN:Rui Ortiz\nEMAIL:lena@mail.example\nEND:VCARD\n");
    EXPECT_EQ(items(done), Texts{"1 new Rui Ortiz: mailto:lena@mail.example belongs to Lena Ortiz "
                                 "(earshot suggest)"});
    EXPECT_EQ(get("/v1/suggestions").at("items").at(0).at("why").at(0),
              "one names the other's lena@mail.example as theirs (vcard)");
}

TEST_F(ExchangeTest, WhatTheConfigurationDeclaresIsOnlyLearnedFrom) {
    Person declared;
    declared.name = "Ines Duarte";
    declared.standing = Standing::followed;
    declared.declared_at = "earshot.toml:12";
    declared.accounts = {"https://ines.example/"};
    const PersonId ines = put(declared);
    import("vcard", cards);
    declared.id = ines;
    EXPECT_EQ(person_at(ines), declared);
    const std::vector<IdentityKey> key{
        {IdentityKey::Kind::account, "ines@mail.example", std::nullopt}};
    EXPECT_EQ(store_.identities.find(key), ines);
    EXPECT_EQ(import("vcard", cards).at("changed"), 0);
}

// --- LinkedIn ---

TEST_F(ExchangeTest, TheFirstConnectionsAreNoNews) {
    const json::object done = import("linkedin", std::string(header) + lena + marek);
    EXPECT_EQ(done.at("first_connections"), true);
    EXPECT_EQ(done.at("connections_new"), 0);
    EXPECT_TRUE(own().empty());
    const Person person = called("Lena Ortiz");
    EXPECT_EQ(person.standing, Standing::light);
    EXPECT_EQ(person.note, "Captain, Sea");
    EXPECT_EQ(person.connected_on, parse_rfc3339("2024-01-01T00:00:00Z").value());
}

TEST_F(ExchangeTest, LaterOnesAreTheUsersOwnNewConnections) {
    import("linkedin", std::string(header) + lena + marek);
    const std::string more =
        std::string(header) + "Ana,Lind,https://www.network.example/in/ana,,,10 Apr 2026\n" +
        "Bo,Birke,https://www.network.example/in/bo,,,01 Feb 2020\n" +
        "Cy,Dahl,https://www.network.example/in/cy,,,20 Apr 2026\n" + lena + marek;
    const json::object done = import("linkedin", more);
    EXPECT_EQ(done.at("connections_new"), 3);
    EXPECT_EQ(items(done).at(0),
              "5 new Ana Lind: connected on 2026-04-10; https://www.network.example/in/ana");
    const auto activities = own();
    ASSERT_EQ(activities.size(), 3U);
    const News& ana = activities[0].news;
    EXPECT_EQ(ana.activity.verb, Verb::connect);
    EXPECT_EQ(ana.activity.objects,
              (std::vector<Object>{{"Ana Lind", "https://www.network.example/in/ana"}}));
    EXPECT_EQ(ana.at, parse_rfc3339("2026-04-10T00:00:00Z").value());
    EXPECT_EQ(ana.quality, TimeQuality::stated);
    EXPECT_EQ(ana.freshness, Freshness::fresh);
    EXPECT_FALSE(activities[0].person) << "the user is no person";
    EXPECT_EQ(activities[1].news.freshness, Freshness::backfill) << "older than all that was known";
    EXPECT_EQ(activities[2].news.quality, TimeQuality::clamped);
    EXPECT_EQ(activities[2].news.at, start);
    EXPECT_EQ(get("/v1/activities?verb=connect").at("items").at(0).at("own"), true);
    EXPECT_TRUE(get("/v1/activities?verb=connect").at("items").at(0).at("source").is_null());

    EXPECT_EQ(import("linkedin", more).at("connections_new"), 0);
    EXPECT_EQ(own().size(), 3U);
}

TEST_F(ExchangeTest, ANewConnectionMayBeSomebodyKnown) {
    import("linkedin", std::string(header) + lena);
    Person known;
    known.name = "Marek";
    known.standing = Standing::followed;
    known.accounts = {"https://network.example/in/Marek/"};
    const PersonId id = put(known);
    const json::object done = import("linkedin", std::string(header) + marek);
    EXPECT_EQ(items(done), Texts{"5 changed Marek Sobol: connected on 2026-04-02"});
    EXPECT_EQ(own().size(), 1U);
    EXPECT_TRUE(person_at(id)->connected_on);
    EXPECT_EQ(person_at(id)->standing, Standing::followed);
}

TEST_F(ExchangeTest, AConnectionThatAFeedShowsIsTheSamePerson) {
    import("linkedin", std::string(header) + lena);
    Source source;
    source.url = Url::parse("https://network.example/updates").value();
    source.carries = Carries::many;
    source.id = put(source, {});
    http::Reply reply;
    reply.status = 200;
    reply.effective = source.url;
    reply.body =
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>n</title><entry><id>1</id>"
        "<title>Lena Ortiz is now connected to Bo</title><author><name>Lena O.</name>"
        "<uri>https://www.network.example/in/LENA</uri></author>"
        "<updated>2026-04-13T00:00:00Z</updated></entry></feed>";
    intake_.take(source, reply, start);
    EXPECT_EQ(all_people().size(), 1U);
    EXPECT_EQ(store_.presence.sources_of(called("Lena Ortiz").id), std::vector{source.id});
}

// --- refusals ---

TEST_F(ExchangeTest, WhatCannotBeReadIsRefusedWhole) {
    const struct {
        const char* target;
        const char* body;
        int status;
        const char* slug;
    } rows[] = {
        {"opml", "", 422, "rejected"},
        {"opml", "<rss/>", 422, "rejected"},
        {"vcard", "hello", 422, "rejected"},
        {"linkedin", "a,b\n1,2\n", 422, "rejected"},
        {"photos", "x", 404, "not-found"},
        {"csv", "x", 422, "rejected"},
        {"opml?dry_run=yes", "x", 400, "bad-parameter"},
        {"opml?part=2&of=2&upload=a", "x", 400, "bad-parameter"},  // a client of former times
    };
    for (const auto& row : rows) {
        const Answer answer = ask("POST", std::string("/v1/import/") + row.target, row.body);
        EXPECT_EQ(answer.status, row.status) << row.target << answer.body;
        EXPECT_EQ(slug_of(answer), row.slug) << row.target;
    }
    EXPECT_EQ(slug_of(ask("GET", "/v1/export/csv")), "not-found");
    EXPECT_EQ(slug_of(ask("GET", "/v1/export/opml?secrets=yes")), "bad-parameter");
    EXPECT_TRUE(all_people().empty());
}

TEST_F(ExchangeTest, OnlyAFileMayBeLargerThanARequest) {
    const auto limit = [&](const std::string& method, const std::string& target) {
        control::Request head;
        head.method = method;
        head.path = control::parse_target(target).value().path;
        head.peer = peer_;
        return Commands::body_limit(head);
    };
    EXPECT_EQ(limit("POST", "/v1/import/opml"), control::limits::file_bytes);
    EXPECT_EQ(limit("GET", "/v1/import/opml"), control::limits::body_bytes);
    EXPECT_EQ(limit("POST", "/v1/sources"), control::limits::body_bytes);
    EXPECT_EQ(limit("POST", "/v1/nothing"), control::limits::body_bytes);
    peer_.may_write = false;
    EXPECT_EQ(limit("POST", "/v1/import/opml"), std::nullopt);
    EXPECT_EQ(limit("POST", "/v1/sources"), control::limits::body_bytes);
    EXPECT_EQ(ask("POST", "/v1/import/opml").status, 403);
}

TEST_F(ExchangeTest, OnlySoMuchIsTold) {
    std::string file = "<opml>";
    for (std::size_t i = 0; i <= Imported::most_items; ++i)
        file += "<outline text='a b' xmlUrl='https://h.example/" + std::to_string(i) + "'/>";
    const json::object done = import("opml?many=1", file + "</opml>");
    EXPECT_EQ(done.at("items").as_array().size(), Imported::most_items);
    EXPECT_EQ(done.at("left_out"), 1);
    EXPECT_EQ(done.at("new"), Imported::most_items + 1);
}

}  // namespace
}  // namespace earshot::app
