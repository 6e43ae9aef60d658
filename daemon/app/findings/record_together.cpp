// Several people who are quiet at once: see record_findings.hpp. The rules are the core's
// (together.hpp); here is whom they are asked about.

#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/watch/horizon.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/states.hpp"
#include "earshot/finding_life.hpp"

namespace earshot::app {
namespace {

std::vector<QuietOne> quiets_now(const io::Store& store, const Horizon& all, Instant now) {
    const std::set<PersonId> hidden = hidden_by(all.held_back());
    std::vector<QuietOne> quiets;
    for (const auto& [number, finding] : all.findings()) {
        const auto standing =
            finding.person ? all.people().standing_of(*finding.person) : std::nullopt;
        if (!standing || !may_join_pattern(finding, *standing, now) ||
            hidden.contains(*finding.person))
            continue;
        const auto person = store.people.one(*finding.person);
        if (!person) continue;
        quiets.push_back({finding.number, person->id, main_circle(*person),
                          std::get<Quiet>(finding.evidence).last_seen,
                          finding.state == Finding::State::told, person->name});
    }
    return quiets;
}

}  // namespace

std::map<std::string, SilentCircle> silent_circles(const Horizon& all) {
    std::map<std::string, SilentCircle> circles;
    for (const auto& [name, people] : all.people().circles())
        if (!name.empty()) circles[name].people = people;
    for (const auto& [id, silent] : all.people().silent())
        if (const std::string& name = all.people().circle_of(id); !name.empty())
            circles[name].silent.push_back({silent.last, silent.past_line.has_value()});
    return circles;
}

bool waits_for_others(const std::map<std::string, SilentCircle>& circles, const Finding& quiet,
                      const Person& person, Instant now) {
    const auto* evidence = std::get_if<Quiet>(&quiet.evidence);
    const bool waited = now - quiet.found_at >= together_patience;
    const auto circle = circles.find(main_circle(person));
    if (evidence == nullptr || waited || circle == circles.end() || circle->second.people == 0)
        return false;
    return waits_for_circle(evidence->last_seen, circle->second.silent, circle->second.people);
}

std::vector<FindingNumber> record_quiets_together(io::Store& store, const Horizon& all,
                                                  Instant now) {
    const auto known = store.findings.found_since(FindingKind::shared, now - pattern_age);
    const FindingStep step =
        quiets_together(known, quiets_now(store, all, now), all.people().circles(), now);
    return keep(store.findings, step, now);
}

}  // namespace earshot::app
