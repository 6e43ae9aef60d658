#pragma once
// One poll as a step: the whole conditional-GET, retry and backoff policy, no I/O.
//
//   request_for(source, state)            what to ask
//   after_reply(state, source, outcome)   what came of it: new state, the document, next time
//
// An error leaves the validators as they were; validators are stored in the same transaction as the
// entries they stand for (promise P3). Rules: research/field.md section 3.

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "earshot/coverage.hpp"
#include "earshot/feed.hpp"
#include "earshot/http.hpp"
#include "earshot/poll_state.hpp"
#include "earshot/schedule.hpp"
#include "earshot/source.hpp"

namespace earshot {

/// `conditions` is whether the server may answer that nothing has changed.
enum class Conditions { may, must_not };
http::Request request_for(const Source& source, const PollState& state,
                          const PollSettings& settings, Conditions conditions = Conditions::may);

struct PollStep {
    PollState state;
    PollResult result = PollResult::failed;
    Instant as_of;                   // when not failed: the time up to which it shows everything
    std::optional<Feed> feed;        // when fresh
    int status = 0;                  // HTTP status, 0 when there was no reply
    std::size_t bytes = 0;           // of the decoded body
    std::optional<Problem> problem;  // when failed; redacted
    std::optional<Url> new_address;  // the stored address is to change (34); announced
    std::optional<HostState> host;   // when that of the host which was asked last changes
    bool became_gone = false;        // 410 for the second time (36)
    std::string hints;               // what the reply said of the time to come, in its own words
    bool in_full = false;            // it answers a question without conditions
};

/// The host that was asked last: the source's own, or where redirects led. What it answers is its
/// own: whoever only redirects is not blamed for it (22).
std::string last_host(const Source& source, const http::Outcome& outcome);
/// Whether this reply refuses, so that HostState::last_good is worth finding out.
bool is_refusal(const http::Outcome& outcome);

/// `host` is the state of that host before this poll.
PollStep after_reply(const PollState& state, const Source& source, const http::Outcome& outcome,
                     const HostState& host, const PollSettings& settings, Instant now);

/// An entry that was never met before, and what shows where it comes from.
struct Stranger {
    std::string title;
    std::string site;           // host of its link; empty when there is none
    std::optional<Instant> at;  // as stated
    std::string author = {};    // as the entry itself names one
};
/// A document none of whose entries was known by id or by what it says, beside what its source
/// showed until then: as many entries as its document usually holds, the newest ones.
struct Strangers {
    std::vector<Stranger> entries;             // from the top of the document
    std::optional<Instant> newest_known = {};  // of stated times
    std::optional<Instant> oldest_known = {};
    std::set<std::string> known_sites = {};
    std::set<std::string> known_authors = {};  // names
};

/// Corrects what only the reading of the entries can tell: whether anything was new, and that it
/// was no good poll when the document shows nobody: nothing but bridge errors, no entry after full
/// ones, a notice in the place of all posts.
struct DocumentSummary {
    std::size_t entries = 0;  // bridge errors not counted
    std::size_t news = 0;
    int bridge_errors = 0;
    std::optional<Instant> newest = {};  // stated time of the newest news
    std::optional<Strangers> strangers = {};
};
PollStep after_reading(PollStep step, const PollState& before, const Source& source,
                       const DocumentSummary& summary, const PollSettings& settings, Instant now);

}  // namespace earshot
