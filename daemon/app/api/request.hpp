#pragma once
// One request on its way to its handler: the typed reading of what it brought, and the answers that
// handlers give.

#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "daemon/app/wire/under_way.hpp"
#include "earshot/control.hpp"
#include "earshot/refusal.hpp"
#include "earshot/time.hpp"

namespace earshot::app {

namespace call_limits {
inline constexpr std::size_t page = 100;        // items of a list unless ?limit= says otherwise
inline constexpr std::size_t most_items = 500;  // the largest ?limit=
inline constexpr std::size_t text_bytes = 200;  // of a title, a name, an idempotency key
inline constexpr std::size_t note_bytes = 4000;
inline constexpr std::size_t accounts = 100;  // of one new person
inline constexpr std::size_t numbers = 100;   // of findings that are answered at once
}  // namespace call_limits

struct Call {
    const control::Request& request;
    std::string id;            // what stood for {id} in the path; empty when the route has none
    boost::json::object body;  // empty when there was none

    /// A parameter of the query, if given.
    std::optional<std::string> parameter(const std::string& name) const;
};

/// Readings. The problem names the parameter or field in `where`.
std::optional<std::int64_t> parse_number(std::string_view text);  // > 0, nothing else around it
Result<std::size_t> limit_of(const Call& call);
Result<std::int64_t> after_of(const Call& call);  // 0 when not given
Result<std::optional<Instant>> instant_of(const Call& call, const std::string& name);
Result<std::optional<std::string>> text_of(const Call& call, const char* field,
                                           std::size_t most_bytes = call_limits::text_bytes);
Result<bool> flag_of(const Call& call, const char* field);  // false when not given

/// The value, or its zero with the problem noted.
template <class T>
T taken(Result<T> read, std::vector<Problem>& problems) {
    if (read) return std::move(*read);
    problems.push_back(read.error());
    return T{};
}

/// Which items of a list stand on the page that was asked for, where the list is gone through from
/// its beginning: `after` is how many came before.
class Paging {
public:
    Paging(std::size_t limit, std::int64_t after) : limit_(limit), after_(after) {}

    enum class Place { before, on, behind };
    Place next();  // of the next item
    /// What to ask the page behind this one with; empty when there is none.
    std::optional<std::int64_t> then() const { return then_; }
    /// How many items there is something to know of.
    std::size_t needed() const { return static_cast<std::size_t>(after_) + limit_ + 1; }

private:
    std::size_t limit_;
    std::int64_t after_;
    std::int64_t seen_ = 0;
    std::optional<std::int64_t> then_;
};
/// By ?limit= and ?after=.
Result<Paging> paging_of(const Call& call);

/// Answers.
control::Answer ok(const boost::json::object& object);
control::Answer list(boost::json::array items, std::optional<std::int64_t> next = std::nullopt);
control::Answer how_far(const std::list<Progress>& under_way);
control::Answer not_found(const std::string& what);              // "source 7"
control::Answer bad_parameter(const Problem& problem);           // 400
control::Answer rejected(const std::vector<Problem>& problems);  // 422
control::Answer conflict(std::string slug, std::string detail);  // 409
/// What is not there is 404, a value that cannot be 422 of `field`, anything else 409.
control::Answer refused(const Refused& refusal, const std::string& field);

}  // namespace earshot::app
