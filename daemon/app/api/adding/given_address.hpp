#pragma once
// What the user gave to be followed: the address of a feed or a page, or an account in short.

#include <optional>
#include <string_view>

#include "earshot/result.hpp"
#include "earshot/sites.hpp"
#include "earshot/url.hpp"

namespace earshot::app {

struct GivenAddress {
    Url url;                         // what is to be asked
    Url page;                        // that was given in its place; empty when none was
    std::optional<Sites::Found> by;  // a site that knows the account
    bool is_feed = false;            // `url` is its feed, and was not given itself
};

/// `takes_pages`: the address of a page stands for the feed that a site has for it. Otherwise an
/// address is meant as it is. The problem continues "url: ".
Result<GivenAddress> given_address(std::string_view text, const Sites& sites, bool takes_pages);

}  // namespace earshot::app
