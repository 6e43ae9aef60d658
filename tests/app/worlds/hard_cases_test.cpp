// Hard cases of needs.md, section 8, through the real pipeline.

#include <algorithm>

#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "earshot/render.hpp"
#include "earshot/text.hpp"
#include "support/lives_test.hpp"

namespace earshot::app {
namespace {

class HardCasesTest : public LivesTest {
protected:
    struct Post {
        std::string author, title;
        Instant at;
    };
    static std::string shared_blog(const std::vector<Post>& posts) {
        std::string text = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Harbour</title>";
        for (const Post& post : posts) {
            text += "<entry><id>" + to_rfc3339(post.at) + "</id><title>" + post.title + "</title>";
            if (!post.author.empty()) text += "<author><name>" + post.author + "</name></author>";
            text += "<updated>" + to_rfc3339(post.at) + "</updated></entry>";
        }
        return text + "</feed>";
    }
    std::optional<PersonId> called(const std::string& name) const {
        for (const Person& person : all_people())
            if (person.name == name) return person.id;
        return std::nullopt;
    }
    std::vector<io::StoredActivity> activities_of(std::optional<PersonId> id) const {
        io::ActivityQuery query;
        query.limit = 1000;
        auto all = store_.activities.find(query);
        std::erase_if(all, [&](const io::StoredActivity& one) { return one.person != id; });
        return all;
    }
};

TEST_F(HardCasesTest, T15_two_people_who_share_a_blog_are_two) {
    const SourceId blog = add_source("https://harbour.example/feed.xml", "Harbour");
    std::vector<Post> posts{{"Ana Duarte", "Fog", start - 3 * day},
                            {"Bo Birke", "Tide", start - 2 * day},
                            {"", "Unsigned", start - 1 * day}};
    poll(blog, shared_blog(posts));
    EXPECT_EQ(source_at(blog)->carries, Carries::many);
    EXPECT_FALSE(source_at(blog)->owner);
    ASSERT_TRUE(called("Ana Duarte"));
    ASSERT_TRUE(called("Bo Birke"));

    // Ana writes every second day, Bo every sixth; what nobody signed counts for nobody.
    for (int i = 1; i <= 60; ++i) {
        clock_.jump_to(start + i * day);
        if (i % 2 == 0) posts.push_back({"Ana Duarte", "Fog", clock_.now() - hour});
        if (i % 6 == 0) posts.push_back({"Bo Birke", "Tide", clock_.now() - 2 * hour});
        posts.push_back({"", "Unsigned", clock_.now() - 3 * hour});
        poll(blog, shared_blog(posts));
    }
    EXPECT_EQ(all_people().size(), 2U);
    EXPECT_EQ(activities_of(called("Ana Duarte")).size(), 31U);
    EXPECT_EQ(activities_of(called("Bo Birke")).size(), 11U);
    EXPECT_EQ(activities_of(std::nullopt).size(), 61U);
    const double of_ana = usual_gap_days(store_.states.of(*called("Ana Duarte")).rhythm);
    const double of_bo = usual_gap_days(store_.states.of(*called("Bo Birke")).rhythm);
    EXPECT_LT(of_ana * 1.5, of_bo);
}

constexpr const char* hostile_start =
    "\x1b]0;owned\x07\x1b[31mRed\x1b[0m \xE2\x80\xAEgnirts\xE2\x81\xA6";

/// No ESC and no other controls, in JSON neither.
bool has_controls(const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && byte != '\n' && byte != '\r') || byte == 0x7F;
    });
}

/// Marks that turn the direction of text.
bool has_turns(const std::string& text) {
    for (const char* mark : {"\xE2\x80\xAE", "\xE2\x80\xAD", "\xE2\x81\xA6", "\xE2\x80\x8F"})
        if (text.find(mark) != text.npos) return true;
    return false;
}

TEST_F(HardCasesTest, T21_a_hostile_title_is_shown_safe_and_cut) {
    const std::string hostile = hostile_start + std::string(1024 * 1024, 'A') + "THE END";
    const PersonId id = add_writer(hostile_start + std::string("Ana Duarte"));
    // In JSON, since XML forbids the controls.
    const auto document = [&](const std::vector<Instant>& times) {
        json::array items;
        for (const Instant at : times)
            items.push_back({{"id", to_rfc3339(at)},
                             {"url", "https://0.example/" + to_rfc3339(at)},
                             {"title", hostile + to_rfc3339(at)},
                             {"date_published", to_rfc3339(at)}});
        return json::serialize(json::object{{"version", "https://jsonfeed.org/version/1.1"},
                                            {"title", hostile_start},
                                            {"items", std::move(items)}});
    };
    std::vector<Instant> times;
    const auto days = [&](int number, bool posting) {
        for (int i = 0; i < number; ++i) {
            clock_.jump_to(clock_.now() + day);
            if (posting) times.push_back(clock_.now() - hour);
            if (times.size() > 3) times.erase(times.begin());
            poll(blogs_.at(id), document(times));
        }
    };
    days(30, true);
    days(40, false);
    days(1, true);  // and back

    ASSERT_EQ(findings_of(id).back().substr(0, 4), "back");
    for (const char* address :
         {"/v1/digests/preview?format=text", "/v1/digests/preview?format=html",
          "/v1/digests/preview?format=json", "/v1/activities", "/v1/findings", "/v1/people"}) {
        const Answer answer = ask("GET", address);
        ASSERT_EQ(answer.status, 200) << address;
        EXPECT_EQ(answer.body.find("THE END"), std::string::npos) << address;
        EXPECT_LT(answer.body.size(), 200'000U) << address;
        EXPECT_FALSE(has_controls(answer.body)) << address;
    }
    for (const char* format : {"text", "html"}) {
        const Answer answer = ask("GET", std::string("/v1/digests/preview?format=") + format);
        EXPECT_NE(answer.body.find("Ana Duarte"), std::string::npos) << answer.body;
        EXPECT_LT(answer.body.size(), 20'000U) << format;
        EXPECT_FALSE(has_turns(answer.body)) << format;
    }
    for (const io::StoredActivity& activity : activities_of(id))
        EXPECT_LE(activity.news.activity.sentence.size(), io::Activities::sentence_bytes + 3);
}

}  // namespace
}  // namespace earshot::app
