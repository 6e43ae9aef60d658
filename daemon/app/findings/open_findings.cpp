#include "daemon/app/findings/open_findings.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "daemon/app/watch/horizon.hpp"
#include "daemon/io/store/findings/findings.hpp"
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

std::optional<Standing> standing_of(const Horizon& all, const Finding& finding) {
    return finding.person ? all.people().standing_of(*finding.person) : std::nullopt;
}

/// Silences that go on although nobody answered.
void add_lasting_quiets(const io::Store& store, const Horizon& all, std::vector<Finding>& found) {
    std::set<std::pair<PersonId, std::string>> there;
    for (const Finding& quiet : found)
        if (quiet.person) there.emplace(*quiet.person, quiet.which);
    for (const auto& [id, silent] : all.people().silent()) {
        if (!silent.past_line) continue;
        const FindingKey key = quiet_key(id, *silent.past_line);
        if (there.contains({id, key.which})) continue;
        auto quiet = store.findings.by_key(key);
        if (quiet && quiet->state == Finding::State::closed) found.push_back(*std::move(quiet));
    }
}

std::vector<Finding> of_kind(const io::Store& store, const Horizon& all, FindingKind kind,
                             bool lasting, Instant now) {
    std::vector<Finding> found;
    for (const auto& [number, finding] : all.findings())
        if (kind_of(finding.evidence) == kind) found.push_back(finding);
    if (lasting) add_lasting_quiets(store, all, found);
    std::erase_if(found, [&](const Finding& finding) {
        const auto standing = standing_of(all, finding);
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

std::vector<Finding> open_findings(const io::Store& store, const Horizon& all,
                                   std::optional<FindingKind> kind, Instant now) {
    std::vector<Finding> open;
    for (const auto& [one, word] : topics) {
        if (kind && *kind != one) continue;
        for (Finding& finding : of_kind(store, all, one, kind == FindingKind::quiet, now))
            open.push_back(std::move(finding));
    }
    return open;
}

std::map<FindingKind, int> count_open(const Horizon& all, Instant now) {
    std::map<FindingKind, int> open;
    for (const auto& [kind, word] : topics)
        open[kind] = 0;
    for (const auto& [number, finding] : all.findings())
        if (is_open(finding, standing_of(all, finding), now)) ++open[kind_of(finding.evidence)];
    return open;
}

}  // namespace earshot::app
