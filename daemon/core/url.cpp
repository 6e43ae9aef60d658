#include "earshot/url.hpp"

#include <string.h>  // explicit_bzero
#include <algorithm>
#include <optional>

#include "daemon/core/url_parts.hpp"

namespace earshot {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return out;
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view space = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(space);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

bool is_control_or_space(char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
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

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c = char(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// RFC 3986 5.2.4.
std::string without_dots(std::string_view path) {
    std::string out;
    while (!path.empty()) {
        const std::size_t next = path.find('/', 1);
        const std::string_view segment = path.substr(0, next);
        const bool last = next == path.npos;
        path.remove_prefix(segment.size());
        if (segment == "/." || segment == ".") {
            if (last) out += '/';
        } else if (segment == "/.." || segment == "..") {
            out.erase(std::min(out.rfind('/'), out.size()));
            if (last) out += '/';
        } else {
            out += segment;
        }
    }
    return out;
}

// Feeds break addresses over lines and leave spaces in them.
std::string tidy_reference(std::string_view reference) {
    std::string out;
    for (char c : trim(reference)) {
        if (c == '\n' || c == '\r' || c == '\t') continue;
        if (c == ' ')
            out += "%20";
        else if (!is_control_or_space(c))
            out += c;
    }
    return out;
}

}  // namespace

Secret::~Secret() {
    // The whole buffer: a longer secret may have been there before.
    text_.resize(text_.capacity());
    explicit_bzero(text_.data(), text_.size());
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 &&
            hex(text[i + 2]) >= 0) {
            out += char(hex(text[i + 1]) * 16 + hex(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

UrlParts split_url(std::string_view text) {
    UrlParts parts;
    const std::size_t hash = text.find('#');
    parts.has_fragment = hash != text.npos;
    if (parts.has_fragment) parts.fragment = text.substr(hash + 1);
    text = text.substr(0, hash);
    const std::size_t question = text.find('?');
    parts.has_query = question != text.npos;
    if (parts.has_query) parts.query = text.substr(question + 1);
    text = text.substr(0, question);
    const std::size_t colon = text.find(':');
    const std::size_t slash = text.find('/');
    const auto is_scheme_char = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '+' || c == '-' || c == '.';
    };
    if (colon != text.npos && colon > 0 && (slash == text.npos || colon < slash) &&
        std::all_of(text.begin(), text.begin() + std::ptrdiff_t(colon), is_scheme_char)) {
        parts.scheme = text.substr(0, colon);
        text.remove_prefix(colon + 1);
    }
    if (text.starts_with("//")) {
        parts.has_authority = true;
        text.remove_prefix(2);
        std::string_view authority = text.substr(0, text.find('/'));
        text.remove_prefix(authority.size());
        if (const std::size_t at = authority.rfind('@'); at != authority.npos) {
            parts.userinfo = authority.substr(0, at);
            parts.has_userinfo = true;
            authority.remove_prefix(at + 1);
        }
        const std::size_t bracket = authority.rfind(']');
        const std::size_t port = authority.find(':', bracket == authority.npos ? 0 : bracket);
        parts.host = authority.substr(0, port);
        if (port != authority.npos) parts.port = authority.substr(port + 1);
    }
    parts.path = text;
    return parts;
}

Result<Url> Url::parse(std::string_view text) {
    text = trim(text);
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

std::string resolve_reference(std::string_view base_text, std::string_view reference) {
    const std::string tidy = tidy_reference(reference);
    const UrlParts ref = split_url(tidy);
    if (!ref.scheme.empty()) return tidy;
    const UrlParts base = split_url(base_text);
    if (base.scheme.empty()) return {};
    std::string out = std::string(base.scheme) + ":";
    if (ref.has_authority) return out + tidy;
    if (base.has_authority) {
        const std::string_view to_path = base_text.substr(base.scheme.size() + 1);
        out += to_path.substr(0, std::min(to_path.find_first_of("/?#", 2), to_path.size()));
    }
    std::string query = ref.has_query ? "?" + std::string(ref.query) : "";
    if (ref.path.empty()) {
        out += base.path;
        if (!ref.has_query && base.has_query) query = "?" + std::string(base.query);
    } else if (ref.path.starts_with('/')) {
        out += without_dots(ref.path);
    } else if (base.has_authority || base.path.starts_with('/')) {
        const std::size_t slash = base.path.rfind('/');
        const std::string folder(base.path.substr(0, slash == base.path.npos ? 0 : slash));
        out += without_dots(folder + "/" + std::string(ref.path));
    } else {
        return {};  // tag: and mailto: have no place to start from
    }
    out += query;
    if (ref.has_fragment) out += "#" + std::string(ref.fragment);
    return out;
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
    uri = trim(uri);
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
