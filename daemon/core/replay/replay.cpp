#include "earshot/replay.hpp"

#include <charconv>
#include <cstring>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/core/replay/detectors.hpp"

namespace earshot {
namespace {

constexpr std::size_t chunk_bytes = 1 << 16;
constexpr std::size_t write_at_bytes = 1 << 16;

bool is_within_limits(long long epoch) {
    return epoch >= replay_limits::earliest && epoch <= replay_limits::latest;
}

std::optional<Instant> parse_epoch(std::string_view text) {
    long long value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end || !is_within_limits(value)) return std::nullopt;
    return from_epoch(value);
}

/// The text up to the next tab, which is taken off the front of `rest`.
std::string_view next_field(std::string_view& rest) {
    const std::size_t tab = rest.find('\t');
    const std::string_view field = rest.substr(0, tab);
    rest.remove_prefix(tab == std::string_view::npos ? rest.size() : tab + 1);
    return field;
}

class Reader {
public:
    Reader(const ReplaySettings& settings) : settings_(settings), detectors_(settings) {
        batch_.reserve(batch_events);
    }

    /// One line without its end; what is wrong with it, or null. Holds on to its text until the
    /// next flush.
    const char* take(std::string_view line) {
        if (line.size() > replay_limits::line_bytes) return "a line may have at most 4096 bytes";
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (line.empty()) return nullptr;
        const std::string_view first = next_field(line);
        if (first == "#down") return take_outage(line);
        if (first == "#horizon") return take_horizon(line);
        if (!first.empty() && first.front() == '#') return nullptr;
        return take_event(first, line);
    }
    void flush() {
        detectors_.events(batch_);
        batch_.clear();
    }
    void horizon(Instant now) {
        flush();
        detectors_.horizon(now);
    }
    std::string& text() { return detectors_.lines().text(); }

private:
    static constexpr std::size_t batch_events = 64;

    const char* take_event(std::string_view person, std::string_view rest) {
        const auto t = parse_epoch(next_field(rest));
        const std::string_view verb = next_field(rest);
        if (person.empty() || !t || verb.empty())
            return "expected a person, seconds since 1970 and a verb, separated by tabs";
        const auto verb_number = detectors_.verb_number(verb);
        if (verb_number >= replay_limits::verbs) return "too many verbs: at most 1000";
        batch_.push_back({person, *t, verb_number});
        // Who may be one too many is looked at as soon as he comes.
        const bool room = detectors_.people() + batch_.size() <= settings_.max_people;
        if (!room || batch_.size() == batch_events) flush();
        return detectors_.people() > settings_.max_people ? "too many people" : nullptr;
    }

    const char* take_outage(std::string_view rest) {
        const auto from = parse_epoch(next_field(rest));
        const auto to = parse_epoch(next_field(rest));
        if (!from || !to || *to < *from)
            return "expected #down, the start and the end in seconds since 1970";
        flush();
        detectors_.outage(*from, *to);
        if (detectors_.outages() > replay_limits::outages) return "too many outages: at most 10000";
        return nullptr;
    }

    const char* take_horizon(std::string_view rest) {
        const auto now = parse_epoch(next_field(rest));
        if (!now) return "expected #horizon and seconds since 1970";
        if (!settings_.horizon) horizon(*now);
        return nullptr;
    }

    const ReplaySettings& settings_;
    ReplayDetectors detectors_;
    std::vector<ReplayEvent> batch_;
};

void write(std::ostream& out, std::string& lines, std::size_t at) {
    if (lines.size() < at) return;
    out.write(lines.data(), static_cast<std::streamsize>(lines.size()));
    lines.clear();
}

}  // namespace

Result<void> replay(std::istream& in, std::ostream& out, const ReplaySettings& settings) {
    if (settings.horizon && !is_within_limits(*settings.horizon))
        return fail("the horizon lies outside the years 1 to 9999", "horizon");
    Reader reader(settings);
    std::size_t number = 0;
    const auto take_line = [&](std::string_view line) -> Result<void> {
        ++number;
        const char* const wrong = reader.take(line);
        if (!wrong) return {};
        reader.flush();
        write(out, reader.text(), 1);
        return fail(wrong, "line " + std::to_string(number));
    };

    std::vector<char> buffer(chunk_bytes);
    std::size_t held = 0;  // bytes at the front of the buffer that wait for the end of their line
    for (bool more = true; more;) {
        in.read(buffer.data() + held, static_cast<std::streamsize>(buffer.size() - held));
        more = static_cast<bool>(in);
        const char* at = buffer.data();
        const char* const end = at + held + in.gcount();
        while (const void* newline = std::memchr(at, '\n', static_cast<std::size_t>(end - at))) {
            const char* const stop = static_cast<const char*>(newline);
            const auto taken = take_line({at, static_cast<std::size_t>(stop - at)});
            if (!taken) return taken;
            at = stop + 1;
        }
        held = static_cast<std::size_t>(end - at);
        // An unfinished line longer than a line may be is refused here, before it fills the buffer.
        if (held > 0 && (!more || held > replay_limits::line_bytes)) {
            const auto taken = take_line({at, held});
            if (!taken) return taken;
            held = 0;
        }
        reader.flush();
        write(out, reader.text(), write_at_bytes);
        if (held > 0) std::memmove(buffer.data(), at, held);
    }
    if (settings.horizon) reader.horizon(from_epoch(*settings.horizon));
    write(out, reader.text(), 1);
    if (in.bad()) return fail("reading stopped", "line " + std::to_string(number + 1), true);
    return {};
}

}  // namespace earshot
