#include "daemon/app/api/adding/given_address.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "earshot/shorthand.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

constexpr const char* wanted =
    "must be the address of a feed or a page, or an account such as github:ann or "
    "@ann@social.example";

/// "https:" in any case, as far as it is a scheme that is read.
bool has_scheme(std::string_view text) {
    const auto url = Url::parse(text);
    return url.has_value();
}

/// "ines.example/notes", as browsers take it.
bool looks_like_host(std::string_view text) {
    const std::string_view host = text.substr(0, text.find('/'));
    const std::size_t dot = host.find('.');
    return dot != host.npos && dot > 0 && dot + 1 < host.size() &&
           host.find_first_of(":@ ?#") == host.npos;
}

Result<GivenAddress> found(Sites::Found by) {
    GivenAddress given;
    given.is_feed = !by.feed.empty();
    const auto url = Url::parse(given.is_feed ? by.feed : by.account);
    if (!url) return fail(by.account + " has no page that could be read", "url");
    given.url = *url;
    given.by = std::move(by);
    return given;
}

Result<GivenAddress> address(std::string_view text, const Sites& sites, bool takes_pages) {
    auto url = Url::parse(text);
    if (!url) return fail(url.error().what, "url");
    auto by = takes_pages ? sites.way_of(url->reveal()) : std::nullopt;
    if (!by) return GivenAddress{std::move(*url), Url(), std::nullopt, false};
    auto given = found(std::move(*by));
    if (given && given->is_feed) given->page = std::move(*url);
    return given;
}

}  // namespace

Result<GivenAddress> given_address(std::string_view text, const Sites& sites, bool takes_pages) {
    if (has_scheme(text)) return address(text, sites, takes_pages);
    const std::string plain = collapse(printable(text));
    if (auto by = sites.way_of(plain)) return found(std::move(*by));
    if (mail_account_of(plain)) return fail("a mail address has no feed", "url");
    if (looks_like_host(plain)) return address("https://" + plain, sites, takes_pages);
    const auto url = Url::parse(text);  // says best what is wrong with an address
    const bool is_meant = text.find("://") != text.npos;
    return fail(is_meant || text.empty() ? url.error().what : wanted, "url");
}

}  // namespace earshot::app
