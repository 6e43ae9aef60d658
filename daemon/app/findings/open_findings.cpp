#include "daemon/app/findings/open_findings.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "daemon/app/findings/record_findings.hpp"
#include "daemon/io/store/findings.hpp"
#include "daemon/io/store/people.hpp"
#include "daemon/io/store/states.hpp"
#include "earshot/digest.hpp"

namespace earshot::app {
namespace {

struct Row {
    Matter matter;
    std::string_view word;
    std::string_view kind;  // of Evidence
};

// In the order of a digest.
constexpr std::array<Row, 6> rows{{{Matter::back, "back", "back"},
                                   {Matter::quiet, "quiet", "quiet"},
                                   {Matter::new_, "new", "follow_up"},
                                   {Matter::busy, "busy", "burst"},
                                   {Matter::shared, "shared", "shared"},
                                   {Matter::trouble, "trouble", "trouble"}}};

/// More open findings of one kind than this are too many to look at one by one.
constexpr std::size_t most = 10000;

/// Silences that last although nobody answered: no longer open, but still so.
void add_lasting_quiets(const io::Store& store, std::vector<Finding>& found) {
    for (const PersonId id : store.states.quiet()) {
        auto quiet = quiet_due_at(store, id, *store.states.of(id).quiet_due);
        if (quiet && quiet->closed_by == closed_by::faded) found.push_back(*std::move(quiet));
    }
}

bool is_awake(const Finding& finding, Instant now) {
    if (finding.state == Finding::State::closed || is_snoozed(finding, now)) return false;
    const Matter matter = matter_of(finding.evidence);
    const bool by_rhythm = matter == Matter::quiet || matter == Matter::back;
    return !by_rhythm || finding.confidence != Confidence::learning;
}

bool is_faded(const Finding& finding, Instant now) {
    return matter_of(finding.evidence) != Matter::trouble &&
           now - waits_since(finding) >= digest_limits::fade;
}

/// Of people who rest a return is wanted, of those let go nothing.
bool is_wanted(const io::Store& store, const Finding& finding) {
    const auto person = finding.person ? store.people.one(*finding.person) : std::nullopt;
    if (!person) return true;
    const bool back = matter_of(finding.evidence) == Matter::back;
    return person->standing != Standing::let_go && (back || person->standing != Standing::resting);
}

}  // namespace

std::string_view to_text(Matter matter) {
    for (const Row& row : rows)
        if (row.matter == matter) return row.word;
    return "";
}

std::optional<Matter> parse_matter(std::string_view text) {
    for (const Row& row : rows)
        if (row.word == text) return row.matter;
    return std::nullopt;
}

Matter matter_of(const Evidence& evidence) {
    const std::string_view kind = kind_of(evidence);
    for (const Row& row : rows)
        if (row.kind == kind) return row.matter;
    return Matter::trouble;
}

bool is_current(const Finding& finding, Instant now) {
    return is_awake(finding, now) && !is_faded(finding, now);
}

std::vector<Finding> current_findings(const io::Store& store, std::optional<Matter> matter,
                                      Instant now) {
    std::vector<Finding> current;
    for (const Row& row : rows) {
        if (matter && *matter != row.matter) continue;
        std::vector<Finding> found;
        const bool lasting = matter == Matter::quiet;  // who is quiet, answered or not
        for (const Finding::State state : {Finding::State::open, Finding::State::told}) {
            io::FindingQuery query;
            query.state = state;
            query.kind = row.kind;
            query.limit = most;
            for (Finding& finding : store.findings.find(query))
                if (is_awake(finding, now) && (lasting || !is_faded(finding, now)) &&
                    is_wanted(store, finding))
                    found.push_back(std::move(finding));
        }
        if (lasting) add_lasting_quiets(store, found);
        std::stable_sort(found.begin(), found.end(), [](const Finding& a, const Finding& b) {
            return std::pair(a.found_at, a.number) > std::pair(b.found_at, b.number);
        });
        for (Finding& finding : found)
            current.push_back(std::move(finding));
    }
    return current;
}

}  // namespace earshot::app
