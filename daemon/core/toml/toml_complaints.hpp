#pragma once
// Reading one TOML file of data, a dialect or a site, while noting every complaint with its line.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/core/toml/toml_parser.hpp"
#include "earshot/result.hpp"

namespace earshot {

class TomlComplaints {
public:
    TomlComplaints(std::string file, std::vector<Problem>& into)
        : file_(std::move(file)), into_(into) {}

    /// The file as a table; empty, with a complaint, when the text is not TOML.
    std::optional<toml::table> root(std::string_view text);

    void say(const toml::node& at, std::string what) {
        say(at.source().begin.line, std::move(what));
    }
    void say(toml::source_index line, std::string what);

    /// Complains about every key of the table that is not among these.
    void only(const toml::table& table, std::initializer_list<std::string_view> keys,
              std::string_view of);

    /// Empty, with a complaint when the key is there and is something else.
    std::string text(const toml::table& table, std::string_view key);
    bool flag(const toml::table& table, std::string_view key);
    /// A text or an array of texts, each with its place.
    std::vector<const toml::value<std::string>*> texts(const toml::table& table,
                                                       std::string_view key);
    const toml::table* table(const toml::table& parent, std::string_view key);
    /// `[[key]]`
    std::vector<const toml::table*> tables(const toml::table& parent, std::string_view key);

private:
    std::string file_;
    std::vector<Problem>& into_;
};

}  // namespace earshot
