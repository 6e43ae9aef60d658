#pragma once
// The parts of an address as they stand (RFC 3986 appendix B), nothing decoded or judged.

#include <string>
#include <string_view>

namespace earshot {

struct UrlParts {
    std::string_view scheme;
    std::string_view userinfo;
    std::string_view host;  // with brackets when it is an IPv6 address
    std::string_view port;
    std::string_view path;
    std::string_view query;
    std::string_view fragment;
    bool has_authority = false;
    bool has_userinfo = false;
    bool has_query = false;
    bool has_fragment = false;
};

UrlParts split_url(std::string_view text);

/// Without the white space around it.
std::string_view trim_url(std::string_view text);
bool is_control_or_space(char c);

/// "%41" becomes "A"; what is no such triple stays.
std::string percent_decoded(std::string_view text);

/// RFC 3986 section 5, for a base that need not be an address we would poll.
std::string resolve_reference(std::string_view base, std::string_view reference);

}  // namespace earshot
