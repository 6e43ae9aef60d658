#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "earshot/digest.hpp"
#include "earshot/finding_life.hpp"
#include "earshot/render.hpp"
#include "earshot/selection.hpp"
#include "support/candidates.hpp"

namespace earshot {
namespace {

using namespace test;

TEST(Choose, WhatAMailMayTell) {
    using C = Candidate;
    const auto person = [](auto change) { return [change](C& c) { change(*c.person); }; };
    const auto standing = [&](Standing s) { return person([s](Person& p) { p.standing = s; }); };
    const auto confidence = [](Confidence v) { return [v](C& c) { c.finding.confidence = v; }; };
    const auto found = [](Instant t) { return [t](C& c) { c.finding.found_at = t; }; };
    const auto snoozed_until = [](Instant t) { return [t](C& c) { c.finding.snoozed_until = t; }; };
    const auto evidence = [](auto change) {
        return [change](C& c) { change(c.finding.evidence); };
    };
    const auto open_since = [&](Span age) {
        return evidence([age](Evidence& e) {
            std::get<Burst>(e).closed = false;
            std::get<Burst>(e).start = now - age;
        });
    };
    struct Row {
        const char* what;
        Candidate candidate;
        bool is_told;
    };
    const Row rows[] = {
        {"quiet, clear", quiet("A"), true},
        {"quiet, likely", with(quiet("A"), confidence(Confidence::likely)), true},
        {"quiet, tentative", with(quiet("A"), confidence(Confidence::tentative)), false},
        {"quiet, learning", with(quiet("A"), confidence(Confidence::learning)), false},
        {"quiet, hidden by a failing source", with(quiet("A"), [](C& c) { c.visible = false; }),
         false},
        {"quiet since before the first look",
         with(quiet("A"), evidence([](Evidence& e) { std::get<Quiet>(e).at_start = true; })),
         false},
        {"quiet, of nobody", with(quiet("A"), [](C& c) { c.person.reset(); }), false},
        {"quiet, light", with(quiet("A"), standing(Standing::light)), false},
        {"quiet, resting", with(quiet("A"), standing(Standing::resting)), false},
        {"quiet, let go", with(quiet("A"), standing(Standing::let_go)), false},
        {"back", back("A"), true},
        {"back, resting", with(back("A"), standing(Standing::resting)), true},
        {"back, light", with(back("A"), standing(Standing::light)), false},
        {"back, let go", with(back("A"), standing(Standing::let_go)), false},
        {"back, while another source fails", with(back("A"), [](C& c) { c.visible = false; }),
         true},
        {"burst, closed", burst("A"), true},
        {"burst, light", with(burst("A"), standing(Standing::light)), true},
        {"burst, resting", with(burst("A"), standing(Standing::resting)), false},
        {"burst, let go", with(burst("A"), standing(Standing::let_go)), false},
        {"burst, open for a day", with(burst("A"), open_since(day)), true},
        {"burst, open for less", with(burst("A"), open_since(day - Span(1))), false},
        {"follow-up", follow_up("A"), true},
        {"follow-up, light", with(follow_up("A"), standing(Standing::light)), true},
        {"follow-up, resting", with(follow_up("A"), standing(Standing::resting)), false},
        {"shared", pattern("A"), true},
        {"trouble", trouble("a.example", {}), true},
        {"found 14 days ago", with(quiet("A"), found(now - fade_after)), true},
        {"found earlier", with(quiet("A"), found(now - fade_after - Span(1))), false},
        {"trouble found earlier", with(trouble("a.example", {}), found(now - fade_after - Span(1))),
         false},
        {"told before", with(quiet("A"), [](C& c) { c.finding.state = Finding::State::told; }),
         false},
        {"snoozed", with(quiet("A"), snoozed_until(now + Span(1))), false},
        {"snoozed until now", with(quiet("A"), snoozed_until(now)), true},
        {"found long ago and snoozed since",
         with(with(quiet("A"), found(now - 60 * day)), snoozed_until(now - day)), true},
        {"closed", with(quiet("A"), [](C& c) { c.finding.state = Finding::State::closed; }), false},
    };
    for (const Row& row : rows) {
        const Digest digest = chosen({row.candidate});
        EXPECT_EQ(!digest.items.empty(), row.is_told) << row.what;
        EXPECT_EQ(digest.more, 0u) << row.what;
    }
}

TEST(Choose, QuietsOfOnePatternAreOneLine) {
    Candidate ann = quiet("Ann Quill"), bo = quiet("Bo Birke"), cleo = quiet("Cleo Moss");
    Shared together;
    together.of = Shared::Of::quiet;
    together.circle = "friends";
    together.people = {"Ann Quill", "Bo Birke"};
    together.quiets = {ann.finding.number, bo.finding.number};
    Candidate line = about("", together);
    line.person.reset();
    const Digest digest = chosen({ann, bo, cleo, line});
    EXPECT_EQ(told(digest), (Lines{"quiet Cleo Moss", "pattern friends"}));
    EXPECT_EQ(told_by(digest).size(), 4u);
    EXPECT_EQ(digest.more, 0u);
}

TEST(Choose, SectionsStandInTheirOrder) {
    const Digest digest = chosen({trouble("a.example", {}), pattern("Jo Park"), burst("Priya"),
                                  follow_up("Chidi"), quiet("Ines"), back("Marek")});
    EXPECT_EQ(told(digest), (Lines{"back Marek", "quiet Ines", "follow_up Chidi", "busy Priya",
                                   "pattern Jo Park", "hands a.example"}));
}

TEST(Choose, EachSectionHasItsCapAndTheRestIsCounted) {
    struct Row {
        Candidate (*make)(int);
        std::size_t cap;
    };
    const Row rows[] = {
        {[](int i) { return back("B" + std::to_string(i)); }, digest_limits::back},
        {[](int i) { return quiet("Q" + std::to_string(i)); }, digest_limits::quiet},
        {[](int i) { return follow_up("F" + std::to_string(i)); }, digest_limits::follow_up},
        {[](int i) { return burst("U" + std::to_string(i)); }, digest_limits::busy},
        {[](int i) { return pattern("P" + std::to_string(i)); }, digest_limits::pattern},
        {[](int i) { return trouble(std::to_string(i) + ".example", {}); }, digest_limits::hands},
    };
    for (const Row& row : rows) {
        std::vector<Candidate> candidates;
        for (std::size_t i = 0; i < row.cap; ++i)
            candidates.push_back(row.make(static_cast<int>(i)));
        EXPECT_EQ(told(in_order(candidates)).size(), row.cap);
        EXPECT_EQ(chosen(candidates).more, 0u);
        candidates.push_back(row.make(99));
        EXPECT_EQ(told(in_order(candidates)).size(), row.cap);
        EXPECT_EQ(chosen(candidates).more, 1u);
    }
}

TEST(Choose, SevenPeopleInAllAndChoresBesides) {
    std::vector<Candidate> candidates;
    for (int i = 0; i < 3; ++i) {
        const std::string n = std::to_string(i);
        for (Candidate& one : std::vector{back("B" + n), quiet("Q" + n), follow_up("F" + n),
                                          burst("U" + n), trouble(n + ".example", {})})
            candidates.push_back(std::move(one));
    }
    const Digest digest = in_order(candidates);
    EXPECT_EQ(told(digest),
              (Lines{"back B0", "back B1", "back B2", "quiet Q0", "quiet Q1", "quiet Q2",
                     "follow_up F0", "hands 0.example", "hands 1.example", "hands 2.example"}));
    EXPECT_EQ(digest.more, 5u);
}

TEST(Choose, OnePersonHasOneLineAndTheBetterSectionWins) {
    const Candidate returned = back("Marek");
    Candidate busy = burst("Marek");
    busy.person = returned.person;
    const Digest digest = chosen({busy, returned});
    EXPECT_EQ(told(digest), (Lines{"back Marek"}));
    EXPECT_EQ(digest.more, 1u);
    EXPECT_EQ(told_by(digest), std::vector{returned.finding.number}) << "the burst stays for later";
}

TEST(Choose, WhoIsInACircleComesFirstThenTheStronger) {
    const auto circled = [](Candidate c) {
        c.person->circles = {"friends"};
        return c;
    };
    EXPECT_EQ(
        told(in_order({quiet("weak", 20), quiet("strong", 90), circled(quiet("circled", 16))})),
        (Lines{"quiet circled", "quiet strong", "quiet weak"}));
    EXPECT_EQ(told(in_order({back("short", 40), back("long", 143), back("own", 80, 2)})),
              (Lines{"back own", "back long", "back short"}))
        << "against the own rhythm";
}

TEST(Choose, LostTimeIsNoSilence) {
    Candidate unseen = quiet("unseen", 60);
    std::get<Quiet>(unseen.finding.evidence).lost_days = 40;
    EXPECT_EQ(told(in_order({unseen, quiet("seen", 30)})), (Lines{"quiet seen", "quiet unseen"}));
}

TEST(Choose, BurstsOfThoseTheUserFollowsComeBeforeThoseOfOthers) {
    Candidate light = burst("light", 500);
    light.person->standing = Standing::light;
    EXPECT_EQ(told(in_order({light, burst("followed", 10)})),
              (Lines{"busy followed", "busy light"}));
}

TEST(Choose, EqualOnesStandInOrderOfTheirNumbers) {
    const Candidate a = quiet("A"), b = quiet("B"), c = quiet("C");
    EXPECT_EQ(told(in_order({c, a, b})), told(in_order({b, c, a})));
    EXPECT_EQ(told(in_order({c, b, a})), (Lines{"quiet A", "quiet B", "quiet C"}));
}

TEST(Choose, OneLineForEachHostAndCause) {
    const Candidate first = trouble("chirp.example", {"A", "B"});
    const Candidate second = trouble("chirp.example", {"B", "C"});
    const Candidate moved = trouble("chirp.example", {"D"}, Trouble::Kind::moved);
    const Candidate other = trouble("other.example", {"E"});
    const Digest digest = chosen({other, second, moved, first});
    ASSERT_EQ(told(digest),
              (Lines{"hands chirp.example", "hands chirp.example", "hands other.example"}));
    EXPECT_EQ(digest.items[0].number, first.finding.number);
    EXPECT_EQ(digest.items[0].also, std::vector{second.finding.number});
    EXPECT_EQ(digest.items[0].where, "2 feeds");
    EXPECT_NE(digest.items[0].evidence.find("3 people"), std::string::npos)
        << digest.items[0].evidence;
    EXPECT_EQ(told_by(digest).size(), 4u) << "each of them is told";
    EXPECT_EQ(digest.more, 0u);
}

TEST(Choose, OnePersonTodayIsWhoeverReturned) {
    const Digest digest = chosen({quiet("Ines"), back("Marek")});
    ASSERT_EQ(digest.items.size(), 2u);
    const Item& one = digest.items.front();
    EXPECT_TRUE(one.one_person);
    EXPECT_EQ(one.section, Section::back);
    EXPECT_EQ(one.name, "Marek");
    EXPECT_EQ(one.step, "You could write to Marek.");
    EXPECT_EQ(one.evidence,
              "Marek wrote again on Sunday after 143 days; before that, every 9–16 days.");
    EXPECT_EQ(one.quote->words, "Why I stopped writing");
    EXPECT_FALSE(digest.items[1].one_person);
}

TEST(Choose, OnePersonTodayIsCalledWhenANumberIsKnown) {
    Candidate candidate = quiet("Ines Duarte");
    candidate.person->phone = "+48 22 555 01 07";
    const Item one = chosen({candidate}).items.at(0);
    EXPECT_EQ(one.step, "You could call Ines.");
    ASSERT_EQ(one.ways.size(), 1u);
    EXPECT_EQ(one.ways[0], (Way{"call Ines", "tel:+48225550107", "+48 22 555 01 07"}));
    EXPECT_EQ(one.evidence,
              "Ines has not been seen for 24 days; usually every 3–6 days, and never longer than "
              "11 until now. earshot knows 67 earlier gaps, and every feed answered.");
    candidate.person->phone = "ask for extension 7";
    EXPECT_TRUE(chosen({candidate}).items.at(0).ways.empty());
}

TEST(Choose, OnePersonTodayIsAnotherEachDay) {
    const std::vector<Candidate> candidates{quiet("A"), quiet("B"), quiet("C")};
    std::vector<std::string> names;
    for (int d = 0; d < 3; ++d) {
        const Window window{now + (d - 1) * day, now + d * day};
        names.push_back(chosen(candidates, good_outlook(), window).items.at(0).name);
        const Window later{window.from, window.to + hour};
        EXPECT_EQ(chosen(candidates, good_outlook(), later).items.at(0).name, names.back())
            << "the same one all day";
    }
    std::sort(names.begin(), names.end());
    EXPECT_EQ(names, (std::vector<std::string>{"A", "B", "C"}));
}

TEST(Choose, OnePersonTodayStandsThereOnly) {
    for (const Digest& digest : {chosen({quiet("Ines")}), chosen({back("Marek"), quiet("Ines")}),
                                 chosen({quiet("Ines"), burst("Priya")})}) {
        std::set<FindingNumber> numbers;
        for (const Item& item : digest.items) {
            EXPECT_TRUE(numbers.insert(item.number).second) << item.name;
            EXPECT_EQ(item.one_person, &item == &digest.items.front());
        }
    }
}

TEST(Choose, ChoresAndBurstsAreNobodyToReachToday) {
    const Digest digest = chosen({burst("Priya"), trouble("a.example", {}), pattern("Jo")});
    for (const Item& item : digest.items)
        EXPECT_FALSE(item.one_person) << item.name;
}

TEST(Choose, ANightOfConnectionsIsOneLineWithItsCount) {
    Candidate candidate = burst("Priya Nair", 25);
    auto& evidence = std::get<Burst>(candidate.finding.evidence);
    evidence.shared = {"Tom Hale"};
    evidence.where = "network";
    const Digest digest = chosen({candidate});
    EXPECT_EQ(told(digest).size(), 1u);
    const std::string text = render_text(digest);
    EXPECT_NE(text.find("Priya Nair (network)\n     25 new connections"), std::string::npos)
        << text;
    EXPECT_NE(digest.items[0].evidence.find("know: Tom Hale."), std::string::npos);
}

TEST(Choose, EveryItemEndsInOneStep) {
    const Digest digest =
        chosen({back("Marek"), quiet("Ines"), follow_up("Chidi"), burst("Priya"), pattern("Jo"),
                trouble("a.example", {"X"}), trouble("b.example", {"X"}, Trouble::Kind::gone)});
    for (const Item& item : digest.items)
        EXPECT_FALSE(item.step.empty()) << item.name;
}

TEST(Choose, AChoreWithNothingToDoIsNoMail) {
    EXPECT_TRUE(chosen({trouble("c.example", {"X"}, Trouble::Kind::re_announced)}).items.empty());
}

TEST(Choose, AFeedIsNamedUnlessAllOfItsHostFails) {
    const auto of = [](int feeds) {
        Candidate one = trouble("hub.example", {"A"}), two = trouble("hub.example", {"B"});
        one.feeds_of_host = two.feeds_of_host = feeds;
        return chosen({one, two}).items.at(0);
    };
    EXPECT_EQ(of(2).name, "hub.example");
    EXPECT_EQ(of(2).where, "2 feeds");
    EXPECT_EQ(of(300).name, "2 feeds");
    EXPECT_EQ(of(300).where, "hub.example");
    Candidate alone = trouble("hub.example", {"A"});
    alone.feeds_of_host = 300;
    EXPECT_EQ(chosen({alone}).items.at(0).name, "hub.example feed");
}

TEST(Choose, WhatOnlyTheUserKnowsIsTheirsToAllow) {
    Candidate candidate = back("Marek Sobol");
    candidate.person->note = "likes mail";
    Background background;
    background.knows = {"Lena Ortiz", "Tom Hale"};
    background.touch = Touch{now - 193 * day, "called", "new flat"};
    background.mailboxes = {"marek@sobol.example"};
    const auto told_with = [&](auto allow) {
        DigestSettings settings;
        allow(settings);
        return choose({candidate}, good_outlook(), last_day, berlin, true, now, settings,
                      [&](const Candidate&) { return background; })
            .items.at(0);
    };
    EXPECT_EQ(told_with([](DigestSettings&) {}).personal, "");
    EXPECT_EQ(told_with([](DigestSettings& s) { s.with_words = true; }).personal,
              "You two last spoke on 3 October 2025: “new flat”.");
    EXPECT_EQ(told_with([](DigestSettings& s) { s.with_notes = true; }).personal,
              "Your note: “likes mail”.");
    EXPECT_EQ(told_with([](DigestSettings& s) { s.with_acquaintances = true; }).personal,
              "Knows Lena Ortiz and Tom Hale.");
    const Item all = told_with(
        [](DigestSettings& s) { s.with_notes = s.with_words = s.with_acquaintances = true; });
    EXPECT_EQ(all.personal, "You two last spoke on 3 October 2025: “new flat”.") << "one a line";
    EXPECT_EQ(all.ways.at(0).link, "mailto:marek@sobol.example");
}

TEST(Choose, ALateDigestSaysWhenItWasMade) {
    const auto made = [](Span late) {
        return choose({quiet("Ines")}, good_outlook(), last_day, berlin, true, now + late);
    };
    EXPECT_FALSE(made(10 * minute).made);
    EXPECT_EQ(made(4 * hour).made, now + 4 * hour);
    EXPECT_EQ(made(4 * hour).note,
              "Made at 11:30; it was due at 07:30, when earshot could not make it.");
    EXPECT_EQ(made(28 * hour).note,
              "Made at 11:30 on Wednesday; it was due at 07:30 on Tuesday, when earshot could not "
              "make it.");
}

TEST(Choose, WhatFeedsSayIsMadeHarmless) {
    Candidate candidate = back("Eve\x1b[2J\r\nBcc: x\xE2\x80\xAE");
    std::get<Back>(candidate.finding.evidence).sentence = "a\x1b]0;b\x07\nc\xff";
    std::get<Back>(candidate.finding.evidence).where = {"w\x1b"};
    const Digest digest = chosen({candidate});
    EXPECT_EQ(digest.items.at(0).name, "Eve[2J Bcc: x");
    EXPECT_EQ(digest.items.at(0).quote->words, "a]0;b c\xEF\xBF\xBD");
    EXPECT_EQ(digest.items.at(0).where, "w");
    EXPECT_EQ(digest.subject, "earshot: Eve[2J is back");
}

TEST(Choose, IdIsTheLocalDayOrTheSecond) {
    const Window late{now, from_epoch(1776205800)};  // 14 April 22:30 UTC, 15 April 00:30 in Berlin
    EXPECT_EQ(choose({}, {}, late, berlin, true, late.to).id, "2026-04-15");
    EXPECT_EQ(choose({}, {}, late, berlin, false, late.to).id, "2026-04-15T003000");
    EXPECT_EQ(choose({}, {}, late, Zone::utc(), true, late.to).id, "2026-04-14");
}

}  // namespace
}  // namespace earshot
