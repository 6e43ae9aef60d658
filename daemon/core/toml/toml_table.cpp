#include "daemon/core/toml/toml_table.hpp"

#include <algorithm>

#include "daemon/core/toml/toml_parser.hpp"

namespace earshot {
namespace {

const toml::table nothing;

int begin_of(const toml::node& node) {
    return static_cast<int>(node.source().begin.line);
}

std::string a_kind_of(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::none: return "nothing";
        case toml::node_type::table: return "a table";
        case toml::node_type::array: return "a list";
        case toml::node_type::string: return "text";
        case toml::node_type::integer: return "a number";
        case toml::node_type::floating_point: return "a number with a fraction";
        case toml::node_type::boolean: return "true or false";
        case toml::node_type::date:
        case toml::node_type::time:
        case toml::node_type::date_time: return "a date or time without quotes";
    }
    return "something else";
}

std::string wants(const std::string& wanted, const toml::node& node) {
    return "must be " + wanted + ", not " + a_kind_of(node);
}

/// The parser quotes what it stumbled over, and that may be the beginning of a password. Only the
/// name of a key that stands twice is kept.
std::string without_quotations(std::string text) {
    if (text.find("cannot redefine") != std::string::npos) return text;
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = std::min(text.find('\'', at), text.size());
        // One sign, or an escape of one, lies between quotes that may stay.
        const std::size_t close = text.find('\'', open + 2);
        out += text.substr(at, open - at);
        if (close == std::string::npos) return out + text.substr(open);
        const std::string quoted = text.substr(open, close + 1 - open);
        out += quoted.size() <= 4 ? quoted : "this";
        at = close + 1;
    }
    return out;
}

std::string in_our_words(std::string description) {
    if (description.find("could not determine value type") != std::string::npos)
        return "is not TOML: this value is neither a number nor text; text needs quotes";
    constexpr std::string_view prefix = "Error while parsing ";
    if (description.starts_with(prefix)) description.erase(0, prefix.size());
    return "is not TOML: " + without_quotations(std::move(description));
}

}  // namespace

TomlTable::TomlTable(const toml::table& table, std::string name, Complaints& complaints)
    : table_(&table), name_(std::move(name)), complaints_(&complaints) {}

TomlTable TomlTable::empty(std::string name, Complaints& complaints) {
    return TomlTable(nothing, std::move(name), complaints);
}

int TomlTable::line() const {
    return begin_of(*table_);
}

const toml::node* TomlTable::at(const std::string& key) const {
    const std::size_t dot = key.find('.');
    const toml::node* node = table_->get(std::string_view(key).substr(0, dot));
    if (dot == std::string::npos || node == nullptr) return node;
    const toml::table* below = node->as_table();
    return below != nullptr ? below->get(std::string_view(key).substr(dot + 1)) : nullptr;
}

const toml::node* TomlTable::find(const std::string& key) {
    if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) asked_.push_back(key);
    return at(key);
}

bool TomlTable::has(const std::string& key) const {
    return at(key) != nullptr;
}

bool TomlTable::is_table(const std::string& key) const {
    const toml::node* node = at(key);
    return node != nullptr && node->is_table();
}

int TomlTable::line_of(const std::string& key) const {
    const toml::node* node = at(key);
    return node != nullptr ? begin_of(*node) : line();
}

void TomlTable::complain(const std::string& key, const std::string& what) {
    complaints_->add(line_of(key), name_, key, what);
}

void TomlTable::complain(int line, const std::string& key, const std::string& what) {
    complaints_->add(line, name_, key, what);
}

std::optional<TomlTable::Text> TomlTable::text(const std::string& key) {
    const toml::node* node = find(key);
    if (node == nullptr) return std::nullopt;
    if (const auto* text = node->as_string()) return Text{text->get(), begin_of(*node)};
    complain(key, wants("text in quotes", *node));
    return std::nullopt;
}

std::optional<std::int64_t> TomlTable::number(const std::string& key) {
    const toml::node* node = find(key);
    if (node == nullptr) return std::nullopt;
    if (const auto* number = node->as_integer()) return number->get();
    complain(key, wants("a whole number", *node));
    return std::nullopt;
}

std::optional<std::vector<TomlTable::Text>> TomlTable::texts(const std::string& key) {
    const toml::node* node = find(key);
    if (node == nullptr) return std::nullopt;
    const toml::array* list = node->as_array();
    if (list == nullptr) {
        complain(key, wants("a list in brackets", *node));
        return std::nullopt;
    }
    std::vector<Text> texts;
    for (const toml::node& item : *list) {
        if (const auto* text = item.as_string())
            texts.push_back({text->get(), begin_of(item)});
        else
            complain(begin_of(item), key, wants("a list of texts in quotes", item));
    }
    return texts;
}

std::optional<bool> TomlTable::flag(const std::string& key) {
    const toml::node* node = find(key);
    if (node == nullptr) return std::nullopt;
    if (const auto* flag = node->as_boolean()) return flag->get();
    complain(key, wants("true or false", *node));
    return std::nullopt;
}

std::optional<std::vector<std::pair<std::string, TomlTable::Text>>> TomlTable::named_texts(
    const std::string& key) {
    const toml::node* node = find(key);
    if (node == nullptr) return std::nullopt;
    const toml::table* below = node->as_table();
    if (below == nullptr) {
        complain(key, wants("a table in braces", *node));
        return std::nullopt;
    }
    std::vector<std::pair<std::string, Text>> texts;
    for (const auto& [name, value] : *below) {
        if (const auto* text = value.as_string())
            texts.emplace_back(name.str(), Text{text->get(), begin_of(value)});
        else
            complain(begin_of(value), key + "." + std::string(name.str()),
                     wants("text in quotes", value));
    }
    return texts;
}

TomlTable TomlTable::table(const std::string& key) {
    const toml::node* node = find(key);
    const toml::table* found = node != nullptr ? node->as_table() : nullptr;
    if (node != nullptr && found == nullptr)
        complaints_->add(begin_of(*node), key, "", "must be a table: write [" + key + "]");
    return TomlTable(found != nullptr ? *found : nothing, key, *complaints_);
}

std::vector<TomlTable> TomlTable::tables(const std::string& key) {
    const toml::node* node = find(key);
    std::vector<TomlTable> found;
    if (node == nullptr) return found;
    const toml::array* list = node->as_array();
    if (list == nullptr) {
        complaints_->add(begin_of(*node), key, "",
                         "may stand several times: write [[" + key + "]]");
        return found;
    }
    for (const toml::node& item : *list) {
        if (const toml::table* one = item.as_table())
            found.emplace_back(*one, key, *complaints_);
        else
            complaints_->add(begin_of(item), key, "", "must be a table: write [[" + key + "]]");
    }
    return found;
}

void TomlTable::complain_of_unknown() {
    const auto is_asked = [this](const std::string& key) {
        return std::find(asked_.begin(), asked_.end(), key) != asked_.end();
    };
    for (const auto& [found, node] : *table_) {
        const std::string key(found.str());
        if (is_asked(key)) continue;
        const bool holds_asked =
            std::any_of(asked_.begin(), asked_.end(),
                        [&](const std::string& one) { return one.starts_with(key + "."); });
        if (const toml::table* below = node.as_table(); below != nullptr && holds_asked) {
            for (const auto& [inner, value] : *below)
                if (const std::string whole = key + "." + std::string(inner.str());
                    !is_asked(whole))
                    complaints_->add(static_cast<int>(inner.source().begin.line), name_, whole,
                                     "unknown key");
            continue;
        }
        const std::string meant = near_miss(key, asked_);
        const std::string hint = meant.empty() ? "" : "; did you mean \"" + meant + "\"?";
        const bool is_table = node.is_table() || node.is_array_of_tables();
        if (is_table && name_.empty())
            complaints_->add(begin_of(node), key, "", "is no table of earshot's" + hint);
        else
            complaints_->add(static_cast<int>(found.source().begin.line), name_, key,
                             "unknown key" + hint);
    }
}

std::optional<TomlFile> TomlFile::parse(std::string_view text, Complaints& complaints) {
    toml::parse_result result = toml::parse(text);
    if (!result) {
        const toml::parse_error& error = result.error();
        complaints.add(static_cast<int>(error.source().begin.line), "", "",
                       in_our_words(std::string(error.description())));
        return std::nullopt;
    }
    return TomlFile(std::make_unique<toml::table>(std::move(result).table()));
}

TomlFile::TomlFile(std::unique_ptr<toml::table> table) : table_(std::move(table)) {}
TomlFile::TomlFile(TomlFile&&) noexcept = default;
TomlFile& TomlFile::operator=(TomlFile&&) noexcept = default;
TomlFile::~TomlFile() = default;

TomlTable TomlFile::root(Complaints& complaints) const {
    return TomlTable(*table_, "", complaints);
}

std::string near_miss(std::string_view word, const std::vector<std::string>& known) {
    // Levenshtein's distance, row by row; two slips at most, one in a short word.
    const auto distance = [](std::string_view a, std::string_view b) {
        std::vector<std::size_t> row(b.size() + 1);
        for (std::size_t j = 0; j <= b.size(); ++j)
            row[j] = j;
        for (std::size_t i = 1; i <= a.size(); ++i) {
            std::size_t diagonal = row[0];
            row[0] = i;
            for (std::size_t j = 1; j <= b.size(); ++j) {
                const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
            }
        }
        return row[b.size()];
    };
    std::string nearest;
    std::size_t best = word.size() < 5 ? 2 : 3;
    if (word.size() > 64) return nearest;
    for (const std::string& candidate : known) {
        const std::size_t slips = distance(word, candidate);
        if (slips < best) {
            best = slips;
            nearest = candidate;
        }
    }
    return nearest;
}

}  // namespace earshot
