#pragma once
// What a person's own page says of them: its feeds, where else they are (rel=me), and their card
// (h-card, or hCard as older pages have it). Fetches nothing and believes nothing: it is shown to
// the user, who decides.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/discovery.hpp"

namespace earshot {

struct PageCard {
    std::string name;
    std::string note;
    std::string organization;
    std::vector<std::string> urls;  // absolute; http: and https: only

    bool operator==(const PageCard&) const = default;
};

struct HomePage {
    std::vector<OfferedFeed> feeds;
    std::vector<std::string> me;  // absolute, each once: http:, https:, mailto: or acct:
    std::optional<PageCard> card;

    bool operator==(const HomePage&) const = default;
};

namespace home_page_limits {
inline constexpr std::size_t me = 50;             // links that are kept
inline constexpr std::size_t urls = 20;           // of a card
inline constexpr std::size_t name = 200;          // bytes, as of the next
inline constexpr std::size_t organization = 200;  // cut
inline constexpr std::size_t note = 1000;
inline constexpr std::size_t address = 1000;  // bytes; what is longer is left out
inline constexpr std::size_t cards = 100;     // of a page that are looked at
}  // namespace home_page_limits

/// Of a page as it was fetched, in any encoding; discovery_limits::bytes of it are looked at. The
/// card is that of the person whose page it is: the one that has this address, or one that rel=me
/// links to, or the only one that there is.
HomePage read_home_page(std::string_view bytes, const FeedHint& hint);

}  // namespace earshot
