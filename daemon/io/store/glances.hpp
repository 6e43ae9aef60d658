#pragma once
// Sources and people at a glance: of each row what it takes to judge whether anything stands in the
// way, and no more. For whoever looks at all of them.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "earshot/ids.hpp"
#include "earshot/person.hpp"
#include "earshot/poll_state.hpp"
#include "earshot/rhythm.hpp"
#include "earshot/source.hpp"

namespace earshot::io {

class Connection;

/// As far as is_failing(), is_read_in_time() and is_frozen() ask: neither address nor texts, nor
/// what the next poll needs.
struct SourceGlance {
    Source source;
    PollState state;
    std::optional<Instant> proven_until;
    bool insecure = false;  // of how it is asked
};

struct PersonGlance {
    PersonId id{};
    Standing standing = Standing::followed;
    std::string circle;
    Rhythm rhythm;
    std::optional<Instant> quiet_due;
};

class Glances {
public:
    explicit Glances(Connection& connection) : connection_(connection) {}

    std::optional<SourceGlance> source(SourceId id) const;
    /// The next `limit` of them by number.
    std::vector<SourceGlance> sources(SourceId after, std::size_t limit) const;
    struct Asked {
        SourceId source{};
        Instant at;
    };
    /// The one that was asked last.
    std::optional<Asked> last_asked() const;

    /// Nothing for whoever was merged into somebody.
    std::optional<PersonGlance> person(PersonId id) const;
    std::vector<PersonGlance> people(PersonId after, std::size_t limit) const;

private:
    Connection& connection_;
};

}  // namespace earshot::io
