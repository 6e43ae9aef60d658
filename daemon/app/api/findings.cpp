#include <boost/json.hpp>

#include "daemon/app/api/routes.hpp"
#include "daemon/app/findings/open_findings.hpp"
#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/findings/why.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/findings.hpp"
#include "daemon/io/store/people.hpp"
#include "daemon/io/store/sources.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

/// Far more than a store holds; paging is done over the whole list.
constexpr std::size_t all = 1'000'000;

}  // namespace

json::object Routes::object_of(const Commands& commands, const Finding& finding) {
    const auto person = finding.person ? commands.store_.people.one(*finding.person) : std::nullopt;
    const auto source =
        finding.source ? commands.store_.sources.one(*finding.source) : std::nullopt;
    return to_object(finding, person ? person->name : "", source ? source->title : "",
                     commands.teller_.zone(), commands.clock_.now());
}

Answer Routes::findings(Commands& commands, const Call& call) {
    const auto limit = limit_of(call);
    if (!limit) return bad_parameter(limit.error());
    const auto after = after_of(call);
    if (!after) return bad_parameter(after.error());
    io::FindingQuery query;
    const auto word = call.parameter("state");
    if (word) query.state = parse_finding_state(*word);
    if (word && !query.state) return bad_parameter({"must be open, told or closed", "state"});
    query.kind = call.parameter("kind").value_or("");
    if (!query.kind.empty() && !evidence_of(query.kind))
        return bad_parameter({"must be quiet, back, burst, follow_up, shared or trouble", "kind"});
    // Newest first: the next page has the smaller numbers.
    query.limit = *after > 0 ? all : *limit + 1;
    json::array items;
    std::optional<std::int64_t> last;
    for (const Finding& finding : commands.store_.findings.find(query)) {
        const auto number = static_cast<std::int64_t>(finding.number);
        if (*after > 0 && number >= *after) continue;
        if (items.size() == *limit) return list(std::move(items), last);
        items.push_back(object_of(commands, finding));
        last = number;
    }
    return list(std::move(items));
}

Answer Routes::finding(Commands& commands, const Call& call) {
    const auto number = parse_number(call.id);
    const auto finding =
        number ? commands.store_.findings.one(FindingNumber(*number)) : std::nullopt;
    if (!finding) return not_found("finding " + call.id);
    const Zone zone = commands.teller_.zone();
    const Instant now = commands.clock_.now();
    json::array lines;
    for (const WhyLine& line :
         explained(commands.store_, as_of_now(commands.store_, *finding, now), zone, now))
        lines.push_back({{"label", line.label}, {"text", line.text}});
    json::object answer = object_of(commands, *finding);
    answer["why"] = std::move(lines);
    return ok(answer);
}

}  // namespace earshot::app
