// The troubles of a source: see record_findings.hpp.

#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/watch/obstacle.hpp"
#include "daemon/io/store/findings.hpp"
#include "daemon/io/store/people.hpp"
#include "daemon/io/store/presence.hpp"
#include "daemon/io/store/store.hpp"

namespace earshot::app {
namespace {

std::optional<Finding> current(const io::Store& store, SourceId id, Trouble::Kind kind) {
    io::FindingQuery query;
    query.kind = "trouble";
    query.source = id;
    for (Finding& finding : store.findings.find(query))
        if (finding.state != Finding::State::closed &&
            std::get<Trouble>(finding.evidence).kind == kind)
            return std::move(finding);
    return std::nullopt;
}

/// Whether the user has answered to this trouble already: it is the same as long as it lasts.
bool was_answered(const io::Store& store, SourceId id, Trouble::Kind kind, Instant since,
                  const std::string& detail) {
    io::FindingQuery query;
    query.kind = "trouble";
    query.source = id;
    for (const Finding& finding : store.findings.find(query)) {
        const auto& trouble = std::get<Trouble>(finding.evidence);
        const bool same =
            kind == Trouble::Kind::moved ? trouble.detail == detail : trouble.since == since;
        if (trouble.kind == kind && same && finding.closed_by.starts_with("earshot ")) return true;
    }
    return false;
}

/// Followed people whom this source shows.
std::vector<std::string> hidden_people(const io::Store& store, SourceId id) {
    std::vector<std::string> names;
    for (const PersonId person_id : store.presence.people_of(id))
        if (const auto person = store.people.one(person_id);
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
    return store.findings.add(finding);
}

FindingNumber close(io::Store& store, Finding finding, std::string by, Instant now) {
    finding.state = Finding::State::closed;
    finding.closed_at = now;
    finding.closed_by = std::move(by);
    store.findings.update(finding);
    return finding.number;
}

/// A network-level failure of every host is our own line's, and no source's.
bool is_ours(const io::Store& store, const PollState& state) {
    const auto down = line_down(store);
    return down && *state.failing_since >= *down;
}

class Troubles {
public:
    Troubles(io::Store& store, const Source& source, const PollStep& step, Instant now)
        : store_(store), source_(source), step_(step), state_(step.state), now_(now) {}

    void after_failure() {
        if (step_.became_gone) return note(Kind::gone, now_, "the server says it is gone");
        if (now_ - *state_.failing_since > failing_is_trouble && !is_ours(store_, state_))
            note(Kind::failing, *state_.failing_since, state_.problem);
    }

    void after_good_poll(bool re_announcement) {
        end(Kind::failing, "read again");
        end(Kind::gone, "read again");
        if (is_frozen(state_, frozen_is_trouble) &&
            is_frozen(state_, patience_with(store_, source_.id)))
            note(Kind::frozen, *state_.copy.made, "its replies say that it was made then");
        else if (!is_frozen(state_, frozen_is_trouble))
            end(Kind::frozen, "a newer copy came");
        if (is_always_empty(state_))
            note(Kind::always_empty, *state_.first_good, "nobody can be seen there");
        else
            end(Kind::always_empty, "it shows entries");
        if (re_announcement)
            note(Kind::re_announced, now_,
                 "its entries came again under new names; nothing of it was counted");
        else
            end_if_told(Kind::re_announced, "it has not happened again");
    }

    void after_redirects() {
        if (step_.new_address)
            note(Kind::moved, now_, "now at " + step_.new_address->redacted());
        else if (step_.result != PollResult::failed && state_.moved_to.empty())
            end_if_told(Kind::moved, "it answers where it is looked for");
    }

    std::vector<FindingNumber> filed;  // new or changed

private:
    using Kind = Trouble::Kind;

    void note(Kind kind, Instant since, std::string detail) {
        if (!current(store_, source_.id, kind) &&
            !was_answered(store_, source_.id, kind, since, detail))
            filed.push_back(open(store_, source_, kind, since, std::move(detail), now_));
    }
    void end(Kind kind, std::string by) {
        if (auto ended = current(store_, source_.id, kind))
            filed.push_back(close(store_, std::move(*ended), std::move(by), now_));
    }
    /// Over before anybody was told, but worth telling all the same.
    void end_if_told(Kind kind, std::string by) {
        const auto known = current(store_, source_.id, kind);
        if (known && known->told_at) end(kind, std::move(by));
    }

    io::Store& store_;
    const Source& source_;
    const PollStep& step_;
    const PollState& state_;
    const Instant now_;
};

}  // namespace

void close_troubles(io::Store& store, SourceId id, const std::string& by, Instant now) {
    io::FindingQuery query;
    query.kind = "trouble";
    query.source = id;
    for (Finding& finding : store.findings.find(query))
        if (finding.state != Finding::State::closed) close(store, std::move(finding), by, now);
}

std::vector<FindingNumber> file_troubles(io::Store& store, const Source& source,
                                         const PollStep& step, bool re_announcement, Instant now) {
    Troubles troubles(store, source, step, now);
    if (step.result == PollResult::failed)
        troubles.after_failure();
    else
        troubles.after_good_poll(re_announcement);
    troubles.after_redirects();
    return std::move(troubles.filed);
}

}  // namespace earshot::app
