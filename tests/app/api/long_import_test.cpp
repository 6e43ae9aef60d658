// Long files come in by steps: others are served between, what is broken off goes on where it was,
// and a dry run says what the import says.

#include <sqlite3.h>

#include <boost/asio/co_spawn.hpp>

#include "daemon/app/exchange/import_file.hpp"
#include "daemon/app/people/who_is_who.hpp"
#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "support/commands_test.hpp"
#include "support/sqlite_handle.hpp"

namespace earshot::app {
namespace {

namespace asio = boost::asio;

constexpr int many = 330;

std::string feeds() {
    std::string text = "<opml><body>";
    for (int i = 0; i < many; ++i) {
        const std::string number = std::to_string(i);
        // Each third belongs to somebody who has one already.
        const std::string name = "Person " + std::to_string(i - i % 3) + " Quill";
        text += "<outline text='" + name + "' xmlUrl='https://f.example/" + number +
                "' htmlUrl='https://p.example/" + std::to_string(i - i % 3) + "'/>";
    }
    return text + "</body></opml>";
}

std::string connections() {
    std::string text = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
    for (int i = 0; i < many; ++i)
        text += "Ann,Quill" + std::to_string(i) + ",https://www.network.example/in/a" +
                std::to_string(i) + ",,,,0" + std::to_string(1 + i % 9) + " Apr 2020\n";
    return text;
}

std::string cards() {
    std::string text;
    for (int i = 0; i < many; ++i)
        text += "BEGIN:VCARD\nFN:Ann Quill" + std::to_string(i % 300) +
                "\nUID:" + std::to_string(i % 300) + "\nEND:VCARD\n";
    return text;
}

/// What an import leaves, whatever numbers it gave.
struct Left {
    std::vector<std::string> people, sources;
    std::size_t activities = 0;

    bool operator==(const Left&) const = default;
};

Left left_in(const io::Store& store) {
    Left left;
    for (const Person& person : store.people.all())
        left.people.push_back(person.name + json::serialize(json::array(person.accounts.begin(),
                                                                        person.accounts.end())));
    for (const Source& source : store.sources.all())
        left.sources.push_back(source.url.reveal() + source.title +
                               store.people.one(source.owner.value())->name);
    left.activities = store.activities.find({}).size();
    return left;
}

class LongImport : public testing::Test {
protected:
    struct File {
        FileKind kind;
        std::string text;
    };
    static std::vector<File> files() {
        return {{FileKind::opml, feeds()},
                {FileKind::vcard, cards()},
                {FileKind::linkedin, connections()}};
    }

    Result<Imported> import(io::Store& store, const File& file, bool dry_run = false) {
        FileImport how;
        how.dry_run = dry_run;
        return tests::run(io_, import_file(store, file.kind, file.text, how, start));
    }

    asio::io_context io_{1};
};

TEST_F(LongImport, ADryRunSaysTheSameAndLeavesNothing) {
    for (const File& file : files()) {
        io::Store store(":memory:");
        // Some of them are known already.
        import(store, {FileKind::opml, feeds().substr(0, 5000) + "</body></opml>"}).value();
        const Left before = left_in(store);
        const auto tried = import(store, file, true);
        EXPECT_EQ(left_in(store), before);
        const auto done = import(store, file);
        auto said = done.value().to_object();
        EXPECT_FALSE(said.at("change").is_null()) << "all of it can be taken back";
        said["change"] = nullptr;
        EXPECT_EQ(tried.value().to_object(), said);
        EXPECT_NE(left_in(store), before);
    }
}

TEST_F(LongImport, OthersWriteBetweenItsSteps) {
    for (const bool dry_run : {false, true}) {
        io::Store store(":memory:");
        FileImport how;
        how.dry_run = dry_run;
        const std::string text = feeds();
        bool ended = false;
        asio::co_spawn(io_, import_file(store, FileKind::opml, text, how, start),
                       [&](std::exception_ptr error, const Result<Imported>& done) {
                           EXPECT_FALSE(error);
                           EXPECT_EQ(done.value().sources_added, many);
                           ended = true;
                       });
        int written = 0;
        io_.restart();
        while (!ended && io_.run_one() > 0) {
            Person person;
            person.name = "Bo " + std::to_string(++written);
            store.people.add(person);
        }
        EXPECT_GT(written, many / 60);
        EXPECT_EQ(store.sources.all().size(), dry_run ? 0U : many);
    }
}

TEST_F(LongImport, WhatWasBrokenOffGoesOnWithTheSameFile) {
    for (const File& file : files()) {
        io::Store whole(":memory:");
        const auto at_once = import(whole, file).value().to_object();

        test::SqliteHandle handle;
        io::Store store(":memory:");
        const auto run = [&](const char* sql) {
            EXPECT_EQ(sqlite3_exec(handle.get(), sql, nullptr, nullptr, nullptr), SQLITE_OK);
        };
        run("CREATE TEMP TRIGGER full BEFORE INSERT ON main.person"
            " WHEN (SELECT count(*) FROM main.person) >= 101"
            " BEGIN SELECT RAISE(ABORT, 'no more room'); END");
        const auto broken = import(store, file);
        ASSERT_FALSE(broken);
        EXPECT_TRUE(broken.error().retryable);
        EXPECT_NE(broken.error().what.find("items, which are kept"), std::string::npos)
            << broken.error().what;
        EXPECT_NE(broken.error().what.find("earshot undo 1 takes them back"), std::string::npos);
        EXPECT_FALSE(store.people.all().empty());
        run("DROP TRIGGER full");
        const auto rest = import(store, file).value().to_object();
        EXPECT_EQ(left_in(store), left_in(whole));
        EXPECT_EQ(rest.at("first_connections"), at_once.at("first_connections"));
    }
}

TEST_F(LongImport, WhatCameBeforeAKillCanBeTakenBack) {
    for (const File& file : files()) {
        io::Store store(":memory:");
        import(store, {FileKind::opml, feeds().substr(0, 3000) + "</body></opml>"}).value();
        const Left before = left_in(store);
        const std::size_t changes = store.changes.all().size();
        {
            asio::io_context killed{1};
            bool ended = false;
            const FileImport how;
            asio::co_spawn(killed, import_file(store, file.kind, file.text, how, start),
                           [&](std::exception_ptr, const Result<Imported>&) { ended = true; });
            for (int steps = 0; steps < 4; ++steps)
                killed.run_one();
            ASSERT_FALSE(ended);
        }
        EXPECT_NE(left_in(store), before);
        EXPECT_EQ(store.changes.all().size(), changes + 1);
        const auto undone = undo(store, NoticeSettings(), std::nullopt, start + minute);
        ASSERT_TRUE(undone) << undone.error().what;
        EXPECT_EQ(left_in(store), before);
        // Whole once more, and back.
        import(store, file).value();
        ASSERT_TRUE(undo(store, NoticeSettings(), std::nullopt, start + 2 * minute));
        EXPECT_EQ(left_in(store), before);
    }
}

/// An import goes on after somebody took back what had come: the rest is a change of its own.
TEST_F(LongImport, WhatComesAfterAnUndoIsAnotherChange) {
    io::Store store(":memory:");
    bool ended = false;
    const FileImport how;
    const std::string text = feeds();
    asio::co_spawn(io_, import_file(store, FileKind::opml, text, how, start),
                   [&](std::exception_ptr, const Result<Imported>&) { ended = true; });
    for (int steps = 0; steps < 4; ++steps)
        io_.run_one();
    ASSERT_FALSE(ended);
    ASSERT_TRUE(undo(store, NoticeSettings(), std::nullopt, start + minute));
    EXPECT_TRUE(store.sources.all().empty());
    io_.run();
    ASSERT_TRUE(ended);
    EXPECT_FALSE(store.sources.all().empty());
    ASSERT_TRUE(undo(store, NoticeSettings(), std::nullopt, start + 2 * minute));
    EXPECT_TRUE(store.sources.all().empty());
    EXPECT_TRUE(store.people.all().empty());
}

}  // namespace
}  // namespace earshot::app
