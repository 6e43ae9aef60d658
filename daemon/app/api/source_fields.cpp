#include "daemon/app/api/source_fields.hpp"

#include <boost/json.hpp>

#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/sources/polls.hpp"

namespace earshot::app {

namespace json = boost::json;

namespace {

/// The shortest interval that can be wished for; the configured minimum and the server's own wishes
/// may make it longer.
constexpr Span shortest_interval = 15 * minute;
constexpr Span longest_interval = 31 * day;

}  // namespace

json::object describe(const io::Store& store, const Source& source, Instant now) {
    return to_object(store.people, source, store.polls.state(source.id), now);
}

Result<std::optional<Carries>> carries_of(const Call& call) {
    const auto text = text_of(call, "carries");
    if (!text) return Failure(text.error());
    if (!*text) return std::nullopt;
    if (const auto carries = parse_carries(**text)) return carries;
    return fail("must be one_person, many or undecided", "carries");
}

Result<std::optional<Span>> interval_of(const Call& call) {
    const json::value* value = call.body.if_contains("interval_seconds");
    if (value == nullptr || value->is_null()) return std::nullopt;
    if (value->is_int64()) {
        const Span wish(value->get_int64());
        if (wish >= shortest_interval && wish <= longest_interval) return wish;
    }
    return fail("must be a number of seconds from " + std::to_string(shortest_interval.count()) +
                    " to " + std::to_string(longest_interval.count()),
                "interval_seconds");
}

Result<Url> url_of(const Call& call) {
    const json::value* value = call.body.if_contains("url");
    if (value == nullptr || !value->is_string()) return fail("must be an address", "url");
    auto url = Url::parse(std::string_view(value->get_string()));
    if (!url) return fail(url.error().what, "url");
    return url;
}

}  // namespace earshot::app
