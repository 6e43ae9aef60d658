#include "daemon/app/api/named.hpp"

#include <utility>

#include "daemon/io/store/digests/deliveries.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/sources.hpp"

namespace earshot::app {
namespace {

/// `one` of the part, asked for the number of the path.
template <class Id, class Part>
auto named(const Part& part, const Call& call, const char* kind)
    -> Named<typename decltype(part.one(Id{}))::value_type> {
    const auto number = parse_number(call.id);
    auto found = number ? part.one(Id(*number)) : std::nullopt;
    if (!found) return tl::unexpected(not_found(kind + call.id));
    return *std::move(found);
}

}  // namespace

Named<Source> source_named(const io::Sources& sources, const Call& call) {
    return named<SourceId>(sources, call, "source ");
}

Named<Person> person_named(const io::People& people, const Call& call) {
    return named<PersonId>(people, call, "person ");
}

Named<Finding> finding_named(const io::Findings& findings, const Call& call) {
    return named<FindingNumber>(findings, call, "finding ");
}

Named<DeliveryId> message_named(const io::Deliveries& deliveries, const Call& call) {
    const auto number = parse_number(call.id);
    if (!number || !deliveries.item(DeliveryId(*number)))
        return tl::unexpected(not_found("message " + call.id));
    return DeliveryId(*number);
}

}  // namespace earshot::app
