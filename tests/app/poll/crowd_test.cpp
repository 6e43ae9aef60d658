// A document may hold five thousand entries about as many people. Whatever it says, the work that
// it makes grows with its size and no faster, and stays small beside the watchdog's minute; counted
// in statements and in steps of SQLite's machine.

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "daemon/app/poll/intake.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/findings/meetings.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/finding_life.hpp"
#include "earshot/reader.hpp"
#include "support/shipped_dialects.hpp"
#include "support/sqlite_handle.hpp"
#include "support/store_work.hpp"

namespace earshot {
namespace {

const Instant start = parse_rfc3339("2026-04-14T12:00:00Z").value();

/// The title of an entry, and who signs it, by its number in all.
struct Entry {
    std::string title;
    std::string author = {};
};
using Says = std::function<Entry(int)>;

std::string number(int i) {
    return std::to_string(i);
}

std::string list_of(int i, int names) {
    std::string text = "Ann is now connected to ";
    for (int j = 0; j < names; ++j)
        text += "F" + number(i) + "-" + number(j) + ", ";
    return text + "and G" + number(i);
}

/// A network that is polled again and again: `entries` new ones each time, a second apart.
class Crowd {
public:
    struct Work {
        double statements = 0, steps = 0;
    };

    explicit Crowd(Says says) : says_(std::move(says)) {
        Source added;
        added.url = Url::parse("https://net.example/feed").value();
        added.carries = Carries::many;
        source_ = store_.sources.add(added, PollState());
    }

    Work poll(int entries) {
        http::Reply reply;
        reply.status = 200;
        reply.body = document(entries);
        reply.effective = Url::parse("https://net.example/feed").value();
        now_ += hour;
        const test::StoreWork work(database_);
        const PollReport report = intake_.take(store_.sources.one(source_).value(), reply, now_);
        EXPECT_EQ(report.result, PollResult::fresh);
        news_ = report.news;
        return {static_cast<double>(work.statements()), static_cast<double>(work.steps())};
    }

    std::size_t news() const { return news_; }
    const io::Store& store() const { return store_; }

private:
    std::string document(int entries) {
        std::string text =
            "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
            "<channel><title>Network</title>";
        for (int i = 0; i < entries; ++i, ++next_) {
            const Entry entry = says_(next_);
            text += "<item><title>" + entry.title + "</title><guid>g" + number(next_) +
                    "</guid><link>https://net.example/" + number(next_) + "</link>";
            if (!entry.author.empty()) text += "<dc:creator>" + entry.author + "</dc:creator>";
            text += "<pubDate>" + Zone::utc().format("%a, %d %b %Y %H:%M:%S GMT", now_ + Span{i}) +
                    "</pubDate></item>";
        }
        return text + "</channel></rss>";
    }

    test::SqliteHandle handle_;
    io::Store store_{":memory:"};
    sqlite3* database_ = handle_.get();
    boost::asio::io_context loop_{1};
    io::EventStream events_{loop_.get_executor()};
    app::Intake intake_{
        store_, testing::shipped_dialects(), events_, PollSettings(), NoticeSettings(), Me()};
    Says says_;
    SourceId source_{};
    Instant now_ = start;
    int next_ = 0;
    std::size_t news_ = 0;
};

struct Kind {
    const char* name;
    Says says;
};

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> all{
        {"all meet one newcomer",
         [](int i) { return Entry{"Actor " + number(i) + " is now connected to Somebody"}; }},
        {"each meets another",
         [](int i) {
             return Entry{"Actor " + number(i) + " is now connected to Friend " + number(i)};
         }},
        {"the same people meet one newcomer after the other",
         [](int i) {
             return Entry{"Actor " + number(i % 40) + " is now connected to Friend " +
                          number(i / 40)};
         }},
        {"one meets everybody",
         [](int i) { return Entry{"Ann is now connected to Friend " + number(i)}; }},
        {"one meets everybody, in lists", [](int i) { return Entry{list_of(i, 9)}; }},
        {"each writes",
         [](int i) { return Entry{"Actor " + number(i) + " wrote a new post " + number(i)}; }},
        {"each signs",
         [](int i) {
             return Entry{"Post " + number(i), "Actor " + number(i)};
         }},
        {"one signs it all",
         [](int i) {
             return Entry{"Post " + number(i), "Ann Quill"};
         }},
        {"one name, an account each",
         [](int i) {
             return Entry{"Post " + number(i), "https://h" + number(i) + ".example/ (Ann Quill)"};
         }},
        {"all say one thing",
         [](int i) { return Entry{"Actor " + number(i) + " likes Somebody"}; }},
    };
    return all;
}

TEST(Crowd, CostsWhatItsEntriesCost) {
    constexpr int few = 40, many = 160;
    constexpr double most = 1.25 * many / few;
    for (const Kind& kind : kinds()) {
        Crowd small(kind.says), large(kind.says);
        for (int poll = 1; poll <= 3; ++poll) {
            const Crowd::Work one = small.poll(few), other = large.poll(many);
            EXPECT_LE(other.statements / one.statements, most) << kind.name << ", poll " << poll;
            EXPECT_LE(other.steps / one.steps, most) << kind.name << ", poll " << poll;
        }
    }
}

TEST(Crowd, CostsTheSameAtEveryPoll) {
    for (const Kind& kind : kinds()) {
        Crowd crowd(kind.says);
        crowd.poll(80);
        const Crowd::Work second = crowd.poll(80);
        Crowd::Work later;
        for (int poll = 3; poll <= 6; ++poll)
            later = crowd.poll(80);
        // Of a run that goes on, up to a thousand activities are looked at again.
        EXPECT_LE(later.statements, 2 * second.statements) << kind.name;
        EXPECT_LE(later.steps, 2 * second.steps) << kind.name;
    }
}

TEST(Crowd, ThatMeetsOneNewcomerIsToldOfSoManyAndNoMore) {
    const auto told = [](int meetings) {
        Crowd crowd(kinds().front().says);
        crowd.poll(1);
        crowd.poll(meetings);
        const auto finding = crowd.store().findings.by_key(newcomer_key("Somebody"));
        return finding ? std::get<Shared>(finding->evidence).people.size() : 0;
    };
    constexpr int most = static_cast<int>(io::Meetings::most);
    EXPECT_EQ(told(4), 0u);
    EXPECT_EQ(told(5), 5u);
    EXPECT_EQ(told(most), io::Meetings::most);
    EXPECT_EQ(told(most + 1), io::Meetings::most);
}

}  // namespace
}  // namespace earshot
