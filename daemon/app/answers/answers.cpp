#include "daemon/app/answers/answers.hpp"

#include <algorithm>
#include <utility>

#include "daemon/app/answers/own_lines.hpp"
#include "daemon/app/findings/answered.hpp"
#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/people/declared.hpp"
#include "daemon/app/people/edit_person.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "daemon/io/store/people/user_answers.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/change.hpp"
#include "earshot/finding_life.hpp"

namespace earshot::app {
namespace {

std::string name_of(const io::Store& store, const Finding& finding) {
    if (finding.person)
        if (const auto person = store.people.one(*finding.person)) return person->name;
    if (const auto* trouble = std::get_if<Trouble>(&finding.evidence)) return trouble->source;
    if (const auto* shared = std::get_if<Shared>(&finding.evidence))
        return shared->newcomer.empty() ? shared->circle : shared->newcomer;
    return {};
}

std::string day_of(Instant t, const Zone& zone) {
    return zone.format("%e %b %Y", t).substr(zone.format("%e", t).front() == ' ' ? 1 : 0);
}

io::StoredChange keep(io::Store& store, ChangeKind kind, std::string sentence,
                      std::vector<PersonId> people, const AnswerDocument& document, Instant now) {
    io::StoredChange change;
    change.at = now;
    change.kind = kind;
    change.sentence = std::move(sentence);
    change.people = std::move(people);
    change.document = to_json(document);
    change.number = store.changes.add(change);
    return change;
}

/// Feeds that show this person and nobody else.
std::vector<Source> own_feeds(const io::Store& store, PersonId id) {
    std::vector<Source> feeds;
    for (const SourceId source_id : store.presence.sources_of(id))
        if (auto source = store.sources.one(source_id); source && source->owner == id)
            feeds.push_back(std::move(*source));
    return feeds;
}

/// Feeds of somebody let go are paused, and go on when that ends; what the user paused stays so.
void set_feeds(io::Store& store, PersonId id, Standing from, Standing to, AnswerDocument& document,
               Instant now) {
    const bool wanted = to != Standing::let_go;
    if (wanted && from != Standing::let_go) return;
    for (Source& source : own_feeds(store, id)) {
        const SourceStatus status = wanted ? SourceStatus::active : SourceStatus::paused;
        const bool changes =
            source.status == (wanted ? SourceStatus::paused : SourceStatus::active);
        if (!changes || !source.declared_at.empty()) continue;
        document.feeds.push_back({source.id, source.status});
        source.status = status;
        store.sources.update(source);
        if (!wanted) record_pause(store.findings, source.id, now);
    }
}

/// Somebody of whom nothing was told so far may have been quiet for long: that is new now.
void look_from_now(io::Store& store, PersonId id, Instant now) {
    const auto due = store.states.of(id).quiet_due;
    if (due && !store.findings.by_key(quiet_key(id, *due))) follow_from_now(store, id, now);
    store.states.check(id, now);
}

std::string sentence_of(const Person& person, Standing standing) {
    switch (standing) {
        case Standing::resting: return person.name + " rests: only a return is told";
        case Standing::let_go: return person.name + " is let go: nothing is told";
        case Standing::followed: return person.name + " is followed";
        case Standing::light: break;
    }
    return {};
}

}  // namespace

Allowed<io::StoredChange> answer_findings(io::Store& store, std::span<const FindingNumber> numbers,
                                          Feedback verb, std::optional<Instant> until,
                                          const Zone& zone, Instant now) {
    AnswerDocument document;
    std::vector<PersonId> people;
    std::string sentence;
    io::Transaction transaction(store);
    for (const FindingNumber number : numbers) {
        auto finding = store.findings.one(number);
        if (!finding)
            return refuse(
                Refusal::not_found,
                "finding " + std::to_string(static_cast<std::int64_t>(number)) + " is not there");
        finding = as_of_now(store, *std::move(finding), now);
        document.findings.push_back(*finding);
        const std::string name = name_of(store, *finding);
        const Answers before = finding->person ? store.answers.of(*finding->person) : Answers{};
        const auto answered = apply(verb, *std::move(finding), before, until, name, zone, now);
        if (!answered) return tl::unexpected(answered.error());
        store.findings.update(answered->finding);
        sentence += (sentence.empty() ? "" : "; ") + answered->sentence;
        const auto& person = answered->finding.person;
        if (!person) continue;
        if (std::find(people.begin(), people.end(), *person) == people.end())
            people.push_back(*person);
        if (answered->answers == before) continue;
        document.taught.push_back({*person, before});
        store.answers.save(*person, answered->answers);
    }
    io::StoredChange change =
        keep(store, change_by(verb), std::move(sentence), people, document, now);
    transaction.commit();
    return change;
}

Allowed<io::StoredChange> touch_person(io::Store& store, PersonId id, const Touch& touch,
                                       const Zone& zone, Instant now) {
    const auto person = person_of(store.people, id);
    if (!person) return tl::unexpected(person.error());
    if (touch.at > now) return refuse(Refusal::rejected, "must not lie in the future");
    io::Transaction transaction(store);
    AnswerDocument document;
    Word word = note_word(store, id, touch, now);
    document.touch = word.touch;
    document.findings = std::move(word.answered);
    document.silence = word.silence;
    std::string sentence = "In touch with " + person->name + " on " + day_of(touch.at, zone);
    if (!touch.how.empty()) sentence += " (" + touch.how + ")";
    io::StoredChange change =
        keep(store, ChangeKind::touch, std::move(sentence), {id}, document, now);
    transaction.commit();
    return change;
}

Allowed<io::StoredChange> away_person(io::Store& store, PersonId id, Instant until,
                                      const Zone& zone, Instant now) {
    const auto person = person_of(store.people, id);
    if (!person) return tl::unexpected(person.error());
    if (until < now)
        return refuse(Refusal::rejected, "must not lie in the past, as " + day_of(until, zone) +
                                             " does; \"now\" ends a leave");
    io::Transaction transaction(store);
    AnswerDocument document;
    Answers answers = store.answers.of(id);
    document.answers = answers;
    std::string sentence = person->name + " is not away any more";
    if (until > now) {
        // One leave after the other, with nobody seen between, is one.
        const auto last = store.states.of(id).rhythm.last;
        const bool goes_on = answers.leave && (!last || answers.leave->to > *last);
        answers.leave = Stretch{goes_on ? answers.leave->from : now, until};
        document.findings = close_answered(store, id, PersonFeedback::away, now);
        document.silence = count_anew(store.states, id, now);
        sentence = person->name + " is away until " + day_of(until, zone);
    } else if (answers.leave) {
        answers.leave->to = std::min(answers.leave->to, now);
    }
    store.answers.save(id, answers);
    store.states.check(id, now);
    io::StoredChange change =
        keep(store, ChangeKind::away, std::move(sentence), {id}, document, now);
    transaction.commit();
    return change;
}

Allowed<io::StoredChange> set_standing(io::Store& store, PersonId id, Standing standing,
                                       Instant now) {
    auto person = person_of(store.people, id);
    if (!person) return tl::unexpected(person.error());
    if (standing == Standing::let_go && !person->declared_at.empty())
        return declared(person->name, person->declared_at);
    if (person->standing == standing)
        return refuse(Refusal::same_standing, sentence_of(*person, standing) + " already");
    io::Transaction transaction(store);
    AnswerDocument document;
    document.standing = person->standing;
    person->standing = standing;
    store.people.update(*person);
    if (standing != Standing::followed)
        document.findings = close_answered(
            store, id,
            standing == Standing::let_go ? PersonFeedback::let_go : PersonFeedback::resting, now);
    set_feeds(store, id, *document.standing, standing, document, now);
    look_from_now(store, id, now);
    io::StoredChange change =
        keep(store, change_to(standing), sentence_of(*person, standing), {id}, document, now);
    transaction.commit();
    return change;
}

std::optional<std::int64_t> answer_to(const io::Changes& changes, FindingNumber number) {
    for (const io::StoredChange& change : changes.all()) {
        if (change.undone_at || !is_answer(change.kind)) continue;
        const auto document = answer_from_json(change.document);
        if (!document) continue;
        for (const Finding& finding : document->findings)
            if (finding.number == number) return change.number;
    }
    return std::nullopt;
}

bool take_back_answer(io::Store& store, const NoticeSettings& settings,
                      const io::StoredChange& change, Instant now) {
    const auto document = answer_from_json(change.document);
    if (!document) return false;
    const std::optional<PersonId> id =
        change.people.empty() ? std::nullopt : std::optional(change.people.front());
    if (document->touch) store.touches.remove(*document->touch);
    if (id && store.people.one(*id)) {
        if (document->answers) store.answers.save(*id, *document->answers);
        if (document->standing) {
            Person person = store.people.one(*id).value();
            person.standing = *document->standing;
            store.people.update(person);
        }
        if (document->silence) {
            PersonState state = store.states.of(*id);
            if (state.rhythm.last == document->silence->last) {
                state.quiet_due = document->silence->quiet_due;
                store.states.save(*id, state, std::nullopt);
            }
        }
        look_from_now(store, *id, now);
    }
    for (auto taught = document->taught.rbegin(); taught != document->taught.rend(); ++taught)
        if (store.people.one(taught->person)) store.answers.save(taught->person, taught->before);
    for (const PersonId other : change.people)
        if (other != id && store.people.one(other)) look_from_now(store, other, now);
    if (document->setting) take_back_line(store, settings, change, *document, now);
    for (const auto& [source_id, status] : document->feeds)
        if (auto source = store.sources.one(source_id)) {
            source->status = status;
            store.sources.update(*source);
        }
    for (const Finding& before : document->findings) {
        const auto finding = store.findings.one(before.number);
        if (!finding) continue;
        // A quiet is open again only where its silence still lasts.
        const bool over = kind_of(finding->evidence) == FindingKind::quiet && finding->person &&
                          !is_of(*finding, store.states.of(*finding->person).quiet_due);
        if (!over) store.findings.update(reopened(*finding, before));
    }
    return true;
}

}  // namespace earshot::app
