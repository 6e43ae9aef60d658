#include <boost/json.hpp>

#include <array>
#include <optional>
#include <stdexcept>

#include "earshot/render.hpp"

namespace earshot {
namespace {

namespace json = boost::json;

constexpr std::array<Section, 7> sections{Section::one_person, Section::back, Section::quiet,
                                          Section::follow_up,  Section::busy, Section::pattern,
                                          Section::hands};
constexpr std::array<Confidence, 4> confidences{Confidence::learning, Confidence::tentative,
                                                Confidence::likely, Confidence::clear};

std::int64_t number(FindingNumber n) {
    return static_cast<std::int64_t>(n);
}

json::object to_value(const Item& item) {
    json::array also;
    for (const FindingNumber n : item.also)
        also.push_back(number(n));
    return {{"n", number(item.number)}, {"section", to_text(item.section)},
            {"kind", item.kind},        {"name", item.name},
            {"where", item.where},      {"evidence", item.evidence},
            {"step", item.step},        {"confidence", to_text(item.confidence)},
            {"also", std::move(also)}};
}

// Reading throws, and digest_from_json makes a Problem of it: our own text is read back here, so
// anything amiss is one and the same fault.
[[noreturn]] void complain(const std::string& what) {
    throw std::invalid_argument(what);
}

const json::value& member(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    if (!value) complain("\"" + std::string(key) + "\" is missing");
    return *value;
}

std::string text(const json::object& object, std::string_view key) {
    const json::value& value = member(object, key);
    if (!value.is_string()) complain("\"" + std::string(key) + "\" is not a text");
    return std::string(value.get_string());
}

const json::array& list(const json::object& object, std::string_view key) {
    const json::value& value = member(object, key);
    if (!value.is_array()) complain("\"" + std::string(key) + "\" is not a list");
    return value.get_array();
}

template <class Enum, std::size_t N>
Enum word(const std::array<Enum, N>& all, const json::object& object, std::string_view key) {
    const std::string found = text(object, key);
    for (const Enum one : all)
        if (to_text(one) == found) return one;
    complain("\"" + std::string(key) + "\" does not know this word");
}

FindingNumber finding_number(const json::value& value) {
    boost::system::error_code wrong;
    const auto n = value.to_number<std::int64_t>(wrong);
    if (wrong) complain("a finding's number is not a number");
    return FindingNumber{n};
}

Instant instant(const json::value& value) {
    const json::string* found = value.if_string();
    if (!found) complain("a time is not a text");
    const Result<Instant> at = parse_rfc3339(std::string_view(found->data(), found->size()));
    if (!at) complain(at.error().what);
    return *at;
}

Item read_item(const json::value& value) {
    const json::object* object = value.if_object();
    if (!object) complain("an item is not an object");
    Item item;
    item.number = finding_number(member(*object, "n"));
    item.section = word(sections, *object, "section");
    item.kind = text(*object, "kind");
    item.name = text(*object, "name");
    item.where = text(*object, "where");
    item.evidence = text(*object, "evidence");
    item.step = text(*object, "step");
    item.confidence = word(confidences, *object, "confidence");
    for (const json::value& n : list(*object, "also"))
        item.also.push_back(finding_number(n));
    return item;
}

Digest read_digest(const json::value& value) {
    const json::object* object = value.if_object();
    if (!object) complain("a digest is not an object");
    const json::array& window = list(*object, "window");
    if (window.size() != 2) complain("\"window\" is not a pair");
    Digest digest;
    digest.id = text(*object, "id");
    digest.window = Window{instant(window[0]), instant(window[1])};
    digest.subject = text(*object, "subject");
    digest.headline = text(*object, "headline");
    digest.coverage = text(*object, "coverage");
    for (const json::value& item : list(*object, "items"))
        digest.items.push_back(read_item(item));
    boost::system::error_code wrong;
    digest.more = member(*object, "more").to_number<std::size_t>(wrong);
    if (wrong) complain("\"more\" is not a count");
    return digest;
}

}  // namespace

std::string render_json(const Digest& digest) {
    json::array items;
    for (const Item& item : digest.items)
        items.push_back(to_value(item));
    const json::object object{
        {"id", digest.id},
        {"window", json::array{to_rfc3339(digest.window.from), to_rfc3339(digest.window.to)}},
        {"subject", digest.subject},
        {"headline", digest.headline},
        {"coverage", digest.coverage},
        {"items", std::move(items)},
        {"more", digest.more}};
    return json::serialize(object);
}

Result<Digest> digest_from_json(std::string_view text) {
    if (text.size() > digest_limits::json) return fail("this digest is longer than any of ours");
    boost::system::error_code wrong;
    const json::value value = json::parse(json::string_view(text.data(), text.size()), wrong);
    if (wrong) return fail("this digest is not JSON: " + wrong.message());
    try {
        return read_digest(value);
    } catch (const std::invalid_argument& fault) {
        return fail(std::string("this digest cannot be read: ") + fault.what());
    }
}

}  // namespace earshot
