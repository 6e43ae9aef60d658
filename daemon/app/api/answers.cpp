// What the user answers: to findings, and about people.

#include <algorithm>
#include <string>

#include <boost/json.hpp>

#include "daemon/app/answers/answers.hpp"
#include "daemon/app/answers/own_lines.hpp"
#include "daemon/app/api/named.hpp"
#include "daemon/app/api/routes.hpp"
#include "daemon/app/people/who_is_who.hpp"
#include "daemon/app/wire/events.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/change.hpp"
#include "earshot/finding_life.hpp"
#include "earshot/when.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

/// An instant of the body as people write it.
Result<std::optional<Instant>> time_at(const Call& call, const char* field, Toward toward,
                                       const Zone& zone, Instant now) {
    const auto text = text_of(call, field);
    if (!text) return Failure(text.error());
    if (!*text) return std::nullopt;
    const auto when = parse_when(**text, toward, zone, now);
    if (!when) return fail(when.error().what, field);
    return *when;
}

}  // namespace

Answer AnswerRoutes::finding_answered(Commands& commands, FindingNumber number,
                                      const Allowed<io::StoredChange>& change, const char* field) {
    if (!change) return refused(change.error(), field);
    announce_finding(commands.events_, commands.store_, number, commands.clock_.now());
    json::object answer =
        FindingRoutes::object_of(commands, commands.store_.findings.one(number).value());
    answer["change"] = to_object(commands.store_.people, *change);
    return ok(answer);
}

Answer AnswerRoutes::answer(Commands& commands, const Call& call, Feedback verb) {
    const auto finding = finding_named(commands.store_.findings, call);
    if (!finding) return finding.error();
    // Said twice is said once.
    if (verb == Feedback::ok && is_over(*finding))
        return ok(FindingRoutes::object_of(commands, *finding));
    const Zone zone = commands.teller_.zone();
    const Instant now = commands.clock_.now();
    const auto until = time_at(call, "until", Toward::future, zone, now);
    if (!until) return rejected({until.error()});
    return finding_answered(
        commands, finding->number,
        answer_findings(commands.store_, {&finding->number, 1}, verb, *until, zone, now), "until");
}

namespace {

/// Numbers of the body's list, each once.
Result<std::vector<FindingNumber>> numbers_of(const Call& call) {
    const json::value* value = call.body.if_contains("numbers");
    std::vector<FindingNumber> numbers;
    const json::array none;
    for (const json::value& item :
         value != nullptr && value->is_array() ? value->get_array() : none) {
        if (!item.is_int64() || item.get_int64() <= 0)
            return fail("must be numbers of findings", "numbers");
        const auto number = static_cast<FindingNumber>(item.get_int64());
        if (std::find(numbers.begin(), numbers.end(), number) == numbers.end())
            numbers.push_back(number);
    }
    if (numbers.empty() || numbers.size() > call_limits::numbers)
        return fail("must be 1 to " + std::to_string(call_limits::numbers) + " numbers of findings",
                    "numbers");
    return numbers;
}

}  // namespace

/// Several at once: all of it, or nothing when one of them speaks against it.
Answer AnswerRoutes::answer_several(Commands& commands, const Call& call) {
    std::vector<Problem> problems;
    std::vector<FindingNumber> numbers = taken(numbers_of(call), problems);
    const auto verb = parse_feedback(taken(text_of(call, "answer"), problems).value_or(""));
    if (!verb) problems.push_back({"must be ok, snooze, normal or wrong", "answer"});
    const Zone zone = commands.teller_.zone();
    const Instant now = commands.clock_.now();
    const auto until = taken(time_at(call, "until", Toward::future, zone, now), problems);
    if (!problems.empty()) return rejected(problems);
    const io::Findings& findings = commands.store_.findings;
    // Said twice is said once.
    if (verb == Feedback::ok)
        std::erase_if(numbers, [&findings](FindingNumber number) {
            const auto finding = findings.one(number);
            return finding && is_over(*finding);
        });
    json::object answer{{"change", nullptr}};
    if (!numbers.empty()) {
        const auto change = answer_findings(commands.store_, numbers, *verb, until, zone, now);
        if (!change) return refused(change.error(), "until");
        answer["change"] = to_object(commands.store_.people, *change);
    }
    json::array items;
    for (const FindingNumber number : numbers) {
        announce_finding(commands.events_, commands.store_, number, now);
        items.push_back(FindingRoutes::object_of(commands, findings.one(number).value()));
    }
    answer["items"] = std::move(items);
    return ok(answer);
}

Answer AnswerRoutes::finding_ok(Commands& commands, const Call& call) {
    return answer(commands, call, Feedback::ok);
}
Answer AnswerRoutes::finding_snooze(Commands& commands, const Call& call) {
    return answer(commands, call, Feedback::snooze);
}
Answer AnswerRoutes::finding_normal(Commands& commands, const Call& call) {
    return answer(commands, call, Feedback::normal);
}
Answer AnswerRoutes::finding_wrong(Commands& commands, const Call& call) {
    return answer(commands, call, Feedback::wrong);
}

Answer AnswerRoutes::finding_undo(Commands& commands, const Call& call) {
    const auto finding = finding_named(commands.store_.findings, call);
    if (!finding) return finding.error();
    const auto change = answer_to(commands.store_.changes, finding->number);
    if (!change) return conflict("nothing-to-undo", "no answer to this finding can be undone");
    return finding_answered(
        commands, finding->number,
        app::undo(commands.store_, commands.notice_, *change, commands.clock_.now()), "number");
}

Answer AnswerRoutes::changed(Commands& commands, const Allowed<io::StoredChange>& change,
                             const char* field) {
    if (!change) return refused(change.error(), field);
    if (is_answer(change->kind))
        if (const auto document = answer_from_json(change->document))
            for (const Finding& finding : document->findings)
                announce_finding(commands.events_, commands.store_, finding.number,
                                 commands.clock_.now());
    return ok(to_object(commands.store_.people, *change));
}

Answer AnswerRoutes::touch(Commands& commands, const Call& call) {
    const auto person = person_named(commands.store_.people, call);
    if (!person) return person.error();
    const Zone zone = commands.teller_.zone();
    const Instant now = commands.clock_.now();
    std::vector<Problem> problems;
    Touch touch;
    const auto at = taken(time_at(call, "at", Toward::past, zone, now), problems);
    touch.how = taken(text_of(call, "how"), problems).value_or("");
    touch.note = taken(text_of(call, "note", call_limits::note_bytes), problems).value_or("");
    if (!problems.empty()) return rejected(problems);
    // The end of a day that is not over is now.
    const bool today = at && zone.local_day(*at) == zone.local_day(now);
    touch.at = today ? std::min(*at, now) : at.value_or(now);
    return changed(commands, touch_person(commands.store_, person->id, touch, zone, now), "at");
}

Answer AnswerRoutes::away(Commands& commands, const Call& call) {
    const auto person = person_named(commands.store_.people, call);
    if (!person) return person.error();
    const Zone zone = commands.teller_.zone();
    const Instant now = commands.clock_.now();
    const auto until = time_at(call, "until", Toward::future, zone, now);
    if (!until) return rejected({until.error()});
    if (!*until) return rejected({{"must be given: the last day of the leave", "until"}});
    return changed(commands, away_person(commands.store_, person->id, **until, zone, now), "until");
}

namespace {

/// "6w", "never", or null for the line that the rhythm gives.
Result<std::optional<OwnLine>> line_asked(const Call& call) {
    if (!call.body.contains("quiet"))
        return fail("must be given: a time such as \"6w\", \"never\", or null", "quiet");
    const auto word = text_of(call, "quiet");
    if (!word) return Failure(word.error());
    if (!*word) return std::nullopt;
    const auto line = parse_own_line(**word);
    if (!line) return fail(line.error().what, "quiet");
    return std::optional(*line);
}

}  // namespace

Answer AnswerRoutes::set(Commands& commands, const Call& call) {
    const auto person = person_named(commands.store_.people, call);
    if (!person) return person.error();
    const auto line = line_asked(call);
    if (!line) return rejected({line.error()});
    return changed(
        commands,
        set_own_line(commands.store_, commands.notice_, person->id, *line, commands.clock_.now()),
        "quiet");
}

Answer AnswerRoutes::set_circle(Commands& commands, const Call& call) {
    std::vector<Problem> problems;
    const auto circle = taken(text_of(call, "circle"), problems);
    const auto line = taken(line_asked(call), problems);
    if (problems.empty() && !circle)
        problems.push_back({"must be given: the name of a circle", "circle"});
    if (!problems.empty()) return rejected(problems);
    return changed(
        commands,
        set_circle_line(commands.store_, commands.notice_, *circle, line, commands.clock_.now()),
        "circle");
}

Answer AnswerRoutes::rest(Commands& commands, const Call& call) {
    return stands(commands, call, Standing::resting);
}
Answer AnswerRoutes::let_go(Commands& commands, const Call& call) {
    return stands(commands, call, Standing::let_go);
}
Answer AnswerRoutes::follow(Commands& commands, const Call& call) {
    return stands(commands, call, Standing::followed);
}

Answer AnswerRoutes::stands(Commands& commands, const Call& call, Standing standing) {
    const auto person = person_named(commands.store_.people, call);
    if (!person) return person.error();
    return changed(commands,
                   set_standing(commands.store_, person->id, standing, commands.clock_.now()),
                   "standing");
}

}  // namespace earshot::app
