#include "daemon/app/api/request.hpp"

#include <charconv>

#include <boost/json.hpp>

#include "earshot/text.hpp"

namespace earshot::app {

namespace json = boost::json;

std::optional<std::string> Call::parameter(const std::string& name) const {
    const auto place = request.query.find(name);
    if (place == request.query.end()) return std::nullopt;
    return place->second;
}

std::optional<std::int64_t> parse_number(std::string_view text) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end || number <= 0) return std::nullopt;
    return number;
}

Result<std::size_t> limit_of(const Call& call) {
    const auto text = call.parameter("limit");
    if (!text) return call_limits::page;
    const auto number = parse_number(*text);
    if (!number || static_cast<std::size_t>(*number) > call_limits::most_items)
        return fail("must be a number from 1 to " + std::to_string(call_limits::most_items),
                    "limit");
    return static_cast<std::size_t>(*number);
}

Result<std::int64_t> after_of(const Call& call) {
    const auto text = call.parameter("after");
    if (!text) return 0;
    const auto number = parse_number(*text);
    if (!number) return fail("must be the \"next\" of the page before", "after");
    return *number;
}

Paging::Place Paging::next() {
    const std::int64_t number = seen_++;
    if (number < after_) return Place::before;
    if (number < after_ + static_cast<std::int64_t>(limit_)) return Place::on;
    then_ = after_ + static_cast<std::int64_t>(limit_);
    return Place::behind;
}

Result<Paging> paging_of(const Call& call) {
    const auto limit = limit_of(call);
    if (!limit) return Failure(limit.error());
    const auto after = after_of(call);
    if (!after) return Failure(after.error());
    constexpr std::int64_t farthest = 1'000'000'000;
    if (*after > farthest) return fail("must be what \"next\" of the page before said", "after");
    return Paging(*limit, *after);
}

Result<std::optional<Instant>> instant_of(const Call& call, const std::string& name) {
    const auto text = call.parameter(name);
    if (!text) return std::nullopt;
    const Result<Instant> instant = parse_rfc3339(*text);
    if (!instant) return fail("must be a time like 2026-04-14T05:30:00Z", name);
    return *instant;
}

Result<std::optional<std::string>> text_of(const Call& call, const char* field,
                                           std::size_t most_bytes) {
    const json::value* value = call.body.if_contains(field);
    if (value == nullptr || value->is_null()) return std::nullopt;
    if (!value->is_string()) return fail("must be a text", field);
    const std::string text = collapse(printable(value->get_string()));
    if (text.size() > most_bytes)
        return fail("must have at most " + std::to_string(most_bytes) + " bytes", field);
    return text;
}

Result<bool> flag_of(const Call& call, const char* field) {
    const json::value* value = call.body.if_contains(field);
    if (value == nullptr) return false;
    if (!value->is_bool()) return fail("must be true or false", field);
    return value->get_bool();
}

control::Answer ok(const json::object& object) {
    control::Answer answer;
    answer.body = json::serialize(object);
    return answer;
}

control::Answer list(json::array items, std::optional<std::int64_t> next) {
    return ok({{"items", std::move(items)},
               {"next", next ? json::value(std::to_string(*next)) : json::value(nullptr)}});
}

control::Answer how_far(const std::list<Progress>& under_way) {
    json::array items;
    for (const Progress& one : under_way)
        items.push_back({{"kind", one.kind}, {"taken", one.taken}, {"of", one.of}});
    return list(std::move(items));
}

control::Answer not_found(const std::string& what) {
    return control::to_answer({404, "not-found", "there is no " + what, {}});
}

control::Answer bad_parameter(const Problem& problem) {
    return control::to_answer({400, "bad-parameter", to_text(problem), {}});
}

control::Answer rejected(const std::vector<Problem>& problems) {
    std::string detail = problems.empty() ? "" : to_text(problems.front());
    if (problems.size() > 1) detail += ", and " + std::to_string(problems.size() - 1) + " more";
    return control::to_answer({422, "rejected", std::move(detail), problems});
}

control::Answer conflict(std::string slug, std::string detail) {
    return control::to_answer({409, std::move(slug), std::move(detail), {}});
}

control::Answer refused(const Refused& refusal, const std::string& field) {
    std::string slug(to_text(refusal.why));
    if (refusal.why == Refusal::not_found)
        return control::to_answer({404, std::move(slug), refusal.what, {}});
    if (refusal.why == Refusal::rejected) return rejected({Problem{refusal.what, field, false}});
    return conflict(std::move(slug), refusal.what);
}

}  // namespace earshot::app
