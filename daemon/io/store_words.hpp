#pragma once
// The words by which the store writes closed sets. They are a file format: an enumerator may be
// renamed or moved, its word stays. Words and not numbers, so that `sqlite3 earshot.db` shows what
// is meant. The schema does not repeat them in CHECK constraints: a new enumerator needs no
// migration.

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "earshot/activity.hpp"
#include "earshot/burst.hpp"
#include "earshot/courier.hpp"
#include "earshot/finding.hpp"
#include "earshot/novelty.hpp"
#include "earshot/person.hpp"
#include "earshot/poll.hpp"
#include "earshot/schedule.hpp"
#include "earshot/source.hpp"

namespace earshot::io {

template <class E>
struct Words;

/// A table of every enumerator; `last` is the newest one and makes the compiler count.
template <class E, E last>
using WordTable = std::array<std::pair<E, std::string_view>, static_cast<std::size_t>(last) + 1>;

template <>
struct Words<Carries> {
    static constexpr WordTable<Carries, Carries::many> table{{{Carries::undecided, "undecided"},
                                                              {Carries::one_person, "one person"},
                                                              {Carries::many, "many"}}};
};

template <>
struct Words<SourceStatus> {
    static constexpr WordTable<SourceStatus, SourceStatus::gone> table{
        {{SourceStatus::active, "active"},
         {SourceStatus::paused, "paused"},
         {SourceStatus::gone, "gone"}}};
};

template <>
struct Words<Reason> {
    static constexpr WordTable<Reason, Reason::asked> table{
        {{Reason::first_poll, "first poll"},
         {Reason::usual_interval, "usual interval"},
         {Reason::no_validators, "no validators"},
         {Reason::server_max_age, "server max-age"},
         {Reason::feed_ttl, "feed ttl"},
         {Reason::retry_after, "retry-after"},
         {Reason::slowed_down, "slowed down"},
         {Reason::backoff, "backoff"},
         {Reason::rarely_new, "rarely new"},
         {Reason::skip_hours, "skip hours"},
         {Reason::host_asked, "host asked"},
         {Reason::gone, "gone"},
         {Reason::asked, "asked"}}};
};

template <>
struct Words<PollResult> {
    static constexpr WordTable<PollResult, PollResult::cancelled> table{
        {{PollResult::fresh, "fresh"},
         {PollResult::same, "same"},
         {PollResult::failed, "failed"},
         {PollResult::cancelled, "cancelled"}}};
};

template <>
struct Words<TimeQuality> {
    static constexpr WordTable<TimeQuality, TimeQuality::first_seen> table{
        {{TimeQuality::stated, "stated"},
         {TimeQuality::clamped, "clamped"},
         {TimeQuality::first_seen, "first seen"}}};
};

template <>
struct Words<Freshness> {
    static constexpr WordTable<Freshness, Freshness::backfill> table{
        {{Freshness::fresh, "fresh"}, {Freshness::backfill, "backfill"}}};
};

template <>
struct Words<Standing> {
    static constexpr WordTable<Standing, Standing::let_go> table{{{Standing::followed, "followed"},
                                                                  {Standing::light, "light"},
                                                                  {Standing::resting, "resting"},
                                                                  {Standing::let_go, "let go"}}};
};

template <>
struct Words<IdentityKey::Kind> {
    static constexpr WordTable<IdentityKey::Kind, IdentityKey::Kind::name> table{
        {{IdentityKey::Kind::account, "account"},
         {IdentityKey::Kind::name_in_source, "name in source"},
         {IdentityKey::Kind::name, "name"}}};
};

template <>
struct Words<BurstRun::Fired> {
    static constexpr WordTable<BurstRun::Fired, BurstRun::Fired::continuation> table{
        {{BurstRun::Fired::no, "no"},
         {BurstRun::Fired::told, "told"},
         {BurstRun::Fired::continuation, "continuation"}}};
};

template <>
struct Words<Confidence> {
    static constexpr WordTable<Confidence, Confidence::clear> table{
        {{Confidence::learning, "learning"},
         {Confidence::tentative, "tentative"},
         {Confidence::likely, "likely"},
         {Confidence::clear, "clear"}}};
};

template <>
struct Words<Finding::State> {
    static constexpr WordTable<Finding::State, Finding::State::closed> table{
        {{Finding::State::open, "open"},
         {Finding::State::told, "told"},
         {Finding::State::closed, "closed"}}};
};

template <>
struct Words<Delivery::State> {
    static constexpr WordTable<Delivery::State, Delivery::State::given_up> table{
        {{Delivery::State::waiting, "waiting"},
         {Delivery::State::sending, "sending"},
         {Delivery::State::sent, "sent"},
         {Delivery::State::given_up, "given up"}}};
};

template <class E>
constexpr std::string_view stored_word(E value) {
    const auto& table = Words<E>::table;
    return std::find_if(table.begin(), table.end(),
                        [value](const auto& row) { return row.first == value; })
        ->second;
}

template <class E>
constexpr std::optional<E> from_stored_word(std::string_view word) {
    for (const auto& [value, its] : Words<E>::table) {
        if (its == word) return value;
    }
    return std::nullopt;
}

// Verbs have one set of words everywhere: the API's.
inline std::string_view stored_word(Verb verb) {
    return to_text(verb);
}
template <>
inline std::optional<Verb> from_stored_word<Verb>(std::string_view word) {
    return parse_verb(word);
}

}  // namespace earshot::io
