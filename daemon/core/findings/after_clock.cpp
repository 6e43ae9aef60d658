// What becomes of a finding when the clock that dated it was wrong.

#include <algorithm>
#include <utility>

#include "earshot/finding_life.hpp"

namespace earshot {
namespace {

/// Whether a finding that was made later than `now` rests on time that has not passed, and not on
/// what somebody did.
struct RestsOnTime {
    Instant now;

    bool operator()(const Quiet&) const { return true; }
    bool operator()(const Back& back) const { return back.returned > now; }
    bool operator()(const Burst& burst) const { return burst.end > now; }
    bool operator()(const FollowUp&) const { return true; }
    bool operator()(const Shared& shared) const {
        return shared.of == Shared::Of::quiet || shared.to > now;
    }
    bool operator()(const Trouble& trouble) const {
        switch (trouble.kind) {
            case Trouble::Kind::failing:
            case Trouble::Kind::frozen:
            case Trouble::Kind::always_empty: return true;
            case Trouble::Kind::moved:
            case Trouble::Kind::gone:
            case Trouble::Kind::re_announced:
            case Trouble::Kind::clock: break;
        }
        return false;
    }
};

void not_after(std::optional<Instant>& time, Instant now) {
    if (time) time = std::min(*time, now);
}

}  // namespace

Finding brought_back(Finding finding, Instant now) {
    const bool is_closed = finding.state == Finding::State::closed;
    const bool told_later = finding.told_at > now;
    if (finding.found_at > now) {
        if (!is_closed && std::visit(RestsOnTime{now}, finding.evidence))
            finding = closed(std::move(finding), ClosedBy::clock_wrong, now);
    } else if (is_closed && finding.closed_at > now && finding.closed_by == ClosedBy::faded) {
        const bool was_told = finding.told_at && !told_later;
        finding =
            reopened(std::move(finding), was_told ? Finding::State::told : Finding::State::open);
    }
    finding.found_at = std::min(finding.found_at, now);
    not_after(finding.told_at, now);
    not_after(finding.closed_at, now);
    if (auto* trouble = std::get_if<Trouble>(&finding.evidence))
        trouble->since = std::min(trouble->since, now);
    return finding;
}

}  // namespace earshot
