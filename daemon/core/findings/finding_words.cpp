// The words of findings: kinds, states, and what ends one.

#include <algorithm>
#include <array>

#include "earshot/finding.hpp"

namespace earshot {
namespace {

template <class T>
struct Named {
    T value;
    std::string_view word;
};

// In the order of the alternatives of Evidence.
constexpr std::array<Named<FindingKind>, 6> kinds{{{FindingKind::quiet, "quiet"},
                                                   {FindingKind::back, "back"},
                                                   {FindingKind::burst, "burst"},
                                                   {FindingKind::follow_up, "follow_up"},
                                                   {FindingKind::shared, "shared"},
                                                   {FindingKind::trouble, "trouble"}}};
static_assert(kinds.size() == std::variant_size_v<Evidence>);

constexpr std::array<Named<Finding::State>, 3> states{{{Finding::State::open, "open"},
                                                       {Finding::State::told, "told"},
                                                       {Finding::State::closed, "closed"}}};

struct Cause {
    ClosedBy by;
    std::string_view word;
    std::string_view sentence;
};

constexpr std::array<Cause, 23> causes{{
    {ClosedBy::seen_again, "seen-again", "seen again"},
    {ClosedBy::seen_earlier, "seen-earlier", "seen earlier after all"},
    {ClosedBy::who_is_who, "who-is-who", "who is who changed"},
    {ClosedBy::source_removed, "source-removed", "a source was removed"},
    {ClosedBy::told_connections, "told-connections", "its connections are told by themselves"},
    {ClosedBy::others_ended, "others-ended", "the others have ended"},
    {ClosedBy::read_again, "read-again", "read again"},
    {ClosedBy::newer_copy, "newer-copy", "a newer copy came"},
    {ClosedBy::shows_entries, "shows-entries", "it shows entries"},
    {ClosedBy::not_again, "not-again", "it has not happened again"},
    {ClosedBy::answers_there, "answers-there", "it answers where it is looked for"},
    {ClosedBy::paused, "paused", "the feed is paused"},
    {ClosedBy::touched, "touched", "you were in touch"},
    {ClosedBy::line_moved, "line-moved", "you moved the line"},
    {ClosedBy::away, "away", "known to be away"},
    {ClosedBy::at_rest, "at-rest", "at rest"},
    {ClosedBy::let_go, "let-go", "let go"},
    {ClosedBy::ok, "ok", "earshot ok"},
    {ClosedBy::normal, "normal", "earshot normal"},
    {ClosedBy::wrong, "wrong", "earshot wrong"},
    {ClosedBy::asked_again, "asked-again", "asked again"},
    {ClosedBy::clock_wrong, "clock-wrong", "the clock was wrong"},
    {ClosedBy::faded, "faded", "faded: unanswered for two weeks"},
}};

const Cause* cause_of(ClosedBy by) {
    const auto found = std::find_if(causes.begin(), causes.end(),
                                    [&](const Cause& cause) { return cause.by == by; });
    return found == causes.end() ? nullptr : &*found;
}

template <class Table, class T>
std::string_view word_of(const Table& table, T value) {
    for (const auto& row : table)
        if (row.value == value) return row.word;
    return {};
}

template <class T, std::size_t n>
std::optional<T> value_of(const std::array<Named<T>, n>& table, std::string_view word) {
    for (const auto& row : table)
        if (row.word == word) return row.value;
    return std::nullopt;
}

}  // namespace

FindingKind kind_of(const Evidence& evidence) {
    return kinds[evidence.index()].value;
}

std::string_view to_text(FindingKind kind) {
    return word_of(kinds, kind);
}

std::optional<FindingKind> parse_finding_kind(std::string_view text) {
    return value_of(kinds, text);
}

std::string_view to_text(Finding::State state) {
    return word_of(states, state);
}

std::optional<Finding::State> parse_finding_state(std::string_view text) {
    return value_of(states, text);
}

std::string_view to_text(ClosedBy by) {
    const Cause* cause = cause_of(by);
    return cause == nullptr ? std::string_view() : cause->word;
}

std::string_view sentence(ClosedBy by) {
    const Cause* cause = cause_of(by);
    return cause == nullptr ? std::string_view() : cause->sentence;
}

std::optional<ClosedBy> parse_closed_by(std::string_view text) {
    for (const Cause& cause : causes)
        if (cause.word == text || cause.sentence == text) return cause.by;
    return std::nullopt;
}

}  // namespace earshot
