#pragma once
// One key of a table into one setting; what does not fit is complained about and leaves the setting
// as it was.

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/core/config/config_values.hpp"
#include "daemon/core/toml/toml_table.hpp"

namespace earshot::config_tables {

/// `parse`: const std::string& to Result<T>.
template <class T, class Parse>
void read_text(TomlTable& table, const std::string& key, T& setting, Parse parse) {
    const auto text = table.text(key);
    if (!text) return;
    if (auto value = parse(text->value))
        setting = std::move(*value);
    else
        table.complain(key, value.error().what);
}

template <class T, class Parse>
void read_list(TomlTable& table, const std::string& key, std::vector<T>& setting, Parse parse) {
    const auto texts = table.texts(key);
    if (!texts) return;
    if (texts->size() > config_limits::list_items) {
        table.complain(key,
                       "has more than " + std::to_string(config_limits::list_items) + " items");
        return;
    }
    std::vector<T> values;
    for (const auto& text : *texts) {
        if (auto value = parse(text.value))
            values.push_back(std::move(*value));
        else
            table.complain(text.line, key, value.error().what);
    }
    setting = std::move(values);
}

template <class E, std::size_t N>
void read_word(TomlTable& table, const std::string& key, E& setting,
               const std::array<std::pair<std::string_view, E>, N>& words) {
    read_text(table, key, setting, [&words](const std::string& text) -> Result<E> {
        std::vector<std::string_view> known;
        for (const auto& [word, value] : words) {
            if (text == word) return value;
            known.push_back(word);
        }
        return fail(config_values::one_of(known));
    });
}

inline void read_span(TomlTable& table, const std::string& key, Span& setting, Span shortest,
                      Span longest) {
    read_text(table, key, setting, [shortest, longest](const std::string& text) {
        return config_values::span_between(text, shortest, longest);
    });
}

/// quiet.after = "6 weeks", or quiet = "never".
inline void read_own_line(TomlTable& table, std::optional<OwnLine>& setting) {
    if (table.has("quiet") && !table.is_table("quiet"))
        read_text(table, "quiet", setting, config_values::quiet_never);
    else
        read_text(table, "quiet.after", setting, config_values::quiet_after);
}

inline void read_flag(TomlTable& table, const std::string& key, bool& setting) {
    if (const auto flag = table.flag(key)) setting = *flag;
}

inline void read_number(TomlTable& table, const std::string& key, int& setting, int least,
                        int most) {
    const auto number = table.number(key);
    if (!number) return;
    if (*number < least || *number > most)
        table.complain(key, "must be " + std::to_string(least) + " to " + std::to_string(most));
    else
        setting = static_cast<int>(*number);
}

}  // namespace earshot::config_tables
