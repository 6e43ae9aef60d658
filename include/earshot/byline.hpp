#pragma once
// Who writes a feed, as far as the feed says so itself. Knows nothing of lists and people: whether
// that is somebody known is for whoever asks.

#include <string>
#include <vector>

namespace earshot {

struct Feed;       // feed.hpp
struct ReadEntry;  // reader.hpp

struct Byline {
    enum class Kind {
        unsaid,   // not a word about its writer
        person,   // `name`
        several,  // it is signed by different people
        nobody,   // a firm, or a paper: whoever writes is not meant
    } kind = Kind::unsaid;
    std::string name;     // of a person; a login where there is only a login
    std::string account;  // their address, where the feed names one

    bool operator==(const Byline&) const = default;
};

/// Co-authors of a platform's feed do not make it one of several: its title says whose it is.
Byline byline_of(const Feed& feed, const std::vector<ReadEntry>& entries);

}  // namespace earshot
