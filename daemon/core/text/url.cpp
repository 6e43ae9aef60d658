#include "earshot/url.hpp"

#include <string.h>  // explicit_bzero
#include <algorithm>

#include "daemon/core/text/url_parts.hpp"

namespace earshot {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return out;
}

// What differs between two readers of one address is how requests end up elsewhere: a backslash, a
// bracket or a percent sign in the host is refused.
bool is_good_host(std::string_view host) {
    if (host.empty()) return false;
    if (host.front() == '[')
        return host.size() > 2 && host.back() == ']' &&
               host.find_first_not_of("0123456789abcdefABCDEF:.", 1) == host.size() - 1;
    return host.find_first_of("\\%<>\"'`{}|^[]@:/?#") == host.npos;
}

bool is_good_port(std::string_view port) {
    return port.size() <= 5 && port.find_first_not_of("0123456789") == port.npos &&
           (port.empty() || std::stoi(std::string(port)) <= 65535);
}

}  // namespace

Secret::~Secret() {
    // The whole buffer: a longer secret may have been there before.
    text_.resize(text_.capacity());
    explicit_bzero(text_.data(), text_.size());
}

Result<Url> Url::parse(std::string_view text) {
    text = trim_url(text);
    text = text.substr(0, text.find('#'));
    if (text.empty()) return fail("the address is empty");
    if (text.size() > max_length)
        return fail("the address is longer than " + std::to_string(max_length) + " bytes");
    if (std::any_of(text.begin(), text.end(), is_control_or_space))
        return fail("the address has a space or a control character inside");
    const UrlParts parts = split_url(text);
    const std::string scheme = lower(parts.scheme);
    if (scheme == "file") {
        if (parts.has_userinfo || !parts.port.empty() || !parts.path.starts_with('/') ||
            (!parts.host.empty() && lower(parts.host) != "localhost"))
            return fail("a file: address needs an absolute path, as in file:///var/feeds/ann.xml");
    } else if (scheme == "http" || scheme == "https") {
        if (!parts.has_authority || !is_good_host(parts.host))
            return fail("the address has no valid host name");
        if (!is_good_port(parts.port)) return fail("the address has no valid port");
        if (parts.userinfo.find('\\') != parts.userinfo.npos)
            return fail("the address has a backslash before the host name");
    } else {
        return fail("the address has to begin with http:, https: or file:");
    }
    Url url;
    url.text_ = text;
    return url;
}

std::string Url::resolve(std::string_view reference) const {
    return resolve_reference(text_, reference);
}

std::string Url::scheme() const {
    return lower(split_url(text_).scheme);
}

std::string Url::host() const {
    const UrlParts parts = split_url(text_);
    return lower(parts.scheme) == "file" ? "" : lower(parts.host);
}

std::string Url::origin() const {
    if (empty()) return {};
    const UrlParts parts = split_url(text_);
    const std::string name = lower(parts.scheme);
    if (name == "file") return "file://";
    std::string port(parts.port);
    port.erase(0, std::min(port.find_first_not_of('0'), port.size()));
    if (port.empty()) port = name == "https" ? "443" : "80";
    return name + "://" + lower(parts.host) + ":" + port;
}

std::string Url::path() const {
    const UrlParts parts = split_url(text_);
    return lower(parts.scheme) == "file" ? percent_decoded(parts.path) : std::string(parts.path);
}

std::string account_key(std::string_view uri) {
    uri = trim_url(uri);
    UrlParts parts = split_url(uri);
    const std::string scheme = lower(parts.scheme);
    if (scheme == "acct" || scheme == "mailto") {
        const std::string_view rest = uri.substr(scheme.size() + 1);
        const std::size_t at = std::min(rest.rfind('@'), rest.size());
        return std::string(rest.substr(0, at)) + lower(rest.substr(at));
    }
    if (!parts.has_authority || (!scheme.empty() && scheme != "http" && scheme != "https"))
        return std::string(uri);
    std::string host = lower(parts.host);
    if (host.starts_with("www.")) host.erase(0, 4);
    const bool usual = parts.port.empty() || parts.port == (scheme == "https" ? "443" : "80");
    if (!usual) host += ":" + std::string(parts.port);
    std::string_view path = parts.path;
    while (path.ends_with('/'))
        path.remove_suffix(1);
    std::string out = host + std::string(path);
    if (parts.has_query) out += "?" + std::string(parts.query);
    if (parts.has_fragment) out += "#" + std::string(parts.fragment);
    return out;
}

}  // namespace earshot
