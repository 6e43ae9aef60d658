// Any bytes as an address, and as a file of a site: a feed is found at the host that a rule names,
// or at the page's own, and nowhere else.

#include <string>
#include <string_view>

#include "earshot/sites.hpp"
#include "earshot/url.hpp"
#include "tests/fuzz/entry.hpp"
#include "tests/fuzz/invariants.hpp"

namespace {

const earshot::Sites& sites() {
    static const earshot::Sites all = earshot::Sites::compile({{"code.toml", R"(name = "Code"
reserved = ["login"]
[slots]
any = '.*'
[[shorthand]]
says = "code:{any}"
account = "https://code.example/{any}"
[[feed]]
page = ["code.example/{any}", "{any}.code.example"]
feed = "https://{any}.code.example/feed"
[[feed]]
page = "{any}.code.example/{name}"
feed = "https://code.example/{any}/{name}?of={any}"
[[feed]]
page = "{site}/@{name}"
feed = "{site}/@{name}.rss"
)"}}).value();
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace earshot;
    using fuzz::require;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (const auto found = sites().way_of(bytes); found && !found->feed.empty()) {
        const auto feed = Url::parse(found->feed);
        require(feed.has_value(), "a feed is an address");
        const auto page = Url::parse(bytes);
        const std::string host = feed->host();
        require(host == "code.example" || host.ends_with(".code.example") ||
                    (page && page->host() == host),
                "a feed is where its rule says");
    }
    (void)Sites::compile({{"own.toml", std::string(bytes)}});
    return 0;
}
