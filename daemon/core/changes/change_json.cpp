// The documents of changes, as stores hold them.

#include "daemon/core/json/document.hpp"
#include "earshot/change.hpp"

namespace earshot {
namespace {

constexpr document::Form form{
    .name = "this change", .bytes = change_limits::json_bytes, .epoch = true};

std::string_view stored_word(Carries carries) {
    return carries == Carries::one_person ? "one person" : to_text(carries);
}

std::string_view stored_word(Standing standing) {
    return standing == Standing::let_go ? "let go" : to_text(standing);
}

}  // namespace

// --- who is who ---

template <class Visit>
static void row(Visit& visit, StoredIdentity& identity) {
    visit.item(identity.key.kind);
    visit.item(identity.key.value);
    visit.item(identity.key.source);
    visit.item(identity.stated);
}

template <class Visit>
static void row(Visit& visit, IdentityKey& key) {
    StoredIdentity learned{key};
    row(visit, learned);
    key = learned.key;
}

template <class Visit>
static void row(Visit& visit, std::pair<PersonId, PersonId>& pair) {
    visit.item(pair.first);
    visit.item(pair.second);
}

template <class Visit>
static void fields(Visit& visit, Person& person) {
    visit("id", person.id);
    visit("name", person.name);
    // Documents of before know one circle, and it stays where it was for programs of before.
    std::string circle = main_circle(person);
    visit("circle", circle);
    std::vector<std::string> circles = person.circles;
    visit.later("circles", circles);
    if (circles.empty() && !circle.empty()) circles = {circle};
    person.circles = std::move(circles);
    visit("standing", person.standing);
    visit("phone", person.phone);
    visit("note", person.note);
    visit.later("name_from", person.name_from);
    visit.later("company", person.company);
    visit.later("position", person.position);
    visit.later("birthday", person.birthday);
    visit("declared_at", person.declared_at);
    visit("accounts", person.accounts);
    visit("names", person.names);
    visit("connected_on", person.connected_on);
    visit.later("sensitivity", person.sensitivity);
}

template <class Visit>
static void fields(Visit& visit, Source& source) {
    visit("id", source.id);
    visit("owner", source.owner);
    visit("carries", source.carries, [](Carries carries) { return stored_word(carries); });
    visit.later("status", source.status);
}

template <class Visit>
static void fields(Visit& visit, ChangeDocument::Move& move) {
    visit("from", move.from);
    visit("to", move.to);
    visit("identities", move.what.identities);
    visit("sources", move.what.sources);
    visit("activities", move.what.activities);
    visit("findings", move.what.findings);
}

template <class Visit>
static void fields(Visit& visit, ChangeDocument::Edit& edit) {
    visit("before", edit.before);
    visit("after", edit.after);
}

template <class Visit>
static void fields(Visit& visit, ChangeDocument::Closed& closed) {
    visit("number", closed.number);
    visit("told", closed.told);
}

template <class Visit>
static void fields(Visit& visit, ChangeDocument::Silence& silence) {
    visit("person", silence.person);
    visit("last", silence.last);
    visit("quiet_due", silence.quiet_due);
}

template <class Visit>
static void fields(Visit& visit, ChangeDocument& change) {
    visit("moves", change.moves);
    visit("edits", change.edits);
    visit("sources", change.sources);
    visit("added", change.added);
    visit("removed", change.removed);
    visit("removed_from", change.removed_from);
    visit("hidden", change.hidden);
    visit("made", change.made);
    visit("closed", change.closed);
    visit("silences", change.silences);
    visit("since", change.since);
    visit.later("apart", change.apart);
}

// --- answers ---

template <class Visit>
static void fields(Visit& visit, Finding& finding) {
    visit("number", finding.number);
    visit("state", finding.state);
    visit("told_at", finding.told_at);
    visit("closed_at", finding.closed_at);
    // The sentence and not the word: documents of before have it.
    std::string closed_by(finding.closed_by ? sentence(*finding.closed_by) : std::string_view());
    visit("closed_by", closed_by);
    finding.closed_by = parse_closed_by(closed_by);
    visit("snoozed_until", finding.snoozed_until);
}

template <class Visit>
static void fields(Visit& visit, Answers& answers) {
    std::optional<Instant> from, until;
    if (answers.leave) {
        from = answers.leave->from;
        until = answers.leave->to;
    }
    visit("away_from", from);
    visit("away_until", until);
    if (from && until) answers.leave = Stretch{*from, *until};
    visit("usual_silence_days", answers.usual_silence_days);
    visit("usual_run", answers.usual_run);
    visit("usual_connections", answers.usual_connections);
}

template <class Visit>
static void fields(Visit& visit, AnswerDocument::Silence& silence) {
    visit("last", silence.last);
    visit("quiet_due", silence.quiet_due);
}

template <class Visit>
static void fields(Visit& visit, AnswerDocument::Feed& feed) {
    visit("id", feed.id);
    visit("status", feed.status);
}

template <class Visit>
static void fields(Visit& visit, AnswerDocument::Setting& setting) {
    visit("circle", setting.circle);
    std::optional<std::string> quiet;
    if (setting.own_line) quiet = to_text(*setting.own_line);
    visit("quiet", quiet);
    setting.own_line.reset();
    if (!quiet) return;
    if (const auto line = parse_own_line(*quiet)) setting.own_line = *line;
}

template <class Visit>
static void fields(Visit& visit, AnswerDocument::Taught& taught) {
    visit("person", taught.person);
    visit("before", taught.before);
}

template <class Visit>
static void fields(Visit& visit, AnswerDocument& answer) {
    visit("findings", answer.findings);
    visit("answers", answer.answers);
    visit("standing", answer.standing, [](Standing standing) { return stored_word(standing); });
    visit("touch", answer.touch);
    visit("silence", answer.silence);
    visit("feeds", answer.feeds);
    visit.later("setting", answer.setting);
    visit.later("taught", answer.taught);
}

// --- imports ---

template <class Visit>
static void fields(Visit& visit, ImportDocument& import) {
    visit("people", import.people);
    visit("sources", import.sources);
    visit("edits", import.edits);
    visit("activities", import.activities);
    visit("touches", import.touches);
}

std::string to_json(const ChangeDocument& document) {
    return document::write(form, document);
}

std::string to_json(const AnswerDocument& document) {
    return document::write(form, document);
}

std::string to_json(const ImportDocument& document) {
    return document::write(form, document);
}

Result<ChangeDocument> change_from_json(std::string_view json) {
    return document::read<ChangeDocument>(form, json);
}

Result<AnswerDocument> answer_from_json(std::string_view json) {
    return document::read<AnswerDocument>(form, json);
}

Result<ImportDocument> import_from_json(std::string_view json) {
    return document::read<ImportDocument>(form, json);
}

}  // namespace earshot
