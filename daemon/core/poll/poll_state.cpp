// What can be said of a source by what is remembered of it.

#include "earshot/poll_state.hpp"

#include <algorithm>

#include "daemon/core/poll/poll_due.hpp"

namespace earshot {
namespace {

constexpr int failures_to_be_failing = 3;

}  // namespace

std::string_view to_text(PollResult result) {
    switch (result) {
        case PollResult::fresh: return "fresh";
        case PollResult::same: return "same";
        case PollResult::failed: return "failed";
        case PollResult::cancelled: return "cancelled";
    }
    return "";
}

bool is_failing(const PollState& state) {
    return state.failures >= failures_to_be_failing || (state.failures > 0 && !state.last_good);
}

std::optional<Instant> read_until(const Source& source, const PollState& state) {
    if (!state.last_good) return std::nullopt;
    Instant until = *state.last_good + look_holds;
    if (source.interval) until = std::max(until, *state.last_good + *source.interval + late_look);
    if (state.failures == 0 && state.next.reason == Reason::usual_interval)
        until = std::max(until, state.next.at + late_look);
    return until;
}

bool is_read_in_time(const Source& source, const PollState& state, Instant now) {
    const auto until = read_until(source, state);
    return until && now <= *until && *state.last_good <= now + clock_tolerance;
}

bool is_taken_on_trust(const Source& source, const PollState& state, Instant line) {
    if (is_local(source) || state.validators.empty() || state.last_document >= state.last_good)
        return false;
    return !state.last_document || *state.last_document < line;
}

bool is_always_empty(const PollState& state) {
    return state.usual_entries == 0 && state.first_good &&
           *state.last_good - *state.first_good >= empty_is_trouble;
}

}  // namespace earshot
