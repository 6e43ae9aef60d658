#include "daemon/app/answers/past_answers.hpp"

#include <algorithm>
#include <optional>

#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/user_answers.hpp"
#include "earshot/change.hpp"

namespace earshot::app {
namespace {

bool is_of_standing(ChangeKind kind) {
    return kind == ChangeKind::rest || kind == ChangeKind::let_go || kind == ChangeKind::follow;
}

/// Of one person, oldest first.
class Past {
public:
    void take(const io::StoredChange& change, const AnswerDocument& before) {
        if (change.kind == ChangeKind::away && before.answers && before.answers->leave) {
            const Stretch leave = *before.answers->leave;
            add(answers_.leaves, {leave.from, std::min(leave.to, change.at)});
        }
        if (!is_of_standing(change.kind)) return;
        // What was before the first change that is known began nobody knows when.
        if (!unfollowed_since_ && before.standing && is_unfollowed(*before.standing))
            unfollowed_since_ = Instant::min();
        if (change.kind != ChangeKind::follow) {
            unfollowed_since_ = unfollowed_since_.value_or(change.at);
        } else if (unfollowed_since_) {
            add(answers_.unfollowed, {*unfollowed_since_, change.at});
            unfollowed_since_.reset();
        }
    }

    PastAnswers done(std::optional<Stretch> leave, Instant now) && {
        if (leave) add(answers_.leaves, *leave);
        if (unfollowed_since_) add(answers_.unfollowed, {*unfollowed_since_, now});
        return std::move(answers_);
    }

private:
    static bool is_unfollowed(Standing standing) {
        return standing == Standing::resting || standing == Standing::let_go;
    }
    static void add(std::vector<Stretch>& list, const Stretch& one) {
        if (one.from < one.to) list.push_back(one);
    }

    PastAnswers answers_;
    std::optional<Instant> unfollowed_since_;
};

}  // namespace

std::map<PersonId, PastAnswers> past_answers(const io::Store& store, Instant now) {
    std::map<PersonId, Past> pasts;
    std::vector<io::StoredChange> changes = store.changes.all();
    std::reverse(changes.begin(), changes.end());
    for (const io::StoredChange& change : changes) {
        const bool counts = change.kind == ChangeKind::away || is_of_standing(change.kind);
        if (!counts || change.undone_at) continue;
        const auto before = answer_from_json(change.document);
        if (!before) continue;
        for (const PersonId id : change.people)
            pasts[id].take(change, *before);
    }
    std::map<PersonId, PastAnswers> answers;
    for (const Person& person : store.people.all())
        if (const auto leave = store.answers.of(person.id).leave;
            leave || pasts.contains(person.id))
            answers[person.id] = std::move(pasts[person.id]).done(leave, now);
    return answers;
}

}  // namespace earshot::app
