#include "daemon/core/config/config_values.hpp"

#include <algorithm>
#include <array>

#include "earshot/address.hpp"
#include "earshot/network.hpp"
#include "earshot/text.hpp"

namespace earshot::config_values {
namespace {

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '\x7f';
}

/// 1 to 65535, digits only.
bool is_port(std::string_view text) {
    if (text.empty() || text.size() > 5) return false;
    int value = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return false;
        value = value * 10 + (c - '0');
    }
    return value >= 1 && value <= 65535;
}

}  // namespace

Result<std::string> plain(const std::string& text) {
    if (text.size() > config_limits::value_bytes)
        return fail("is longer than " + std::to_string(config_limits::value_bytes) + " bytes");
    if (std::any_of(text.begin(), text.end(), is_control))
        return fail("must be one line without control characters");
    return text;
}

Result<std::string> not_empty(const std::string& text) {
    if (collapse(text).empty()) return fail("must not be empty");
    return plain(text);
}

Result<std::string> absolute_path(const std::string& text) {
    if (!text.empty() && text.front() != '/')
        return fail("must be an absolute path, beginning with \"/\"");
    return plain(text);
}

Result<std::string> socket_path(const std::string& text) {
    constexpr std::size_t longest = 107;  // sun_path of unix(7), without its NUL
    if (text.size() > longest)
        return fail("is too long for a socket: at most " + std::to_string(longest) + " bytes");
    return absolute_path(text);
}

Result<std::string> group_name(const std::string& text) {
    const bool good = std::all_of(text.begin(), text.end(), [](char c) {
        return is_alphanumeric(c) || c == '-' || c == '_' || c == '.';
    });
    if (!good || text.size() > 32) return fail("must be the name of a group");
    return text;
}

Result<std::string> user_agent(const std::string& text) {
    const bool ascii =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
    if (!ascii) return fail("must be plain ASCII: it goes into a header");
    return plain(text);
}

Result<std::string> host_name(const std::string& text) {
    const bool good = std::all_of(text.begin(), text.end(), [](char c) {
        return is_alphanumeric(c) || c == '-' || c == '.' || c == ':' || c == '_';
    });
    if (text.empty() || !good || text.size() > 253)
        return fail("must be the name or address of a host, without scheme and port");
    return text;
}

Result<std::string> loopback_listen(const std::string& text) {
    if (text.empty()) return text;
    const std::size_t colon = text.rfind(':');
    std::string host = text.substr(0, colon == std::string::npos ? 0 : colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (!is_loopback(host) || !is_port(std::string_view(text).substr(colon + 1)))
        return fail(
            "must be a loopback address with a port, such as \"127.0.0.1:8765\": whoever can "
            "reach it can read everything");
    return text;
}

Result<SecretReference> secret_reference(const std::string& text) {
    if (text.starts_with("credential:") || text.starts_with("file:"))
        return parse_secret_reference(text);
    return fail(
        "a secret does not belong into this file, which others may read: write it into "
        "credentials/NAME next to this file and refer to it by \"credential:NAME\", or keep it "
        "anywhere and refer to it by \"file:/path\"");
}

Result<std::string> time_zone(const std::string& text) {
    if (!Zone::find(text))
        return fail("must be a time zone that this system knows, such as \"Europe/Berlin\"");
    return text;
}

Result<Sensitivity> sensitivity(const std::string& text) {
    if (const auto found = parse_sensitivity(text)) return *found;
    return fail(one_of({"low", "normal", "high"}));
}

Result<OwnLine> quiet_after(const std::string& text) {
    const auto line = parse_own_line(text);
    if (line && !line->after) return fail("must be a time; write quiet = \"never\"");
    return line;
}

Result<OwnLine> quiet_never(const std::string& text) {
    const auto line = parse_own_line(text);
    if (line && !line->after) return line;
    return fail("must be \"never\"; a time goes into quiet.after");
}

Result<TimeOfDay> time_of_day(const std::string& text) {
    auto time = parse_time_of_day(text);
    if (!time) return fail("must be a time of day such as \"07:30\"");
    return time;
}

Result<unsigned> weekday(const std::string& text) {
    constexpr std::array<std::string_view, 7> days{"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};
    const std::string word = folded(text);
    for (unsigned day = 0; day < days.size(); ++day)
        if (word == days[day] || word == days[day].substr(0, 3)) return day;
    return fail(one_of({"mon", "tue", "wed", "thu", "fri", "sat", "sun"}));
}

Result<Address> address(const std::string& text) {
    auto parsed = parse_address(text);
    if (!parsed) return fail("must be a mail address such as \"Ann <ann@example.net>\"");
    return parsed;
}

Result<Url> source_url(const std::string& text) {
    if (text.size() > Url::max_length)
        return fail("is longer than " + std::to_string(Url::max_length) + " bytes");
    auto url = Url::parse(text);
    if (!url) return fail("must be an address that begins with \"https:\", \"http:\" or \"file:\"");
    return url;
}

Result<Url> server_url(const std::string& text) {
    auto url = Url::parse(text);
    const bool is_server = url && text.size() <= config_limits::value_bytes &&
                           url->scheme() != "file" &&
                           url->origin().size() > url->scheme().size() + 3;
    if (!is_server) return fail("must be an address that begins with \"https:\" or \"http:\"");
    const std::string_view text_of_url = url->reveal();
    const std::size_t begin = text_of_url.find("//") + 2;
    if (text_of_url.substr(begin, text_of_url.find('/', begin) - begin).find('@') !=
        std::string_view::npos)
        return fail("must be without a user and password");
    return url;
}

Result<std::string> topic(const std::string& text) {
    constexpr std::size_t longest = 64;
    const bool good = std::all_of(text.begin(), text.end(), [](char c) {
        return is_alphanumeric(c) || c == '-' || c == '_';
    });
    if (text.empty() || !good || text.size() > longest)
        return fail("must be 1 to 64 letters, digits, \"-\" and \"_\"");
    return text;
}

Result<Network> network(const std::string& text) {
    return parse_network(text);
}

Result<std::string> proxy(const std::string& text) {
    return parse_proxy(text);
}

Result<Span> span_between(const std::string& text, Span shortest, Span longest) {
    auto span = parse_span(text);
    if (!span) return fail("must be a span of time such as \"90s\", \"15m\", \"2h30m\" or \"7d\"");
    if (*span < shortest) return fail("must be at least " + to_text(shortest));
    if (*span > longest) return fail("must be at most " + to_text(longest));
    return span;
}

std::string one_of(const std::vector<std::string_view>& words) {
    std::string text = "must be ";
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 < words.size() ? ", " : " or ";
        text += '"';
        text += words[i];
        text += '"';
    }
    return text;
}

}  // namespace earshot::config_values
