#include "daemon/app/answers/own_lines.hpp"

#include <algorithm>
#include <utility>

#include "daemon/app/findings/answered.hpp"
#include "daemon/app/findings/look.hpp"
#include "daemon/app/people/declared.hpp"
#include "daemon/app/people/edit_person.hpp"
#include "daemon/app/watch/measure.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/circles.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/people/user_answers.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/finding_life.hpp"

namespace earshot::app {
namespace {

std::string sentence_of(const std::string& whose, const std::optional<OwnLine>& line) {
    if (!line) return whose + ": silence is told by their own rhythm";
    if (!line->after) return whose + ": silence is never told";
    return whose + ": silence is told after " + to_text(*line);
}

/// Moves somebody's line; notes what it takes to undo it. A document holds the silence of one
/// person, so of a circle the silences that end are not brought back, but found anew.
void move_one(io::Store& store, const NoticeSettings& settings, PersonId id,
              AnswerDocument& document, bool alone, Instant now) {
    const PersonState before = store.states.of(id);
    std::optional<Finding> quiet;
    if (before.quiet_due) quiet = store.findings.by_key(quiet_key(id, *before.quiet_due));
    move_line(store, settings, id, now);
    if (!before.quiet_due || store.states.of(id).quiet_due == before.quiet_due) return;
    if (quiet) document.findings.push_back(*std::move(quiet));
    if (alone) document.silence = {before.rhythm.last, before.quiet_due};
}

io::StoredChange kept(io::Store& store, std::vector<PersonId> people, std::string sentence,
                      const AnswerDocument& document, Instant now) {
    io::StoredChange change;
    change.at = now;
    change.kind = ChangeKind::set;
    change.sentence = std::move(sentence);
    change.people = std::move(people);
    change.document = to_json(document);
    change.number = store.changes.add(change);
    return change;
}

/// Whoever is in it and whom silence is told of.
std::vector<PersonId> people_in(const io::People& people, const std::string& circle) {
    std::vector<PersonId> members;
    for (const Person& person : people.all())
        if (std::ranges::find(person.circles, circle) != person.circles.end() &&
            person.standing != Standing::light)
            members.push_back(person.id);
    return members;
}

}  // namespace

Allowed<io::StoredChange> set_own_line(io::Store& store, const NoticeSettings& settings,
                                       PersonId id, const std::optional<OwnLine>& line,
                                       Instant now) {
    auto person = person_of(store.people, id);
    if (!person) return tl::unexpected(person.error());
    if (const auto refusal = covered(store, *person, "quiet.after"))
        return tl::unexpected(*refusal);
    io::Transaction transaction(store);
    AnswerDocument document;
    document.setting = AnswerDocument::Setting{"", person->own_line};
    person->own_line = line;
    store.people.update(*person);
    if (Answers answers = store.answers.of(id); answers.usual_silence_days > 0) {
        document.answers = answers;
        answers.usual_silence_days = 0;
        store.answers.save(id, answers);
    }
    move_one(store, settings, id, document, true, now);
    io::StoredChange change = kept(store, {id}, sentence_of(person->name, line), document, now);
    transaction.commit();
    return change;
}

Allowed<io::StoredChange> set_circle_line(io::Store& store, const NoticeSettings& settings,
                                          const std::string& circle,
                                          const std::optional<OwnLine>& line, Instant now) {
    const auto declared_circle = settings.circles.find(circle);
    if (declared_circle != settings.circles.end() && declared_circle->second.own_line)
        return refuse(Refusal::declared, "the configuration draws the line of \"" + circle +
                                             "\": change it there, then reload");
    std::vector<PersonId> members = people_in(store.people, circle);
    if (circle.empty() || members.empty())
        return refuse(Refusal::not_found, "nobody is in a circle \"" + circle + "\"");
    io::Transaction transaction(store);
    AnswerDocument document;
    document.setting = AnswerDocument::Setting{circle, store.circles.own_line(circle)};
    store.circles.set(circle, line);
    for (const PersonId id : members)
        move_one(store, settings, id, document, false, now);
    io::StoredChange change =
        kept(store, std::move(members), sentence_of("Circle " + circle, line), document, now);
    transaction.commit();
    return change;
}

void take_back_line(io::Store& store, const NoticeSettings& settings,
                    const io::StoredChange& change, const AnswerDocument& document, Instant now) {
    const AnswerDocument::Setting& before = *document.setting;
    if (!before.circle.empty()) {
        store.circles.set(before.circle, before.own_line);
    } else if (!change.people.empty()) {
        if (auto person = store.people.one(change.people.front())) {
            person->own_line = before.own_line;
            store.people.update(*person);
        }
    }
    for (const PersonId id : change.people)
        if (store.people.one(id)) move_line(store, settings, id, now);
}

std::map<PersonId, Measure> measures(const io::Store& store, const NoticeSettings& settings) {
    std::map<PersonId, Measure> by_person;
    for (const Person& person : store.people.all())
        if (person.standing != Standing::light)
            by_person.emplace(person.id, measure_of(store, settings, person.id));
    return by_person;
}

std::vector<FindingNumber> move_lines(io::Store& store, const NoticeSettings& settings,
                                      const std::map<PersonId, Measure>& before, Instant now) {
    std::vector<FindingNumber> changed;
    io::Transaction transaction(store);
    for (const auto& [id, measure] : measures(store, settings)) {
        const auto known = before.find(id);
        if (known == before.end() || known->second == measure) continue;
        for (const FindingNumber number : move_line(store, settings, id, now))
            changed.push_back(number);
    }
    transaction.commit();
    return changed;
}

}  // namespace earshot::app
