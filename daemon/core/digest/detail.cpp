// What a destination does not get to see. Mail carries other people's data over machines that are
// not the reader's own; whoever wants less of it there gets less.

#include <array>
#include <utility>

#include "daemon/core/digest/digest_items.hpp"
#include "daemon/core/digest/item_words.hpp"
#include "daemon/core/text/utf8.hpp"
#include "earshot/digest.hpp"

namespace earshot {
namespace {

constexpr std::array<std::pair<std::string_view, Detail>, 3> words{
    {{"full", Detail::full}, {"names", Detail::names}, {"initials", Detail::initials}}};

/// "M. S." of "Marek Sobol".
std::string initials_of(const std::string& name) {
    std::string text;
    bool begins = true;
    for (std::string_view rest = name; !rest.empty();) {
        const CodePoint letter = decode(rest);
        rest.remove_prefix(letter.bytes);
        if (!is_space(letter.value) && begins) {
            if (!text.empty()) text += ' ';
            append(text, letter.value);
            text += '.';
        }
        begins = is_space(letter.value);
    }
    return text;
}

/// Words of anybody's, ways to them, places on the web.
void without_words(Item& item) {
    item.personal.clear();
    item.quote.reset();
    item.ways.clear();
}

/// Nothing but the letters of a name and what kind of news it is: no sentence, since it may say any
/// name.
void as_initials(Item& item) {
    const bool is_of_person = item.section != Section::hands;
    item.name = is_of_person ? initials_of(item.name) : "A feed";
    item.where.clear();
    item.evidence = item.brief.empty() ? std::string() : capitalised(item.brief) + ".";
    item.step = "What it is: earshot why " + std::to_string(static_cast<std::int64_t>(item.number));
    item.names.clear();
    for (Choice& reply : item.choices)
        if (reply.label.starts_with("normal for ")) reply.label = "normal for them";
}

}  // namespace

std::string_view to_text(Detail detail) {
    return words[static_cast<std::size_t>(detail)].first;
}

std::optional<Detail> parse_detail(std::string_view text) {
    for (const auto& [word, detail] : words)
        if (word == text) return detail;
    return std::nullopt;
}

Digest at_detail(Digest digest, Detail detail) {
    if (detail == Detail::full) return digest;
    for (Item& item : digest.items)
        without_words(item);
    if (detail == Detail::names) return digest;
    for (Item& item : digest.items)
        as_initials(item);
    if (!digest.items.empty()) digest.headline = "There is something to look at.";
    digest.subject = plain_subject(digest);
    // The causes name feeds and hosts; the figures before them name nobody.
    if (const std::size_t end = digest.coverage.find(". "); end != std::string::npos)
        digest.coverage.resize(end + 1);
    return digest;
}

}  // namespace earshot
