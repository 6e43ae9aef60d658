#include "daemon/io/host/log.hpp"

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/sinks/systemd_sink.h>
#include <sys/stat.h>

#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot::log {
namespace {

spdlog::level::level_enum to_spdlog(LogLevel level) {
    switch (level) {
        case LogLevel::debug: return spdlog::level::debug;
        case LogLevel::info: return spdlog::level::info;
        case LogLevel::warning: return spdlog::level::warn;
        case LogLevel::error: return spdlog::level::err;
    }
    return spdlog::level::info;
}

/// $JOURNAL_STREAM is "device:inode" of the stream that systemd connected to the journal; a child
/// whose stderr was redirected inherits the variable but not the stream.
bool stderr_is_journal() {
    const char* stream = std::getenv("JOURNAL_STREAM");
    struct stat status {};
    if (stream == nullptr || ::fstat(2, &status) != 0) return false;
    return std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino) == stream;
}

// spdlog shares each sink between its logger and whoever made it; here the logger alone keeps it.
std::unique_ptr<spdlog::logger> to_stderr() {
    auto made = std::make_unique<spdlog::logger>(
        "earshotd", std::make_shared<spdlog::sinks::stderr_sink_st>());  // owners: see above
    made->set_formatter(std::make_unique<spdlog::pattern_formatter>(
        "%Y-%m-%dT%H:%M:%SZ %l: %v", spdlog::pattern_time_type::utc));
    return made;
}

std::unique_ptr<spdlog::logger> to_journal() {
    return std::make_unique<spdlog::logger>(
        "earshotd", std::make_shared<spdlog::sinks::systemd_sink_st>());  // owners: see above
}

/// Where log lines go. One for the process: a log is wanted before anything is built and after
/// everything is gone.
struct Output {
    LogLevel level = LogLevel::info;
    std::unique_ptr<spdlog::logger> logger = to_stderr();
    bool failed = false;  // the last line did not reach its place
};

Output& output() {
    static Output one;
    return one;
}

/// Of a mark that turns the direction of text, or ends a line, in three bytes of UTF-8: its code
/// point; else 0. U+200E, 200F, 2028 to 202E, 2066 to 2069.
unsigned turning_mark(std::string_view text) {
    if (text.size() < 3 || text[0] != '\xe2') return 0;
    const auto second = static_cast<unsigned char>(text[1]);
    const auto third = static_cast<unsigned char>(text[2]);
    const unsigned mark = 0x2000U | (second & 0x3FU) << 6U | (third & 0x3FU);
    const bool turns = mark == 0x200e || mark == 0x200f || (mark >= 0x2028 && mark <= 0x202e) ||
                       (mark >= 0x2066 && mark <= 0x2069);
    return turns ? mark : 0;
}

/// "\n", "\x1b" and "\u202e" for what a terminal or a reader of lines could take for more than
/// text. C1 controls are two bytes in UTF-8.
std::string escaped(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
        const bool c1 = byte == 0xc2 && next >= 0x80 && next < 0xa0;
        if (const unsigned mark = turning_mark(text.substr(i)); mark != 0) {
            out += "\\u20";
            out += digits[mark >> 4U & 15U];
            out += digits[mark & 15U];
            i += 2;
        } else if (!c1 && byte >= 0x20 && byte != 0x7f) {
            out += text[i];
        } else if (byte == '\n') {
            out += "\\n";
        } else {
            const unsigned char control = c1 ? next : byte;
            out += "\\x";
            out += digits[control >> 4];
            out += digits[control & 15];
            if (c1) ++i;
        }
    }
    return out;
}

void write(LogLevel level, const std::string& text) {
    const std::string cut = shorten(repair_utf8(text), line_bytes);
    const std::string line = escaped(redact_urls(cut));
    output().failed = false;
    output().logger->log(to_spdlog(level), spdlog::string_view_t(line));
    if (!output().failed) return;
    // The journal is away: what is said now must not be lost with it.
    output().logger = to_stderr();
    set_level(output().level);
    output().logger->log(to_spdlog(level), spdlog::string_view_t(line));
}

}  // namespace

void open(LogLevel level) {
    output().logger = stderr_is_journal() ? to_journal() : to_stderr();
    output().logger->set_error_handler([](const std::string&) { output().failed = true; });
    set_level(level);
}

void set_level(LogLevel level) {
    output().level = level;
    output().logger->set_level(to_spdlog(level));
}

LogLevel level() {
    return output().level;
}

void debug(const std::string& text) {
    write(LogLevel::debug, text);
}

void info(const std::string& text) {
    write(LogLevel::info, text);
}

void warning(const std::string& text) {
    write(LogLevel::warning, text);
}

void error(const std::string& text) {
    write(LogLevel::error, text);
}

}  // namespace earshot::log
