#include "daemon/io/host/log.hpp"

#include <cstdlib>
#include <string>

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace earshot {
namespace {

using testing::internal::CaptureStderr;
using testing::internal::GetCapturedStderr;

class Log : public testing::Test {
protected:
    void SetUp() override {
        ::unsetenv("JOURNAL_STREAM");
        log::open(LogLevel::info);
    }
    void TearDown() override { ::unsetenv("JOURNAL_STREAM"); }

    /// What one verb writes to stderr, without the time at the start of the line.
    template <class Verb>
    static std::string line_of(Verb verb, const std::string& text) {
        CaptureStderr();
        verb(text);
        const std::string line = GetCapturedStderr();
        const std::size_t start = std::string("2026-04-14T05:30:00Z ").size();
        return line.size() > start ? line.substr(start) : line;
    }
};

TEST_F(Log, ALineHasTimeLevelAndText) {
    CaptureStderr();
    log::warning("two feeds do not answer");
    const std::string line = GetCapturedStderr();
    ASSERT_GT(line.size(), 21u);
    EXPECT_EQ(line[10], 'T');
    EXPECT_EQ(line.substr(19), "Z warning: two feeds do not answer\n");
}

TEST_F(Log, TheLevelDecidesWhichVerbsSpeak) {
    struct Row {
        LogLevel level;
        bool debug, info, warning, error;
    };
    const Row rows[] = {{LogLevel::debug, true, true, true, true},
                        {LogLevel::info, false, true, true, true},
                        {LogLevel::warning, false, false, true, true},
                        {LogLevel::error, false, false, false, true}};
    for (const Row& row : rows) {
        SCOPED_TRACE(to_text(row.level));
        log::set_level(row.level);
        EXPECT_EQ(log::level(), row.level);
        EXPECT_EQ(line_of(log::debug, "x"), row.debug ? "debug: x\n" : "");
        EXPECT_EQ(line_of(log::info, "x"), row.info ? "info: x\n" : "");
        EXPECT_EQ(line_of(log::warning, "x"), row.warning ? "warning: x\n" : "");
        EXPECT_EQ(line_of(log::error, "x"), row.error ? "error: x\n" : "");
    }
}

TEST_F(Log, ASecretInAnAddressIsNotWritten) {
    const std::string line =
        line_of(log::error, "https://ann:sesame@feeds.test/in?token=sesame: no answer");
    EXPECT_EQ(line.find("sesame"), std::string::npos) << line;
    EXPECT_NE(line.find("feeds.test"), std::string::npos) << line;
}

TEST_F(Log, OneCallIsOneLineAndControlsAreVisible) {
    EXPECT_EQ(line_of(log::info, "a\nb\rc\x1b[31m\td\x7f"),
              "info: a\\nb\\x0dc\\x1b[31m\\x09d\\x7f\n");
    EXPECT_EQ(line_of(log::info, "\xe2\x80\xaegnirts\xe2\x81\xa6 \xe2\x80\xa6"),
              "info: \\u202egnirts\\u2066 \xe2\x80\xa6\n");
    EXPECT_EQ(line_of(log::info, "csi \xc2\x9b caf\xc3\xa9"), "info: csi \\x9b caf\xc3\xa9\n");
    EXPECT_EQ(line_of(log::info, "{} %s {0}"), "info: {} %s {0}\n");
}

TEST_F(Log, ALongTextIsCut) {
    const std::string fits(log::line_bytes, 'x');
    EXPECT_EQ(line_of(log::info, fits), "info: " + fits + "\n");
    EXPECT_LE(line_of(log::info, fits + "x").size(), fits.size() + 7);
    EXPECT_NE(line_of(log::info, fits + "x"), "info: " + fits + "x\n");
}

TEST_F(Log, LinesGoToTheJournalWhenStderrIsTheJournal) {
    CaptureStderr();
    struct stat status {};
    ASSERT_EQ(::fstat(2, &status), 0);
    const std::string stream = std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino);
    ::setenv("JOURNAL_STREAM", stream.c_str(), 1);
    log::open(LogLevel::info);
    log::info("not as a line");
    ::setenv("JOURNAL_STREAM", (stream + "0").c_str(), 1);  // of another stream
    log::open(LogLevel::info);
    log::info("as a line");
    const std::string lines = GetCapturedStderr();
    EXPECT_EQ(lines.find("not as a line"), std::string::npos);
    EXPECT_NE(lines.find("as a line"), std::string::npos);
}

}  // namespace
}  // namespace earshot
