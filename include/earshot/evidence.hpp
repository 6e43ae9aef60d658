#pragma once
// Evidence: what was seen that makes a finding, one struct a kind. It holds what a sentence and
// `earshot why` need and nothing that decides: whose it is, and what became of it, is in
// finding.hpp.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "earshot/ids.hpp"
#include "earshot/result.hpp"
#include "earshot/rhythm.hpp"
#include "earshot/time.hpp"

namespace earshot {

/// Quantiles of a person's own gaps between sessions, in days, over the last twelve months
/// (interpolated).
struct GapFigures {
    int gaps = 0;
    double p10 = 0, p25 = 0, median = 0, p75 = 0, p90 = 0, longest = 0;
    bool operator==(const GapFigures&) const = default;
};
/// `sightings` in any order, up to `until`; gaps under six hours are not gaps. A gap belongs to the
/// last twelve months when it ended in them.
GapFigures gap_figures(std::vector<Instant> sightings, Instant until);

/// Quiet longer than usual: nothing for `line_days` of observed time.
struct Quiet {
    Instant last_seen;
    Instant due;                // when the line was passed, in wall time
    double usual_gap_days = 0;  // G
    double line_days = 0;       // T
    double lost_days = 0;       // from last_seen to watched_until, not counted
    bool at_start = false;      // already quiet when earshot first looked: never mailed
    GapFigures figures;
    std::vector<std::string> where;             // titles of the sources that were watched
    std::optional<LineBecause> because = {};    // empty: found by the rule before this one
    double unevenness = 1;                      // s of rhythm.hpp, as it was then
    double longest_days = 0;                    // L likewise
    std::optional<Instant> watched_until = {};  // as far as it was proven when it was last asked;
                                                // empty: not asked since its line was passed
    bool operator==(const Quiet&) const = default;
};

/// How long the silence was at `until`, in days of watching: what was lost is left out, and so is
/// what nobody has looked at yet.
double silent_days(const Quiet& quiet, Instant until);
/// The rest of the days since last_seen, as far as that is worth a word: less than this is only the
/// time between two looks.
double unwatched_days(const Quiet& quiet, Instant until);
inline constexpr Span between_looks = 2 * day;

/// Back after a quiet that was told, or could have been.
struct Back {
    Instant last_before;
    Instant returned;
    GapFigures figures;
    std::string sentence;  // what they wrote or did
    std::string link;
    std::vector<std::string> where;
    bool operator==(const Back&) const = default;
};

/// Many activities in one run.
struct Burst {
    enum class Of { connections, anything } of = Of::anything;
    Instant start;
    Instant end;
    int count = 0;
    int threshold = 0;
    bool closed = false;
    int usual_low = 0;  // middle half of the counts per day, over the 90 days before the run
    int usual_high = 0;
    std::vector<std::string> objects;  // whom or what, followed ones first; at most max_objects
    std::vector<std::string> shared;   // the user's people among them
    std::string where;
    bool at_least = false;    // there may have been more
    bool posts = false;       // all of them are posts
    int sentences = 0;        // that say a number of things ("and 24 others")
    int in_sentences = 0;     // how many those say
    int named = 0;            // of these, by name
    std::string reason = {};  // a title or a sentence of the run that says what it was about
    static constexpr std::size_t max_objects = 100;
    bool operator==(const Burst&) const = default;
};
/// usual_low and usual_high from the times of the same kind of activity: counts of the whole days
/// (24 h) before `until`, back to `from`; at most `usual_days`.
std::pair<int, int> usual_per_day(std::vector<Instant> times, Instant from, Instant until);
/// The same where each counts for several.
std::pair<int, int> usual_counts_per_day(const std::vector<std::pair<Instant, int>>& times,
                                         Instant from, Instant until);
inline constexpr int usual_days = 366;

/// A new connection of the user's own without a word since; on day 7 and on day 21.
struct FollowUp {
    Instant connected;
    int asked_on_day = 7;
    std::string where;
    bool operator==(const FollowUp&) const = default;
};

/// Several people at once: connected with the same newcomer, or quiet since about the same days,
/// when one cause (a holiday, a closed office) says more than a line for each. Rules: together.hpp.
struct Shared {
    enum class Of { newcomer, quiet };

    std::string newcomer;             // empty for a quiet
    std::vector<std::string> people;  // names
    Instant from;  // the first and the last of the connections, or of the last sightings
    Instant to;
    Of of = Of::newcomer;
    std::string circle = {};                 // of a quiet: what they have in common; may be empty
    std::vector<FindingNumber> quiets = {};  // told by this one line
    bool operator==(const Shared&) const = default;
};

/// A source that needs hands; or this machine, which is named as source and host then.
struct Trouble {
    enum class Kind {
        failing,       // for more than 48 hours
        moved,         // the same permanent redirect for a week
        gone,          // 410, twice
        re_announced,  // ids rewritten; nothing in that document was counted
        frozen,        // good replies, but one and the same old copy
        always_empty,  // good replies for two weeks, never an entry
        clock,         // of this machine: it was changed, or had been wrong
    } kind = Kind::failing;
    std::string source;  // title
    std::string host;
    Instant since;
    std::string detail;               // redacted
    std::vector<std::string> people;  // who cannot be seen meanwhile
    bool operator==(const Trouble&) const = default;
};
std::string_view to_text(Trouble::Kind kind);

using Evidence = std::variant<Quiet, Back, Burst, FollowUp, Shared, Trouble>;

/// What a finding says; one kind of evidence for each.
enum class FindingKind { quiet, back, burst, follow_up, shared, trouble };
FindingKind kind_of(const Evidence& evidence);
/// "quiet", "back", "burst", "follow_up", "shared", "trouble": the words of the store and the API.
std::string_view to_text(FindingKind kind);
std::optional<FindingKind> parse_finding_kind(std::string_view text);

namespace evidence_limits {
inline constexpr std::size_t json_bytes = 4 * 1024 * 1024;
inline constexpr std::size_t names = 500;        // of a list; the rest is not kept
inline constexpr std::size_t text_bytes = 1000;  // of one text; the rest is not kept
}  // namespace evidence_limits

/// The evidence as JSON, for the store and the API, and back: {"kind":"quiet",...}. Instants as RFC
/// 3339; figures in days with six decimals, which is all that is kept of them.
std::string to_json(const Evidence& evidence);
Result<Evidence> evidence_from_json(std::string_view json);

/// The evidence about somebody else without what gives a person away (erasure.hpp): out of lists
/// they go, a sentence that names them goes whole. Nothing when the finding was about them (a
/// newcomer whom several met).
class Traces;
std::optional<Evidence> without(Evidence evidence, const Traces& traces);

/// Days as people count them: midnights between the two in this zone.
long long days_between(const Zone& zone, Instant from, Instant to);

/// One sentence of evidence, as the digest and the client print it, without the name of the person,
/// newcomer or host that it is about:
/// "usually every 3-6 days, last seen 24 days ago (longest before: 11)".
std::string sentence(const Evidence& evidence, const Zone& zone, Instant now);

}  // namespace earshot
