// The troubles of a source: see file_findings.hpp.

#include "daemon/app/file_findings.hpp"

namespace earshot::app {
namespace {

std::optional<Finding> current(const io::Store& store, SourceId id, Trouble::Kind kind) {
    io::Store::FindingQuery query;
    query.kind = "trouble";
    query.source = id;
    for (Finding& finding : store.findings(query))
        if (finding.state != Finding::State::closed &&
            std::get<Trouble>(finding.evidence).kind == kind)
            return std::move(finding);
    return std::nullopt;
}

/// Followed people whom this source shows.
std::vector<std::string> hidden_people(const io::Store& store, SourceId id) {
    std::vector<std::string> names;
    for (const PersonId person_id : store.people_of(id))
        if (const auto person = store.person(person_id);
            person && person->standing == Standing::followed)
            names.push_back(person->name);
    return names;
}

FindingNumber open(io::Store& store, const Source& source, Trouble::Kind kind, Instant since,
                   std::string detail, Instant now) {
    Trouble trouble;
    trouble.kind = kind;
    trouble.source = source.title;
    trouble.host = source.url.host();
    trouble.since = since;
    trouble.detail = std::move(detail);
    trouble.people = hidden_people(store, source.id);
    Finding finding;
    finding.source = source.id;
    finding.evidence = std::move(trouble);
    finding.confidence = Confidence::clear;
    finding.found_at = now;
    return store.add(finding);
}

FindingNumber close(io::Store& store, Finding finding, std::string by, Instant now) {
    finding.state = Finding::State::closed;
    finding.closed_at = now;
    finding.closed_by = std::move(by);
    store.update(finding);
    return finding.number;
}

}  // namespace

std::vector<FindingNumber> file_troubles(io::Store& store, const Source& source,
                                         const PollStep& step, bool re_announcement, Instant now) {
    std::vector<FindingNumber> filed;
    const PollState& state = step.state;

    if (step.result != PollResult::failed) {
        for (const Trouble::Kind kind : {Trouble::Kind::failing, Trouble::Kind::gone})
            if (auto ended = current(store, source.id, kind))
                filed.push_back(close(store, std::move(*ended), "read again", now));
        // Told and over: the next time is told again.
        if (auto known = current(store, source.id, Trouble::Kind::re_announced);
            known && known->told_at && !re_announcement)
            filed.push_back(close(store, std::move(*known), "it has not happened again", now));
    } else if (step.became_gone) {
        filed.push_back(
            open(store, source, Trouble::Kind::gone, now, "the server says it is gone", now));
    } else if (state.failing_since && now - *state.failing_since > failing_is_trouble &&
               !current(store, source.id, Trouble::Kind::failing)) {
        filed.push_back(
            open(store, source, Trouble::Kind::failing, *state.failing_since, state.problem, now));
    }
    if (step.new_address && !current(store, source.id, Trouble::Kind::moved))
        filed.push_back(open(store, source, Trouble::Kind::moved, state.moved_since.value_or(now),
                             "now at " + step.new_address->redacted(), now));
    if (re_announcement && !current(store, source.id, Trouble::Kind::re_announced))
        filed.push_back(open(store, source, Trouble::Kind::re_announced, now,
                             "its entries came again under new names; nothing of it was counted",
                             now));
    return filed;
}

}  // namespace earshot::app
