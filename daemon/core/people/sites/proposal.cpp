#include "earshot/proposal.hpp"

#include <algorithm>

#include "earshot/network.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr const char* offered = "the page offers it";

std::string key_of(const std::string& address) {
    return account_key(address);
}

/// An address that only this machine or this house can reach, from a page that is elsewhere: the
/// user would ask there on behalf of a stranger.
bool leads_inside(const std::string& address, const Url& page) {
    const auto url = Url::parse(address);
    const auto there = url ? address_in(url->host()) : std::nullopt;
    if (!there || reach_of(*there) == Reach::world || url->host() == page.host()) return false;
    const auto here = address_in(page.host());
    return !here || reach_of(*here) != reach_of(*there);
}

class Proposals {
public:
    Proposals(const Url& page, const Sites& sites) : page_(page), sites_(sites) {}

    void add_feed(const OfferedFeed& feed) {
        Proposal proposal;
        proposal.address = feed.url;
        proposal.title = feed.title;
        proposal.because = offered;
        add(std::move(proposal));
    }

    /// The page itself, where a rule says more of it than it does.
    void add_page() {
        const auto found = sites_.way_of(page_.reveal());
        if (!found || found->feed.empty()) return;
        add({Proposal::Kind::feed, found->feed, page_.reveal(), "", found->site, "its address",
             ""});
    }

    void add_account(const std::string& account, const char* because) {
        if (key_of(account) == key_of(page_.reveal())) return;
        Proposal proposal;
        proposal.kind = Proposal::Kind::account;
        proposal.address = proposal.account = account;
        proposal.because = because;
        if (const auto found = sites_.way_of(account)) {
            proposal.site = found->site;
            proposal.none = found->none;
            if (!found->feed.empty()) {
                proposal.kind = Proposal::Kind::feed;
                proposal.address = found->feed;
            } else if (found->none.empty()) {
                proposal.kind = Proposal::Kind::page;
            }
        }
        add(std::move(proposal));
    }

    std::vector<Proposal> done() {
        std::stable_sort(all_.begin(), all_.end(), [](const Proposal& a, const Proposal& b) {
            return (a.kind == Proposal::Kind::account) < (b.kind == Proposal::Kind::account);
        });
        return std::move(all_);
    }

private:
    void add(Proposal proposal) {
        const bool is_known = std::any_of(all_.begin(), all_.end(), [&](const Proposal& other) {
            return key_of(other.address) == key_of(proposal.address) ||
                   (!proposal.account.empty() && key_of(other.account) == key_of(proposal.account));
        });
        if (!is_known && !leads_inside(proposal.address, page_))
            all_.push_back(std::move(proposal));
    }

    const Url& page_;
    const Sites& sites_;
    std::vector<Proposal> all_;
};

/// As a shell takes it for one word, whatever is in it.
std::string quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : text)
        out += c == '\'' ? "'\\''" : std::string(1, c);
    return out + "'";
}

bool may_be_secret(const std::string& address) {
    const auto url = Url::parse(address);
    return url && url->looks_secret();
}

}  // namespace

std::string_view to_text(Proposal::Kind kind) {
    switch (kind) {
        case Proposal::Kind::feed: return "feed";
        case Proposal::Kind::page: return "page";
        case Proposal::Kind::account: return "account";
    }
    return "account";
}

std::vector<Proposal> proposals_of(const HomePage& page, const Url& asked, const Sites& sites) {
    Proposals proposals(asked, sites);
    proposals.add_page();
    for (const OfferedFeed& feed : page.feeds)
        proposals.add_feed(feed);
    for (const std::string& account : page.me)
        proposals.add_account(account, "rel=me");
    if (page.card)
        for (const std::string& url : page.card->urls)
            proposals.add_account(url, "its card");
    return proposals.done();
}

std::string command_for(const Proposal& proposal, std::string_view name) {
    if (may_be_secret(proposal.address)) return {};
    const std::string address = quoted(printable(proposal.address));
    // A name that begins like an option would be one.
    const std::string person = name.empty() || name.front() == '-' ? "" : quoted(printable(name));
    if (proposal.kind == Proposal::Kind::account)
        return "earshot link " + (person.empty() ? "NAME" : person) + " " + address;
    return "earshot add " + address + (person.empty() ? "" : " --person " + person);
}

}  // namespace earshot
