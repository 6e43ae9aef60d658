#include "daemon/core/toml/toml_complaints.hpp"

#include <algorithm>

namespace earshot {

std::optional<toml::table> TomlComplaints::root(std::string_view text) {
    toml::parse_result parsed = toml::parse(text);
    if (parsed) return std::move(parsed).table();
    say(parsed.error().source().begin.line, std::string(parsed.error().description()));
    return std::nullopt;
}

void TomlComplaints::say(toml::source_index line, std::string what) {
    into_.push_back({std::move(what), file_ + ":" + std::to_string(line), false});
}

void TomlComplaints::only(const toml::table& table, std::initializer_list<std::string_view> keys,
                          std::string_view of) {
    for (const auto& [key, node] : table)
        if (std::ranges::find(keys, key.str()) == keys.end())
            say(key.source().begin.line,
                "unknown key \"" + std::string(key.str()) + "\" in " + std::string(of));
}

std::string TomlComplaints::text(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return {};
    if (const auto* value = node->as_string()) return value->get();
    say(*node, std::string(key) + " is not a text");
    return {};
}

bool TomlComplaints::flag(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return false;
    if (const auto* value = node->as_boolean()) return value->get();
    say(*node, std::string(key) + " is neither true nor false");
    return false;
}

std::vector<const toml::value<std::string>*> TomlComplaints::texts(const toml::table& table,
                                                                   std::string_view key) {
    std::vector<const toml::value<std::string>*> result;
    const toml::node* node = table.get(key);
    if (node == nullptr) return result;
    if (const auto* one = node->as_string()) return {one};
    const toml::array* list = node->as_array();
    if (list == nullptr) {
        say(*node, std::string(key) + " is neither a text nor a list of texts");
        return result;
    }
    for (const toml::node& item : *list)
        if (const auto* value = item.as_string())
            result.push_back(value);
        else
            say(item, std::string(key) + " holds something that is not a text");
    return result;
}

const toml::table* TomlComplaints::table(const toml::table& parent, std::string_view key) {
    const toml::node* node = parent.get(key);
    if (node == nullptr) return nullptr;
    if (const toml::table* result = node->as_table()) return result;
    say(*node, std::string(key) + " is not a table: write [" + std::string(key) + "]");
    return nullptr;
}

std::vector<const toml::table*> TomlComplaints::tables(const toml::table& parent,
                                                       std::string_view key) {
    std::vector<const toml::table*> result;
    const toml::node* node = parent.get(key);
    if (node == nullptr) return result;
    const toml::array* list = node->as_array();
    if (list == nullptr ||
        !std::ranges::all_of(*list, [](const toml::node& item) { return item.is_table(); })) {
        say(*node,
            std::string(key) + " is not a list of tables: write [[" + std::string(key) + "]]");
        return result;
    }
    for (const toml::node& item : *list)
        result.push_back(item.as_table());
    return result;
}

}  // namespace earshot
