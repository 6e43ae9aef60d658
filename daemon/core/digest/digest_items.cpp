#include "daemon/core/digest/digest_items.hpp"

#include <algorithm>
#include <cmath>

#include "daemon/core/digest/item_words.hpp"
#include "daemon/core/findings/wording.hpp"
#include "earshot/finding_life.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

constexpr Span burst_settles = day;             // an open burst is told after this
constexpr double usual_gap_when_unknown = 5.5;  // days; the population's (rhythm.hpp)

std::string listed(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

/// The host stands for its feeds when all of them fail, or when that is not known.
bool is_of_host(const Trouble& trouble, const Candidate& candidate) {
    return !trouble.host.empty() && candidate.feeds_of_host == 0;
}

std::string where_of(const Candidate& candidate) {
    return std::visit(Overloaded{[](const Quiet& e) { return listed(e.where); },
                                 [](const Back& e) { return listed(e.where); },
                                 [](const Burst& e) { return e.where; },
                                 [](const FollowUp& e) { return e.where; },
                                 [](const Shared&) { return std::string(); },
                                 [&](const Trouble& e) {
                                     if (!is_of_host(e, candidate)) return e.host;
                                     return e.source == e.host ? "" : e.source;
                                 }},
                      candidate.finding.evidence);
}

std::string name_of(const Candidate& candidate) {
    if (const auto* shared = std::get_if<Shared>(&candidate.finding.evidence)) {
        if (shared->of == Shared::Of::newcomer) return shared->newcomer;
        return shared->circle.empty() ? "Several at once" : shared->circle;
    }
    if (const auto* trouble = std::get_if<Trouble>(&candidate.finding.evidence))
        return is_of_host(*trouble, candidate) ? trouble->host : trouble->source;
    return candidate.person ? candidate.person->name : std::string();
}

double median_gap(const GapFigures& figures) {
    return figures.gaps > 0 && figures.median > 0 ? figures.median : usual_gap_when_unknown;
}

double strength_of(const Evidence& evidence, Instant now) {
    return std::visit(
        Overloaded{[&](const Quiet& e) {
                       const double silence = silent_days(e, now);
                       return e.line_days > 0 ? silence / e.line_days : silence;
                   },
                   [](const Back& e) {
                       return in_days(e.returned - e.last_before) / median_gap(e.figures);
                   },
                   [](const Burst& e) {
                       // Somebody the user knows among them counts like half the run again.
                       const double known = e.shared.empty() ? 1.0 : 1.5;
                       return known * e.count / std::max(1, e.usual_high);
                   },
                   [](const FollowUp& e) { return 1.0 / std::max(1, e.asked_on_day); },
                   [](const Shared& e) { return static_cast<double>(e.people.size()); },
                   [](const Trouble& e) { return static_cast<double>(e.people.size()); }},
        evidence);
}

bool tellable(const Quiet& quiet, const Candidate& candidate) {
    const Confidence confidence = candidate.finding.confidence;
    return candidate.visible && !candidate.waits && !quiet.at_start &&
           (confidence == Confidence::likely || confidence == Confidence::clear);
}

bool has_standing(const std::optional<Person>& person, std::initializer_list<Standing> standings) {
    return person &&
           std::find(standings.begin(), standings.end(), person->standing) != standings.end();
}

/// A picture that proves something: their weeks beside a silence.
bool shows_time(Section section) {
    return section == Section::back || section == Section::quiet;
}

void add_strip(const Candidate& candidate, const Background& known, const Zone& zone, Instant now,
               Item& item) {
    if (!known.strip || !known.strip->rail) return;
    const Evidence& evidence = candidate.finding.evidence;
    if (const auto* quiet = std::get_if<Quiet>(&evidence))
        item.silence = days(days_between(zone, quiet->last_seen, now));
    else if (const auto* back = std::get_if<Back>(&evidence))
        item.silence = days(days_between(zone, back->last_before, back->returned));
    item.strip = known.strip;
}

std::optional<Section> when(bool condition, Section section) {
    return condition ? std::optional(section) : std::nullopt;
}

}  // namespace

std::optional<Section> section_of(const Candidate& candidate, Instant now) {
    const Finding& finding = candidate.finding;
    if (finding.state != Finding::State::open || is_snoozed(finding, now) ||
        now - waits_since(finding) > fade_after)
        return std::nullopt;
    const auto& person = candidate.person;
    const bool followed = has_standing(person, {Standing::followed});
    return std::visit(
        Overloaded{[&](const Quiet& e) {
                       return when(followed && tellable(e, candidate), Section::quiet);
                   },
                   [&](const Back&) {
                       return when(has_standing(person, {Standing::followed, Standing::resting}),
                                   Section::back);
                   },
                   [&](const Burst& e) {
                       const bool settled = e.closed || now - e.start >= burst_settles;
                       return when(
                           settled && has_standing(person, {Standing::followed, Standing::light}),
                           Section::busy);
                   },
                   [&](const FollowUp&) {
                       return when(has_standing(person, {Standing::followed, Standing::light}),
                                   Section::follow_up);
                   },
                   [](const Shared&) { return std::optional(Section::pattern); },
                   // Nobody has to do anything about entries that came again.
                   [](const Trouble& e) {
                       return when(e.kind != Trouble::Kind::re_announced, Section::hands);
                   }},
        finding.evidence);
}

Weight weight_of(const Candidate& candidate, Instant now) {
    Weight weight;
    weight.followed = has_standing(candidate.person, {Standing::followed});
    weight.in_circle = candidate.person && !candidate.person->circles.empty();
    weight.strength = strength_of(candidate.finding.evidence, now);
    return weight;
}

bool comes_before(const Weight& a, const Weight& b) {
    if (a.followed != b.followed) return a.followed;
    if (a.in_circle != b.in_circle) return a.in_circle;
    return a.strength > b.strength;
}

Item to_item(const Candidate& candidate, Section section, const Besides& besides, const Zone& zone,
             Instant now) {
    const Finding& finding = candidate.finding;
    const Wording wording{candidate, besides.known, zone, now, besides.one_person};
    Item item;
    item.number = finding.number;
    item.section = section;
    item.kind = to_text(kind_of(finding.evidence));
    item.one_person = besides.one_person;
    item.name = clean(name_of(candidate), item_limits::name);
    item.where = clean(where_of(candidate), item_limits::where);
    if (item.where == item.name) item.where.clear();  // a blog named after its writer
    item.evidence = clean(evidence_of(wording), item_limits::evidence);
    item.step = clean(step_of(wording), item_limits::evidence);
    item.confidence = finding.confidence;
    item.brief = clean(brief_of(wording), item_limits::evidence);
    item.quote = quote_of(wording);
    item.ways = all_ways(wording);
    item.choices = choices_for(wording);
    item.names = names_in(finding.evidence);
    add_personal(wording, besides.settings, item);
    for (std::string& name : item.names)
        name = clean(name, item_limits::name);
    if (shows_time(section)) add_strip(candidate, besides.known, zone, now, item);
    return item;
}

Trouble united(const std::vector<const Trouble*>& troubles) {
    Trouble all = *troubles.front();
    for (const Trouble* one : troubles) {
        all.since = std::min(all.since, one->since);
        for (const std::string& person : one->people)
            if (std::find(all.people.begin(), all.people.end(), person) == all.people.end())
                all.people.push_back(person);
    }
    if (troubles.size() > 1) all.source = std::to_string(troubles.size()) + " feeds";
    return all;
}

}  // namespace earshot
