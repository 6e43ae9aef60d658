// RSS 2.0 and the extensions that live in it.

#include <array>
#include <charconv>

#include <pugixml.hpp>

#include "daemon/core/feed/entry/collected.hpp"
#include "daemon/core/feed/markup/xml_text.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::array<Row, 31> rows{{
    {Space::rss, "channel", What::channel, 0},
    {Space::rss, "item", What::entry, 0},
    {Space::rss, "guid", What::guid, 4},
    {Space::rss, "title", What::title, 4},
    {Space::rss, "link", What::link, 5},
    {Space::rss, "description", What::content, 2},
    {Space::rss, "author", What::author, 3},
    {Space::rss, "managingEditor", What::author, 2},
    {Space::rss, "pubDate", What::published, 4},
    {Space::rss, "lastBuildDate", What::updated, 4},
    {Space::rss, "category", What::category, 1},
    {Space::rss, "generator", What::generator, 1},
    {Space::rss, "ttl", What::ttl, 1},
    {Space::rss, "skipHours", What::skip_hours, 1},
    {Space::rss, "skipDays", What::skip_days, 1},
    {Space::content, "encoded", What::content, 4},
    {Space::dublin_core, "title", What::title, 1},
    {Space::dublin_core, "creator", What::author, 4},
    {Space::dublin_core, "author", What::author, 2},
    {Space::dublin_core, "date", What::published, 2},
    {Space::dublin_core, "subject", What::category, 1},
    {Space::dublin_core, "identifier", What::id, 1},
    {Space::dublin_core, "description", What::content, 1},
    {Space::itunes, "author", What::author, 1},
    {Space::dublin_terms, "issued", What::published, 1},
    {Space::dublin_terms, "modified", What::updated, 2},
    {Space::syndication, "updatePeriod", What::update_period, 1},
    {Space::syndication, "updateFrequency", What::update_frequency, 1},
    {Space::media, "title", What::title, 1},
    {Space::slash, "section", What::category, 1},
    {Space::letterboxd, "watchedDate", What::occurred, 1},
}};

constexpr std::array<std::string_view, 7> day_names{"sunday",   "monday", "tuesday", "wednesday",
                                                    "thursday", "friday", "saturday"};

constexpr std::array<std::pair<std::string_view, Span>, 5> periods{{{"hourly", hour},
                                                                    {"daily", day},
                                                                    {"weekly", 7 * day},
                                                                    {"monthly", 30 * day},
                                                                    {"yearly", 365 * day}}};
constexpr int longest_ttl_minutes = 366 * 24 * 60;

std::optional<int> whole_number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

std::span<const Row> rss_rows() {
    return rows;
}

std::string author_name(std::string_view text) {
    std::string whole = collapse(text);
    const std::size_t open = whole.find('(');
    if (open != whole.npos && whole.ends_with(')') && whole.find('@') < open) {
        std::string name = collapse(whole.substr(open + 1, whole.size() - open - 2));
        if (!name.empty()) return name;
        return collapse(whole.substr(0, open));
    }
    const std::size_t angle = whole.find('<');
    if (angle != whole.npos && angle > 0 && whole.ends_with('>') &&
        whole.find('@', angle) != whole.npos) {
        std::string name = collapse(whole.substr(0, angle));
        if (name.size() > 2 && name.front() == '"' && name.back() == '"')
            name = name.substr(1, name.size() - 2);
        return name;
    }
    return whole;
}

std::optional<Span> read_ttl(std::string_view minutes) {
    const auto count = whole_number(minutes);
    if (!count || *count < 1 || *count > longest_ttl_minutes) return std::nullopt;
    return *count * minute;
}

std::optional<Span> read_period(std::string_view word) {
    for (const auto& [name, length] : periods)
        if (same_word(name, word)) return length;
    return std::nullopt;
}

std::uint32_t read_skip_hours(pugi::xml_node element) {
    std::uint32_t bits = 0;
    for (const pugi::xml_node child : element.children()) {
        const auto number = whole_number(trimmed_text_of(child));
        if (number && *number >= 0 && *number <= 24) bits |= 1U << (*number % 24);
    }
    return bits;
}

std::uint8_t read_skip_days(pugi::xml_node element) {
    unsigned bits = 0;
    for (const pugi::xml_node child : element.children())
        for (std::size_t i = 0; i < day_names.size(); ++i)
            if (same_word(trimmed_text_of(child), day_names[i])) bits |= 1U << i;
    return static_cast<std::uint8_t>(bits);
}

}  // namespace earshot
