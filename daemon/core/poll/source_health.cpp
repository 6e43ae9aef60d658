#include "earshot/source_health.hpp"

#include "earshot/words.hpp"

namespace earshot {

std::string_view to_text(SourceHealth health) {
    switch (health) {
        case SourceHealth::ok: return "ok";
        case SourceHealth::unread: return "unread";
        case SourceHealth::failing: return "failing";
        case SourceHealth::waiting: return "waiting";
        case SourceHealth::paused: return "paused";
        case SourceHealth::gone: return "gone";
    }
    return {};
}

std::optional<SourceHealth> parse_source_health(std::string_view text) {
    return parse_word<SourceHealth>(text);
}

SourceHealth health_of(const Source& source, const PollState& state, Instant now) {
    switch (source.status) {
        case SourceStatus::paused: return SourceHealth::paused;
        case SourceStatus::gone: return SourceHealth::gone;
        case SourceStatus::active: break;
    }
    if (is_failing(state)) return SourceHealth::failing;
    if (!state.last_good) return SourceHealth::waiting;
    return is_read_in_time(source, state, now) ? SourceHealth::ok : SourceHealth::unread;
}

std::optional<Instant> health_turns(const Source& source, const PollState& state, Instant now) {
    const auto until = read_until(source, state);
    if (!until) return std::nullopt;
    // A look of the future answers from when the clock has come near it.
    if (const Instant believed = *state.last_good - clock_tolerance; now < believed)
        return believed;
    if (now <= *until) return *until + Span{1};
    return std::nullopt;
}

}  // namespace earshot
