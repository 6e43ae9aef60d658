#pragma once
// What earshot can and cannot see right now, from the store: for the digest's header, status and
// health.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "daemon/app/watch/obstacle.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/digest.hpp"
#include "earshot/notice.hpp"
#include "earshot/rhythm.hpp"

namespace earshot::app {

/// One reason why people are held back: obstacles of one kind at one host.
struct HeldBack {
    Obstacle obstacle;
    std::string name;                // of the host, or of the feed
    int sources = 0;                 // active ones behind it
    std::set<PersonId> people = {};  // followed ones
    std::vector<SourceId> which = {};
};
std::vector<HeldBack> held_back(const io::Store& store, Instant now);

/// "chirp.example.net has not answered since Sunday 21:40 (9 people)"
std::string sentence(const HeldBack& reason, const Zone& zone, Instant now);

Outlook look_out(const io::Store& store, const std::vector<HeldBack>& reasons, const Zone& zone,
                 Instant now);
Outlook look_out(const io::Store& store, const Zone& zone, Instant now);

/// The silence of somebody that is on. Its longest gap is that of the last twelve months where that
/// is longer than the one the rhythm keeps, which is capped.
std::optional<Silence> silence_now(const io::Store& store, PersonId id, const Rhythm& rhythm,
                                   const Measure& measure, Instant now);

/// Whether somebody has been silent for longer than ever seen of late.
bool is_silent_beyond(const io::Store& store, PersonId id, const Rhythm& rhythm, Instant now);

/// Whether nothing stands between us and this person now.
bool is_visible(const io::Store& store, PersonId id, Instant now);

}  // namespace earshot::app
