// A silence is told once and ended truly, whatever is done to it meanwhile: old entries that turn
// up, feeds removed, people put together and taken apart, words with the user. One table.

#include <algorithm>
#include <cctype>

#include "daemon/io/store/digests/digests.hpp"
#include "daemon/io/store/people/states.hpp"
#include "support/lives_test.hpp"

namespace earshot::app {
namespace {

/// Wanda Roth writes daily on a blog, of which there is a copy; Wanda R. writes daily elsewhere and
/// goes on; Vanda Roth wrote daily elsewhere. Wanda and Vanda have been silent for forty days, and
/// were told as quiet.
class OneSilenceTest : public LivesTest {
protected:
    void begin(Span copy_is_ahead) {
        MeSettings me;
        me.name = "Robin Roe";
        me.accounts = {"https://me.example/"};
        lives_.set(PollSettings(), NoticeSettings(), Me(me));
        copy_is_ahead_ = copy_is_ahead;
        wanda_ = add_writer("Wanda Roth");
        copy_ = add_source("https://copy.example/feed.xml", "copy", wanda_);
        lively_ = add_writer("Wanda R.");
        vanda_ = add_writer("Vanda Roth");
        own_ = add_source("https://me.example/activity.atom", "mine");
        poll(own_, own_feed());
        live(25, {wanda_, lively_, vanda_});
        live(1, {wanda_, lively_});
        live(40, {lively_});
        ASSERT_EQ(told("Wanda Roth", Section::quiet), 1);
        ASSERT_EQ(is_quiet(vanda_), true);
    }

    /// Days on each of which these write, all is read, and a digest is sent.
    void live(int days, const std::vector<PersonId>& writers = {}) {
        for (int i = 0; i < days; ++i) {
            for (const PersonId id : writers)
                post(id, clock_.now() + day - hour);
            days_pass(1);
            if (source_at(copy_)) poll(copy_, copied(copy_is_ahead_));
            send_digest();
        }
    }

    std::string copied(Span ahead) {
        posts_[PersonId{0}].clear();
        for (const Instant at : posts_[wanda_])
            posts_[PersonId{0}].push_back(at + ahead);
        return blog_of(PersonId{0});
    }
    static std::string own_feed(const std::string& entries = "") {
        return "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>mine</title><author><name>Robin "
               "Roe</name><uri>https://me.example/</uri></author>" +
               entries + "</feed>";
    }
    void says_in_own_feed(Instant at) {
        poll(own_, own_feed("<entry><id>1</id><title>Robin Roe recommends Wanda Roth</title>"
                            "<updated>" +
                            to_rfc3339(at) + "</updated></entry>"));
    }
    void remove(SourceId id) {
        const auto number = std::to_string(static_cast<std::int64_t>(id));
        ASSERT_EQ(ask("DELETE", "/v1/sources/" + number).status, 200);
        std::erase_if(blogs_, [id](const auto& blog) { return blog.second == id; });
    }
    void merge(PersonId from, PersonId into) {
        changed(path(from, "merge"),
                "{\"into\":" + std::to_string(static_cast<std::int64_t>(into)) + "}");
    }
    void unlink(PersonId person, SourceId source) {
        changed(path(person, "unlink"),
                "{\"source\":" + std::to_string(static_cast<std::int64_t>(source)) + "}");
    }

    /// In how many digests somebody of this name was told so.
    int told(const std::string& name, Section section) const {
        int digests = 0;
        for (const io::StoredDigest& stored : store_.digests.newest(1000)) {
            const auto& items = stored.digest.items;
            digests += std::any_of(items.begin(), items.end(), [&](const Item& item) {
                return item.section == section && item.name == name;
            });
        }
        return digests;
    }
    bool is_quiet(PersonId id) const { return store_.states.of(id).quiet_due.has_value(); }
    Instant last_seen(PersonId id) const { return store_.states.of(id).rhythm.last.value(); }

public:
    // --- what happens to a silence ---

    void nothing() { live(30); }
    void a_draft_of_the_silence() {
        post(wanda_, clock_.now() - 10 * day);
        live(4);
        EXPECT_GT(last_seen(wanda_), clock_.now() - 4 * day) << "it was put there now";
    }
    void a_draft_from_before_the_silence() {
        post(wanda_, clock_.now() - 50 * day - 12 * hour);
        live(4);
        EXPECT_GT(last_seen(wanda_), clock_.now() - 4 * day);
    }
    void an_old_entry_at_the_end() {
        auto& posts = posts_[wanda_];
        posts.insert(posts.begin(), clock_.now() - 30 * day);
        const Instant at = posts.front();
        live(4);
        EXPECT_EQ(last_seen(wanda_), at) << "she was seen later than was known";
    }
    void all_of_it_comes_late() {
        for (int i = 38; i >= 0; --i)
            post(wanda_, clock_.now() - i * day + hour);
        live(3, {wanda_});
    }
    void the_copy_is_removed() {
        remove(copy_);
        EXPECT_GT(store_.states.of(wanda_).rhythm.weight, 5) << "the other feed taught this";
        live(30);
    }
    void the_original_is_removed() {
        remove(blogs_.at(wanda_));
        live(30);
    }
    void a_word_in_the_own_feed() {
        says_in_own_feed(clock_.now() - hour);
        live(4);
    }
    void an_old_word_in_the_own_feed() {
        says_in_own_feed(clock_.now() - 60 * day);
        live(30);
    }
    void merged_with_who_is_alive() {
        merge(lively_, wanda_);
        live(5, {lively_});
    }
    void merged_and_unlinked() {
        merge(lively_, wanda_);
        live(5, {lively_});
        unlink(wanda_, blogs_.at(lively_));
        live(30, {lively_});
    }
    void merged_and_undone() {
        merge(lively_, wanda_);
        live(5, {lively_});
        changed("/v1/undo");
        live(30, {lively_});
        EXPECT_EQ(findings_of(lively_), Lines{});
    }
    void merged_with_who_is_silent_too() {
        merge(vanda_, wanda_);
        live(30);
    }
    void merged_into_who_is_silent_too() {
        merge(wanda_, vanda_);
        wanda_ = vanda_;
        live(30);
        EXPECT_EQ(told("Vanda Roth", Section::quiet), 1);
    }
    void what_saw_her_last_is_unlinked() {
        unlink(wanda_, copy_);
        live(30);
        EXPECT_EQ(told("copy", Section::quiet), 0) << "the same silence under another name";
        EXPECT_TRUE(is_quiet(called("copy")));
    }
    void what_saw_her_last_is_unlinked_and_that_undone() {
        unlink(wanda_, copy_);
        live(5);
        changed("/v1/undo");
        live(30);
    }
    void she_writes_again() { live(3, {wanda_}); }
    void she_writes_again_after_a_merge_was_undone() {
        merged_and_undone();
        live(3, {wanda_});
    }
    void she_writes_again_after_the_copy_was_removed() {
        the_copy_is_removed();
        live(3, {wanda_});
    }

protected:
    PersonId wanda_{}, lively_{}, vanda_{};
    SourceId copy_{}, own_{};
    Span copy_is_ahead_{};
};

struct Row {
    const char* what;
    void (OneSilenceTest::*happens)();
    int backs;
    bool quiet;  // at the end
    Span copy_is_ahead = Span{0};
};

const std::vector<Row> rows{
    {"nothing", &OneSilenceTest::nothing, 0, true},
    {"a draft of the silence", &OneSilenceTest::a_draft_of_the_silence, 0, false},
    {"a draft from before it", &OneSilenceTest::a_draft_from_before_the_silence, 0, false},
    {"an old entry at the end", &OneSilenceTest::an_old_entry_at_the_end, 0, true},
    {"all of it comes late", &OneSilenceTest::all_of_it_comes_late, 0, false},
    {"rm of a copy", &OneSilenceTest::the_copy_is_removed, 0, true},
    {"rm of a copy that is ahead", &OneSilenceTest::the_copy_is_removed, 0, true, hour},
    {"rm of the original", &OneSilenceTest::the_original_is_removed, 0, true},
    {"rm, the copy is behind", &OneSilenceTest::the_original_is_removed, 0, true, -hour},
    {"a word in the own feed", &OneSilenceTest::a_word_in_the_own_feed, 0, false},
    {"an old word in it", &OneSilenceTest::an_old_word_in_the_own_feed, 0, true},
    {"merge with who is alive", &OneSilenceTest::merged_with_who_is_alive, 0, false},
    {"merge, unlink", &OneSilenceTest::merged_and_unlinked, 0, true},
    {"merge, undo", &OneSilenceTest::merged_and_undone, 0, true},
    {"merge with who is silent", &OneSilenceTest::merged_with_who_is_silent_too, 0, true},
    {"merge into who is silent", &OneSilenceTest::merged_into_who_is_silent_too, 0, true},
    {"unlink", &OneSilenceTest::what_saw_her_last_is_unlinked, 0, true, hour},
    {"unlink, undo", &OneSilenceTest::what_saw_her_last_is_unlinked_and_that_undone, 0, true, hour},
    {"a return", &OneSilenceTest::she_writes_again, 1, false},
    {"merge, undo, a return", &OneSilenceTest::she_writes_again_after_a_merge_was_undone, 1, false},
    {"rm, a return", &OneSilenceTest::she_writes_again_after_the_copy_was_removed, 1, false, hour},
};

class EachSilence : public OneSilenceTest, public ::testing::WithParamInterface<Row> {};

TEST_P(EachSilence, IsToldOnceAndEndedTruly) {
    const Row& row = GetParam();
    begin(row.copy_is_ahead);
    (this->*row.happens)();
    EXPECT_EQ(told("Wanda Roth", Section::quiet), 1) << row.what;
    EXPECT_EQ(told("Wanda Roth", Section::back), row.backs) << row.what;
    EXPECT_EQ(is_quiet(wanda_), row.quiet) << row.what;
    const json::array open = get("/v1/people?state=quiet").at("items").as_array();
    const bool listed = std::any_of(open.begin(), open.end(), [this](const json::value& line) {
        return line.at("id").as_int64() == static_cast<std::int64_t>(wanda_);
    });
    EXPECT_EQ(listed, row.quiet) << row.what << ": who quiet says so, too";
}

/// "rm of a copy" as a name of a test.
std::string named(const ::testing::TestParamInfo<Row>& row) {
    std::string name = row.param.what;
    for (char& c : name)
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
    return name;
}

INSTANTIATE_TEST_SUITE_P(Rows, EachSilence, ::testing::ValuesIn(rows), named);

}  // namespace
}  // namespace earshot::app
