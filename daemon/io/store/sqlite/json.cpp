#include "daemon/io/store/sqlite/json.hpp"

#include <boost/json.hpp>

namespace earshot::io {

namespace json = boost::json;

namespace {

/// Names and addresses of feeds are valid UTF-8 when the readers did their work; a byte that is
/// not must not make the store unreadable.
constexpr json::parse_options lenient() {
    json::parse_options options;
    options.allow_invalid_utf8 = true;
    return options;
}

json::value parse(std::string_view text) {
    json::error_code error;
    auto value = json::parse(json::string_view(text.data(), text.size()), error, {}, lenient());
    return error ? json::value() : value;
}

std::string text_of(const json::string& text) {
    return {text.data(), text.size()};
}

}  // namespace

std::string to_json(const std::vector<std::string>& texts) {
    json::array list;
    for (const auto& text : texts)
        list.emplace_back(json::string_view(text.data(), text.size()));
    return json::serialize(list);
}

std::string to_json(const std::vector<Object>& objects) {
    json::array list;
    for (const auto& object : objects)
        list.push_back(json::array{object.name, object.uri});
    return json::serialize(list);
}

std::string to_json(const std::vector<PersonId>& ids) {
    json::array list;
    for (const auto id : ids)
        list.emplace_back(static_cast<std::int64_t>(id));
    return json::serialize(list);
}

bool from_json(std::string_view text, std::vector<std::string>& texts) {
    texts.clear();
    const auto value = parse(text);
    if (!value.is_array()) return false;
    for (const auto& item : value.get_array()) {
        if (!item.is_string()) return false;
        texts.push_back(text_of(item.get_string()));
    }
    return true;
}

bool from_json(std::string_view text, std::vector<Object>& objects) {
    objects.clear();
    const auto value = parse(text);
    if (!value.is_array()) return false;
    for (const auto& item : value.get_array()) {
        const auto* pair = item.if_array();
        if (!pair || pair->size() != 2) return false;
        const auto* name = (*pair)[0].if_string();
        const auto* uri = (*pair)[1].if_string();
        if (!name || !uri) return false;
        objects.push_back(Object{text_of(*name), text_of(*uri)});
    }
    return true;
}

bool from_json(std::string_view text, std::vector<PersonId>& ids) {
    ids.clear();
    const auto value = parse(text);
    if (!value.is_array()) return false;
    for (const auto& item : value.get_array()) {
        if (!item.is_int64()) return false;
        ids.push_back(PersonId(item.get_int64()));
    }
    return true;
}

}  // namespace earshot::io
