#pragma once
// The object that the path of a request names, or the 404 that says there is none.

#include <tl/expected.hpp>

#include "daemon/app/api/request.hpp"
#include "earshot/finding.hpp"
#include "earshot/person.hpp"
#include "earshot/source.hpp"

namespace earshot::io {
class Deliveries;
class Findings;
class People;
class Sources;
}  // namespace earshot::io

namespace earshot::app {

template <class T>
using Named = tl::expected<T, control::Answer>;

Named<Source> source_named(const io::Sources& sources, const Call& call);
Named<Person> person_named(const io::People& people, const Call& call);
Named<Finding> finding_named(const io::Findings& findings, const Call& call);
Named<DeliveryId> message_named(const io::Deliveries& deliveries, const Call& call);

}  // namespace earshot::app
