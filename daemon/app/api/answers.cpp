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

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

/// An instant of the body: RFC 3339, or a day of the user's calendar, whose last second is meant.
Result<std::optional<Instant>> time_at(const Call& call, const char* field, const Zone& zone) {
    const auto text = text_of(call, field);
    if (!text) return Failure(text.error());
    if (!*text) return std::nullopt;
    if (const auto instant = parse_rfc3339(**text)) return *instant;
    const auto midnight = parse_rfc3339(**text + "T00:00:00Z");
    if (!midnight) return fail("must be a day (2026-05-01) or a time (RFC 3339)", field);
    const std::chrono::sys_days next_day =
        std::chrono::sys_days(std::chrono::floor<std::chrono::days>(*midnight)) +
        std::chrono::days(1);
    return zone.at(std::chrono::year_month_day(next_day), TimeOfDay{0, 0}) - Span{1};
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
    const auto until = time_at(call, "until", zone);
    if (!until) return rejected({until.error()});
    return finding_answered(
        commands, finding->number,
        answer_finding(commands.store_, finding->number, verb, *until, zone, commands.clock_.now()),
        "until");
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
    const auto at = taken(time_at(call, "at", zone), problems);
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
    const auto until = time_at(call, "until", zone);
    if (!until) return rejected({until.error()});
    if (!*until) return rejected({{"must be given: the last day of the leave", "until"}});
    return changed(commands,
                   away_person(commands.store_, person->id, **until, zone, commands.clock_.now()),
                   "until");
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
