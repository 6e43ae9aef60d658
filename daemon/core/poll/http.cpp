// What HTTP's headers and numbers mean for a poller.

#include "earshot/http.hpp"

#include <algorithm>
#include <array>

namespace earshot::http {
namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

/// Takes the text up to the next comma outside quotes off the front.
std::string_view next_item(std::string_view& list) {
    bool quoted = false;
    std::size_t end = 0;
    for (; end < list.size() && (quoted || list[end] != ','); ++end)
        if (list[end] == '"') quoted = !quoted;
    const std::string_view item = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    return trimmed(item);
}

/// Delta-seconds. Anything beyond what we would wait for anyway saturates (rule 19).
std::optional<Span> parse_seconds(std::string_view text) {
    if (text.empty() || text.find_first_not_of("0123456789") != text.npos) return std::nullopt;
    Span::rep seconds = 0;
    constexpr Span::rep enough = Span(100 * 366 * day).count();
    for (const char digit : text)
        seconds = std::min(seconds * 10 + (digit - '0'), enough);
    return Span(seconds);
}

Wait capped(Span span, std::string said) {
    span = std::max(span, Span{0});
    if (span <= longest_wait) return Wait{span, std::move(said)};
    return Wait{longest_wait, std::move(said) + ", capped to " + earshot::to_text(longest_wait)};
}

/// The max-age of Cache-Control. An invalid one means "stale already" (RFC 9111 4.2.1).
std::optional<Wait> max_age(std::string_view cache_control) {
    std::optional<Wait> longest;
    while (!cache_control.empty()) {
        const std::string_view directive = next_item(cache_control);
        const std::size_t equals = std::min(directive.find('='), directive.size());
        if (lower(trimmed(directive.substr(0, equals))) != "max-age") continue;
        std::string_view value = trimmed(directive.substr(std::min(equals + 1, directive.size())));
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
            value = value.substr(1, value.size() - 2);
        const Span span = parse_seconds(value).value_or(Span{0});
        // A number too long to show is saturated as well.
        const std::string said = "max-age=" + std::string(value.substr(0, 20));
        if (!longest || span > longest->span) longest = capped(span, said);
    }
    return longest;
}

}  // namespace

std::string_view to_text(Fault fault) {
    switch (fault) {
        case Fault::dns: return "the host's name is not known";
        case Fault::connect: return "cannot connect";
        case Fault::tls: return "no secure connection";
        case Fault::timed_out: return "took too long";
        case Fault::too_large: return "larger than earshot reads";
        case Fault::too_many_redirects: return "too many redirects";
        case Fault::truncated: return "the reply was cut short";
        case Fault::bad_reply: return "not a proper reply";
        case Fault::not_allowed: return "not allowed";
        case Fault::unreadable: return "cannot be read";
        case Fault::put_off: return "it leads to a host that wants to be left alone";
        case Fault::cancelled: return "cancelled";
    }
    return "";
}

const Reply* document_of(const Outcome& outcome) {
    const auto* reply = std::get_if<Reply>(&outcome);
    return reply != nullptr && (reply->status == 200 || reply->status == 203) ? reply : nullptr;
}

bool is_answered(const Outcome& outcome) {
    const auto* broken = std::get_if<Broken>(&outcome);
    if (broken == nullptr || !broken->hops.empty()) return true;
    switch (broken->fault) {
        case Fault::dns:
        case Fault::connect:
        case Fault::tls:
        case Fault::timed_out:
        case Fault::not_allowed:
        case Fault::unreadable:
        case Fault::put_off:
        case Fault::cancelled: return false;
        case Fault::too_large:
        case Fault::too_many_redirects:
        case Fault::truncated:
        case Fault::bad_reply: break;
    }
    return true;
}

std::string header(const Headers& headers, const std::string& name) {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

std::optional<Wait> fresh_for(const Headers& headers, Instant now) {
    if (auto said = max_age(header(headers, "cache-control"))) return said;  // rule 18
    const auto expires = headers.find("expires");
    if (expires == headers.end()) return std::nullopt;
    const auto until = parse_http_date(expires->second);
    if (!until) return Wait{Span{0}, "Expires"};  // "0" and the like: expired, not an error
    return capped(*until - date_of(headers).value_or(now), "Expires");
}

std::optional<Wait> retry_after(const Headers& headers, Instant now) {
    const std::string value = header(headers, "retry-after");
    if (const auto date = parse_http_date(value))
        return capped(*date - date_of(headers).value_or(now), "Retry-After: " + value);
    std::optional<Wait> longest;
    std::string_view list = value;
    while (!list.empty()) {
        const std::string_view item = next_item(list);
        const auto span = parse_seconds(item);
        if (span && (!longest || *span > longest->span))
            longest = capped(*span, "Retry-After: " + std::string(item.substr(0, 20)));
    }
    return longest;
}

std::optional<Span> age_of(const Headers& headers) {
    const std::string value = header(headers, "age");
    std::optional<Span> oldest;
    std::string_view list = value;
    while (!list.empty())
        if (const auto age = parse_seconds(next_item(list)))
            oldest = std::max(oldest.value_or(*age), *age);
    return oldest;
}

std::optional<Instant> date_of(const Headers& headers) {
    return parse_http_date(header(headers, "date"));
}

std::optional<Instant> last_modified_of(const Headers& headers) {
    return parse_http_date(header(headers, "last-modified"));
}

std::string status_line(int status) {
    using Row = std::pair<int, std::string_view>;
    static constexpr std::array<Row, 35> names{{
        {200, "OK"},
        {202, "Accepted"},
        {203, "Non-Authoritative Information"},
        {204, "No Content"},
        {206, "Partial Content"},
        {300, "Multiple Choices"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {402, "Payment Required"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {408, "Request Timeout"},
        {410, "Gone"},
        {418, "I'm a teapot"},
        {421, "Misdirected Request"},
        {425, "Too Early"},
        {426, "Upgrade Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {451, "Unavailable For Legal Reasons"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
        {507, "Insufficient Storage"},
        {511, "Network Authentication Required"},
    }};
    const auto found = std::find_if(names.begin(), names.end(),
                                    [&](const Row& row) { return row.first == status; });
    std::string line = std::to_string(status);
    if (found != names.end()) line += " " + std::string(found->second);
    return line;
}

}  // namespace earshot::http
