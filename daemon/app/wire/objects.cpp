#include "daemon/app/wire/objects.hpp"

#include <cmath>
#include <set>
#include <utility>

#include <boost/json.hpp>

#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/digests/deliveries.hpp"
#include "daemon/io/store/digests/digests.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/finding_life.hpp"
#include "earshot/source_health.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;

json::string text(std::string_view words) {
    return json::string(words);
}

/// Empty texts that mean "none" are null.
json::value text_or_null(const std::string& words) {
    return words.empty() ? json::value(nullptr) : json::value(words);
}

template <class Id>
std::int64_t number(Id id) {
    return static_cast<std::int64_t>(id);
}

json::array texts(const std::vector<std::string>& list) {
    return json::array(list.begin(), list.end());
}

}  // namespace

json::value to_value(std::optional<Instant> t) {
    return t ? json::value(to_rfc3339(*t)) : json::value(nullptr);
}

json::value to_day(std::optional<Instant> t) {
    return t ? json::value(to_rfc3339(*t).substr(0, 10)) : json::value(nullptr);
}

json::value to_value(std::optional<Span> s) {
    return s ? json::value(s->count()) : json::value(nullptr);
}

json::object reference(PersonId id, const std::string& name) {
    return {{"id", number(id)}, {"name", name}};
}

json::object reference(SourceId id, const std::string& title) {
    return {{"id", number(id)}, {"title", title}};
}

json::object to_object(const Due& due) {
    return {
        {"at", to_rfc3339(due.at)}, {"reason", text(to_text(due.reason))}, {"detail", due.detail}};
}

json::object to_object(const GapFigures& figures) {
    return {{"gaps", figures.gaps},      {"p10", figures.p10}, {"p25", figures.p25},
            {"median", figures.median},  {"p75", figures.p75}, {"p90", figures.p90},
            {"longest", figures.longest}};
}

namespace {

/// Names and places, never a secret: what a header holds that the configuration spells out may be
/// one.
json::value how_asked(const SharedOptions& options) {
    if (options.empty()) return nullptr;
    json::object headers;
    for (const RequestHeader& header : options->headers)
        headers[header.name] =
            header.reference.empty() ? std::string("…") : to_text(header.reference);
    return json::object{{"headers", std::move(headers)},
                        {"bearer", text_or_null(to_text(options->bearer))},
                        {"user", text_or_null(options->user)},
                        {"password", text_or_null(to_text(options->password))},
                        {"ca_file", text_or_null(options->ca_file)},
                        {"insecure", options->insecure},
                        {"proxy", text_or_null(options->proxy)}};
}

}  // namespace

json::object to_object(const io::People& people, const Source& source, const PollState& state,
                       Instant now) {
    const std::optional<Person> owner = source.owner ? people.one(*source.owner) : std::nullopt;
    json::object poll{{"last_attempt", to_value(state.last_attempt)},
                      {"last_good", to_value(state.last_good)},
                      {"last_new", to_value(state.last_new)},
                      {"failing_since", to_value(state.failing_since)},
                      {"failures", state.failures},
                      {"problem", text_or_null(state.problem)},
                      {"moved_to", text_or_null(state.moved_to.redacted())},
                      {"next", to_object(state.next)}};
    if (source.status != SourceStatus::active) poll["next"] = nullptr;
    return {{"id", number(source.id)},
            {"url", source.url.redacted()},
            {"host", source.url.host()},
            {"title", source.title},
            {"carries", text(to_text(source.carries))},
            {"person", owner ? json::value(reference(owner->id, owner->name)) : nullptr},
            {"status", text(to_text(source.status))},
            {"health", text(to_text(health_of(source, state, now)))},
            {"interval_seconds", to_value(source.interval)},
            {"declared_at", text_or_null(source.declared_at)},
            {"request", how_asked(source.options)},
            {"poll", std::move(poll)}};
}

json::object to_object(const Person& person, const PersonState& state) {
    return {{"id", number(person.id)},
            {"name", person.name},
            {"name_from", text(to_text(person.name_from))},
            {"provisional", person.name_from == NameFrom::title},
            {"circle", text_or_null(main_circle(person))},
            {"circles", texts(person.circles)},
            {"standing", text(to_text(person.standing))},
            {"phone", text_or_null(person.phone)},
            {"note", text_or_null(person.note)},
            {"company", text_or_null(person.company)},
            {"position", text_or_null(person.position)},
            {"birthday", text_or_null(person.birthday)},
            {"declared_at", text_or_null(person.declared_at)},
            {"accounts", texts(person.accounts)},
            {"names", texts(person.names)},
            {"connected_on", to_day(person.connected_on)},
            {"sensitivity",
             person.sensitivity ? json::value(text(to_text(*person.sensitivity))) : nullptr},
            {"quiet_after", person.own_line ? json::value(to_text(*person.own_line)) : nullptr},
            {"last_seen", to_value(state.rhythm.last)},
            {"usual_gap_days", nullptr},
            {"quiet_since", to_value(state.quiet_due)}};
}

json::object to_object(const Touch& touch) {
    return {{"at", to_rfc3339(touch.at)},
            {"how", touch.how},
            {"note", touch.note},
            {"seen", touch.seen}};
}

json::object to_object(const Finding& finding, const std::string& person, const std::string& source,
                       const Zone& zone, Instant now) {
    json::object object{
        {"number", number(finding.number)},
        {"kind", text(to_text(kind_of(finding.evidence)))},
        {"person", nullptr},
        {"source", nullptr},
        {"confidence", text(to_text(finding.confidence))},
        {"state", text(to_text(finding.state))},
        {"found_at", to_rfc3339(finding.found_at)},
        {"told_at", to_value(finding.told_at)},
        {"closed_at", to_value(finding.closed_at)},
        {"closed_by", finding.closed_by ? text(sentence(*finding.closed_by)) : json::value()},
        {"snoozed_until", to_value(finding.snoozed_until)},
        {"sentence", sentence(finding.evidence, zone, now)},
        {"evidence", json::parse(to_json(finding.evidence))}};
    if (const auto* quiet = std::get_if<Quiet>(&finding.evidence)) {
        const Instant until = is_over(finding) ? finding.closed_at.value_or(now) : now;
        object["watched_days"] = std::llround(silent_days(*quiet, until));
    }
    if (finding.person) object["person"] = reference(*finding.person, person);
    if (finding.source) object["source"] = reference(*finding.source, source);
    return object;
}

json::object to_object(const io::People& people, const io::Sources& sources, const Finding& finding,
                       const Zone& zone, Instant now) {
    const auto person = finding.person ? people.one(*finding.person) : std::nullopt;
    const auto source = finding.source ? sources.one(*finding.source) : std::nullopt;
    return to_object(finding, person ? person->name : "", source ? source->title : "", zone, now);
}

json::object to_object(const io::StoredActivity& stored) {
    const Activity& activity = stored.news.activity;
    json::array objects;
    for (const Object& object : activity.objects)
        objects.push_back({{"name", object.name}, {"uri", text_or_null(object.uri)}});
    return {{"id", stored.id},
            {"source", stored.source ? json::value(number(*stored.source)) : nullptr},
            {"person", stored.person ? json::value(number(*stored.person)) : nullptr},
            {"verb", text(to_text(activity.verb))},
            {"actor", {{"name", activity.actor.name}, {"uri", text_or_null(activity.actor.uri)}}},
            {"objects", std::move(objects)},
            {"more_objects", activity.more_objects},
            {"own", !stored.source},
            {"sign", text(to_text(activity.sign))},
            {"sentence", activity.sentence},
            {"link", text_or_null(activity.link)},
            {"rule", activity.rule},
            {"at", to_rfc3339(stored.news.at)},
            {"time_quality", text(to_text(stored.news.quality))},
            {"fresh", stored.news.freshness == Freshness::fresh},
            {"seen_at", to_rfc3339(stored.seen_at)}};
}

json::object to_object(const io::People& people, const io::StoredChange& change) {
    json::array whom;
    for (const PersonId id : change.people)
        if (const auto person = people.one(id)) whom.push_back(reference(id, person->name));
    return {{"number", change.number},
            {"kind", text(to_text(change.kind))},
            {"sentence", change.sentence},
            {"at", to_rfc3339(change.at)},
            {"undone_at", to_value(change.undone_at)},
            {"people", std::move(whom)}};
}

json::object to_object(const io::PollRecord& poll) {
    return {{"at", to_rfc3339(poll.at)},
            {"result", text(to_text(poll.result))},
            {"status", poll.status},
            {"bytes", poll.bytes},
            {"entries", poll.entries},
            {"new_entries", poll.news},
            {"next", to_object(poll.next)},
            {"problem", text_or_null(poll.problem)},
            {"asked", text_or_null(poll.asked)},
            {"sent", text_or_null(repair_utf8(poll.sent))},
            {"received", text_or_null(repair_utf8(poll.received))},
            {"hints", text_or_null(repair_utf8(poll.hints))}};
}

json::object to_object(const io::OutboxItem& item) {
    const Delivery& delivery = item.delivery;
    return {{"id", number(delivery.id)},
            {"digest", delivery.digest_id},
            {"destination", delivery.destination},
            {"recipient", item.recipient},
            {"state", text(to_text(delivery.state))},
            {"attempts", delivery.attempts},
            {"created", to_rfc3339(delivery.created)},
            {"next_at", to_value(delivery.next_at)},
            {"last_answer", text_or_null(delivery.last_answer)}};
}

json::object to_object(const Destination& destination) {
    json::array to;
    if (const auto mail = mail_of(destination))
        for (const Address& address : mail->to)
            to.emplace_back(address.mailbox);
    json::array only;
    for (const Section section : destination.only)
        only.push_back(text(to_text(section)));
    return {{"name", destination.name},
            {"kind", text(kind_of(destination))},
            {"to", std::move(to)},
            {"only", std::move(only)}};
}

json::object to_object(const io::StoredDigest& stored) {
    std::set<FindingNumber> told;  // the one person stands in two sections
    for (const Item& item : stored.digest.items)
        told.insert(item.number);
    return {{"id", stored.digest.id},
            {"made_at", to_rfc3339(stored.made_at)},
            {"subject", stored.digest.subject},
            {"headline", stored.digest.headline},
            {"items", told.size()}};
}

}  // namespace earshot::app
