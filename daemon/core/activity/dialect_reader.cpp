// Which dialect reads a feed, or an entry of a feed that nobody claims.

#include <algorithm>

#include "daemon/core/activity/dialect_rules.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

std::string host_of(const std::string& address) {
    const auto url = Url::parse(address);
    return url ? url->host() : std::string();
}

bool below(std::string_view host, std::string_view domain) {
    if (host == domain) return true;
    return host.size() > domain.size() && host.ends_with(domain) &&
           host[host.size() - domain.size() - 1] == '.';
}

bool claims_host(const Dialect& dialect, const std::string& host) {
    return !host.empty() && std::ranges::any_of(dialect.hosts, [&](const std::string& domain) {
        return below(host, domain);
    });
}

}  // namespace

const Dialect* Dialects::Compiled::claimant(const Feed& feed) const {
    const std::string self = host_of(feed.self);
    const std::string home = host_of(feed.link);
    for (const Dialect& dialect : dialects)
        if (claims_host(dialect, self) || claims_host(dialect, home)) return &dialect;

    const std::string generator = folded(feed.generator);
    for (const Dialect& dialect : dialects)
        for (const std::string& word : dialect.generators)
            if (generator.find(word) != std::string::npos) return &dialect;
    return nullptr;
}

const Dialect* Dialects::Compiled::reader(const Entry& entry) const {
    std::vector<int> hits;
    if (id_set && !entry.id.empty() && id_set->Match(entry.id, &hits))
        return &dialects[ids[static_cast<std::size_t>(std::ranges::min(hits))].second];

    const auto last = std::ranges::find_if(dialects, &Dialect::any);
    return last == dialects.end() ? nullptr : &*last;
}

}  // namespace earshot
