// Which dialect reads an entry.

#include <algorithm>

#include "daemon/core/dialect_rules.hpp"
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

const Dialect* Dialects::Compiled::reader(const Feed& feed, const Entry& entry) const {
    const std::string self = host_of(feed.self);
    const std::string home = host_of(feed.link);
    for (const Dialect& dialect : dialects)
        if (claims_host(dialect, self) || claims_host(dialect, home)) return &dialect;

    const std::string generator = folded(feed.generator);
    for (const Dialect& dialect : dialects)
        for (const std::string& word : dialect.generators)
            if (generator.find(word) != std::string::npos) return &dialect;

    for (const Dialect& dialect : dialects)
        for (const Pattern& id : dialect.ids)
            if (RE2::PartialMatch(entry.id, *id)) return &dialect;

    const auto last = std::ranges::find_if(dialects, &Dialect::any);
    return last == dialects.end() ? nullptr : &*last;
}

}  // namespace earshot
