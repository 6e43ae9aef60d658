// A feed of many in which not everything is signed: whoever is named in front is seen, what only a
// calendar says is no sign of life, and a feed that too often names nobody vouches for no silence.

#include <algorithm>
#include <functional>

#include "daemon/app/watch/horizon.hpp"
#include "daemon/app/watch/visibility.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "support/lives_test.hpp"

namespace earshot::app {
namespace {

class UnsignedTest : public LivesTest {
protected:
    /// What the feed says today, an hour before it is asked; signed by `author` unless empty.
    void say(const std::string& sentence, const std::string& author = "") {
        const Instant at = clock_.now() - hour + Span(said_++ % 3000);
        std::string item = "<item><title>" + sentence + "</title><guid isPermaLink=\"false\">u" +
                           std::to_string(said_) + "</guid><pubDate>" +
                           Zone::utc().format("%a, %d %b %Y %H:%M:%S GMT", at) + "</pubDate>";
        if (!author.empty()) item += "<dc:creator>" + author + "</dc:creator>";
        items_.push_back(item + "</item>");
    }
    void connects(const std::string& name, const std::string& author = "") {
        say(name + " is now connected to Guest " + std::to_string(said_), author);
    }
    /// Each day `today` says what there is to say, then the feed is asked.
    void days(int count, const std::function<void(int)>& today) {
        for (int i = 0; i < count; ++i) {
            clock_.jump_to(clock_.now() + day);
            today(++day_);
            poll(network_, document());
        }
    }
    std::string document() const {
        constexpr std::size_t window = 100;
        std::string text =
            "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>"
            "<title>Network updates</title><link>https://net.example/</link>";
        const std::size_t shown = std::min(window, items_.size());
        for (std::size_t i = 0; i < shown; ++i)
            text += items_[items_.size() - 1 - i];
        return text + "</channel></rss>";
    }
    bool is_quiet(const std::string& name) const {
        return store_.states.of(called(name)).quiet_due.has_value();
    }
    Instant last_seen(const std::string& name) const {
        return *store_.states.of(called(name)).rhythm.last;
    }
    bool held(const std::string& name) const {
        return !is_visible(store_, called(name), clock_.now());
    }

    SourceId network_ = add_network("https://net.example/feed");
    std::vector<std::string> items_;
    int said_ = 0, day_ = 0;
};

const std::vector<std::string> others{"Berit Holm", "Carlo Vesper", "Dunja Krol", "Emre Tan"};

/// T25: somebody who is named in sentences that are understood, and then in others.
TEST_F(UnsignedTest, T25_WhoWritesWhatNobodySignsIsNotQuiet) {
    for (const bool is_signed : {false, true}) {
        const std::string rafa = is_signed ? "Rafa Quint" : "Rafa Sund";
        for (const std::string& name : others)
            if (!is_signed) add_person(name);
        const PersonId id = add_person(rafa);
        const auto author = [&](const std::string& name) { return is_signed ? name : ""; };
        const auto rest = [&](int n, bool berit) {
            for (std::size_t i = 0; i < others.size(); ++i)
                if (n % 3 == static_cast<int>(i % 3) && (i > 0 || berit))
                    connects(others[i], author(others[i]));
        };
        days(66, [&](int n) {
            if (n % 3 == 0) connects(rafa, author(rafa));
            rest(n, true);
        });
        days(66, [&](int n) {
            if (n % 2 == 0)
                say(rafa + " helping developers on day " + std::to_string(n) +
                        " http://rafa.example/" + std::to_string(n),
                    author(rafa));
            rest(n, is_signed);
        });
        EXPECT_EQ(findings_of(id), Lines{}) << (is_signed ? "signed" : "unsigned");
        EXPECT_GT(last_seen(rafa), clock_.now() - 3 * day);
        EXPECT_FALSE(held(rafa));
        EXPECT_EQ(is_quiet("Berit Holm"), !is_signed) << "who is not named at all is";
    }
    for (const Person& person : all_people())
        EXPECT_EQ(person.name.find("helping"), std::string::npos) << person.name;
}

TEST_F(UnsignedTest, AWordThatNobodySignsEndsASilence) {
    for (const std::string& name : others)
        add_person(name);
    const PersonId ida = add_person("Ida Moss");
    const auto rest = [&](int n) { connects(others[static_cast<std::size_t>(n) % 4]); };
    days(40, [&](int n) {
        if (n % 2 == 0) connects("Ida Moss");
        rest(n);
    });
    days(40, rest);
    ASSERT_TRUE(is_quiet("Ida Moss"));
    days(1, [&](int) { say("Ida Moss: home from the islands"); });
    EXPECT_FALSE(is_quiet("Ida Moss"));
    EXPECT_EQ(findings_of(ida).back(), "back open");
}

TEST_F(UnsignedTest, WhatACalendarSaysEndsNoSilenceAndTeachesNothing) {
    for (const std::string& name : others)
        add_person(name);
    const PersonId ida = add_person("Ida Moss");
    const auto rest = [&](int n) { connects(others[static_cast<std::size_t>(n) % 4]); };
    days(40, [&](int n) {
        if (n % 2 == 0) connects("Ida Moss");
        rest(n);
    });
    const Instant seen = last_seen("Ida Moss");
    const PersonState before = store_.states.of(ida);
    days(1, [&](int) { say("Ida Moss celebrates 5 years at Harbour Works"); });
    days(1, [&](int) { say("Ida Moss has a birthday today", "Ida Moss"); });
    EXPECT_EQ(store_.states.of(ida).rhythm, before.rhythm);
    days(40, [&](int n) {
        rest(n);
        if (n % 10 == 0) say("Today is Ida Moss's birthday");
    });
    EXPECT_TRUE(is_quiet("Ida Moss"));
    EXPECT_EQ(last_seen("Ida Moss"), seen);
    EXPECT_EQ(findings_of(ida), Lines{"quiet open"});
    EXPECT_FALSE(held("Berit Holm")) << "a calendar's line is understood";

    // It is kept with her, marked; and learned anew she is as quiet as before.
    const json::object timeline = get(path(ida, "timeline"));
    const auto& items = timeline.at("items").as_array();
    EXPECT_EQ(std::ranges::count_if(
                  items, [](const json::value& item) { return item.at("sign") == "calendar"; }),
              6);
    const PersonId other = add_person("Ida M.");
    changed(path(other, "merge"), R"({"into": )" + std::to_string(std::int64_t(ida)) + "}");
    EXPECT_EQ(last_seen("Ida Moss"), seen);
    EXPECT_TRUE(is_quiet("Ida Moss"));
}

TEST_F(UnsignedTest, ACalendarMakesNobodyKnownInAFeed) {
    add_person("Ida Moss");
    add_person("Berit Holm");
    days(3, [&](int) { connects("Berit Holm"); });
    days(3, [&](int) {
        say("Today is Ida Moss's birthday");
        say("Today is Zed Young's birthday");
    });
    EXPECT_EQ(std::ranges::count(names(), "Zed Young"), 0);
    EXPECT_TRUE(store_.sources.showing(called("Ida Moss")).empty());
}

class VouchTest : public UnsignedTest {
protected:
    VouchTest() {
        for (int i = 0; i < people; ++i)
            add_person(name(i));
    }
    static std::string name(int i) {
        const auto n = static_cast<std::size_t>(i);
        return std::string("Adam Bert Cora Dora Elke Falk Gesa Hans").substr(5 * (n / 5), 4) + " " +
               std::string("Ahorn Buche Eiche Linde Weide").substr(6 * (n % 5), 5);
    }
    /// Everybody every third day; `unnamed` of them without a name, and not those in `silent`.
    void crowd(int n, int unnamed, int silent = -1) {
        for (int i = n % 3; i < people; i += 3) {
            if (i == silent) continue;
            if (i < people - unnamed)
                connects(name(i));
            else
                say("New photos in the album Summer " + std::to_string(said_), network_author_);
        }
    }
    int quiets() const {
        io::FindingQuery query;
        query.kind = FindingKind::quiet;
        return static_cast<int>(store_.findings.page(query).size());
    }

    static constexpr int people = 40;
    std::string network_author_;
};

TEST_F(VouchTest, WhereTwelveOfFortyAreNeverNamedNobodyIsCalledQuiet) {
    days(40, [&](int n) { crowd(n, 0); });
    EXPECT_FALSE(held(name(0)));
    days(70, [&](int n) { crowd(n, 12, 0); });
    EXPECT_EQ(quiets(), 0) << "not even of whom it would be true";
    for (int i = 0; i < people; ++i)
        EXPECT_TRUE(held(name(i))) << name(i);
    const Outlook outlook = look_out(store_, Zone::utc(), clock_.now());
    EXPECT_EQ(outlook.held_back, people);
    EXPECT_EQ(outlook.as_usual, 0);
    ASSERT_EQ(outlook.held_because.size(), 1u);
    EXPECT_NE(outlook.held_because[0].find("entries name nobody"), std::string::npos)
        << outlook.held_because[0];

    const json::object status = get("/v1/status");
    const auto& nameless = status.at("coverage").at("nameless").as_array();
    ASSERT_EQ(nameless.size(), 1u);
    EXPECT_EQ(nameless[0].at("people"), people);
    const json::object unnamed = get("/v1/sources/1/unnamed");
    EXPECT_EQ(unnamed.at("vouches"), false);
    EXPECT_EQ(unnamed.at("entries"), heard_window);
    ASSERT_EQ(unnamed.at("items").as_array().size(), 1u) << "alike ones are one";
    const json::value& kind = unnamed.at("items").as_array()[0];
    EXPECT_EQ(kind.at("times"), unnamed.at("unnamed"));
}

TEST_F(VouchTest, AlsoWhenTheNetworkSignsThem) {
    network_author_ = "Network updates";
    days(40, [&](int n) { crowd(n, 0); });
    days(70, [&](int n) { crowd(n, 12); });
    EXPECT_EQ(quiets(), 0);
    EXPECT_TRUE(held(name(0)));
}

TEST_F(VouchTest, TheyAreReleasedWhenAllAreNamedAgain) {
    days(40, [&](int n) { crowd(n, 0); });
    const Instant doubtful = clock_.now();
    days(20, [&](int n) { crowd(n, 12, 0); });
    ASSERT_TRUE(held(name(0)));
    days(10, [&](int n) { crowd(n, 0, 0); });
    EXPECT_FALSE(held(name(0)));
    EXPECT_EQ(quiets(), 0) << "what passed meanwhile is no time of watching";
    const Coverage coverage = store_.coverages.of(network_);
    ASSERT_FALSE(coverage.lost.empty());
    EXPECT_LE(coverage.lost.front().from, doubtful + 3 * day);
    days(60, [&](int n) { crowd(n, 0, 0); });
    EXPECT_EQ(quiets(), 1);
    EXPECT_TRUE(is_quiet(name(0)));
}

TEST_F(VouchTest, AStrayLineNowAndThenIsNoDoubt) {
    const auto stray = [&](int n) {
        if (n % 6 == 0) say("What a week!");  // one in eighty
    };
    days(40, [&](int n) { crowd(n, 0), stray(n); });
    days(60, [&](int n) { crowd(n, 0, 0), stray(n); });
    EXPECT_EQ(quiets(), 1);
    EXPECT_TRUE(is_quiet(name(0)));
    EXPECT_FALSE(held(name(1)));
}

TEST_F(VouchTest, WhatIsSaidToTheUserIsNoDoubt) {
    days(40, [&](int n) { crowd(n, 0); });
    days(20, [&](int n) {
        crowd(n, 0);
        for (int i = 0; i < 4; ++i)
            say("You have " + std::to_string(said_) + " invitations");
    });
    EXPECT_FALSE(held(name(1)));
    EXPECT_EQ(std::ranges::count(names(), "You"), 0);
}

}  // namespace
}  // namespace earshot::app
