#pragma once
// What a home page leads to, as a list that the user chooses from: feeds that can be added, and
// accounts that can be noted. Each says the command that takes it; nothing is taken by itself.

#include <string>
#include <string_view>
#include <vector>

#include "earshot/home_page.hpp"
#include "earshot/sites.hpp"
#include "earshot/url.hpp"

namespace earshot {

struct Proposal {
    enum class Kind {
        feed,     // its address is known
        page,     // of an account, which says itself where its feed is
        account,  // nothing can be followed there
    };
    Kind kind = Kind::feed;
    std::string address;  // of what can be taken
    std::string account;  // that led here; empty when the page offers a feed
    std::string title;    // of an offered feed
    std::string site;     // who knows the way; empty: the page itself
    std::string because;  // "the page offers it", "rel=me", "its card"
    std::string none;     // of an account: why there is no feed; empty when that is not known

    bool operator==(const Proposal&) const = default;
};
std::string_view to_text(Proposal::Kind kind);

/// The feeds that the page at `asked` has by a rule and those that it offers, then accounts with a
/// feed, then those without; each address once, the page itself left out, and addresses of this
/// machine or a private network, unless the page lies there.
std::vector<Proposal> proposals_of(const HomePage& page, const Url& asked, const Sites& sites);

/// The words for a shell that take it: "earshot add ... --person 'Ann Quill'". Whatever a page had
/// written is one word of it. Without a name an account's owner is NAME. Empty when the address may
/// be a secret, which is shown nowhere.
std::string command_for(const Proposal& proposal, std::string_view name);

}  // namespace earshot
