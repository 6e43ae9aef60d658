// Reading the settings again: files as they lie, the API that asks for it, feeds read before and
// after. The people are invented.

#include "daemon/app/reload.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/written.hpp"

#include <fstream>
#include <functional>

#include "support/commands_test.hpp"
#include "support/temporary_directory.hpp"

namespace earshot::app {
namespace {

std::string garden(const std::string& verb) {
    return "name = \"garden\"\n\n[match]\nhosts = [\"garden.example\"]\n\n[[phrase]]\nverb = \"" +
           verb + "\"\nsays = [\"{actor} watered {object}\"]\n";
}

class ReloadTest : public CommandsTest {
protected:
    ReloadTest() {
        std::filesystem::create_directory(directory_.file("dialects"));
        arguments_.config = directory_.file("earshot.toml");
        arguments_.dialects = {directory_.file("dialects")};
        std::filesystem::create_directory(directory_.file("sites"));
        arguments_.sites = {directory_.file("sites")};
        write("earshot.toml", "");
        write("dialects/garden.toml", garden("like"));
        in_force_ = load_settings(arguments_).value();
        source_ = add_network("https://garden.example/feed");
    }

    void write(const std::string& name, const std::string& text) {
        std::ofstream(directory_.file(name)) << text;
    }
    Answer reload() {
        control::Request request;
        request.method = "POST";
        request.path = {"v1", "reload"};
        request.peer = peer_;
        return tests::run(io_, real_.answer(std::move(request)));
    }
    /// What an entry is taken for that comes now.
    Verb verb_of(const std::string& key) {
        http::Reply reply;
        reply.status = 200;
        const Source source = source_of(source_);
        reply.effective = source.url;
        reply.body =
            "<feed xmlns='http://www.w3.org/2005/Atom'><id>https://garden.example/</id>"
            "<title>garden</title><entry><id>" +
            key + "</id><title>Ann watered the oak " + key +
            "</title><author><name>Ann</name></author>"
            "<updated>2026-04-13T00:00:00Z</updated></entry></feed>";
        intake_in_force_.take(source, reply, start);
        return store_.activities.find({}).back().news.activity.verb;
    }

    test::TemporaryDirectory directory_;
    Arguments arguments_;
    Settings in_force_;
    SourceId source_;
    Intake intake_in_force_{store_,         in_force_.dialects, events_,
                            PollSettings{}, NoticeSettings{},   Me()};
    Reload reload_now_{arguments_, in_force_, clock_,
                       store_,     events_,   {intake_in_force_, poller_, teller_, courier_}};
    Commands real_{clock_,
                   store_,
                   events_,
                   lookout_,
                   poller_,
                   teller_,
                   in_force_.config.notice,
                   in_force_.sites,
                   courier_,
                   [this] { return reload_now_(); }};
};

TEST_F(ReloadTest, LaterPollsUseTheNewDialects) {
    EXPECT_EQ(verb_of("1"), Verb::like);
    write("dialects/garden.toml", garden("watch"));
    EXPECT_EQ(verb_of("2"), Verb::like);
    const Answer answer = reload();
    EXPECT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(verb_of("3"), Verb::watch);
}

TEST_F(ReloadTest, ABrokenDialectRefusesAll) {
    write("earshot.toml", "[[person]]\nname = \"Bo Birke\"\n[poll]\ninterval = \"2h\"\n");
    write("dialects/garden.toml", garden("lick"));
    const Answer answer = reload();
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(slug_of(answer), "rejected");
    const json::object problem = body_of(answer).at("problems").at(0).as_object();
    EXPECT_EQ(std::string(problem.at("file").as_string()), directory_.file("dialects/garden.toml"));
    EXPECT_EQ(problem.at("line"), 7);
    EXPECT_EQ(verb_of("1"), Verb::like);
    EXPECT_TRUE(in_force_.config.people.empty());
    EXPECT_EQ(intake_in_force_.settings().interval, PollSettings().interval);
    EXPECT_EQ(names(), std::vector<std::string>{"Ann"});
}

TEST_F(ReloadTest, SitesAreReadWithTheRest) {
    const std::string site = "name = \"Garden\"\n[[shorthand]]\nsays = \"garden:{name}\"\n";
    write("earshot.toml", "[[person]]\nname = \"Bo Birke\"\naccounts = [\"garden:bo\"]\n");
    write("sites/garden.toml", site + "account = \"https://garden.example/{name}\"\n");
    ASSERT_EQ(reload().status, 200);
    const auto bo = person_at(called("Bo Birke"));
    EXPECT_EQ(bo->accounts, std::vector<std::string>{"https://garden.example/bo"});

    write("sites/garden.toml", site + "account = \"https://garden.example/{login}\"\n");
    const Answer answer = reload();
    EXPECT_EQ(answer.status, 422);
    const json::object problem = body_of(answer).at("problems").at(0).as_object();
    EXPECT_EQ(std::string(problem.at("file").as_string()), directory_.file("sites/garden.toml"));
    EXPECT_EQ(problem.at("line"), 3);
    EXPECT_EQ(in_force_.sites.written_out("garden:bo"), "https://garden.example/bo");
}

TEST_F(ReloadTest, EveryComplaintAboutBothIsSaidAtOnce) {
    write("earshot.toml", "[poll]\nintervall = \"2h\"\n");
    write("dialects/garden.toml", garden("lick"));
    EXPECT_EQ(body_of(reload()).at("problems").as_array().size(), 2U);
    EXPECT_EQ(verb_of("1"), Verb::like);
}

TEST_F(ReloadTest, ThePartsAreToldOfNewSettings) {
    write("earshot.toml",
          "[[person]]\nname = \"Bo Birke\"\n[poll]\ninterval = \"2h\"\n[digest]\n"
          "timezone = \"Asia/Tokyo\"\n");
    EXPECT_EQ(reload().status, 200);
    EXPECT_EQ(names(), std::vector<std::string>{"Bo Birke"});
    EXPECT_EQ(intake_in_force_.settings().interval, 2 * hour);
    EXPECT_EQ(teller_.zone().name(), "Asia/Tokyo");
}

TEST_F(ReloadTest, TheSameFilesOnceMoreWriteNothing) {
    write("earshot.toml",
          "[[person]]\nname = \"Bo Birke\"\nsources = [\"https://bo.example/feed\"]\n");
    EXPECT_EQ(reload().status, 200);
    const auto before = store_.written.certain();
    EXPECT_EQ(reload().status, 200);
    EXPECT_TRUE(store_.written.since(before, 10).rows.empty());
}

TEST_F(ReloadTest, WhatIsDeclaredAndWasChangedIsPutRightByTheSameFiles) {
    write("earshot.toml",
          "[[person]]\nname = \"Bo Birke\"\nsources = [\"https://bo.example/feed\"]\n");
    EXPECT_EQ(reload().status, 200);
    const Source feed = all_sources().back();
    const std::function<void()> changes[] = {
        [&] {
            Person person = *person_at(called("Bo Birke"));
            person.standing = Standing::let_go;
            update(person);
        },
        [&] {
            Source source = source_of(feed.id);
            source.title = "";
            update(source);
        },
        [&] { store_.sources.remove(feed.id); },
        [&] { store_.people.remove(called("Bo Birke")); },
        [&] { store_.people.hide(called("Bo Birke"), add_person("Ann")); },
    };
    for (const auto& change : changes) {
        change();
        EXPECT_EQ(reload().status, 200);
        EXPECT_EQ(person_at(called("Bo Birke"))->standing, Standing::followed);
        EXPECT_EQ(all_sources().back().title, "bo.example");
        EXPECT_EQ(all_sources().back().owner, called("Bo Birke"));
    }
}

}  // namespace
}  // namespace earshot::app
