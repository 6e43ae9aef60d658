// Who left one feed and writes on the other is not quiet; who says that they have moved is told of
// with the step.

#include "daemon/app/watch/whereabouts.hpp"

#include "support/lives_test.hpp"

namespace earshot::app {
namespace {

class WhereaboutsTest : public LivesTest {
protected:
    static std::string entry(const std::string& title, Instant at) {
        return "<entry><id>" + title + to_rfc3339(at) + "</id><title>" + title +
               "</title><updated>" + to_rfc3339(at) + "</updated></entry>";
    }
    /// A day passes; each feed may bring a new entry, and is read unless it is broken.
    void day_passes(const std::string& on_blog, const std::string& on_other, bool broken = false) {
        clock_.jump_to(clock_.now() + day);
        const auto read = [&](SourceId id, std::string& text, const std::string& title) {
            if (!title.empty()) text += entry(title, clock_.now() - hour);
            poll(id,
                 "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>notes</title>"
                 "<link href=\"https://ines.example/\"/>" +
                     text + "</feed>");
        };
        if (!broken) read(blog_, blog_text_, on_blog);
        read(other_, other_text_, on_other);
    }
    json::array said() { return get(at("")).at("whereabouts").as_array(); }
    std::string at(const std::string& what) const {
        return "/v1/people/" + std::to_string(static_cast<std::int64_t>(ines_)) + what;
    }

    PersonId ines_ = add_person("Ines Duarte");
    SourceId blog_ = add_source("https://ines.example/feed.xml", "Notes", ines_);
    SourceId other_ = add_source("https://social.example/@ines.rss", "Mastodon", ines_);
    std::string blog_text_, other_text_;
};

TEST_F(WhereaboutsTest, WhoLeftOneFeedAndWritesOnTheOtherIsNotQuiet) {
    for (int i = 0; i < 30; ++i)
        day_passes("a note", "a word");
    EXPECT_TRUE(said().empty());
    for (int i = 0; i < 40; ++i)
        day_passes("", "a word");
    EXPECT_TRUE(findings_of(ines_).empty());
    ASSERT_EQ(said().size(), 1U);
    const json::object left = said().at(0).as_object();
    EXPECT_EQ(left.at("kind"), "left");
    EXPECT_EQ(left.at("source").at("title"), "Notes");
    EXPECT_EQ(left.at("still").at("title"), "Mastodon");
    EXPECT_TRUE(left.at("step").is_null());
    const json::object why = get(at("/why"));
    bool is_said = false;
    for (const json::value& line : why.at("why").as_array())
        is_said = is_said || line.at("text") == left.at("sentence");
    EXPECT_TRUE(is_said) << json::serialize(why);
}

TEST_F(WhereaboutsTest, AFeedThatIsBrokenIsNotLeft) {
    for (int i = 0; i < 30; ++i)
        day_passes("a note", "a word");
    for (int i = 0; i < 40; ++i)
        day_passes("", "a word", true);
    EXPECT_TRUE(said().empty()) << json::serialize(said());
}

TEST_F(WhereaboutsTest, WhoSaysThatTheyHaveMovedIsToldOfWithTheStep) {
    for (int i = 0; i < 30; ++i)
        day_passes("a note", "");
    day_passes("I have moved to @ines@new.example", "");
    ASSERT_EQ(said().size(), 1U);
    EXPECT_EQ(said().at(0).at("kind"), "moved");
    EXPECT_EQ(said().at(0).at("to"), "@ines@new.example");
    EXPECT_EQ(said().at(0).at("step"), "earshot add @ines@new.example");
    // And where the silence that follows is told.
    for (int i = 0; i < 40; ++i)
        day_passes("", "");
    ASSERT_EQ(findings_of(ines_), Lines{"quiet open"});
    const Finding quiet = newest("quiet");
    const json::object told = get("/v1/findings/" + std::to_string(static_cast<int>(quiet.number)));
    EXPECT_NE(told.at("sentence").as_string().find("moved to @ines@new.example"),
              json::string::npos)
        << json::serialize(told);
    EXPECT_NE(json::serialize(told.at("why")).find("earshot add @ines@new.example"),
              std::string::npos);
    // Whoever follows them there already needs no step.
    add_source("https://new.example/@ines.rss", "New", ines_);
    EXPECT_TRUE(said().at(0).at("step").is_null());
    // Another post there: it was not the last word.
    day_passes("a note after all", "");
    EXPECT_TRUE(said().empty()) << json::serialize(said());
}

}  // namespace
}  // namespace earshot::app
