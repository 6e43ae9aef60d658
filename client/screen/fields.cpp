#include "client/screen/fields.hpp"

#include <boost/json.hpp>

#include "earshot/text.hpp"

namespace earshot::client {

namespace json = boost::json;

std::string text_of(const json::value& value) {
    if (value.is_string()) return printable(value.get_string());
    return value.is_int64() ? std::to_string(value.get_int64()) : std::string();
}

std::string text_at(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value == nullptr ? std::string() : text_of(*value);
}

std::optional<double> number_at(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    if (value == nullptr || !value->is_number()) return std::nullopt;
    return value->to_number<double>();
}

long long count_at(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

bool flag_at(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_bool() && value->get_bool();
}

std::optional<Instant> instant_at(const json::object& object, std::string_view key) {
    const auto instant = parse_rfc3339(text_at(object, key));
    return instant ? std::optional(*instant) : std::nullopt;
}

const json::object& as_object(const json::value& value) {
    static const json::object none;
    return value.is_object() ? value.get_object() : none;
}

const json::object& object_at(const json::object& object, std::string_view key) {
    static const json::value none;
    const json::value* value = object.if_contains(key);
    return as_object(value == nullptr ? none : *value);
}

const json::array& array_at(const json::object& object, std::string_view key) {
    static const json::array none;
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_array() ? value->get_array() : none;
}

std::string joined(const json::array& list, std::string_view key, std::string_view separator) {
    std::string out;
    for (const json::value& item : list) {
        const std::string word = item.is_object() ? text_at(item.get_object(), key) : text_of(item);
        if (word.empty()) continue;
        if (!out.empty()) out += separator;
        out += word;
    }
    return out;
}

}  // namespace earshot::client
