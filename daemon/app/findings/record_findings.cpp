#include "daemon/app/findings/record_findings.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "daemon/io/store/activities.hpp"
#include "daemon/io/store/coverages.hpp"
#include "daemon/io/store/findings.hpp"
#include "daemon/io/store/people.hpp"
#include "daemon/io/store/presence.hpp"
#include "daemon/io/store/pulses.hpp"
#include "daemon/io/store/sources.hpp"

namespace earshot::app {
namespace {

/// Rhythm figures and usual counts are shown over this long a past.
constexpr Span figures_span = 365 * day;
constexpr Span usual_span = 90 * day;
constexpr std::size_t figures_limit = 4096;

constexpr std::array connect_verbs{Verb::connect, Verb::follow};

std::vector<std::string> titles_of(const io::Store& store, PersonId id) {
    std::vector<std::string> titles;
    for (const SourceId source : store.presence.sources_of(id))
        if (const auto found = store.sources.one(source)) titles.push_back(found->title);
    return titles;
}

class Filing {
public:
    Filing(io::Store& store, const Person& person, Instant now)
        : store_(store), person_(person), now_(now) {}

    std::optional<FindingNumber> operator()(const QuietBegan& began) {
        if (!is_watched()) return std::nullopt;
        Quiet quiet;
        quiet.last_seen = began.last_seen;
        quiet.due = began.due;
        quiet.usual_gap_days = began.usual_gap_days;
        quiet.line_days = began.line_days;
        quiet.at_start = began.at_start;
        const Coverage coverage = coverage_of(store_, person_.id);
        const Span seen = observed(coverage, began.last_seen, began.due);
        quiet.lost_days = in_days((began.due - began.last_seen) - seen);
        quiet.figures =
            gap_figures(store_.activities.sighting_times(
                            person_.id, {}, began.last_seen - figures_span, figures_limit),
                        began.last_seen);
        quiet.where = titles_of(store_, person_.id);

        // After a word or a leave the same silence may pass its line again.
        if (const auto known = quiet_due_at(store_, person_.id, began.due)) return known->number;

        Finding finding;
        finding.person = person_.id;
        finding.confidence = judge(quiet, seen == began.due - began.last_seen);
        finding.evidence = std::move(quiet);
        finding.found_at = now_;
        return store_.findings.add(finding);
    }

    std::optional<FindingNumber> operator()(const QuietEnded& ended) {
        auto finding = quiet_due_at(store_, person_.id, ended.due);
        if (!finding) return std::nullopt;
        const bool returned_to_us = ended.welcome && deserves_back(*finding) && is_watched();
        if (finding->state != Finding::State::closed)
            close(*finding, ended.welcome ? "seen again" : "seen earlier after all");
        if (!returned_to_us) return finding->number;

        Back back;
        back.last_before = ended.last_before;
        back.returned = ended.seen;
        back.figures = std::get<Quiet>(finding->evidence).figures;
        back.sentence = ended.sentence;
        back.link = ended.link;
        back.where = titles_of(store_, person_.id);
        Finding returned;
        returned.person = person_.id;
        returned.confidence = finding->confidence;
        returned.evidence = std::move(back);
        returned.found_at = now_;
        return store_.findings.add(returned);
    }

    std::optional<FindingNumber> operator()(const BurstSeen& seen) {
        io::FindingQuery query;
        query.kind = "burst";
        query.person = person_.id;
        for (Finding& known : store_.findings.find(query)) {
            const Burst& before = std::get<Burst>(known.evidence);
            if (before.start != seen.span.start ||
                (before.of == Burst::Of::connections) != seen.connections)
                continue;
            if (seen.replaced) {
                close(known, "its connections are told by themselves");
            } else {
                known.evidence = evidence_of(seen);
                store_.findings.update(known);
            }
            return known.number;
        }
        if (seen.replaced || person_.standing == Standing::let_go) return std::nullopt;
        Finding finding;
        finding.person = person_.id;
        finding.confidence = Confidence::likely;
        finding.evidence = evidence_of(seen);
        finding.found_at = now_;
        return store_.findings.add(finding);
    }

private:
    bool is_watched() const {
        return person_.standing == Standing::followed || person_.standing == Standing::resting;
    }

    void close(Finding& finding, std::string by) {
        finding.state = Finding::State::closed;
        finding.closed_at = now_;
        finding.closed_by = std::move(by);
        store_.findings.update(finding);
    }

    Burst evidence_of(const BurstSeen& seen) const {
        Burst burst;
        burst.of = seen.connections ? Burst::Of::connections : Burst::Of::anything;
        burst.start = seen.span.start;
        burst.end = seen.span.end;
        burst.count = seen.span.count;
        burst.threshold = seen.span.threshold;
        burst.closed = seen.closed;

        const std::span<const Verb> verbs =
            seen.connections ? std::span<const Verb>(connect_verbs) : std::span<const Verb>();
        auto times = store_.activities.sighting_times(person_.id, verbs, burst.start - usual_span,
                                                      figures_limit);
        std::erase_if(times, [&](Instant t) { return t >= burst.start && t <= burst.end; });
        std::tie(burst.usual_low, burst.usual_high) =
            usual_per_day(std::move(times), burst.start - usual_span, burst.start);
        name_objects(burst);
        return burst;
    }

    /// Those whom the user follows come first, the rest in order of the alphabet.
    void name_objects(Burst& burst) const {
        io::ActivityQuery query;
        query.person = person_.id;
        query.since = burst.start;
        query.until = burst.end + Span{1};
        query.limit = 1000;
        std::vector<std::string> others;
        for (const io::StoredActivity& one : store_.activities.find(query)) {
            const Activity& activity = one.news.activity;
            if (burst.of == Burst::Of::connections && !is_connect_like(activity.verb)) continue;
            if (burst.where.empty() && one.source)
                if (const auto source = store_.sources.one(*one.source))
                    burst.where = source->title;
            for (const Object& object : activity.objects) {
                if (object.name.empty()) continue;
                const bool known = store_.people.followed_as(object.name).has_value();
                (known ? burst.shared : others).push_back(object.name);
            }
        }
        for (auto* names : {&burst.shared, &others}) {
            std::sort(names->begin(), names->end());
            names->erase(std::unique(names->begin(), names->end()), names->end());
        }
        burst.objects = burst.shared;
        burst.objects.insert(burst.objects.end(), others.begin(), others.end());
        if (burst.objects.size() > Burst::max_objects) burst.objects.resize(Burst::max_objects);
    }

    io::Store& store_;
    const Person& person_;
    Instant now_;
};

}  // namespace

std::optional<Finding> quiet_due_at(const io::Store& store, PersonId id, Instant due) {
    io::FindingQuery query;
    query.kind = "quiet";
    query.person = id;
    for (Finding& finding : store.findings.find(query))
        if (std::get<Quiet>(finding.evidence).due == due) return std::move(finding);
    return std::nullopt;
}

Finding as_of_now(const io::Store& store, Finding finding, Instant now) {
    auto* quiet = std::get_if<Quiet>(&finding.evidence);
    if (quiet == nullptr || !finding.person || finding.state == Finding::State::closed)
        return finding;
    const Span seen = observed(coverage_of(store, *finding.person), quiet->last_seen, now);
    quiet->lost_days = in_days(now - quiet->last_seen - seen);
    return finding;
}

Coverage coverage_of(const io::Store& store, PersonId id) {
    std::vector<Coverage> all;
    for (const SourceId source_id : store.presence.sources_of(id)) {
        const auto source = store.sources.one(source_id);
        if (!source || source->status == SourceStatus::paused) continue;
        Coverage one = store.coverages.of(source_id);
        if (source->carries == Carries::many)
            one = gated(std::move(one), store.pulses.of(source_id));
        all.push_back(std::move(one));
    }
    return combine(all);
}

std::vector<FindingNumber> file_changes(io::Store& store, PersonId id,
                                        const std::vector<Change>& changes, Instant now) {
    std::vector<FindingNumber> filed;
    const auto person = store.people.one(id);
    if (!person) return filed;
    Filing filing(store, *person, now);
    for (const Change& change : changes)
        if (const auto number = std::visit(filing, change)) filed.push_back(*number);
    return filed;
}

}  // namespace earshot::app
