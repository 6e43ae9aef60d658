#pragma once
// What stands between us and the people whom a source shows: while it does, nobody of them is told
// as quiet, and the digest, `earshot status` and `earshot show` say why.

#include <optional>
#include <string>

#include "daemon/app/watch/own_network.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/vouching.hpp"

namespace earshot::io {
struct SourceGlance;
}  // namespace earshot::io

namespace earshot::app {

struct Obstacle {
    enum class Kind {
        failing,     // no good poll, or gone
        offline,     // failing, as all others do since our own line went down
        unread,      // no good look for longer than its plan allows, for whatever reason
        paused,      // by the user, and nothing else shows them
        recovering,  // failed, and one good poll since
        frozen,      // good replies, but one and the same old copy
        gate,        // shows many, and as a whole is quiet for longer than it ever is
        nameless,    // shows many, and too many of its entries name nobody
    } kind = Kind::failing;
    std::optional<Instant> since;               // empty: it was never read
    std::optional<Doubt> doubt = std::nullopt;  // of a nameless one
    std::optional<Instant> next = {};           // of an unread one: when it is looked at
    bool put_off = false;                       // and it is they who want it so
};

/// Nothing for a source that was read in time, or that the user paused. `offline_since` is
/// line_down().
std::optional<Obstacle> obstacle_of(const io::Store& store, const io::SourceGlance& source,
                                    std::optional<Instant> offline_since, Instant now);
/// The same of a source that is stored as it is given.
std::optional<Obstacle> obstacle_of(const io::Store& store, const Source& source,
                                    std::optional<Instant> offline_since, Instant now);

/// How long one copy may be the newest: the people of the source would have shown up twice.
Span patience_with(const io::Presence& presence, const io::States& states, SourceId id);

/// "chirp.example.net has not answered since Sunday 21:40"
std::string sentence(const Obstacle& obstacle, const std::string& name, const Zone& zone,
                     Instant now);
/// Whom it is told of: the host of an address, the title of a file or of one quiet feed.
std::string name_of(const Obstacle& obstacle, const Source& source);

}  // namespace earshot::app
