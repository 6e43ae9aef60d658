#pragma once
// When permanent redirects change the stored address of a source (rules 34, 35, 37). Used by
// poll.cpp.

#include <optional>

#include "earshot/http.hpp"
#include "earshot/poll.hpp"

namespace earshot {

/// After a good reply: notes where the leading permanent redirects lead, and gives the new address
/// once they have led there for long enough.
std::optional<Url> note_redirects(PollState& state, const Source& source, const http::Reply& reply,
                                  Instant now);

/// After a failed reply: a redirect that does not lead there every time is not believed (34).
void note_other_way(PollState& state, const http::Reply& reply);

/// After 404 or 410 from the old address itself: where it used to redirect to, if it did.
std::optional<Url> last_known_target(const PollState& state, const http::Reply& reply);

}  // namespace earshot
