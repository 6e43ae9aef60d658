#include "daemon/core/feed/json/feed_json_fields.hpp"

#include "daemon/core/feed/entry/collected.hpp"
#include "daemon/core/feed/markup/xml_text.hpp"
#include "daemon/core/text/url_parts.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

bool is_page(Json link) {
    const std::string_view type = link["mediaType"].text();
    return type.starts_with("text/html") || type.starts_with("application/xhtml+xml");
}

std::string one_address(Json address, const std::string& base) {
    const std::string_view text =
        address.is_object() ? text_of(address, {"href", "url", "id", "@value"}) : address.text();
    return absolute(std::string(text), base);
}

}  // namespace

std::string_view text_of(Json object, std::initializer_list<std::string_view> members) {
    for (const std::string_view member : members)
        if (const std::string_view text = object[member].text(); !text.empty()) return text;
    return {};
}

std::string plain(std::string_view markup) {
    return std::string(cut(plain_text(markup), feed_limits::text));
}

std::string as_markup(std::string_view text) {
    return std::string(cut(escaped(text), feed_limits::text));
}

std::string address_of(Json address, const std::string& base) {
    std::string first;
    for (std::size_t i = 0; i < address.size() && i < feed_limits::parts; ++i) {
        const Json one = address.at(i);
        std::string found = one_address(one, base);
        if (found.empty()) continue;
        if (is_page(one)) return found;
        if (first.empty()) first = std::move(found);
    }
    return first;
}

std::string address_in(std::string_view id) {
    if (split_url(id).scheme.empty()) return {};
    return absolute(std::string(id), {});
}

bool is_web_address(std::string_view text) {
    return text.starts_with("http://") || text.starts_with("https://");
}

std::optional<Instant> time_of(Json object, std::initializer_list<std::string_view> members) {
    for (const std::string_view member : members)
        if (const auto t = parse_feed_date(object[member].text())) return t;
    return std::nullopt;
}

void add_category(std::vector<std::string>& categories, std::string_view word) {
    if (categories.size() == feed_limits::parts) return;
    std::string text = plain(word);
    if (!text.empty()) categories.push_back(std::move(text));
}

}  // namespace earshot
