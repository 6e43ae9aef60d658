// Many who meet one newcomer: see record_findings.hpp. The rules are the core's (together.hpp).
//
// A document may name one newcomer thousands of times, or thousands of them. Each is looked at once
// for each day that the document tells of, with the meetings of three days, of which no more than
// Meetings::most are kept: the work grows with the document and no faster.

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "daemon/app/findings/record_findings.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/findings/meetings.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "earshot/finding_life.hpp"
#include "earshot/me.hpp"
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

/// By what a newcomer is known: the account, or the name when there is none.
std::string known_as(const Object& object) {
    return object.uri.empty() ? collapse(object.name) : account_key(object.uri);
}

Shared wave_evidence(const io::People& people, const Object& object,
                     const std::vector<Meeting>& wave) {
    Shared shared;
    shared.newcomer = object.name.empty() ? object.uri : object.name;
    shared.from = wave.front().at;
    shared.to = wave.back().at;
    for (const bool followed : {true, false})  // those whom the user knows come first
        for (const Meeting& meeting : wave)
            if (const auto person = people.one(meeting.person);
                person && meeting.followed == followed)
                shared.people.push_back(person->name);
    return shared;
}

class Waves {
public:
    Waves(io::Store& store, const Me& me, Instant now) : store_(store), me_(me), now_(now) {}

    /// In order of time.
    void note(const io::StoredActivity& one) {
        const Activity& activity = one.news.activity;
        if (!one.person || one.news.freshness != Freshness::fresh ||
            !is_connect_like(activity.verb))
            return;
        const auto standing = standing_of(*one.person);
        if (!standing || *standing == Standing::let_go) return;
        const bool followed = *standing == Standing::followed || *standing == Standing::resting;
        newest_ = std::max(newest_.value_or(one.news.at), one.news.at);
        for (const Object& object : activity.objects) {
            const std::string newcomer = known_as(object);
            if (newcomer.empty() || !is_new(object)) continue;
            Newcomer& met = newcomers_[newcomer];
            met.object = &object;
            met.meetings.push_back({*one.person, one.news.at, followed});
        }
    }

    std::set<FindingNumber> keep_all() {
        for (const auto& [newcomer, met] : newcomers_)
            take(newcomer, met);
        if (newest_) store_.meetings.make_room(*newest_);
        return std::move(kept_);
    }

private:
    struct Newcomer {
        const Object* object = nullptr;  // as the last of them says it
        std::vector<Meeting> meetings;
    };

    std::optional<Standing> standing_of(PersonId id) {
        const auto [known, is_first] = standings_.try_emplace(id);
        if (is_first)
            if (const auto person = store_.people.one(id)) known->second = person->standing;
        return known->second;
    }

    bool is_new(const Object& object) {
        const auto [known, is_first] = are_new_.try_emplace({object.uri, object.name});
        if (is_first) known->second = is_newcomer(store_, object, me_);
        return known->second;
    }

    std::size_t followed_people() {
        if (!followed_people_) followed_people_ = store_.people.count(Standing::followed);
        return *followed_people_;
    }

    void take(const std::string& newcomer, const Newcomer& met) {
        std::vector<Meeting> known = store_.meetings.of(newcomer);
        bool is_unseen = false;  // some were added that no look has taken in
        Instant added{};         // the first of them
        for (const Meeting& meeting : met.meetings) {
            if (is_unseen && meeting.at - added > wave_window) {
                look(newcomer, *met.object, known);
                is_unseen = false;
            }
            if (!add(newcomer, meeting, known)) continue;
            if (!is_unseen) added = meeting.at;
            is_unseen = true;
        }
        if (is_unseen) look(newcomer, *met.object, known);
    }

    /// Whether it is one more.
    bool add(const std::string& newcomer, const Meeting& meeting, std::vector<Meeting>& known) {
        std::erase_if(known,
                      [&](const Meeting& one) { return one.at < meeting.at - io::Meetings::kept; });
        const auto same = std::ranges::find(known, meeting.person, &Meeting::person);
        if (same != known.end() || known.size() >= io::Meetings::most) return false;
        known.push_back(meeting);
        store_.meetings.add(newcomer, meeting.person, meeting.at);
        return true;
    }

    void look(const std::string& newcomer, const Object& object, const std::vector<Meeting>& met) {
        if (met.size() < wave_followed) return;
        const auto wave = wave_of(met, followed_people());
        if (wave.empty()) return;
        const auto last = store_.meetings.last_wave(newcomer);
        const bool rests = last && wave.back().at - *last <= wave_rest;
        if (!rests) store_.meetings.set_wave(newcomer, wave.back().at);
        const FindingStep step =
            newcomer_met(store_.findings.by_key(newcomer_key(newcomer)), newcomer,
                         wave_evidence(store_.people, object, wave), rests, now_);
        for (const FindingNumber number : keep(store_.findings, step, now_))
            kept_.insert(number);
    }

    io::Store& store_;
    const Me& me_;
    Instant now_;
    std::map<std::string, Newcomer> newcomers_;
    std::map<PersonId, std::optional<Standing>> standings_;
    std::map<std::pair<std::string, std::string>, bool> are_new_;
    std::optional<std::size_t> followed_people_;
    std::optional<Instant> newest_;
    std::set<FindingNumber> kept_;
};

}  // namespace

std::vector<FindingNumber> record_waves(io::Store& store, const Me& me,
                                        const std::vector<io::StoredActivity>& seen, Instant now) {
    Waves waves(store, me, now);
    for (const io::StoredActivity& one : seen)
        waves.note(one);
    const std::set<FindingNumber> kept = waves.keep_all();
    return {kept.begin(), kept.end()};
}

}  // namespace earshot::app
