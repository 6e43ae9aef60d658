// Evidence as JSON and back, from one list of fields for each kind. What is written is read back
// exactly: figures are rounded to six decimals on both ways, because a reader of JSON may miss the
// last bit of a double.

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <limits>

#include "earshot/finding.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

namespace json = boost::json;

/// Enumerators and their words.
template <class Enum, std::size_t N>
using Words = std::pair<Enum, std::string_view>[N];

constexpr Words<Burst::Of, 2> burst_words{{Burst::Of::connections, "connections"},
                                          {Burst::Of::anything, "anything"}};
constexpr Words<Shared::Of, 2> shared_words{{Shared::Of::newcomer, "newcomer"},
                                            {Shared::Of::quiet, "quiet"}};
constexpr Words<Trouble::Kind, 6> trouble_words{
    {Trouble::Kind::failing, "failing"}, {Trouble::Kind::moved, "moved"},
    {Trouble::Kind::gone, "gone"},       {Trouble::Kind::re_announced, "re-announced"},
    {Trouble::Kind::frozen, "frozen"},   {Trouble::Kind::always_empty, "always empty"}};

// --- the fields ---

template <class Visitor>
void visit_fields(Visitor& v, GapFigures& f) {
    v("gaps", f.gaps);
    v("p10", f.p10);
    v("p25", f.p25);
    v("median", f.median);
    v("p75", f.p75);
    v("p90", f.p90);
    v("longest", f.longest);
}

template <class Visitor>
void visit_fields(Visitor& v, Quiet& e) {
    v("last_seen", e.last_seen);
    v("due", e.due);
    v("usual_gap_days", e.usual_gap_days);
    v("line_days", e.line_days);
    v("lost_days", e.lost_days);
    v("at_start", e.at_start);
    v("gap_days", e.figures);
    v("where", e.where);
}

template <class Visitor>
void visit_fields(Visitor& v, Back& e) {
    v("last_before", e.last_before);
    v("returned", e.returned);
    v("gap_days", e.figures);
    v("sentence", e.sentence);
    v("link", e.link);
    v("where", e.where);
}

template <class Visitor>
void visit_fields(Visitor& v, Burst& e) {
    v("of", e.of, burst_words);
    v("start", e.start);
    v("end", e.end);
    v("count", e.count);
    v("threshold", e.threshold);
    v("closed", e.closed);
    v("usual_low", e.usual_low);
    v("usual_high", e.usual_high);
    v("objects", e.objects, Burst::max_objects);
    v("shared", e.shared);
    v("where", e.where);
}

template <class Visitor>
void visit_fields(Visitor& v, FollowUp& e) {
    v("connected", e.connected);
    v("asked_on_day", e.asked_on_day);
    v("where", e.where);
}

template <class Visitor>
void visit_fields(Visitor& v, Shared& e) {
    v("newcomer", e.newcomer);
    v("people", e.people);
    v("from", e.from);
    v("to", e.to);
    v("of", e.of, shared_words);
    v("circle", e.circle);
    v("quiets", e.quiets);
}

template <class Visitor>
void visit_fields(Visitor& v, Trouble& e) {
    v("trouble", e.kind, trouble_words);
    v("source", e.source);
    v("host", e.host);
    v("since", e.since);
    v("detail", e.detail);
    v("people", e.people);
}

// --- both ways ---

double six_decimals(double days) {
    constexpr double greatest = 1e9;  // keeps the rounding defined
    if (!std::isfinite(days)) return 0;
    return std::round(std::clamp(days, -greatest, greatest) * 1e6) / 1e6;
}

class Writer {
public:
    json::object object;

    void operator()(const char* key, bool value) { object[key] = value; }
    void operator()(const char* key, int value) { object[key] = value; }
    void operator()(const char* key, double value) { object[key] = six_decimals(value); }
    void operator()(const char* key, Instant value) { object[key] = to_rfc3339(value); }
    void operator()(const char* key, const std::string& value) { object[key] = kept(value); }
    void operator()(const char* key, const std::vector<std::string>& list,
                    std::size_t most = evidence_limits::names) {
        json::array array;
        for (std::size_t i = 0; i < std::min(list.size(), most); ++i)
            array.emplace_back(kept(list[i]));
        object[key] = std::move(array);
    }
    void operator()(const char* key, const std::vector<FindingNumber>& list) {
        json::array array;
        for (std::size_t i = 0; i < std::min(list.size(), evidence_limits::names); ++i)
            array.emplace_back(static_cast<std::int64_t>(list[i]));
        object[key] = std::move(array);
    }
    void operator()(const char* key, GapFigures& value) {
        Writer inner;
        visit_fields(inner, value);
        object[key] = std::move(inner.object);
    }
    template <class Enum, std::size_t N>
    void operator()(const char* key, Enum value, const Words<Enum, N>& words) {
        for (const auto& [meaning, word] : words)
            if (meaning == value) object[key] = word;
    }

private:
    static std::string kept(const std::string& text) {
        return shorten(repair_utf8(text), evidence_limits::text_bytes);
    }
};

class Reader {
public:
    explicit Reader(const json::object& object) : object_(object) {}

    /// The first field that is missing or of another type; empty when all are well.
    const std::string& wrong() const { return wrong_; }

    void operator()(const char* key, bool& value) {
        const bool* b = at(key).if_bool();
        b ? void(value = *b) : note(key);
    }
    void operator()(const char* key, int& value) {
        const std::int64_t* n = at(key).if_int64();
        const bool fits =
            n && *n >= std::numeric_limits<int>::min() && *n <= std::numeric_limits<int>::max();
        fits ? void(value = static_cast<int>(*n)) : note(key);
    }
    void operator()(const char* key, double& value) {
        const json::value& v = at(key);
        v.is_number() ? void(value = six_decimals(v.to_number<double>())) : note(key);
    }
    void operator()(const char* key, Instant& value) {
        const json::string* s = at(key).if_string();
        if (!s) return note(key);
        const auto t = parse_rfc3339({s->data(), s->size()});
        t ? void(value = *t) : note(key);
    }
    void operator()(const char* key, std::string& value) {
        const json::string* s = at(key).if_string();
        s ? void(value.assign(s->data(), s->size())) : note(key);
    }
    void operator()(const char* key, std::vector<std::string>& list, std::size_t = 0) {
        const json::array* array = at(key).if_array();
        if (!array) return note(key);
        for (const json::value& v : *array) {
            const json::string* s = v.if_string();
            if (!s) return note(key);
            list.emplace_back(s->data(), s->size());
        }
    }
    void operator()(const char* key, std::vector<FindingNumber>& list) {
        const json::array* array = at(key).if_array();
        if (!array) return note(key);
        for (const json::value& v : *array) {
            const std::int64_t* n = v.if_int64();
            if (!n) return note(key);
            list.push_back(FindingNumber(*n));
        }
    }
    void operator()(const char* key, GapFigures& value) {
        const json::object* object = at(key).if_object();
        if (!object) return note(key);
        Reader inner(*object);
        visit_fields(inner, value);
        if (!inner.wrong_.empty()) note(key);
    }
    template <class Enum, std::size_t N>
    void operator()(const char* key, Enum& value, const Words<Enum, N>& words) {
        const json::string* s = at(key).if_string();
        for (const auto& [meaning, word] : words)
            if (s && std::string_view(s->data(), s->size()) == word) return void(value = meaning);
        note(key);
    }

private:
    const json::value& at(const char* key) const {
        static const json::value missing;
        const json::value* found = object_.if_contains(key);
        return found ? *found : missing;
    }
    void note(const char* key) {
        if (wrong_.empty()) wrong_ = key;
    }

    const json::object& object_;
    std::string wrong_;
};

template <class E>
Result<Evidence> read_as(Reader& reader) {
    E evidence;
    visit_fields(reader, evidence);
    if (reader.wrong().empty()) return Evidence(std::move(evidence));
    return fail("this field of the evidence is missing or not what it should be", reader.wrong());
}

}  // namespace

std::string to_json(const Evidence& evidence) {
    Writer writer;
    writer("kind", std::string(kind_of(evidence)));
    std::visit([&](auto copy) { visit_fields(writer, copy); }, evidence);
    return json::serialize(writer.object);
}

Result<Evidence> evidence_from_json(std::string_view text) {
    if (text.size() > evidence_limits::json_bytes) return fail("evidence of more than 4 MiB");
    json::error_code error;
    const json::value value = json::parse(json::string_view(text.data(), text.size()), error);
    if (error) return fail("evidence that is not JSON");
    if (!value.is_object()) return fail("evidence that is not an object");
    Reader reader(value.get_object());
    std::string kind;
    reader("kind", kind);
    if (kind == "quiet") return read_as<Quiet>(reader);
    if (kind == "back") return read_as<Back>(reader);
    if (kind == "burst") return read_as<Burst>(reader);
    if (kind == "follow_up") return read_as<FollowUp>(reader);
    if (kind == "shared") return read_as<Shared>(reader);
    if (kind == "trouble") return read_as<Trouble>(reader);
    return fail("evidence of no known kind", "kind");
}

}  // namespace earshot
