#pragma once
// When: the next poll of a source and the reason for it, and when a digest is due. Pure; the shell
// only sleeps. Rules: research/field.md section 3, numbers in the comments.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/network.hpp"
#include "earshot/request_options.hpp"
#include "earshot/source.hpp"
#include "earshot/time.hpp"

namespace earshot {

enum class Reason {
    first_poll,
    usual_interval,  // the wanted interval, or longer where the feed's own rhythm says so
    no_validators,   // the server gives nothing to ask with: at most once a day (rule 11)
    server_max_age,  // Cache-Control or Expires (15-18)
    feed_ttl,        // RSS ttl, sy:update* (16)
    retry_after,     // (21)
    slowed_down,     // 429 or a sudden 403 without Retry-After (23, 24)
    backoff,         // network failure, 4xx, 5xx, unreadable document (32)
    rarely_new,      // nothing new for 7, 14, 30 days (30)
    skip_hours,      // moved to the next allowed hour (29)
    host_asked,      // the host, not this source, was told to wait (22)
    gone,            // 410 confirmed: waits for the user (36)
    line_back,       // it failed while our own line was down, and that is back (33)
    asked,           // the user asked for it now
};
std::string_view to_text(Reason reason);

/// The next poll, and why then.
struct Due {
    Instant at;
    Reason reason = Reason::first_poll;
    std::string detail;  // "max-age=7200", "third failure"; may be empty

    bool operator==(const Due&) const = default;
};

/// What one host, and the hosts below it, are asked with instead of the usual.
struct HostManners {
    std::string name;              // "reddit.com": also of old.reddit.com
    std::optional<Span> spacing;   // between starts (25)
    std::optional<Span> interval;  // the least between two polls of one source (13)
    /// Its 404s come in windows and mean nothing: they are asked again as usual (36).
    bool passing_404 = false;
    /// Sent with every request to a source there that has none of that name of its own; nothing of
    /// it goes along with a redirect to another origin.
    std::vector<RequestHeader> headers = {};
    bool operator==(const HostManners&) const = default;
};

struct PollSettings {
    Span interval = 60 * minute;      // wanted; never below min_interval
    Span min_interval = 60 * minute;  // rule 13; at least 15 min by configuration
    Span max_interval = day;
    Span host_spacing{1};                    // between starts on one host (25)
    int per_host = 1;                        // in flight on one host (25)
    int concurrency = 32;                    // in flight in all
    std::vector<HostManners> hosts;          // before those that earshot knows
    std::string user_agent;                  // empty: the honest default
    std::string contact;                     // an address that the honest default names, too
    std::set<std::string> file_directories;  // file: sources may lie below these; none by default
    std::string ca_file;                     // besides the system's store
    std::vector<Network> allow_networks;     // which a redirect may lead into (earshot/network.hpp)
    std::string proxy;                       // as in RequestOptions; empty: none
    bool operator==(const PollSettings&) const = default;
};

/// What holds at a host: what the settings say of it or of a host above it, the longest name
/// first, then what earshot knows of it (host_manners.cpp), then what holds everywhere.
struct MannersAt {
    Span spacing{1};
    Span interval{0};
    bool passing_404 = false;
    bool operator==(const MannersAt&) const = default;
};
MannersAt manners_at(const PollSettings& settings, std::string_view host);

/// How a source at this address is asked: in its own way, and with the headers of its host.
SharedOptions options_at(const PollSettings& settings, const Url& url, const SharedOptions& own);

/// Jitter that is only ever added: 0 to 10 %, at most 30 minutes, the same for one source all day
/// (28).
Span jitter(SourceId source, Instant at, Span interval);

/// Moved out of the hours (bit h: hour h GMT) and days (bit d, 0 = Sunday) that a feed wants to be
/// left alone (29). A feed that forbids every hour is not taken at its word.
Due outside_skipped(Due due, std::uint32_t skip_hours, std::uint8_t skip_days, SourceId source);

/// What a host has been told or has told us. Kept across restarts.
struct HostState {
    std::optional<Instant> not_before;       // Retry-After, 429
    int strikes = 0;                         // 429s in a row without Retry-After
    std::optional<Instant> refused_at = {};  // the last time it refused more than one address
    /// When any source of it was last read. Found out only for a refusal; not kept.
    std::optional<Instant> last_good = {};
    bool operator==(const HostState&) const = default;
};

/// No source of a host is polled before the host allows it (22). Afterwards they come one by one:
/// see turns.hpp.
Due when_host_allows(Due due, const HostState& host);

/// When digests are made.
struct DigestTimes {
    TimeOfDay at{7, 30};
    std::set<unsigned> weekdays{0, 1, 2, 3, 4, 5, 6};  // 0 = Sunday
    bool operator==(const DigestTimes&) const = default;
};

/// The first digest instant after `after`.
Instant next_digest(const DigestTimes& times, const Zone& zone, Instant after);
/// The newest digest instant in (last, now], if any: after downtime one is made, not one for each
/// missed day.
std::optional<Instant> digest_due(const DigestTimes& times, const Zone& zone, Instant last,
                                  Instant now);

}  // namespace earshot
