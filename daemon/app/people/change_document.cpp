#include "daemon/app/people/change_document.hpp"

#include <boost/json.hpp>

#include "daemon/io/store/sqlite/words.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;

template <class Id>
std::int64_t number(Id id) {
    return static_cast<std::int64_t>(id);
}

json::value from(std::optional<Instant> t) {
    return t ? json::value(to_epoch(*t)) : json::value(nullptr);
}
std::optional<Instant> instant(const json::value& value) {
    if (value.is_null()) return std::nullopt;
    return from_epoch(value.as_int64());
}

template <class T>
json::array numbers(const std::vector<T>& list) {
    json::array out;
    for (const T& one : list)
        out.emplace_back(number(one));
    return out;
}
template <class T>
std::vector<T> numbers(const json::value& value) {
    std::vector<T> list;
    for (const json::value& one : value.as_array())
        list.push_back(T(one.as_int64()));
    return list;
}

json::array texts(const std::vector<std::string>& list) {
    return json::array(list.begin(), list.end());
}
std::vector<std::string> texts(const json::value& value) {
    std::vector<std::string> list;
    for (const json::value& one : value.as_array())
        list.emplace_back(one.as_string());
    return list;
}
std::string text(const json::value& value) {
    return std::string(value.as_string());
}

json::array from(const io::StoredIdentity& identity) {
    const IdentityKey& key = identity.key;
    return {json::string(io::stored_word(key.kind)), key.value,
            key.source ? number(*key.source) : 0, identity.stated};
}
io::StoredIdentity identity(const json::value& value) {
    const json::array& parts = value.as_array();
    io::StoredIdentity out;
    out.key.kind = io::from_stored_word<IdentityKey::Kind>(text(parts.at(0))).value();
    out.key.value = text(parts.at(1));
    if (const std::int64_t source = parts.at(2).as_int64(); source != 0)
        out.key.source = SourceId(source);
    out.stated = parts.at(3).as_bool();
    return out;
}
json::array from(const std::vector<io::StoredIdentity>& list) {
    json::array out;
    for (const auto& one : list)
        out.push_back(from(one));
    return out;
}
std::vector<io::StoredIdentity> identities(const json::value& value) {
    std::vector<io::StoredIdentity> list;
    for (const json::value& one : value.as_array())
        list.push_back(identity(one));
    return list;
}

json::object from(const Person& person) {
    return {{"id", number(person.id)},
            {"name", person.name},
            {"circle", person.circle},
            {"standing", json::string(to_text(person.standing))},
            {"phone", person.phone},
            {"note", person.note},
            {"declared_at", person.declared_at},
            {"accounts", texts(person.accounts)},
            {"names", texts(person.names)},
            {"connected_on", from(person.connected_on)}};
}
Person person(const json::value& value) {
    Person out;
    out.id = PersonId(value.at("id").as_int64());
    out.name = text(value.at("name"));
    out.circle = text(value.at("circle"));
    out.standing = parse_standing(text(value.at("standing"))).value_or(Standing::light);
    out.phone = text(value.at("phone"));
    out.note = text(value.at("note"));
    out.declared_at = text(value.at("declared_at"));
    out.accounts = texts(value.at("accounts"));
    out.names = texts(value.at("names"));
    out.connected_on = instant(value.at("connected_on"));
    return out;
}

json::object from(const ChangeDocument::Move& move) {
    return {{"from", number(move.from)},
            {"to", number(move.to)},
            {"identities", from(move.what.identities)},
            {"sources", numbers(move.what.sources)},
            {"activities", numbers(move.what.activities)},
            {"findings", numbers(move.what.findings)}};
}
ChangeDocument::Move move(const json::value& value) {
    ChangeDocument::Move out;
    out.from = PersonId(value.at("from").as_int64());
    out.to = PersonId(value.at("to").as_int64());
    out.what.identities = identities(value.at("identities"));
    out.what.sources = numbers<SourceId>(value.at("sources"));
    out.what.activities = numbers<std::int64_t>(value.at("activities"));
    out.what.findings = numbers<FindingNumber>(value.at("findings"));
    return out;
}

/// Every item of a list through a reader of one.
template <class Read>
auto each(const json::value& value, Read read) {
    std::vector<decltype(read(value))> list;
    for (const json::value& one : value.as_array())
        list.push_back(read(one));
    return list;
}

}  // namespace

std::string to_json(const ChangeDocument& document) {
    json::array moves, edits, sources, closed, silences;
    std::vector<io::StoredIdentity> added;
    for (const auto& one : document.moves)
        moves.push_back(from(one));
    for (const auto& [before, after] : document.edits)
        edits.push_back({{"before", from(before)}, {"after", from(after)}});
    for (const Source& source : document.sources)
        sources.push_back({{"id", number(source.id)},
                           {"owner", source.owner ? number(*source.owner) : 0},
                           {"carries", json::string(io::stored_word(source.carries))}});
    for (const IdentityKey& key : document.added)
        added.push_back({key, false});
    for (const auto& [finding, told] : document.closed)
        closed.push_back({{"number", number(finding)}, {"told", told}});
    for (const auto& silence : document.silences)
        silences.push_back({{"person", number(silence.person)},
                            {"last", from(silence.last)},
                            {"quiet_due", from(silence.quiet_due)}});
    return json::serialize(
        json::object{{"moves", std::move(moves)},
                     {"edits", std::move(edits)},
                     {"sources", std::move(sources)},
                     {"added", from(added)},
                     {"removed", from(document.removed)},
                     {"removed_from", document.removed_from ? number(*document.removed_from) : 0},
                     {"hidden", numbers(document.hidden)},
                     {"made", numbers(document.made)},
                     {"closed", std::move(closed)},
                     {"silences", std::move(silences)},
                     {"since", document.since}});
}

std::optional<ChangeDocument> parse_change_document(std::string_view written) try {
    const json::value value = json::parse(json::string_view(written.data(), written.size()));
    ChangeDocument document;
    document.moves = each(value.at("moves"), move);
    document.edits = each(value.at("edits"), [](const json::value& one) {
        return ChangeDocument::Edit{person(one.at("before")), person(one.at("after"))};
    });
    document.sources = each(value.at("sources"), [](const json::value& one) {
        Source source;
        source.id = SourceId(one.at("id").as_int64());
        if (const std::int64_t owner = one.at("owner").as_int64(); owner != 0)
            source.owner = PersonId(owner);
        source.carries = io::from_stored_word<Carries>(text(one.at("carries"))).value();
        return source;
    });
    for (auto& one : identities(value.at("added")))
        document.added.push_back(std::move(one.key));
    document.removed = identities(value.at("removed"));
    if (const std::int64_t whose = value.at("removed_from").as_int64(); whose != 0)
        document.removed_from = PersonId(whose);
    document.hidden = numbers<PersonId>(value.at("hidden"));
    document.made = numbers<PersonId>(value.at("made"));
    document.closed = each(value.at("closed"), [](const json::value& one) {
        return ChangeDocument::Closed{FindingNumber(one.at("number").as_int64()),
                                      one.at("told").as_bool()};
    });
    document.silences = each(value.at("silences"), [](const json::value& one) {
        return ChangeDocument::Silence{PersonId(one.at("person").as_int64()),
                                       instant(one.at("last")), instant(one.at("quiet_due"))};
    });
    document.since = value.at("since").as_int64();
    return document;
} catch (const std::exception&) {
    return std::nullopt;  // a member is missing or of another type
}

}  // namespace earshot::app
