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

void append(std::string& text, std::string_view string) {
    text += json::serialize(json::string(json::string_view(string.data(), string.size())));
}

void append(std::string& text, const Object& object, std::string_view sentence,
            std::string_view link) {
    const std::size_t at = object.name.empty() ? sentence.npos : sentence.find(object.name);
    text += '[';
    if (at == sentence.npos)
        append(text, object.name);
    else
        text.append(std::to_string(at)).append(",").append(std::to_string(object.name.size()));
    if (!object.uri.empty()) {
        text += ',';
        if (object.uri == link)
            text += '0';
        else
            append(text, object.uri);
    }
    text += ']';
}

/// A place in the sentence; nothing when it lies outside.
bool take_place(const json::value& at, const json::value& size, std::string_view sentence,
                std::string& name) {
    const auto* from = at.if_int64();
    const auto* bytes = size.if_int64();
    if (!from || !bytes || *from < 0 || *bytes < 0) return false;
    const auto begin = static_cast<std::size_t>(*from), count = static_cast<std::size_t>(*bytes);
    if (begin > sentence.size() || count > sentence.size() - begin) return false;
    name = sentence.substr(begin, count);
    return true;
}

bool take_text(const json::value& value, std::string& text) {
    const auto* string = value.if_string();
    if (string) text.assign(string->data(), string->size());
    return string != nullptr;
}

bool take(const json::value& item, std::string_view sentence, std::string_view link,
          Object& object) {
    const auto* parts = item.if_array();
    if (!parts || parts->empty()) return false;
    const bool is_text = parts->front().is_string();
    const std::size_t of_name = is_text ? 1 : 2;
    if (parts->size() < of_name || parts->size() > of_name + 1) return false;
    if (is_text ? !take_text((*parts)[0], object.name)
                : !take_place((*parts)[0], (*parts)[1], sentence, object.name))
        return false;
    if (parts->size() == of_name) return true;
    if (parts->back().is_int64()) {
        object.uri = link;
        return true;
    }
    return take_text(parts->back(), object.uri);
}

}  // namespace

std::string to_json(const std::vector<std::string>& texts) {
    json::array list;
    for (const auto& text : texts)
        list.emplace_back(json::string_view(text.data(), text.size()));
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
    if (text == "[]") return true;  // most people have no other names, and many no account
    const auto value = parse(text);
    if (!value.is_array()) return false;
    for (const auto& item : value.get_array()) {
        if (!item.is_string()) return false;
        texts.push_back(text_of(item.get_string()));
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

std::string pack(const std::vector<Object>& objects, std::string_view sentence,
                 std::string_view link) {
    std::string text = "[";
    for (const Object& object : objects) {
        if (text.size() > 1) text += ',';
        append(text, object, sentence, link);
    }
    return text += ']';
}

bool unpack(std::string_view packed, std::string_view sentence, std::string_view link,
            std::vector<Object>& objects) {
    objects.clear();
    const auto value = parse(packed);
    if (!value.is_array()) return false;
    for (const auto& item : value.get_array())
        if (!take(item, sentence, link, objects.emplace_back())) return false;
    return true;
}

}  // namespace earshot::io
