#include "daemon/core/feed/document/not_a_feed.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/feed/document/html_page.hpp"
#include "daemon/core/feed/markup/xml_names.hpp"
#include "daemon/core/text/secret_words.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

// Warnings of a broken script may stand before the document.
constexpr std::size_t root_within = 4096;

// Of what a service says of an error.
constexpr std::size_t said_read = 1000;
constexpr std::size_t said_shown = 120;
constexpr std::size_t name_shown = 40;

Problem is(std::string_view what) {
    return {"the document is " + std::string(what) + ", not a feed", {}, false};
}

bool starts_with_word(std::string_view text, std::string_view word) {
    return text.size() >= word.size() && same_word(text.substr(0, word.size()), word);
}

// "<rss", "<atom:feed", "<RDF", in whatever case.
bool has_feed_root(std::string_view text) {
    text = text.substr(0, root_within);
    for (std::size_t at = text.find('<'); at != text.npos; at = text.find('<', at + 1)) {
        const std::string_view rest = text.substr(at + 1);
        const std::string_view name = local_part(rest.substr(0, rest.find_first_of(" \t\r\n/><")));
        for (std::string_view root : {"rss", "feed", "RDF"})
            if (same_word(name, root)) return true;
    }
    return false;
}

// What a service says of itself, fit to be repeated to anybody.
std::string quotable(std::string_view text) {
    return shorten(without_secrets(collapse(printable(redact_urls(cut(text, said_read))))),
                   said_shown);
}

// What a file begins with that is neither text nor markup. Decoded: bytes above ASCII that are no
// UTF-8 have become U+FFFD, or the letters of windows-1252 when they are few.
struct Beginning {
    std::string_view bytes;
    std::string_view what;
};
constexpr std::array<Beginning, 12> beginnings{{{"\x1F\u2039", "compressed data"},
                                                {"\x1F", "compressed data"},
                                                {"BZh", "compressed data"},
                                                {"\u00FD"
                                                 "7zXZ",
                                                 "compressed data"},
                                                {"PK\x03\x04", "a ZIP archive"},
                                                {"%PDF-", "a PDF document"},
                                                {"\u2030PNG", "a picture"},
                                                {"\uFFFDPNG", "a picture"},
                                                {"\uFFFD"
                                                 "7zXZ",
                                                 "compressed data"},
                                                {"\uFFFD\uFFFD\uFFFD\uFFFD \x10JFIF", "a picture"},
                                                {"GIF8", "a picture"},
                                                {"\u00FF\u00D8\u00FF", "a picture"}}};

Problem page(std::string_view html, const FeedHint& hint) {
    const HtmlPage page = read_page(html);
    if (page.asks_for_password) return is("an HTML page that asks to sign in");
    const auto here = Url::parse(hint.base);
    const auto there = here ? Url::parse(here->resolve(page.sends_to)) : here;
    if (there && !page.sends_to.empty() && there->host() != here->host())
        return is("an HTML page that leads to " + there->host());
    return is("an HTML page");
}

}  // namespace

std::optional<Problem> not_markup(std::string_view text, const FeedHint& hint) {
    const std::string_view whole = text;
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n\f\v"), text.size()));
    if (text.empty()) return Problem{"the document is empty", {}, false};
    for (const Beginning& beginning : beginnings)
        if (text.starts_with(beginning.bytes)) return is(beginning.what);
    const bool is_page =
        starts_with_word(text, "<!doctype html") || starts_with_word(text, "<html");
    if (is_page && !has_feed_root(text)) return page(text, hint);
    if (text.front() == '<' || has_feed_root(text)) return std::nullopt;
    const auto controls = std::count_if(
        whole.begin(), whole.begin() + std::ptrdiff_t(std::min(whole.size(), root_within)),
        [](char c) { return c >= 0 && c < '\t'; });
    return is(controls > 0 ? "binary data" : "plain text");
}

Problem not_this_json(std::string_view member, std::string_view says) {
    Problem problem = is("JSON");
    if (!says.empty())
        problem.what += "; it says \"" + std::string(member) + "\": \"" + quotable(says) + "\"";
    return problem;
}

Problem not_this_root(std::string_view root) {
    if (same_word(root, "html")) return is("an HTML page");
    return is("XML with the root <" + shorten(printable(root), name_shown) + ">");
}

}  // namespace earshot
