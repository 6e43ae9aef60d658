#include "earshot/change.hpp"

#include <gtest/gtest.h>

namespace earshot {
namespace {

const Instant tuesday = from_epoch(1776144600);

/// As stores hold it.
const std::string written =
    R"({"findings":[{"number":31,"state":"told","told_at":1776144600,"closed_at":null,)"
    R"("closed_by":"","snoozed_until":1776144601},{"number":32,"state":"closed","told_at":null,)"
    R"("closed_at":1776144602,"closed_by":"seen again","snoozed_until":null}],)"
    R"("answers":{"away_from":1776144600,"away_until":1776148200,)"
    R"("usual_silence_days":1.4123456789E1,"usual_run":9,"usual_connections":2},)"
    R"("standing":"let go","touch":5,"silence":{"last":1776144600,"quiet_due":1776144603},)"
    R"("feeds":[{"id":7,"status":"active"},{"id":8,"status":"paused"},)"
    R"({"id":9,"status":"gone"}],"setting":{"circle":"choir","quiet":"6w"},)"
    R"("taught":[{"person":4,"before":{"away_from":null,"away_until":null,)"
    R"("usual_silence_days":0E0,"usual_run":3,"usual_connections":0}}]})";

AnswerDocument the_same() {
    AnswerDocument document;
    document.findings.resize(2);
    Finding& told = document.findings[0];
    told.number = FindingNumber(31);
    told.state = Finding::State::told;
    told.told_at = tuesday;
    told.snoozed_until = tuesday + Span(1);
    Finding& closed = document.findings[1];
    closed.number = FindingNumber(32);
    closed.state = Finding::State::closed;
    closed.closed_at = tuesday + Span(2);
    closed.closed_by = ClosedBy::seen_again;
    document.answers = Answers{Stretch{tuesday, tuesday + hour}, 14.123456789, 9, 2};
    document.standing = Standing::let_go;
    document.touch = 5;
    document.silence = AnswerDocument::Silence{tuesday, tuesday + Span(3)};
    document.feeds = {{SourceId(7), SourceStatus::active},
                      {SourceId(8), SourceStatus::paused},
                      {SourceId(9), SourceStatus::gone}};
    document.setting = AnswerDocument::Setting{"choir", OwnLine{42 * day}};
    document.taught = {{PersonId(4), Answers{std::nullopt, 0, 3, 0}}};
    return document;
}

TEST(AnswerDocument, WhatStoresHoldIsReadAndWrittenBack) {
    const auto read = answer_from_json(written);
    ASSERT_TRUE(read) << to_text(read.error());
    EXPECT_EQ(*read, the_same());
    EXPECT_EQ(to_json(*read), written);
}

TEST(AnswerDocument, OneWithoutAnythingComesBack) {
    const std::string empty =
        R"({"findings":[],"answers":null,"standing":null,"touch":null,"silence":null,"feeds":[],"setting":null,"taught":[]})";
    EXPECT_EQ(to_json(AnswerDocument{}), empty);
    EXPECT_EQ(answer_from_json(empty), AnswerDocument{});
}

/// Before there were lines of one's own, and before several were answered at once.
TEST(AnswerDocument, OnesOfBeforeAreRead) {
    for (
        const char* before :
        {R"({"findings":[],"answers":null,"standing":null,"touch":null,"silence":null,"feeds":[]})",
         R"({"findings":[],"answers":null,"standing":null,"touch":null,"silence":null,"feeds":[],"setting":null})"}) {
        const auto read = answer_from_json(before);
        ASSERT_TRUE(read) << to_text(read.error());
        EXPECT_EQ(*read, AnswerDocument{});
    }
}

TEST(AnswerDocument, ALineAsItWasComesBack) {
    for (const std::optional<OwnLine>& line :
         {std::optional<OwnLine>(), std::optional(OwnLine{}), std::optional(OwnLine{12 * day})}) {
        AnswerDocument document;
        document.setting = AnswerDocument::Setting{"", line};
        EXPECT_EQ(answer_from_json(to_json(document)), document);
    }
}

TEST(AnswerDocument, ALeaveThatIsNotOneIsNone) {
    AnswerDocument document;
    document.answers = Answers{};
    const std::string text = to_json(document);
    EXPECT_NE(text.find(R"("away_from":null,"away_until":null,"usual_silence_days":0E0)"),
              std::string::npos)
        << text;
    EXPECT_EQ(answer_from_json(text), document);
}

TEST(AnswerDocument, WhatIsDamagedIsNotRead) {
    const auto changed = [](const std::string& from, const std::string& to) {
        std::string text = written;
        return text.replace(text.find(from), from.size(), to);
    };
    for (const std::string& text :
         {std::string(), std::string("[]"), std::string("{}"), changed("\"touch\"", "\"touched\""),
          changed("\"state\":\"told\"", "\"state\":\"said\""), changed("\"let go\"", "\"let-go\""),
          changed("\"usual_run\":9", "\"usual_run\":99999999999"),
          changed("\"id\":7", "\"id\":\"7\""), changed("1776144600", "\"soon\"")})
        EXPECT_FALSE(answer_from_json(text)) << text;
    for (std::size_t n = 0; n < written.size(); ++n)
        EXPECT_FALSE(answer_from_json(written.substr(0, n))) << n;
    for (std::size_t n = 0; n < written.size(); ++n)
        for (const char c : {'0', '"', ']', '\xff'}) {
            std::string text = written;
            text[n] = c;
            answer_from_json(text);  // whatever comes of it: no fault
        }
}

}  // namespace
}  // namespace earshot
