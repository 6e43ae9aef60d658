#include "earshot/erasure.hpp"

#include <algorithm>
#include <utility>

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

#include "earshot/person.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

constexpr std::size_t shortest_trace = 2;  // bytes; shorter ones are everywhere

std::string lower_case(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// East Asian scripts write no spaces: their first bytes in UTF-8 are from 0xE3 on.
bool writes_no_spaces(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
}

bool is_one_word(std::string_view name) {
    return name.find(' ') == name.npos && !writes_no_spaces(name);
}

/// As it stands inside a JSON text, without the quotes.
std::string inside_json(const std::string& text) {
    const std::string quoted = boost::json::serialize(boost::json::string(text));
    return quoted.substr(1, quoted.size() - 2);
}

bool stands_as_words(std::string_view text, std::size_t from, std::size_t to) {
    const bool begins = from == 0 || !is_alphanumeric(text[from - 1]);
    return begins && (to == text.size() || !is_alphanumeric(text[to]));
}

/// The whole text, or the whole of a string in a JSON text. A quote behind a backslash is none.
bool stands_whole(std::string_view text, std::size_t from, std::size_t to) {
    if (from == 0 && to == text.size()) return true;
    return from > 0 && to < text.size() && text[from - 1] == '"' && text[to] == '"' &&
           (from < 2 || text[from - 2] != '\\');
}

bool begins_an_address(std::string_view text, std::size_t from) {
    if (from == 0) return true;
    if (text.substr(0, from).ends_with("www.")) return true;
    const char before = text[from - 1];
    return !is_alphanumeric(before) &&
           std::string_view("._-+@").find(before) == std::string_view::npos;
}

/// Whether nothing more of the address stands there: its end, or a full stop behind it.
bool is_over(std::string_view text, std::size_t at) {
    if (at == text.size()) return true;
    if (text[at] == '.') return at + 1 == text.size() || !is_alphanumeric(text[at + 1]);
    return !is_alphanumeric(text[at]) &&
           std::string_view("_-%~@+/?#:").find(text[at]) == std::string_view::npos;
}

bool ends_there(std::string_view text, std::size_t to) {
    return is_over(text, to) || (text[to] == '/' && is_over(text, to + 1));
}

bool goes_on_below(std::string_view text, std::size_t to) {
    return to < text.size() && (text[to] == '/' || text[to] == '?' || text[to] == '#');
}

std::string name_text(const std::string& name) {
    return "name " + collapse(name);
}

void add_accounts(std::vector<std::string>& texts, const std::vector<std::string>& accounts) {
    for (const std::string& account : accounts)
        for (const std::string& key : account_keys(account))
            texts.push_back("account " + key);
}

}  // namespace

void Traces::add(std::string text, Where where) {
    if (text.size() < shortest_trace) return;
    const bool known = std::any_of(needles_.begin(), needles_.end(), [&](const Needle& needle) {
        return needle.text == text && needle.where == where;
    });
    if (!known) needles_.push_back({std::move(text), where});
}

void Traces::add_name(std::string_view name) {
    const std::string text = lower_case(collapse(name));
    const Where where = is_one_word(text) ? Where::whole : Where::words;
    add(text, where);
    add(inside_json(text), where);
}

void Traces::add_account(std::string_view uri) {
    std::string key = lower_case(account_key(uri));
    if (key.starts_with("mailto:")) key.erase(0, std::string_view("mailto:").size());
    if (key.starts_with("uid:") || key.find('.') == key.npos) return add(key, Where::whole);
    const bool below = key.find('/') != key.npos || key.find('?') != key.npos;
    add(key, below ? Where::account : Where::site);
}

std::optional<Traces::Place> Traces::find(const Needle& needle, std::string_view lower,
                                          std::size_t from) {
    for (std::size_t at = lower.find(needle.text, from); at != lower.npos;
         at = lower.find(needle.text, at + 1)) {
        const std::size_t to = at + needle.text.size();
        bool stands = false;
        switch (needle.where) {
            case Where::words: stands = stands_as_words(lower, at, to); break;
            case Where::whole: stands = stands_whole(lower, at, to); break;
            case Where::account:
                stands = begins_an_address(lower, at) &&
                         (ends_there(lower, to) || goes_on_below(lower, to));
                break;
            case Where::site: stands = begins_an_address(lower, at) && ends_there(lower, to); break;
        }
        if (stands) return Place{at, to};
    }
    return std::nullopt;
}

std::optional<Traces::Place> Traces::first(std::string_view lower, std::size_t from) const {
    std::optional<Place> found;
    for (const Needle& needle : needles_) {
        const auto place = find(needle, lower, from);
        if (place && (!found || place->from < found->from)) found = place;
    }
    return found;
}

bool Traces::in(std::string_view text) const {
    if (needles_.empty() || text.size() < shortest_trace) return false;
    const std::string lower = lower_case(text);
    return std::any_of(needles_.begin(), needles_.end(),
                       [&](const Needle& needle) { return find(needle, lower, 0).has_value(); });
}

std::string Traces::cut_from(std::string_view text) const {
    const std::string lower = lower_case(text);
    std::string out;
    std::size_t at = 0;
    while (const auto place = first(lower, at)) {
        out += text.substr(at, place->from - at);
        at = place->to;
    }
    out += text.substr(at);
    return out;
}

std::vector<std::string> tombstone_texts(const std::vector<std::string>& accounts,
                                         const std::vector<std::string>& names) {
    std::vector<std::string> texts;
    add_accounts(texts, accounts);
    for (const std::string& name : names)
        if (!collapse(name).empty()) texts.push_back(name_text(name));
    return texts;
}

std::vector<std::string> turns_up_as(const std::vector<std::string>& accounts,
                                     const std::string& name) {
    std::vector<std::string> texts;
    add_accounts(texts, accounts);
    const std::string collapsed = collapse(name);
    if (!collapsed.empty() && (texts.empty() || !is_one_word(collapsed)))
        texts.push_back(name_text(collapsed));
    return texts;
}

}  // namespace earshot
