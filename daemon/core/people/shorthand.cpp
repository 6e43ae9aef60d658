#include "earshot/shorthand.hpp"

#include <algorithm>
#include <array>

#include "earshot/person.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

struct Place {
    std::string_view word;
    std::string_view before;     // what the login stands behind
    std::string_view home = {};  // added to a login without a dot
};
constexpr std::array<Place, 13> places{{
    {"github", "https://github.com/"},
    {"gitlab", "https://gitlab.com/"},
    {"codeberg", "https://codeberg.org/"},
    {"sourcehut", "https://sr.ht/~"},
    {"bsky", "https://bsky.app/profile/", ".bsky.social"},
    {"linkedin", "https://www.linkedin.com/in/"},
    {"reddit", "https://www.reddit.com/user/"},
    {"youtube", "https://www.youtube.com/@"},
    {"letterboxd", "https://letterboxd.com/"},
    {"goodreads", "https://www.goodreads.com/"},
    {"medium", "https://medium.com/@"},
    {"flickr", "https://www.flickr.com/people/"},
    {"x", "https://x.com/"},
}};

bool is_login(std::string_view text) {
    constexpr std::string_view allowed =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-~";
    return !text.empty() && text.find_first_not_of(allowed) == text.npos;
}

/// "ann@mail.example" with something on both sides of the one sign.
bool is_mailbox(std::string_view text) {
    const std::size_t at = text.find('@');
    return at != text.npos && at > 0 && text.find('@', at + 1) == text.npos &&
           text.find('.', at + 2) != text.npos && !text.ends_with('.') &&
           text.find_first_of("/: ,;<>\"") == text.npos;
}

std::string written_out(const std::string& text) {
    if (text.starts_with('@') && text.find('@', 1) != text.npos) return "acct:" + text.substr(1);
    if (is_mailbox(text)) return "mailto:" + text;
    const std::size_t colon = text.find(':');
    if (colon == text.npos) return text;
    std::string_view login = std::string_view(text).substr(colon + 1);
    if (login.starts_with('@')) login.remove_prefix(1);
    for (const Place& place : places) {
        if (text.substr(0, colon) != place.word || !is_login(login)) continue;
        std::string address = std::string(place.before) + std::string(login);
        if (login.find('.') == login.npos) address += place.home;
        return address;
    }
    return text;
}

}  // namespace

std::vector<std::string_view> shorthand_words() {
    std::vector<std::string_view> words;
    for (const Place& place : places)
        words.push_back(place.word);
    return words;
}

Result<std::string> account_of(std::string_view given) {
    const std::string plain = collapse(printable(given));
    if (plain.size() > shorthand_limits::account) return fail("is too long for an address", "");
    std::string text = written_out(plain);
    const bool address = text.find(':') != text.npos && text.find(' ') == text.npos;
    if (!address || account_keys(text).empty())
        return fail(
            "must be an address, such as https://code.example/ann, @ann@social.example, "
            "github:ann, bsky:ann or ann@mail.example",
            "");
    return text;
}

}  // namespace earshot
