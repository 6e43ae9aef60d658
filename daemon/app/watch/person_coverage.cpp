#include "daemon/app/watch/person_coverage.hpp"

#include <utility>
#include <vector>

#include "daemon/io/store/glances.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/coverages.hpp"
#include "daemon/io/store/sources/pulses.hpp"
#include "daemon/io/store/sources/vouchings.hpp"
#include "earshot/feed_pulse.hpp"
#include "earshot/source.hpp"
#include "earshot/vouching.hpp"

namespace earshot::app {

Coverage coverage_of(const io::Store& store, PersonId id) {
    std::vector<Coverage> all;
    for (const SourceId source_id : store.presence.sources_of(id)) {
        const auto glance = store.glances.source(source_id);
        if (!glance || glance->source.status == SourceStatus::paused) continue;
        Coverage one = store.coverages.of(source_id);
        if (glance->source.carries == Carries::many)
            one = vouched(gated(std::move(one), store.pulses.of(source_id)),
                          store.vouchings.of(source_id));
        all.push_back(std::move(one));
    }
    return combine(all);
}

}  // namespace earshot::app
