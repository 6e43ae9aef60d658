#pragma once
// Whether a feed that shows many people can vouch for anybody's silence. An entry that names nobody
// may be anybody's: where these are more than a few of the last ones, whoever is not seen may have
// been there all the same, so the clocks of its people stop (promise P1).

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "earshot/coverage.hpp"
#include "earshot/time.hpp"

namespace earshot {

/// An entry of such a feed, as far as it matters here.
struct Heard {
    Instant at;
    bool named = false;  // somebody did it

    bool operator==(const Heard&) const = default;
};

/// Kept for each source that carries many.
struct Vouching {
    std::vector<Heard> heard;  // the last ones, oldest first

    bool operator==(const Vouching&) const = default;
};

/// By entries and not by days, since silences are as long as feeds are slow.
inline constexpr std::size_t heard_window = 80;
/// A feed still vouches with one entry that names nobody and one in so many beside. Of a feed that
/// names nobody once in eighty two windows in a hundred have more; when two of forty people who are
/// equally busy are never named, all have. A higher share would overlook these, a lower one would
/// hold everybody back for stray lines.
inline constexpr std::size_t strays_one_in = 40;
/// Fewer entries prove nothing: nobody's rhythm is known from them either.
inline constexpr std::size_t least_heard = 10;

/// Why a feed does not vouch for silence.
struct Doubt {
    std::size_t unnamed = 0;
    std::size_t entries = 0;  // of so many
    Instant since;            // the first of them

    bool operator==(const Doubt&) const = default;
};
std::optional<Doubt> doubt_of(const Vouching& vouching);

/// Takes the entries of one good poll (sorted, by time). Returns the stretches in which the feed
/// did not vouch and that are over, to be added to its coverage (with_lost); `coverage` is the
/// source's, that poll taken in.
std::vector<Stretch> take_heard(Vouching& vouching, std::span<const Heard> entries,
                                const Coverage& coverage);

/// A sentence that names nobody.
struct Nameless {
    Instant at;
    std::string sentence;
    std::string link;
};
/// Those that say the same but for numbers and addresses, as one: what it says is the newest.
struct NamelessKind {
    Nameless newest;
    std::size_t times = 0;
};
/// The most frequent first.
std::vector<NamelessKind> kinds_of(std::span<const Nameless> sentences);

/// The coverage as far as the feed vouches for it: while it does not, the proof ends where the
/// doubt began.
Coverage vouched(Coverage coverage, const Vouching& vouching);

}  // namespace earshot
