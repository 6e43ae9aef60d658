#pragma once
// What earshot can and cannot see, of all sources and people at once, and what there is to tell:
// for the digest, status and health. One look over the whole store makes it; after that each row
// that was written is looked at anew (lookout.hpp knows which), so that an answer costs what stands
// in the way and what is open, and not what there is. The words for it are put together when asked.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "daemon/app/watch/by_number.hpp"
#include "daemon/app/watch/held_back.hpp"
#include "daemon/app/watch/seen_people.hpp"
#include "daemon/io/store/glances.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/digest.hpp"
#include "earshot/finding.hpp"
#include "earshot/source_health.hpp"

namespace earshot::app {

class Horizon {
public:
    /// Nothing is seen yet: look_on() until all is.
    explicit Horizon(const io::Store& store) : store_(store), people_(store) {}
    /// All that is there at `now`.
    Horizon(const io::Store& store, Instant now);

    /// At the next rows; false when all were looked at.
    bool look_on(Instant now);

    /// It was looked at once more.
    void look_at(SourceId id, Instant now);
    /// What it proves may be another.
    void look_at_proof(SourceId id, Instant now);
    void look_at(PersonId id, Instant now) { people_.look_at(id, now); }
    void look_at(FindingNumber number);
    /// What time alone changes, and whether our own line is down.
    void pass_until(Instant now);
    /// Whom an old copy shows decides how old it may be.
    void look_at_old_copies(Instant now);

    std::vector<HeldBack> held_back() const;
    Outlook outlook(const std::vector<HeldBack>& reasons, const Zone& zone, Instant now) const;

    int sources(SourceHealth health) const { return by_health_[place(health)]; }
    /// The next sources of such a health, or that believe any certificate, by number.
    struct Wanted {
        std::set<SourceHealth> health;
        bool insecure = false;
    };
    std::vector<SourceId> sources_after(SourceId after, const Wanted& wanted,
                                        std::size_t limit) const;
    std::optional<Instant> last_poll() const;

    const SeenPeople& people() const { return people_; }

    /// Not closed, by number.
    const std::map<FindingNumber, Finding>& findings() const { return findings_; }

private:
    /// Of a source: its health + 1, and whether it is asked insecurely; 0 when there is none.
    using Seen = std::uint8_t;
    static constexpr Seen is_insecure = 0x80;

    struct InTheWay {
        Obstacle obstacle;
        std::string name;
        std::vector<PersonId> people;  // whom it shows, followed or not
    };

    static std::size_t place(SourceHealth health) { return static_cast<std::size_t>(health); }
    void take(const io::SourceGlance& glance, Instant now);
    std::optional<Carries> look_again(SourceId id, Instant now);
    void forget(SourceId id);

    const io::Store& store_;
    SourceId sources_seen_{};  // up to this one in the first look
    PersonId people_seen_{};

    std::optional<Instant> offline_since_;
    ByNumber<SourceId, Seen> sources_;
    std::array<int, 6> by_health_{};
    std::map<SourceId, InTheWay> in_the_way_;
    std::set<SourceId> paused_;
    std::set<SourceId> old_copies_;
    std::optional<io::Glances::Asked> last_asked_;
    bool is_last_unsure_ = false;  // what was said of it has changed
    Revisits<SourceId> revisits_;

    SeenPeople people_;
    std::map<FindingNumber, Finding> findings_;
};

Outlook look_out(const io::Store& store, const Zone& zone, Instant now);

}  // namespace earshot::app
