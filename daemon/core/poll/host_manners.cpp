// What is known of hosts whose rules are public, and how the settings come before it.

#include <algorithm>
#include <array>

#include "earshot/schedule.hpp"

namespace earshot {
namespace {

struct Known {
    std::string_view name;
    Span spacing{1};
    Span interval{0};
    bool passing_404 = false;
};

// Each with what it goes by. What a host says of its limits in headers (X-Poll-Interval as GitHub,
// X-RateLimit-* as Mastodon, GitHub and Reddit) is obeyed everywhere: poll_hints.cpp.
constexpr std::array<Known, 3> known{{
    // Without an account one request a minute, whatever the feed; more is answered with 429.
    {"reddit.com", Span{61}, hour, false},
    // Feeds answer 404 for hours on most days and come back by themselves.
    {"youtube.com", Span{1}, hour, true},
    // Its terms of use ask for three seconds between requests.
    {"arxiv.org", Span{3}, hour, false},
}};

/// "old.reddit.com" is below "reddit.com"; "notreddit.com" is not.
bool is_below(std::string_view host, std::string_view name) {
    if (!host.ends_with(name)) return false;
    return host.size() == name.size() || host[host.size() - name.size() - 1] == '.';
}

/// The one with the longest name; null when there is none.
template <class Range>
auto nearest(const Range& all, std::string_view host) -> decltype(&*all.begin()) {
    decltype(&*all.begin()) best = nullptr;
    for (const auto& one : all)
        if (is_below(host, one.name) && (!best || one.name.size() > best->name.size())) best = &one;
    return best;
}

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) {
        const auto lower = [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        };
        return lower(x) == lower(y);
    });
}

}  // namespace

SharedOptions options_at(const PollSettings& settings, const Url& url, const SharedOptions& own) {
    const HostManners* said = nearest(settings.hosts, url.host());
    if (!said || said->headers.empty()) return own;
    RequestOptions options = *own;
    options.origin = url.origin();
    for (const RequestHeader& header : said->headers)
        if (std::ranges::none_of(own->headers, [&](const RequestHeader& one) {
                return same_name(one.name, header.name);
            }))
            options.headers.push_back(header);
    return SharedOptions(std::move(options));
}

MannersAt manners_at(const PollSettings& settings, std::string_view host) {
    MannersAt at;
    at.spacing = settings.host_spacing;
    if (const Known* one = nearest(known, host)) {
        at.spacing = std::max(at.spacing, one->spacing);
        at.interval = one->interval;
        at.passing_404 = one->passing_404;
    }
    const HostManners* said = nearest(settings.hosts, host);
    if (!said) return at;
    at.spacing = said->spacing.value_or(at.spacing);
    at.interval = said->interval.value_or(at.interval);
    at.passing_404 = at.passing_404 || said->passing_404;
    return at;
}

}  // namespace earshot
