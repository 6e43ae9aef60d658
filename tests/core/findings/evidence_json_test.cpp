#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "earshot/finding.hpp"

namespace earshot {
namespace {

void expect_round_trip(const Evidence& evidence) {
    const std::string json = to_json(evidence);
    const auto back = evidence_from_json(json);
    ASSERT_TRUE(back) << to_text(back.error()) << " in " << json;
    EXPECT_EQ(*back, evidence) << json;
}

TEST(EvidenceJson, EmptyEvidenceOfEveryKindComesBack) {
    for (const Evidence& e : {Evidence(Quiet{}), Evidence(Back{}), Evidence(Burst{}),
                              Evidence(FollowUp{}), Evidence(Shared{}), Evidence(Trouble{})})
        expect_round_trip(e);
}

TEST(EvidenceJson, SaysWhatItHolds) {
    FollowUp e;
    e.connected = from_epoch(1776144600);
    e.asked_on_day = 21;
    e.where = "Connections.csv";
    EXPECT_EQ(to_json(e),
              R"({"kind":"follow_up","connected":"2026-04-14T05:30:00Z","asked_on_day":21,)"
              R"("where":"Connections.csv"})");
}

TEST(EvidenceJson, FiguresHaveSixDecimals) {
    Quiet e;
    e.usual_gap_days = 1.0 / 3;
    e.line_days = std::numeric_limits<double>::quiet_NaN();
    const auto back = evidence_from_json(to_json(e));
    ASSERT_TRUE(back);
    EXPECT_EQ(std::get<Quiet>(*back).usual_gap_days, 0.333333);
    EXPECT_EQ(std::get<Quiet>(*back).line_days, 0);
}

TEST(EvidenceJson, BrokenTextIsRepairedSoThatItCanBeReadAgain) {
    Trouble e;
    e.detail = "broken \xff text";
    const auto back = evidence_from_json(to_json(e));
    ASSERT_TRUE(back);
    EXPECT_EQ(std::get<Trouble>(*back).detail, "broken \xEF\xBF\xBD text");
}

TEST(EvidenceJson, ListsAndTextsAreKeptUpToTheirLimits) {
    const auto kept = [](const Evidence& e) { return evidence_from_json(to_json(e)).value(); };
    Shared shared;
    shared.people.assign(evidence_limits::names, "Ana");
    expect_round_trip(shared);
    shared.people.push_back("one too many");
    EXPECT_EQ(std::get<Shared>(kept(shared)).people.size(), evidence_limits::names);

    Burst burst;
    burst.objects.assign(Burst::max_objects, "Ana");
    expect_round_trip(burst);
    burst.objects.push_back("one too many");
    EXPECT_EQ(std::get<Burst>(kept(burst)).objects.size(), Burst::max_objects);

    Back back;
    back.sentence.assign(evidence_limits::text_bytes, 'a');
    expect_round_trip(back);
    back.sentence.push_back('a');
    EXPECT_LE(std::get<Back>(kept(back)).sentence.size(), evidence_limits::text_bytes);
}

TEST(EvidenceJson, TheLargestEvidenceCanBeReadAgain) {
    const std::string longest(evidence_limits::text_bytes, '"');
    Burst burst;
    burst.objects.assign(Burst::max_objects, longest);
    burst.shared.assign(evidence_limits::names, longest);
    burst.where = longest;
    expect_round_trip(burst);
}

TEST(EvidenceJson, MoreThanTheLimitIsNotRead) {
    std::string json = to_json(Shared{});
    json.append(evidence_limits::json_bytes - json.size(), ' ');
    EXPECT_TRUE(evidence_from_json(json));
    json.push_back(' ');
    EXPECT_FALSE(evidence_from_json(json));
}

TEST(EvidenceJson, WhatIsWrongIsNamed) {
    struct Case {
        const char* json;
        const char* where;
    };
    for (const auto& [json, where] : {
             Case{"", ""},
             Case{"[]", ""},
             Case{"{", ""},
             Case{"{}", "kind"},
             Case{R"({"kind":7})", "kind"},
             Case{R"({"kind":"gossip"})", "kind"},
             Case{R"({"kind":"follow_up","asked_on_day":7,"where":""})", "connected"},
             Case{R"({"kind":"follow_up","connected":"soon","asked_on_day":7,"where":""})",
                  "connected"},
             Case{R"({"kind":"follow_up","connected":"2026-04-14T05:30:00Z",)"
                  R"("asked_on_day":99999999999,"where":""})",
                  "asked_on_day"},
             Case{R"({"kind":"shared","newcomer":"","people":["a",1]})", "people"},
             Case{R"({"kind":"trouble","trouble":"haunted"})", "trouble"},
         }) {
        const auto read = evidence_from_json(json);
        ASSERT_FALSE(read) << json;
        EXPECT_EQ(read.error().where, where) << json;
    }
}

// --- what stores hold ---

TEST(EvidenceJson, WhatStoresHoldIsReadAndWrittenBack) {
    const Instant tuesday = from_epoch(1776144600);  // 2026-04-14 05:30
    const GapFigures figures{12, 0.5, 1.25, 3, 4.333333, 8, 20};
    const std::pair<const char*, Evidence> rows[] = {
        {R"({"kind":"quiet","last_seen":"2026-04-14T05:30:00Z","due":"2026-04-24T05:30:00Z",)"
         R"("usual_gap_days":3.5E0,"line_days":1E1,"lost_days":0E0,"at_start":true,)"
         R"("gap_days":{"gaps":12,"p10":5E-1,"p25":1.25E0,"median":3E0,"p75":4.333333E0,)"
         R"("p90":8E0,"longest":2E1},"where":["Ann's \"log\"","chirp"],"because":"longest-pause",)"
         R"("unevenness":4.5E-1,"longest_days":1.9E1,"watched_until":null})",
         Quiet{tuesday,
               tuesday + 10 * day,
               3.5,
               10,
               0,
               true,
               figures,
               {"Ann's \"log\"", "chirp"},
               LineBecause::longest_pause,
               0.45,
               19,
               {}}},
        {R"({"kind":"back","last_before":"2026-04-14T05:30:00Z",)"
         R"("returned":"2026-05-14T05:30:00Z","gap_days":{"gaps":0,"p10":0E0,"p25":0E0,)"
         R"("median":0E0,"p75":0E0,"p90":0E0,"longest":0E0},"sentence":"wrote \"Hé\"",)"
         R"("link":"https://ann.example/1","where":[]})",
         Back{tuesday, tuesday + 30 * day, {}, "wrote \"Hé\"", "https://ann.example/1", {}}},
        {R"({"kind":"burst","of":"connections","start":"2026-04-14T05:30:00Z",)"
         R"("end":"2026-04-14T06:30:00Z","count":9,"threshold":8,"closed":false,"usual_low":0,)"
         R"("usual_high":2,"objects":["Bo Lind","Cy"],"shared":["Bo Lind"],"where":"network",)"
         R"("at_least":true,"posts":false,"sentences":1,"in_sentences":8,"named":1,)"
         R"("reason":"Bo and 7 others"})",
         Burst{Burst::Of::connections,
               tuesday,
               tuesday + hour,
               9,
               8,
               false,
               0,
               2,
               {"Bo Lind", "Cy"},
               {"Bo Lind"},
               "network",
               true,
               false,
               1,
               8,
               1,
               "Bo and 7 others"}},
        {R"({"kind":"follow_up","connected":"2026-04-14T05:30:00Z","asked_on_day":21,)"
         R"("where":"Connections.csv"})",
         FollowUp{tuesday, 21, "Connections.csv"}},
        {R"({"kind":"shared","newcomer":"","people":["Ann","Bo","Cy"],)"
         R"("from":"2026-04-14T05:30:00Z","to":"2026-04-15T05:30:00Z","of":"quiet",)"
         R"("circle":"choir","quiets":[3,5,9]})",
         Shared{"",
                {"Ann", "Bo", "Cy"},
                tuesday,
                tuesday + day,
                Shared::Of::quiet,
                "choir",
                {FindingNumber(3), FindingNumber(5), FindingNumber(9)}}},
        {R"({"kind":"trouble","trouble":"always empty","source":"Ann's log",)"
         R"("host":"ann.example","since":"2026-04-14T05:30:00Z","detail":"","people":["Ann"]})",
         Trouble{Trouble::Kind::always_empty, "Ann's log", "ann.example", tuesday, "", {"Ann"}}},
    };
    for (const auto& [text, evidence] : rows) {
        const auto read = evidence_from_json(text);
        ASSERT_TRUE(read) << to_text(read.error()) << " in " << text;
        EXPECT_EQ(*read, evidence) << text;
        EXPECT_EQ(to_json(*read), text);
    }
}

TEST(EvidenceJson, AQuietOfTheRuleBeforeIsRead) {
    Quiet quiet;
    quiet.because = LineBecause::own_rhythm;
    quiet.unevenness = 0.25;
    std::string text = to_json(Evidence{quiet});
    text = text.substr(0, text.find(R"(,"because")")) + "}";
    EXPECT_EQ(std::get<Quiet>(evidence_from_json(text).value()), Quiet{});
}

// --- whatever is written comes back ---

Instant any_instant() {
    return from_epoch(*rc::gen::inRange(-2'000'000'000LL, 20'000'000'000LL));
}
double any_days() {
    return static_cast<double>(*rc::gen::inRange(0LL, 40'000'000'000LL)) / 1e6;
}
std::string any_text() {
    static const std::vector<std::string> pieces{"a",  " ",    "\"", "\\",        "é",    "日",
                                                 "\t", "🙂", "\n", "</script>", "\x7f", "0"};
    std::string text;
    for (const int i : *rc::gen::container<std::vector<int>>(
             rc::gen::inRange(0, static_cast<int>(pieces.size()))))
        text += pieces[static_cast<std::size_t>(i)];
    return text;
}
std::vector<std::string> any_names() {
    std::vector<std::string> names;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
        names.push_back(any_text());
    return names;
}
GapFigures any_figures() {
    return {*rc::gen::inRange(0, 1000),
            any_days(),
            any_days(),
            any_days(),
            any_days(),
            any_days(),
            any_days()};
}

RC_GTEST_PROP(EvidenceJsonProperty, QuietComesBack, ()) {
    Quiet e;
    e.last_seen = any_instant();
    e.due = any_instant();
    e.usual_gap_days = any_days();
    e.line_days = any_days();
    e.lost_days = any_days();
    e.at_start = *rc::gen::arbitrary<bool>();
    e.figures = any_figures();
    e.where = any_names();
    RC_ASSERT((evidence_from_json(to_json(e)).value() == Evidence(e)));
}

RC_GTEST_PROP(EvidenceJsonProperty, BackComesBack, ()) {
    const Back e{any_instant(), any_instant(), any_figures(), any_text(), any_text(), any_names()};
    RC_ASSERT((evidence_from_json(to_json(e)).value() == Evidence(e)));
}

RC_GTEST_PROP(EvidenceJsonProperty, BurstComesBack, ()) {
    Burst e;
    e.of = *rc::gen::element(Burst::Of::connections, Burst::Of::anything);
    e.start = any_instant();
    e.end = any_instant();
    e.count = *rc::gen::arbitrary<int>();
    e.threshold = *rc::gen::arbitrary<int>();
    e.closed = *rc::gen::arbitrary<bool>();
    e.usual_low = *rc::gen::inRange(0, 100);
    e.usual_high = *rc::gen::inRange(0, 100);
    e.objects = any_names();
    e.shared = any_names();
    e.where = any_text();
    e.at_least = *rc::gen::arbitrary<bool>();
    e.posts = *rc::gen::arbitrary<bool>();
    e.sentences = *rc::gen::inRange(0, 100);
    e.in_sentences = *rc::gen::inRange(0, 1000);
    e.named = *rc::gen::inRange(0, 100);
    e.reason = any_text();
    RC_ASSERT((evidence_from_json(to_json(e)).value() == Evidence(e)));
}

RC_GTEST_PROP(EvidenceJsonProperty, TheOthersComeBack, ()) {
    const FollowUp follow_up{any_instant(), *rc::gen::inRange(0, 30), any_text()};
    Shared shared{any_text(), any_names(), any_instant(), any_instant()};
    shared.of = *rc::gen::element(Shared::Of::newcomer, Shared::Of::quiet);
    shared.circle = any_text();
    shared.quiets = {FindingNumber(*rc::gen::inRange(1, 1'000'000)), FindingNumber(7)};
    Trouble trouble;
    using Kind = Trouble::Kind;
    trouble.kind = *rc::gen::element(Kind::failing, Kind::moved, Kind::gone, Kind::re_announced,
                                     Kind::frozen, Kind::always_empty, Kind::clock);
    trouble.source = any_text();
    trouble.host = any_text();
    trouble.since = any_instant();
    trouble.detail = any_text();
    trouble.people = any_names();
    for (const Evidence& e : {Evidence(follow_up), Evidence(shared), Evidence(trouble)})
        RC_ASSERT((evidence_from_json(to_json(e)).value() == e));
}

}  // namespace
}  // namespace earshot
