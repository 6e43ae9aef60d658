// What one person's feeds really served, 1,099 nights: how many things earshot would have seen.
// The data and its truth are read from the research kit at test time.

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "earshot/novelty.hpp"
#include "earshot/reader.hpp"
#include "support/places.hpp"
#include "support/shipped_dialects.hpp"

namespace earshot {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

const fs::path kit = fs::path(test::shared_dir()) / "activity" / "nightly";

std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes(fs::file_size(path), '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return bytes;
}

struct Night {
    Instant at;
    std::string body;  // empty: as the night before
    long long expected = 0;
    Sifted seen;
};

class NightlyActivity : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        if (!fs::exists(kit / "TRUTH.json")) return;
        folder = fs::temp_directory_path() / ("earshot-nightly-" + std::to_string(::getpid()));
        const std::string command =
            "python3 '" + (kit / "replay.py").string() + "' extract '" + folder.string() + "'";
        if (std::system(command.c_str()) != 0) folder.clear();
    }
    static void TearDownTestSuite() {
        if (!folder.empty()) fs::remove_all(folder);
    }
    void SetUp() override {
        if (folder.empty()) GTEST_SKIP() << "the nightly snapshots are not at " << kit;
    }

    static const json::object& truth(const std::string& source) {
        static const json::value all = json::parse(bytes_of(kit / "TRUTH.json"));
        return all.at("sources").at(source).as_object();
    }

    static const std::vector<Night>& nights_of(const std::string& source) {
        static std::map<std::string, std::vector<Night>> polled;
        const auto known = polled.find(source);
        if (known != polled.end()) return known->second;
        return polled[source] = poll_all(source);
    }

    /// Every night's body in turn, with what is remembered of the nights before.
    static std::vector<Night> poll_all(const std::string& source) {
        std::vector<Night> nights;
        Known known;
        std::optional<Instant> last_good;
        const std::string address(truth(source).at("url").as_string());
        for (const json::value& row : truth(source).at("nights").as_array()) {
            const json::array& cells = row.as_array();
            Night night;
            night.at = *parse_rfc3339(std::string(cells[0].as_string()));
            night.expected = cells[3].to_number<long long>();
            if (!cells[1].is_null()) {
                night.body = std::string(cells[1].as_string());
                const auto feed = parse_feed(bytes_of(folder / night.body), {"", address});
                if (!feed) {
                    ADD_FAILURE() << night.body << ": " << to_text(feed.error());
                    continue;
                }
                const ReadFeed document = read_feed(*feed, testing::shipped_dialects());
                night.seen = sift(document, known, last_good, night.at);
                known.ids.insert(night.seen.new_ids.begin(), night.seen.new_ids.end());
                for (const News& news : night.seen.news)
                    known.says.emplace(news.says.what, news.at);
            }
            last_good = night.at;
            nights.push_back(std::move(night));
        }
        return nights;
    }

    static fs::path folder;
};
fs::path NightlyActivity::folder;

struct Sum {
    long long seen = 0;
    long long errors = 0;  // over all nights, too many and too few
    std::string wrong;
    std::vector<std::string> re_announced;
};

Sum sum_of(const std::vector<Night>& nights) {
    Sum sum;
    for (const Night& night : nights) {
        const auto seen = static_cast<long long>(night.seen.news.size());
        sum.seen += seen;
        sum.errors += std::abs(seen - night.expected);
        if (seen != night.expected)
            sum.wrong += to_rfc3339(night.at) + ": " + std::to_string(seen) + " for " +
                         std::to_string(night.expected) + "\n";
        if (night.seen.re_announcement)
            sum.re_announced.push_back(to_rfc3339(night.at).substr(0, 10));
    }
    return sum;
}

TEST_F(NightlyActivity, GitHubIsSeenAsItWas) {
    const auto& nights = nights_of("github");
    const Sum sum = sum_of(nights);
    EXPECT_NEAR(static_cast<double>(sum.seen), 4726.0, 5.0);
    EXPECT_LE(sum.errors, 15) << sum.wrong;
    EXPECT_EQ(sum.re_announced, std::vector<std::string>{"2025-08-23"});
    RecordProperty("distinct", std::to_string(sum.seen));
    RecordProperty("sum_of_errors", std::to_string(sum.errors));

    for (const Night& night : nights) {
        const std::string date = to_rfc3339(night.at).substr(0, 10);
        if (date == "2025-08-23") {
            EXPECT_EQ(night.seen.news.size(), 4u) << "new of 23";
            EXPECT_EQ(std::ranges::count(night.seen.news, Freshness::fresh, &News::freshness), 0);
        }
        if (date == "2025-06-09") {
            EXPECT_EQ(night.seen.news.size(), 17u) << "new of 30";
        }
    }
}

TEST_F(NightlyActivity, EveryGitHubEntryIsUnderstood) {
    std::map<Verb, int> verbs;
    for (const Night& night : nights_of("github"))
        for (const News& news : night.seen.news)
            ++verbs[news.activity.verb];
    EXPECT_EQ(verbs[Verb::other], 0);
    for (const auto& [verb, count] : truth("github").at("verbs").as_object())
        EXPECT_NEAR(verbs[*parse_verb(std::string(verb))], count.to_number<int>(), 3) << verb;
}

TEST_F(NightlyActivity, YouTubeAndMastodonAreSeenAsTheyWere) {
    for (const auto& [source, distinct] :
         std::vector<std::pair<std::string, long long>>{{"youtube", 3}, {"mastodon", 4}}) {
        const Sum sum = sum_of(nights_of(source));
        EXPECT_EQ(sum.seen, distinct) << source;
        EXPECT_EQ(sum.errors, 0) << source << "\n" << sum.wrong;
        EXPECT_TRUE(sum.re_announced.empty()) << source;
    }
}

}  // namespace
}  // namespace earshot
