#include "daemon/core/text/url_parts.hpp"

#include <algorithm>

namespace earshot {
namespace {

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
    for (char c : trim_url(reference)) {
        if (c == '\n' || c == '\r' || c == '\t') continue;
        if (c == ' ')
            out += "%20";
        else if (!is_control_or_space(c))
            out += c;
    }
    return out;
}

}  // namespace

std::string_view trim_url(std::string_view text) {
    constexpr std::string_view space = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(space);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

bool is_control_or_space(char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
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

}  // namespace earshot
