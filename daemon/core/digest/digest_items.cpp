#include "daemon/core/digest/digest_items.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

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

std::string clean(std::string_view text, std::size_t limit) {
    return shorten(printable(collapse(text)), limit);
}

std::string listed(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

std::string first_of(const std::vector<std::string>& names, const char* otherwise) {
    return names.empty() ? otherwise : names.front();
}

std::string reach_out(const std::optional<Person>& person) {
    return person && !person->phone.empty() ? "You could call." : "You could write.";
}

/// A failing feed that comes back within a week needs nobody.
constexpr Span lasting = 7 * day;

std::string trouble_step(const Trouble& trouble, Instant now) {
    switch (trouble.kind) {
        case Trouble::Kind::failing:
            if (now - trouble.since > lasting)
                return "If they moved, its address has to change: earshot sources --failing";
            return "Nothing to do unless it lasts; if they moved: earshot sources --failing";
        case Trouble::Kind::moved: return "You could check the new address: earshot sources";
        case Trouble::Kind::gone: return "You could look for its new address: earshot sources";
        case Trouble::Kind::re_announced:
            return "Nothing to do: nothing that came again was counted.";
        case Trouble::Kind::frozen:
            return "You could look whether the page itself is newer: earshot sources";
        case Trouble::Kind::always_empty:
            return "You could look for an address that shows more: earshot sources";
        case Trouble::Kind::clock:
            return "You could check that the network sets its time: timedatectl";
    }
    return "";
}

std::string where_of(const Evidence& evidence) {
    return std::visit(
        Overloaded{
            [](const Quiet& e) { return listed(e.where); },
            [](const Back& e) { return listed(e.where); }, [](const Burst& e) { return e.where; },
            [](const FollowUp& e) { return e.where; }, [](const Shared&) { return std::string(); },
            [](const Trouble& e) { return e.source == e.host ? "" : e.source; }},
        evidence);
}

std::string step_of(const Candidate& candidate, Instant now) {
    return std::visit(
        Overloaded{[&](const Quiet&) { return reach_out(candidate.person); },
                   [&](const Back&) { return reach_out(candidate.person); },
                   [](const Burst&) { return std::string("You could ask what's up."); },
                   [](const FollowUp&) { return std::string("One question would do."); },
                   [](const Shared& e) {
                       if (e.of == Shared::Of::quiet)
                           return std::string("You could write to one of them.");
                       return "You could ask " + first_of(e.people, "one of them") +
                              " who that is.";
                   },
                   [&](const Trouble& e) { return trouble_step(e, now); }},
        candidate.finding.evidence);
}

std::string name_of(const Candidate& candidate) {
    if (const auto* shared = std::get_if<Shared>(&candidate.finding.evidence)) {
        if (shared->of == Shared::Of::newcomer) return shared->newcomer;
        return shared->circle.empty() ? "Several at once" : shared->circle;
    }
    if (const auto* trouble = std::get_if<Trouble>(&candidate.finding.evidence))
        return trouble->host.empty() ? trouble->source : trouble->host;
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

/// What a mail says beyond the sentence: why somebody is told of now.
std::string more_of(const Evidence& evidence, Instant now) {
    const auto* quiet = std::get_if<Quiet>(&evidence);
    if (quiet == nullptr || !quiet->because) return {};
    std::string text;
    const double silence = silent_days(*quiet, now);
    if (const long long expected = expected_since(*quiet, silence); expected > 1)
        text += "; about " + std::to_string(expected) + " would have been usual since";
    text += "; the wait was " + days(std::llround(quiet->line_days)) + ", ";
    return text + waited_because(*quiet);
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

std::optional<Section> when(bool condition, Section section) {
    return condition ? std::optional(section) : std::nullopt;
}

std::string opening(const Candidate& candidate, const Item& item, const Zone& zone, Instant now) {
    const Evidence& evidence = candidate.finding.evidence;
    if (const auto* back = std::get_if<Back>(&evidence); back && !back->sentence.empty())
        return "An opening line: \"" + clean(back->sentence, item_limits::opening_line) + "\"";
    if (const auto* quiet = std::get_if<Quiet>(&evidence)) {
        const long long days = std::max(1LL, days_between(zone, quiet->last_seen, now));
        return "Last seen " + std::to_string(days) + (days == 1 ? " day ago" : " days ago") +
               (item.where.empty() ? "" : " on " + item.where);
    }
    return item.evidence;
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
                   [](const Trouble&) { return std::optional(Section::hands); }},
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

Item to_item(const Candidate& candidate, Section section, const Zone& zone, Instant now) {
    const Finding& finding = candidate.finding;
    Item item;
    item.number = finding.number;
    item.section = section;
    item.kind = to_text(kind_of(finding.evidence));
    item.name = clean(name_of(candidate), item_limits::name);
    item.where = clean(where_of(finding.evidence), item_limits::where);
    if (item.where == item.name) item.where.clear();  // a blog named after its writer
    item.evidence = clean(sentence(finding.evidence, zone, now) + more_of(finding.evidence, now),
                          item_limits::evidence);
    item.step = clean(step_of(candidate, now), item_limits::evidence);
    item.confidence = finding.confidence;
    return item;
}

Item one_person_item(const Candidate& candidate, const Item& item, const Zone& zone, Instant now) {
    Item one = item;
    one.section = Section::one_person;
    one.evidence = opening(candidate, item, zone, now);
    if (candidate.person && !candidate.person->phone.empty())
        one.step = "You could call: " + clean(candidate.person->phone, item_limits::name);
    return one;
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
