#pragma once
// OPML: the list of feeds that feed readers exchange. Read leniently (1.0, 1.1 and 2.0, any case of
// attribute names, any encoding, broken markup as far as it goes), written as valid OPML 2.0.
//
// A list is flat here: each feed knows the folders around it. Outlines that hold others are
// folders; what is no feed and no folder is refused by its line. Knows nothing of people: that an
// outline names one is for whoever imports it.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/result.hpp"
#include "earshot/time.hpp"
#include "earshot/url.hpp"

namespace earshot {

namespace opml_limits {
inline constexpr std::size_t bytes = 16 * 1024 * 1024;  // of the decoded document
inline constexpr std::size_t feeds = 100'000;           // what is beyond is refused
inline constexpr std::size_t depth = 32;                // folders in folders; deeper ones are not
                                                        // walked into
inline constexpr std::size_t text = 200;                // bytes of a text or title; cut
inline constexpr std::size_t refused = 1000;            // problems listed; then only their number
}  // namespace opml_limits

struct OpmlFeed {
    std::string text;                  // what the user calls it; never empty after reading
    std::string title;                 // what the feed calls itself; empty when it is the text
    Url feed;                          // xmlUrl; may hold a secret
    std::optional<Url> page;           // htmlUrl, when it is an address
    std::vector<std::string> folders;  // from the outermost; read: at most `depth`
    bool many = false;                 // earshot:carries="many": it shows many people
    bool nobody = false;               // earshot:carries="nobody": news, a comic, a firm
    std::vector<std::string> categories = {};  // the last words of `category`, at most `depth`
    std::string named = {};  // earshot:named: who said that the text is somebody's name; else empty

    bool operator==(const OpmlFeed&) const = default;
};

struct Opml {
    std::string title;
    std::optional<Instant> created;
    std::vector<OpmlFeed> feeds;

    bool operator==(const Opml&) const = default;
};

/// What a document came to. A problem's `where` is "line 7, xmlUrl".
struct OpmlReading {
    Opml list;
    std::vector<int> lines;        // of each feed
    std::vector<Problem> refused;  // outlines that are no feed we can poll
    std::size_t refused_unlisted = 0;
    std::optional<Problem> damage;  // from this line on the markup is broken; what came whole
                                    // before it is in the list
};
Result<OpmlReading> read_opml(std::string_view bytes);

enum class Secrets {
    hidden,  // addresses as Url::redacted; such a list cannot be read back where it hides something
    shown,
};

/// Feeds that share their folders stand together, at the place of the first. read_opml gives back a
/// list written in that order with its secrets shown.
std::string write_opml(const Opml& list, Secrets secrets);

}  // namespace earshot
