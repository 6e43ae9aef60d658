#include "earshot/home_page.hpp"

#include <algorithm>

#include "daemon/core/feed/document/declared_encoding.hpp"
#include "daemon/core/feed/document/feed_encoding.hpp"
#include "daemon/core/feed/document/html_page.hpp"
#include "daemon/core/feed/document/page_cards.hpp"
#include "daemon/core/text/url_parts.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

/// Absolute; empty when it is no address of a person or a page.
std::string absolute(const std::string& href, const std::string& base, bool is_me) {
    if (href.size() > home_page_limits::address) return {};
    if (is_me && (href.starts_with("mailto:") || href.starts_with("acct:"))) {
        std::string account = href.substr(0, href.find('?'));
        const bool is_plain = std::none_of(account.begin(), account.end(), is_control_or_space);
        return is_plain && account.find('@') != account.npos ? account : std::string();
    }
    const auto url = Url::parse(resolve_reference(base, href));
    return url && !url->host().empty() ? url->reveal() : std::string();
}

std::vector<std::string> all_absolute(const std::vector<std::string>& hrefs,
                                      const std::string& base, bool is_me) {
    std::vector<std::string> all;
    for (const std::string& href : hrefs) {
        std::string address = absolute(href, base, is_me);
        if (address.size() <= home_page_limits::address && !address.empty() &&
            std::find(all.begin(), all.end(), address) == all.end())
            all.push_back(std::move(address));
    }
    return all;
}

bool leads_to(const PageCard& card, const std::vector<std::string>& addresses) {
    return std::any_of(card.urls.begin(), card.urls.end(), [&](const std::string& url) {
        return std::any_of(addresses.begin(), addresses.end(), [&](const std::string& address) {
            return account_key(address) == account_key(url);
        });
    });
}

/// Whose page it is, when the page says so.
const PageCard* owners(const std::vector<PageCard>& cards, const std::string& page,
                       const std::vector<std::string>& me) {
    for (const PageCard& card : cards)
        if (leads_to(card, {page})) return &card;
    for (const PageCard& card : cards)
        if (leads_to(card, me)) return &card;
    return cards.size() == 1 ? &cards.front() : nullptr;
}

}  // namespace

HomePage read_home_page(std::string_view bytes, const FeedHint& hint) {
    std::string content_type = hint.content_type;
    if (charset_of(content_type).empty())
        content_type += "; charset=" + std::string(encoding_in_meta(bytes));
    HomePage home;
    const auto text = to_utf8(bytes, content_type);
    if (!text || text->find('<') == text->npos) return home;
    home.feeds = offered_feeds(*text, hint);
    const HtmlPage page = read_page(*text);
    const std::string base =
        page.base.empty() ? hint.base : resolve_reference(hint.base, page.base);
    home.me = all_absolute(page.me, base, true);
    if (home.me.size() > home_page_limits::me) home.me.resize(home_page_limits::me);
    std::vector<PageCard> cards = cards_of(*text);
    for (PageCard& card : cards)
        card.urls = all_absolute(card.urls, base, false);
    if (const PageCard* card = owners(cards, hint.base, home.me)) home.card = *card;
    return home;
}

}  // namespace earshot
