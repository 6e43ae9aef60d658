#pragma once
// The times that are kept, of every part together: which of them lie ahead of a clock, and what is
// put in their place. When it is done, and whether those times or the clock are wrong, is decided
// elsewhere.

#include <cstddef>
#include <optional>
#include <vector>

#include "earshot/ids.hpp"
#include "earshot/time.hpp"

namespace earshot::io {

class Connection;

class Times {
public:
    explicit Times(Connection& connection) : connection_(connection) {}

    /// The latest of all times at which something was done or seen; the future is in none of them.
    std::optional<Instant> latest() const;

    /// The looks, in turn, at sources that were tried or read after `now`; of so many at most.
    std::vector<std::vector<Instant>> looks_at_sources_ahead(Instant now, std::size_t limit) const;

    /// How many activities state a time after `from` and up to `to`; no more than `limit` are
    /// counted.
    std::size_t dated_between(Instant from, Instant to, std::size_t limit) const;

    /// What was planned by a look after `now`, or for a time after `latest`, is due again, spread
    /// over a span. A host that wants to be left alone is for as long as it said, from now on.
    void plan_anew(Instant now, Instant latest, Span spread);

    /// No time at which something was done or seen is later than `now` from then on, but for those
    /// of findings. A source is proven and was read as far as its last good look before. Gives the
    /// people whose sightings, silences or runs were dated later.
    std::vector<PersonId> bring_back(Instant now);
    /// Found, told or closed later.
    std::vector<FindingNumber> findings_after(Instant now) const;

private:
    void forget_polls_after(Instant now);

    Connection& connection_;
};

}  // namespace earshot::io
