// What of an address may be shown.
//
// A word, a number and words joined by dashes are for people; a token is long and mixes letters and
// digits or cases without a pattern. When in doubt a segment is hidden: a reader can do without it.

#include <algorithm>
#include <array>

#include "daemon/core/text/secret_words.hpp"
#include "daemon/core/text/url_parts.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

constexpr std::string_view hidden = "…";
constexpr std::size_t shortest_token = 16;
constexpr std::size_t shortest_mixed = 8;
constexpr std::size_t longest_word = 24;
constexpr std::size_t longest_number = 8;  // a date: 20260414

// Words that announce a secret: as a segment of their own, or before a colon or an equals sign.
constexpr std::array<std::string_view, 17> markers{
    "secret",  "token",        "key",       "apikey",     "api_key",   "api-key",
    "auth",    "access_token", "pass",      "pwd",        "private",   "password",
    "session", "sig",          "signature", "credential", "feed_token"};

// What a query may say in the open. A key can have any name, so every other name may be one.
constexpr std::array<std::string_view, 22> plain_names{
    "alt",   "atom",     "cat",         "category", "feed",    "format",         "hl",   "lang",
    "limit", "language", "max-results", "order",    "orderby", "output",         "page", "paged",
    "rss",   "rss2",     "sort",        "tag",      "type",    "withoutcomments"};

enum class Kind { lower, upper, digit, other };

Kind kind_of(char c) {
    if (c >= '0' && c <= '9') return Kind::digit;
    if (c >= 'A' && c <= 'Z') return Kind::upper;
    if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) return Kind::lower;
    return Kind::other;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (kind_of(c) == Kind::upper) c = char(c + 32);
    return out;
}

bool is_marker(std::string_view word) {
    return std::find(markers.begin(), markers.end(), lower(word)) != markers.end();
}

// "title", "GitHub", "2026", "rss2", "4k": what people read without spelling it.
bool is_word(std::string_view piece) {
    std::size_t digits = 0;
    std::size_t uppers = 0;
    std::size_t humps = 0;      // aB
    std::size_t crossings = 0;  // a1, 1a
    for (std::size_t i = 0; i < piece.size(); ++i) {
        const Kind kind = kind_of(piece[i]);
        if (kind == Kind::digit) ++digits;
        if (kind == Kind::upper) ++uppers;
        if (i == 0) continue;
        const Kind before = kind_of(piece[i - 1]);
        if (before == Kind::lower && kind == Kind::upper) ++humps;
        if ((before == Kind::digit) != (kind == Kind::digit)) ++crossings;
    }
    if (digits == piece.size()) return digits <= longest_number;
    if (digits > 0) return crossings == 1 && humps <= 1 && piece.size() <= 12 && digits <= 4;
    if (uppers == piece.size()) return piece.size() < shortest_token;
    return piece.size() <= longest_word && humps <= 3;
}

bool looks_like_token(std::string_view segment) {
    if (segment.size() < shortest_token) return false;
    while (!segment.empty()) {
        const std::size_t end = std::min(segment.find_first_of("-_.~+,:;=@ "), segment.size());
        if (!is_word(segment.substr(0, end))) return true;
        segment.remove_prefix(std::min(end + 1, segment.size()));
    }
    return false;
}

std::string redacted_segment(std::string_view segment, bool after_marker) {
    if (segment.empty()) return {};
    if (after_marker) return std::string(hidden);
    // Matrix parameters are a query by another name.
    if (const std::size_t semicolon = segment.find(';'); semicolon != segment.npos)
        return redacted_segment(segment.substr(0, semicolon), false) + ";" + std::string(hidden);
    const std::string plain = percent_decoded(segment);
    if (const std::size_t end = plain.find_first_of(":="); end != plain.npos)
        if (is_marker(std::string_view(plain).substr(0, end)))
            return plain.substr(0, end + 1) + std::string(hidden);
    return std::string(looks_like_token(plain) ? hidden : segment);
}

std::string redacted_path(std::string_view path) {
    std::string out;
    bool after_marker = false;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        const std::string_view segment = path.substr(0, end);
        out += redacted_segment(segment, after_marker);
        if (!segment.empty()) after_marker = is_marker(percent_decoded(segment));
        if (end < path.size()) out += '/';
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return out;
}

// "rss2", "en-US", "42".
bool is_plain(std::string_view value) {
    if (value.size() > longest_word) return false;
    while (!value.empty()) {
        const std::size_t end = std::min(value.find_first_of("-_"), value.size());
        const std::string_view piece = value.substr(0, end);
        if (std::any_of(piece.begin(), piece.end(),
                        [](char c) { return kind_of(c) == Kind::other; }))
            return false;
        if (!is_word(piece)) return false;
        value.remove_prefix(std::min(end + 1, value.size()));
    }
    return true;
}

bool query_looks_secret(std::string_view query) {
    while (!query.empty()) {
        const std::size_t end = std::min(query.find_first_of("&;"), query.size());
        const std::string pair = percent_decoded(query.substr(0, end));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const std::string name = lower(pair.substr(0, equals));
        if (std::find(plain_names.begin(), plain_names.end(), name) == plain_names.end())
            return true;
        if (!is_plain(std::string_view(pair).substr(std::min(equals + 1, pair.size()))))
            return true;
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return false;
}

bool starts_with_scheme(std::string_view text, std::string_view scheme) {
    return text.size() >= scheme.size() && lower(text.substr(0, scheme.size())) == scheme;
}

// Words of sentences about keys that are no keys.
constexpr std::array<std::string_view, 24> harmless{
    "is",    "was",      "are",     "not",     "has",   "for",   "of",      "or",
    "and",   "in",       "the",     "to",      "on",    "with",  "invalid", "bad",
    "wrong", "required", "missing", "expired", "given", "found", "does",    "must"};

bool may_be_key(std::string_view word, bool announced) {
    while (!word.empty() && std::string_view("\"'.,;:()").find(word.back()) != word.npos)
        word.remove_suffix(1);
    if (announced)
        return std::find(harmless.begin(), harmless.end(), lower(word)) == harmless.end();
    const auto digits =
        std::count_if(word.begin(), word.end(), [](char c) { return kind_of(c) == Kind::digit; });
    const bool mixed = digits > 0 && static_cast<std::size_t>(digits) < word.size();
    return looks_like_token(word) || (mixed && word.size() >= shortest_mixed && !is_word(word));
}

// "key:", "\"access_token\"".
bool announces_key(std::string_view word) {
    while (!word.empty()) {
        const std::size_t end = std::min(word.find_first_of("-_.:,'\"()[]"), word.size());
        if (is_marker(word.substr(0, end))) return true;
        word.remove_prefix(std::min(end + 1, word.size()));
    }
    return false;
}

}  // namespace

std::string without_secrets(std::string_view sentence) {
    std::string out;
    bool announced = false;
    while (!sentence.empty()) {
        const std::string_view word = sentence.substr(0, sentence.find(' '));
        sentence.remove_prefix(std::min(word.size() + 1, sentence.size()));
        if (!out.empty()) out += ' ';
        const std::size_t equals = word.find('=');
        const bool is_address = word.find("://") != word.npos;  // redacted already
        if (is_address)
            out += word;
        else if (equals != word.npos)
            out.append(word.substr(0, equals + 1)).append(hidden);
        else
            out += may_be_key(word, announced) ? hidden : word;
        announced = announces_key(word);
    }
    return out;
}

std::string Url::redacted() const {
    if (empty()) return {};
    const UrlParts parts = split_url(text_);
    std::string out = std::string(parts.scheme) + ":";
    if (parts.has_authority) out += "//";
    if (parts.has_userinfo) out += std::string(hidden) + "@";
    out += parts.host;
    if (!parts.port.empty()) out += ":" + std::string(parts.port);
    out += redacted_path(parts.path);
    if (parts.has_query) out += "?" + std::string(hidden);
    return printable(out);
}

bool Url::looks_secret() const {
    const UrlParts parts = split_url(text_);
    return parts.has_userinfo || redacted_path(parts.path) != parts.path ||
           query_looks_secret(parts.query);
}

std::string redact_urls(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        if (!starts_with_scheme(text, "http://") && !starts_with_scheme(text, "https://")) {
            out += text.front();
            text.remove_prefix(1);
            continue;
        }
        std::string_view found = text.substr(0, text.find_first_of(" \t\r\n\f\v<>\"`"));
        text.remove_prefix(found.size());
        std::string_view after;  // a full stop belongs to the sentence
        const std::size_t end = found.find_last_not_of(".,;:!?)]}'") + 1;
        after = found.substr(end);
        found = found.substr(0, end);
        const auto url = Url::parse(found);
        const std::string_view scheme = found.substr(0, found.find(':'));
        out += url ? url->redacted() : std::string(scheme) + "://" + std::string(hidden);
        out += after;
    }
    return out;
}

}  // namespace earshot
