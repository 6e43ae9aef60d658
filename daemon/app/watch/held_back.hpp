#pragma once
// Why people are held back, in lines: obstacles of one kind at one host are one reason.

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "daemon/app/watch/obstacle.hpp"
#include "earshot/ids.hpp"

namespace earshot::app {

struct HeldBack {
    Obstacle obstacle;
    std::string name;                // of the host, or of the feed
    int sources = 0;                 // active ones behind it
    std::set<PersonId> people = {};  // followed ones
    std::vector<SourceId> which = {};
};

/// Gathers them. By name and kind: that is the order in which they are told.
class Reasons {
public:
    /// Something stands in the way of a source.
    HeldBack& of(const Obstacle& obstacle, const std::string& name, SourceId source);
    /// Somebody is shown by nothing else than what is paused.
    void paused(const std::string& title, PersonId person);

    std::vector<HeldBack> take();

private:
    std::map<std::pair<std::string, Obstacle::Kind>, HeldBack> all_;
};

/// All of them: nothing can be said of these people.
std::set<PersonId> hidden_by(const std::vector<HeldBack>& reasons);

/// "chirp.example.net has not answered since Sunday 21:40 (9 people)"
std::string sentence(const HeldBack& reason, const Zone& zone, Instant now);

/// Whether a source is read all the same.
bool is_read(Obstacle::Kind kind);

}  // namespace earshot::app
