// Several people at once, filed as one finding: see record_findings.hpp. The rules are the core's
// (together.hpp); here is whom they are asked about.

#include <algorithm>
#include <set>

#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/people/own_feed.hpp"
#include "daemon/app/watch/visibility.hpp"
#include "daemon/io/store/activities.hpp"
#include "daemon/io/store/findings.hpp"
#include "daemon/io/store/identities.hpp"
#include "daemon/io/store/meetings.hpp"
#include "daemon/io/store/people.hpp"
#include "daemon/io/store/states.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

/// Whether somebody is new to the user, and not the user.
bool is_newcomer(const io::Store& store, const Object& object, const Me& me) {
    if (me.is({object.uri, object.name})) return false;
    auto known =
        object.uri.empty() ? std::nullopt : store.identities.find(account_identities(object.uri));
    if (!known) known = store.people.followed_as(collapse(object.name));
    const auto person = known ? store.people.one(*known) : std::nullopt;
    return !person || (person->standing == Standing::light && !person->connected_on);
}

std::string newcomer_key(const Object& object) {
    return object.uri.empty() ? collapse(object.name) : account_key(object.uri);
}

FindingNumber add(io::Store& store, Shared evidence, Confidence confidence, Instant now) {
    Finding finding;
    finding.evidence = std::move(evidence);
    finding.confidence = confidence;
    finding.found_at = now;
    return store.findings.add(finding);
}

Shared wave_evidence(const io::Store& store, const Object& object,
                     const std::vector<Meeting>& wave) {
    Shared shared;
    shared.newcomer = object.name.empty() ? object.uri : object.name;
    shared.from = wave.front().at;
    shared.to = wave.back().at;
    for (const bool followed : {true, false})  // those whom the user knows come first
        for (const Meeting& meeting : wave)
            if (const auto person = store.people.one(meeting.person);
                person && meeting.followed == followed)
                shared.people.push_back(person->name);
    return shared;
}

/// The wave of this newcomer that is not told yet: it only grows.
std::optional<Finding> untold_wave(const io::Store& store, const std::string& newcomer) {
    io::FindingQuery query;
    query.kind = "shared";
    query.state = Finding::State::open;
    for (Finding& finding : store.findings.find(query)) {
        const auto& shared = std::get<Shared>(finding.evidence);
        if (shared.of == Shared::Of::newcomer && shared.newcomer == newcomer)
            return std::move(finding);
    }
    return std::nullopt;
}

std::optional<FindingNumber> file_wave(io::Store& store, const Object& object,
                                       const std::string& key, Instant now) {
    std::vector<Meeting> meetings = store.meetings.of(key);
    if (meetings.size() < wave_followed) return std::nullopt;
    const auto wave = wave_of(std::move(meetings), store.people.count(Standing::followed));
    if (wave.empty()) return std::nullopt;
    Shared shared = wave_evidence(store, object, wave);
    const auto last = store.meetings.last_wave(key);
    if (!last || wave.back().at - *last > wave_rest) {
        store.meetings.set_wave(key, wave.back().at);
        return add(store, std::move(shared), Confidence::likely, now);
    }
    auto known = untold_wave(store, shared.newcomer);
    if (!known) return std::nullopt;
    known->evidence = std::move(shared);
    store.findings.update(*known);
    return known->number;
}

// --- quiet together ---

constexpr std::size_t all = 1'000'000;  // findings: far more than there are

/// Quiets older than this belong to no new pattern.
constexpr Span pattern_age = 90 * day;

struct Quiets {
    std::vector<QuietOne> ones;
    std::map<std::string, std::size_t> circles;
};

Quiets quiets_now(const io::Store& store, Instant now) {
    Quiets quiets;
    quiets.circles = store.states.circles();
    io::FindingQuery query;
    query.kind = "quiet";
    query.limit = all;
    for (const Finding::State state : {Finding::State::open, Finding::State::told}) {
        query.state = state;
        for (const Finding& finding : store.findings.find(query)) {
            const auto& quiet = std::get<Quiet>(finding.evidence);
            const auto person = finding.person ? store.people.one(*finding.person) : std::nullopt;
            if (!person || person->standing != Standing::followed || quiet.at_start ||
                finding.confidence < Confidence::likely || is_snoozed(finding, now) ||
                now - finding.found_at > pattern_age || !is_visible(store, person->id))
                continue;
            quiets.ones.push_back({finding.number, person->id, person->circle, quiet.last_seen,
                                   state == Finding::State::told});
        }
    }
    return quiets;
}

/// `members` in order of their last sighting.
Shared evidence_of(const io::Store& store, const std::string& circle,
                   const std::vector<QuietOne>& members) {
    Shared shared;
    shared.of = Shared::Of::quiet;
    shared.circle = circle;
    shared.from = members.front().last_seen;
    shared.to = members.back().last_seen;
    for (const QuietOne& one : members) {
        shared.quiets.push_back(one.number);
        if (const auto person = store.people.one(one.person)) shared.people.push_back(person->name);
    }
    return shared;
}

/// The pattern that these belong to, if it was filed before: it has one of them.
std::optional<Finding> known_pattern(const io::Store& store, const Shared& shared) {
    io::FindingQuery query;
    query.kind = "shared";
    for (Finding& finding : store.findings.find(query)) {
        const auto& known = std::get<Shared>(finding.evidence);
        if (known.of == Shared::Of::quiet &&
            std::find_first_of(known.quiets.begin(), known.quiets.end(), shared.quiets.begin(),
                               shared.quiets.end()) != known.quiets.end())
            return std::move(finding);
    }
    return std::nullopt;
}

/// A pattern that waits to be told says only who is quiet now and can be seen: whoever came back,
/// was answered or is hidden meanwhile leaves it.
void renew_untold(io::Store& store, const Quiets& quiets, Instant now) {
    io::FindingQuery query;
    query.kind = "shared";
    query.state = Finding::State::open;
    query.limit = all;
    for (Finding& finding : store.findings.find(query)) {
        const Shared known = std::get<Shared>(finding.evidence);
        if (known.of != Shared::Of::quiet) continue;
        std::vector<QuietOne> left;
        for (const QuietOne& one : quiets.ones)
            if (std::find(known.quiets.begin(), known.quiets.end(), one.number) !=
                known.quiets.end())
                left.push_back(one);
        if (left.size() == known.quiets.size()) continue;
        if (left.size() < together_circle) {
            finding.state = Finding::State::closed;
            finding.closed_at = now;
            finding.closed_by = "the others have ended";
        } else {
            std::sort(left.begin(), left.end(), [](const QuietOne& a, const QuietOne& b) {
                return a.last_seen < b.last_seen;
            });
            finding.evidence = evidence_of(store, known.circle, left);
        }
        store.findings.update(finding);
    }
}

/// Who joins a pattern that was told is told with it: one line or none.
void count_as_told(io::Store& store, const Shared& shared, Instant now) {
    for (const FindingNumber number : shared.quiets) {
        auto quiet = store.findings.one(number);
        if (!quiet || quiet->state != Finding::State::open) continue;
        quiet->state = Finding::State::told;
        quiet->told_at = now;
        store.findings.update(*quiet);
    }
}

}  // namespace

std::vector<FindingNumber> file_waves(io::Store& store, const Me& me,
                                      const std::vector<io::StoredActivity>& seen, Instant now) {
    std::set<FindingNumber> filed;
    for (const io::StoredActivity& one : seen) {
        const Activity& activity = one.news.activity;
        if (!one.person || one.news.freshness != Freshness::fresh ||
            !is_connect_like(activity.verb))
            continue;
        const auto person = store.people.one(*one.person);
        if (!person || person->standing == Standing::let_go) continue;
        for (const Object& object : activity.objects) {
            const std::string key = newcomer_key(object);
            if (key.empty() || !is_newcomer(store, object, me)) continue;
            store.meetings.add(key, *one.person, one.news.at);
            if (const auto number = file_wave(store, object, key, now)) filed.insert(*number);
        }
    }
    return {filed.begin(), filed.end()};
}

std::vector<FindingNumber> file_quiet_together(io::Store& store, Instant now) {
    std::vector<FindingNumber> filed;
    const Quiets quiets = quiets_now(store, now);
    renew_untold(store, quiets, now);
    for (const QuietTogether& together : quiet_together(quiets.ones, quiets.circles)) {
        Shared shared = evidence_of(store, together.circle, together.members);
        auto known = known_pattern(store, shared);
        if (!known) {
            filed.push_back(add(store, std::move(shared), Confidence::likely, now));
            continue;
        }
        if (known->closed_by == closed_by::wrong) continue;
        if (known->state != Finding::State::open) count_as_told(store, shared, now);
        known->evidence = std::move(shared);
        store.findings.update(*known);
        filed.push_back(known->number);
    }
    return filed;
}

}  // namespace earshot::app
