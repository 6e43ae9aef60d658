#pragma once
// What people did.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "daemon/io/store/sources/lexicon.hpp"
#include "earshot/ids.hpp"
#include "earshot/novelty.hpp"

namespace earshot::io {

class Connection;

struct StoredActivity {
    std::int64_t id = 0;
    std::optional<SourceId> source;  // empty: the user's own, from an import
    std::optional<PersonId> person;
    News news;
    Instant seen_at;
};

struct ActivityQuery {
    std::optional<Instant> since;
    std::optional<Instant> until;  // not included
    std::optional<PersonId> person;
    std::optional<SourceId> source;
    std::optional<Verb> verb;
    bool own = false;                        // the user's own only
    std::int64_t after = 0;                  // id, for paging; ascending by id
    std::optional<std::size_t> limit = 100;  // nothing: all of them
};

class Activities {
public:
    explicit Activities(Connection& connection) : connection_(connection), lexicon_(connection) {}

    static constexpr std::size_t sentence_bytes = 200;  // longer ones are cut

    std::int64_t add(std::optional<SourceId> source, std::optional<PersonId> person,
                     const News& news, Instant now);
    void remove(std::int64_t id);  // of what an import told of
    std::vector<StoredActivity> find(const ActivityQuery& query) const;
    std::int64_t newest() const;  // its id; 0 when there is none
    /// Of a source, the newest first. Walks through all that the source ever said.
    std::vector<StoredActivity> newest_of(SourceId id, std::size_t limit) const;
    /// The one that a known entry made, by what it says now, or else by its time: its number and
    /// its names may have changed.
    std::optional<StoredActivity> made_by(SourceId source, const News& again) const;
    /// It says more than it did.
    void grow(std::int64_t id, const Activity& says);
    /// Whether anything this person did since then was said in number.
    bool in_number(PersonId id, std::optional<Instant> since) const;
    /// Those of a source since then that name nobody, oldest first; of more than `limit` the last.
    std::vector<StoredActivity> nobodys(SourceId id, Instant since, std::size_t limit) const;
    /// Times of a person's sightings of these verbs (all when empty), newest first. What is no sign
    /// of life is no sighting.
    std::vector<Instant> sighting_times(PersonId id, std::span<const Verb> verbs,
                                        std::optional<Instant> since, std::size_t limit) const;

private:
    template <class Enum>
    std::int64_t number(Enum value) const;
    void note_day(std::chrono::sys_days day, std::int64_t id);

    Connection& connection_;
    mutable Lexicon lexicon_;  // what it remembers is in the file as well
    // Of activity_day, the day that was noted last, unless something was undone since.
    std::optional<std::chrono::sys_days> noted_day_;
    int undone_ = 0;
};

}  // namespace earshot::io
