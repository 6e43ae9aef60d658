#include "daemon/io/http/redirect.hpp"

#include <algorithm>
#include <string_view>

namespace earshot::io {

using http::Broken;
using http::Fault;

namespace {

Broken broken(Fault fault, std::string_view why) {
    return Broken{fault, std::string(to_text(fault)) + ": " + std::string(why)};
}

/// Where "user:password@" stands, or would stand; and how long it is, with the sign.
struct Userinfo {
    std::size_t at = 0;
    std::size_t size = 0;
};

Userinfo userinfo_in(std::string_view address) {
    const std::size_t begin = address.find("//");
    if (begin == address.npos) return {address.size(), 0};
    const std::size_t at = begin + 2;
    const std::string_view authority =
        address.substr(at, std::min(address.find_first_of("/?#", at), address.size()) - at);
    const std::size_t sign = authority.rfind('@');
    return {at, sign == authority.npos ? 0 : sign + 1};
}

Url with_user_of(const Url& start, const Url& to) {
    if (to.origin() != start.origin()) return to;
    const Userinfo theirs = userinfo_in(to.reveal()), ours = userinfo_in(start.reveal());
    if (theirs.size > 0 || ours.size == 0) return to;
    std::string address = to.reveal();
    address.insert(theirs.at, start.reveal(), ours.at, ours.size);
    return Url::parse(address).value_or(to);
}

bool sets_cookie(const http::Headers& headers) {
    return headers.contains("set-cookie");
}

}  // namespace

std::variant<Url, Broken> redirect_target(const http::Reply& reply, const std::string& location,
                                          const std::vector<http::Hop>& hops, const Url& start) {
    const auto named = Url::parse(reply.effective.resolve(location));
    if (!named) return broken(Fault::bad_reply, "a redirect to no proper address");
    const std::string scheme = named->scheme();
    if (scheme != "http" && scheme != "https")
        return broken(Fault::bad_reply, "a redirect away from the web");
    if (scheme == "http" && reply.effective.scheme() == "https")
        return broken(Fault::bad_reply, "a redirect from https to http");  // rule 37
    Url to = with_user_of(start, *named);
    const auto visits = std::count_if(hops.begin(), hops.end(),
                                      [&](const http::Hop& hop) { return hop.to == to; }) +
                        (to == start ? 1 : 0);
    const bool with_cookie = sets_cookie(reply.headers) ||
                             std::any_of(hops.begin(), hops.end(), [](const http::Hop& hop) {
                                 return sets_cookie(hop.headers);
                             });
    if (visits > (with_cookie ? 1 : 0)) return broken(Fault::too_many_redirects, "in a circle");
    if (hops.size() >= http::limits::redirects)
        return broken(Fault::too_many_redirects, "more than five in a row");
    return to;
}

}  // namespace earshot::io
