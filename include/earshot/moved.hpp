#pragma once
// Who says that they are somewhere else now: "I have moved to @ann@new.example", "This blog has
// moved", or an actor of ActivityStreams who moves. Sentences are data ([moved] of the dialects).
// It is told as a change of what somebody is reached at, and is a sign of life as any entry is.

#include "earshot/activity.hpp"

namespace earshot {

/// Where to, as it was written (a handle, an address) and as an address; null when the activity
/// says nothing of the kind. Nothing is claimed without an address on another site.
const Object* moved_to(const Activity& activity);

}  // namespace earshot
