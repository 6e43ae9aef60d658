#include "daemon/app/wire/schema.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <boost/json.hpp>

#include "daemon/app/wire/schema_rows.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;

struct Plain {
    std::string_view word, type, format;
};
constexpr std::array<Plain, 7> plain{{{"text", "string", ""},
                                      {"integer", "integer", ""},
                                      {"number", "number", ""},
                                      {"flag", "boolean", ""},
                                      {"time", "string", "date-time"},
                                      {"day", "string", "date"},
                                      {"object", "object", ""}}};

/// "text", "time?" (or null), "Touch[]" (a list).
json::object type_of(std::string_view word) {
    if (word.ends_with('?')) {
        json::object type = type_of(word.substr(0, word.size() - 1));
        return {{"anyOf", {std::move(type), {{"type", "null"}}}}};
    }
    if (word.ends_with("[]"))
        return {{"type", "array"}, {"items", type_of(word.substr(0, word.size() - 2))}};
    const auto* known = std::find_if(plain.begin(), plain.end(),
                                     [word](const Plain& one) { return one.word == word; });
    if (known == plain.end()) return {{"$ref", "#/components/schemas/" + std::string(word)}};
    json::object type{{"type", json::string(known->type)}};
    if (!known->format.empty()) type["format"] = json::string(known->format);
    return type;
}

json::object described(std::string_view type, std::string_view says) {
    json::object property = type_of(type);
    property["description"] = json::string(says);
    return property;
}

}  // namespace

json::object schemas() {
    json::object all;
    for (const SchemaRow& row : schema_rows) {
        json::value& schema = all[row.schema];
        if (!schema.is_object())
            schema = json::object{{"type", "object"},
                                  {"additionalProperties", false},
                                  {"properties", json::object()}};
        schema.at("properties").as_object()[row.field] = described(row.type, row.says);
    }
    for (const ListRow& row : list_rows)
        all[row.schema] = json::object{
            {"type", "object"},
            {"additionalProperties", false},
            {"properties",
             {{"items", type_of(std::string(row.of) + "[]")},
              {"next", described("text?", "the ?after= of the next page; null: there is none")}}}};
    return all;
}

std::string_view answer_of(std::string_view method, std::string_view path) {
    const auto* found = std::find_if(answer_rows.begin(), answer_rows.end(), [&](const auto& row) {
        return row.method == method && row.path == path;
    });
    return found == answer_rows.end() ? std::string_view() : found->schema;
}

json::object field_of_body(std::string_view name) {
    const auto* found = std::find_if(body_rows.begin(), body_rows.end(),
                                     [name](const BodyRow& row) { return row.field == name; });
    return found == body_rows.end() ? json::object() : described(found->type, found->says);
}

}  // namespace earshot::app
