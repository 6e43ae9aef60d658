#include "daemon/app/digest/background.hpp"

#include <algorithm>
#include <optional>

#include "daemon/app/portrait/portrait.hpp"
#include "daemon/io/store/digests/digests.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/touches.hpp"

namespace earshot::app {
namespace {

constexpr std::size_t mailboxes = 2;
constexpr int gaps_for_a_picture = 6;  // fewer prove nothing
constexpr Span longest_trouble = 400 * day;

std::optional<marks::Wait> silence_of(const Evidence& evidence, const Zone& zone, Instant now) {
    if (const auto* quiet = std::get_if<Quiet>(&evidence))
        return marks::Wait{local(zone, quiet->last_seen), local(zone, now)};
    if (const auto* back = std::get_if<Back>(&evidence))
        return marks::Wait{local(zone, back->last_before), local(zone, back->returned)};
    return std::nullopt;
}

GapFigures figures_of(const Evidence& evidence) {
    if (const auto* quiet = std::get_if<Quiet>(&evidence)) return quiet->figures;
    if (const auto* back = std::get_if<Back>(&evidence)) return back->figures;
    return {};
}

}  // namespace

Background background_of(const io::Store& store, const Candidate& candidate,
                         const DigestSettings& settings, const Zone& zone, Instant now) {
    Background background;
    if (!candidate.person) return background;
    const PersonId id = candidate.person->id;
    constexpr std::string_view scheme = "mailto:";
    for (const std::string& account : candidate.person->accounts)
        if (account.starts_with(scheme) && background.mailboxes.size() < mailboxes)
            background.mailboxes.push_back(account.substr(scheme.size()));
    std::sort(background.mailboxes.begin(), background.mailboxes.end());

    const Evidence& evidence = candidate.finding.evidence;
    if (settings.with_words) {
        const auto touches = store.touches.of(id, 1);
        if (!touches.empty()) background.touch = touches.front();
        if (const auto said = last_words_of(store, id);
            said && std::holds_alternative<Quiet>(evidence)) {
            background.last_words = said->news.activity.sentence;
            background.last_link = said->news.activity.link;
        }
    }
    if (settings.with_acquaintances)
        for (const Acquaintance& one : acquaintances_of(store, id))
            background.knows.push_back(one.person.name);

    const auto wait = silence_of(evidence, zone, now);
    const GapFigures figures = figures_of(evidence);
    if (!wait || figures.gaps < gaps_for_a_picture) return background;
    const marks::Lane lane = lane_of(store, id, sightings_of(store, id), zone, now);
    background.strip = marks::strip_of(lane, local(zone, now), digest_limits::weeks,
                                       marks::Usual{figures.p25, figures.p75}, wait);
    background.strip->ticks.clear();  // no mail draws months
    return background;
}

std::vector<std::string> recovered_since_last(const io::Store& store, Instant now) {
    const auto last = store.digests.newest(1);
    if (last.empty()) return {};
    std::vector<std::string> names;
    for (const Finding& finding :
         store.findings.found_since(FindingKind::trouble, now - longest_trouble)) {
        const auto* trouble = std::get_if<Trouble>(&finding.evidence);
        if (trouble == nullptr || finding.closed_by != ClosedBy::read_again || !finding.told_at ||
            !finding.closed_at || *finding.closed_at <= last.front().made_at)
            continue;
        const std::string& name = trouble->source.empty() ? trouble->host : trouble->source;
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    return names;
}

}  // namespace earshot::app
