#include <boost/json.hpp>

#include "daemon/app/api/named.hpp"
#include "daemon/app/api/routes.hpp"
#include "daemon/app/findings/open_findings.hpp"
#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/findings/why.hpp"
#include "daemon/app/watch/whereabouts.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "earshot/finding_life.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

}  // namespace

json::object FindingRoutes::object_of(const Commands& commands, const Finding& finding) {
    const Instant now = commands.clock_.now();
    const Zone zone = commands.teller_.zone();
    json::object object = to_object(commands.store_.people, commands.store_.sources,
                                    as_of_now(commands.store_, finding, now), zone, now);
    // A silence after such a word is hardly one.
    if (!finding.person || !std::holds_alternative<Quiet>(finding.evidence) || is_over(finding))
        return object;
    const auto moved = last_word_on_moving(commands.store_, *finding.person);
    if (!moved) return object;
    const std::string step = step_of(*moved);
    object["sentence"] = std::string(object["sentence"].as_string()) + "; " +
                         sentence(*moved, zone, now) + (step.empty() ? "" : ": " + step);
    return object;
}

Answer FindingRoutes::findings(Commands& commands, const Call& call) {
    const auto limit = limit_of(call);
    if (!limit) return bad_parameter(limit.error());
    const auto after = after_of(call);
    if (!after) return bad_parameter(after.error());
    io::FindingQuery query;
    if (const auto word = call.parameter("state")) {
        query.state = parse_finding_state(*word);
        if (!query.state) return bad_parameter({"must be open, told or closed", "state"});
    }
    if (const auto word = call.parameter("kind"); word && !word->empty()) {
        query.kind = parse_finding_kind(*word);
        if (!query.kind)
            return bad_parameter(
                {"must be quiet, back, burst, follow_up, shared or trouble", "kind"});
    }
    // Newest first: the next page has the smaller numbers.
    if (*after > 0) query.before = FindingNumber(*after);
    query.limit = *limit + 1;
    json::array items;
    std::optional<std::int64_t> last;
    for (const Finding& finding : commands.store_.findings.page(query)) {
        if (items.size() == *limit) return list(std::move(items), last);
        items.push_back(object_of(commands, finding));
        last = static_cast<std::int64_t>(finding.number);
    }
    return list(std::move(items));
}

Answer FindingRoutes::finding(Commands& commands, const Call& call) {
    const auto finding = finding_named(commands.store_.findings, call);
    if (!finding) return finding.error();
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
