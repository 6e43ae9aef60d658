#pragma once
// What a source is known to have said already: ids, words, and the times at which
// it said things.

#include <cstddef>
#include <cstdint>
#include <span>

#include "earshot/ids.hpp"
#include "earshot/novelty.hpp"

namespace earshot {
struct ReadEntry;  // reader.hpp
}  // namespace earshot

namespace earshot::io {

class Connection;

class Entries {
public:
    explicit Entries(Connection& connection) : connection_(connection) {}

    /// Of one thing that a source says over and over, the newest times are known.
    static constexpr int says_times = 1000;

    /// The part of the source's memory that these entries' keys touch. Known::times are looked up
    /// of those that are dated before an instant only; without one of none.
    Known known(SourceId id, std::span<const ReadEntry> entries,
                std::optional<Instant> times_before = std::nullopt) const;
    void remember(SourceId id, std::span<const std::uint64_t> id_keys, Instant now);

    /// Of the words of a source those that were there last are kept: twice what one document holds.
    static constexpr std::size_t words_kept = 10'000;
    void remember_words(SourceId id, std::span<const std::uint64_t> words_keys, Instant now);

private:
    Connection& connection_;
};

}  // namespace earshot::io
