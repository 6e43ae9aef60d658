// What may be the same person, and the answers to that.

#include <algorithm>

#include <boost/json.hpp>

#include "daemon/app/api/routes.hpp"
#include "daemon/app/people/who_is_who.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/people/claims.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "earshot/same_person.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

constexpr std::size_t most_answers = 500;  // numbers of one list; pairs that are certain, likewise

std::string name_of(const io::People& people, PersonId id) {
    const auto person = people.one(id);
    return person ? person->name : std::string();
}

/// A suggestion has the number of whom it would merge.
std::int64_t number_of(const SamePerson& pair) {
    return static_cast<std::int64_t>(pair.merge);
}

std::vector<std::int64_t> numbers_at(const Call& call, const char* field,
                                     std::vector<Problem>& problems) {
    std::vector<std::int64_t> numbers;
    const json::value* list = call.body.if_contains(field);
    if (list == nullptr) return numbers;
    const bool fits = list->is_array() && list->get_array().size() <= most_answers;
    if (fits)
        for (const json::value& one : list->get_array())
            if (one.is_int64() && one.get_int64() > 0) numbers.push_back(one.get_int64());
    if (!fits || numbers.size() != list->get_array().size())
        problems.push_back({"must be a list of at most " + std::to_string(most_answers) +
                                " numbers of suggestions",
                            field, false});
    return numbers;
}

/// The pairs of a number, none of which is known.
Allowed<std::vector<SamePerson>> pairs_of(const std::vector<SamePerson>& pairs,
                                          std::int64_t number) {
    std::vector<SamePerson> found;
    for (const SamePerson& pair : pairs)
        if (number_of(pair) == number) found.push_back(pair);
    if (found.empty())
        return refuse(Refusal::not_found,
                      "there is no suggestion " + std::to_string(number) + ": earshot suggest");
    return found;
}

}  // namespace

std::vector<SamePerson> IdentityRoutes::suggested(Commands& commands) {
    const io::Store& store = commands.store_;
    const std::vector<Claim> claims = store.claims.all();
    return suggest_same(commands.roster_.alike(claims), claims, store.identities.apart());
}

Answer IdentityRoutes::suggestions(Commands& commands, const Call& call) {
    const auto limit = limit_of(call);
    if (!limit) return bad_parameter(limit.error());
    const auto after = after_of(call);
    if (!after) return bad_parameter(after.error());
    const io::People& people = commands.store_.people;
    json::array items;
    std::int64_t place = 0;
    for (const SamePerson& pair : suggested(commands)) {
        if (place++ < *after) continue;
        if (items.size() == *limit) return list(std::move(items), place - 1);
        json::array why;
        for (const Likeness& likeness : pair.why)
            why.emplace_back(to_text(likeness));
        items.push_back({{"number", number_of(pair)},
                         {"person", reference(pair.merge, name_of(people, pair.merge))},
                         {"into", reference(pair.keep, name_of(people, pair.keep))},
                         {"certain", pair.certain},
                         {"why", std::move(why)}});
    }
    return list(std::move(items));
}

Answer IdentityRoutes::answer_suggestions(Commands& commands, const Call& call) {
    std::vector<Problem> problems;
    const auto accepted = numbers_at(call, "accept", problems);
    const auto never = numbers_at(call, "never", problems);
    const bool certain = taken(flag_of(call, "certain"), problems);
    if (!problems.empty()) return rejected(problems);

    const std::vector<SamePerson> pairs = suggested(commands);
    SameAnswers answers;
    for (const std::int64_t number : accepted) {
        const auto found = pairs_of(pairs, number);
        if (!found) return refused(found.error(), "accept");
        if (found->size() > 1)
            return rejected({{"suggestion " + std::to_string(number) +
                                  " may be several people: earshot merge says who",
                              "accept", false}});
        answers.merge.emplace_back(found->front().merge, found->front().keep);
    }
    for (const std::int64_t number : never) {
        const auto found = pairs_of(pairs, number);
        if (!found) return refused(found.error(), "never");
        for (const SamePerson& pair : *found)
            answers.apart.emplace_back(pair.merge, pair.keep);
    }
    if (certain)
        for (const SamePerson& pair : pairs) {
            const auto merged = commands.store_.people.one(pair.merge);
            if (!merged || !merged->declared_at.empty()) continue;
            const std::pair one(pair.merge, pair.keep);
            const auto is_one = [&one](const auto& list) {
                return std::find(list.begin(), list.end(), one) != list.end();
            };
            if (pair.certain && !is_one(answers.merge) && !is_one(answers.apart) &&
                answers.merge.size() < most_answers)
                answers.merge.push_back(one);
        }
    json::object answer{
        {"merged", answers.merge.size()}, {"apart", answers.apart.size()}, {"change", nullptr}};
    if (answers.merge.empty() && answers.apart.empty()) return ok(answer);
    const auto change = answer_same(commands.store_, answers, commands.clock_.now());
    if (!change) return refused(change.error(), "accept");
    answer["change"] = to_object(commands.store_.people, *change);
    return ok(answer);
}

}  // namespace earshot::app
