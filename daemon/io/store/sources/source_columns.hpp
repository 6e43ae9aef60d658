#pragma once
// The columns of a source's row by what reads them together, for the parts of the store that do.

#include <string>

#include "daemon/io/store/sqlite/connection.hpp"
#include "earshot/poll_state.hpp"

namespace earshot::io {

/// Nine, of Source.
inline const std::string columns_of_source =
    "id, url, title, carries, owner, status, interval, declared_at, options";
inline constexpr int width_of_source = 9;

inline Source read_source(Query& query) {
    Source source;
    std::string options;
    query.read(source.id, source.url, source.title, source.carries, source.owner, source.status,
               source.interval, source.declared_at, options);
    source.options = options_of_document(options).value_or(SharedOptions());
    return source;
}

/// Of PollState, and of Coverage what lies in the same row.
inline const std::string columns_of_poll_state =
    "etag, last_modified, validators_from, body_hash, last_attempt, last_good, last_new,"
    " failing_since, failures, gone_polls, problem, usual_entries, feed_ttl, server_fresh,"
    " skip_hours, skip_days, moved_to, moved_since, next_at, next_reason, next_detail,"
    " first_good, recovering, made, made_since, stamp, prompt_stamps, renewals,"
    " stale_if_error, last_document, doubted, stuck, refused, asked_until, publish_gap,"
    " publish_regular, published, proven_until";

inline PollState read_poll_state(Query& query, int from, std::optional<Instant>& proven_until) {
    PollState state;
    query.read_from(
        from, state.validators.etag, state.validators.last_modified, state.validators.from,
        state.body_hash, state.last_attempt, state.last_good, state.last_new, state.failing_since,
        state.failures, state.gone_polls, state.problem, state.usual_entries, state.feed_ttl,
        state.server_fresh, state.skip_hours, state.skip_days, state.moved_to, state.moved_since,
        state.next.at, state.next.reason, state.next.detail, state.first_good, state.recovering,
        state.copy.made, state.copy.since, state.copy.stamp, state.copy.prompt_stamps,
        state.copy.renewals, state.stale_if_error, state.last_document, state.doubted, state.stuck,
        state.refused, state.asked_until, state.publishing.gap, state.publishing.regular,
        state.publishing.newest, proven_until);
    return state;
}

}  // namespace earshot::io
