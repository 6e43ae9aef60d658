// Any bytes as a home page: what comes out is text, within its limits, and leads only where a page
// may lead.

#include <string>
#include <string_view>

#include "earshot/home_page.hpp"
#include "earshot/url.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/fuzz/invariants.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace earshot;
    using fuzz::require;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const HomePage page = read_home_page(bytes, {"text/html", "https://ann.example/about/"});
    require(page.me.size() <= home_page_limits::me, "accounts have a limit");
    for (const std::string& account : page.me) {
        const bool is_account = account.starts_with("mailto:") || account.starts_with("acct:");
        require(account.size() <= home_page_limits::address, "an account has a limit");
        require(is_account || Url::parse(account).has_value(), "an account is an address");
        require(!account.starts_with("file:"), "no page leads to a file");
    }
    if (!page.card) return 0;
    const PageCard& card = *page.card;
    require(card.name.size() <= home_page_limits::name, "a name has a limit");
    require(card.note.size() <= home_page_limits::note, "a note has a limit");
    require(card.organization.size() <= home_page_limits::organization, "a firm has a limit");
    require(card.urls.size() <= home_page_limits::urls, "addresses have a limit");
    for (const std::string* text : {&card.name, &card.note, &card.organization}) {
        require(repair_utf8(*text) == *text, "text is UTF-8");
        require(printable(*text) == *text, "text can be printed");
    }
    for (const std::string& url : card.urls)
        require(Url::parse(url).has_value(), "an address is one");
    return 0;
}
