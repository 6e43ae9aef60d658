#pragma once
// What happened, onto the event stream: the objects of the API, after the transaction that holds
// them. Sentences of findings are in UTC here; the reader has the instants beside them.

#include "daemon/io/control/event_stream.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/courier.hpp"
#include "earshot/ids.hpp"
#include "earshot/poll_state.hpp"
#include "earshot/source.hpp"
#include "earshot/time.hpp"

namespace earshot::io {
struct StoredActivity;
}  // namespace earshot::io

namespace earshot::app {

void announce_poll(io::EventStream& events, const Source& source, const PollReport& report);
void announce_activity(io::EventStream& events, const io::StoredActivity& activity);
void announce_finding(io::EventStream& events, const io::Store& store, FindingNumber number,
                      Instant now);
void announce_delivery(io::EventStream& events, const Delivery& delivery);

}  // namespace earshot::app
