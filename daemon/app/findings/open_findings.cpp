#include "daemon/app/findings/open_findings.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/states.hpp"
#include "earshot/finding_life.hpp"

namespace earshot::app {
namespace {

// In the order of a digest.
constexpr std::array<std::pair<FindingKind, std::string_view>, 6> topics{
    {{FindingKind::back, "back"},
     {FindingKind::quiet, "quiet"},
     {FindingKind::follow_up, "new"},
     {FindingKind::burst, "busy"},
     {FindingKind::shared, "shared"},
     {FindingKind::trouble, "trouble"}}};

/// Silences that go on although nobody answered.
void add_lasting_quiets(const io::Store& store, std::vector<Finding>& found) {
    for (const PersonId id : store.states.quiet()) {
        auto quiet = store.findings.by_key(quiet_key(id, *store.states.of(id).quiet_due));
        if (quiet && quiet->state == Finding::State::closed) found.push_back(*std::move(quiet));
    }
}

std::optional<Standing> standing_of(const io::People& people, const Finding& finding) {
    const auto person = finding.person ? people.one(*finding.person) : std::nullopt;
    return person ? std::optional(person->standing) : std::nullopt;
}

std::vector<Finding> of_kind(const io::Store& store, FindingKind kind, bool lasting, Instant now) {
    std::vector<Finding> found = store.findings.not_closed(kind);
    if (lasting) add_lasting_quiets(store, found);
    std::erase_if(found, [&](const Finding& finding) {
        const auto standing = standing_of(store.people, finding);
        return lasting ? !still_holds(finding, standing, now) : !is_open(finding, standing, now);
    });
    std::stable_sort(found.begin(), found.end(), [](const Finding& a, const Finding& b) {
        return std::pair(a.found_at, a.number) > std::pair(b.found_at, b.number);
    });
    return found;
}

}  // namespace

std::string_view topic_of(FindingKind kind) {
    for (const auto& [known, word] : topics)
        if (known == kind) return word;
    return {};
}

std::optional<FindingKind> parse_topic(std::string_view text) {
    for (const auto& [kind, word] : topics)
        if (word == text) return kind;
    return std::nullopt;
}

std::vector<Finding> open_findings(const io::Store& store, std::optional<FindingKind> kind,
                                   Instant now) {
    std::vector<Finding> all;
    for (const auto& [one, word] : topics) {
        if (kind && *kind != one) continue;
        for (Finding& finding : of_kind(store, one, kind == FindingKind::quiet, now))
            all.push_back(std::move(finding));
    }
    return all;
}

}  // namespace earshot::app
