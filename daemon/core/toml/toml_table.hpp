#pragma once
// A TOML table being read. Each key is asked for by name and type; a value of another type becomes
// a complaint with its line, and keys that nobody asked for are unknown. toml++ stays in the .cpp.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/core/toml/complaints.hpp"

namespace toml {
inline namespace v3 {
class table;
class node;
}  // namespace v3
}  // namespace toml

namespace earshot {

class TomlTable {
public:
    struct Text {
        std::string value;
        int line = 0;
    };

    /// Must not outlive the file or the complaints.
    TomlTable(const toml::table& table, std::string name, Complaints& complaints);

    /// One without keys.
    static TomlTable empty(std::string name, Complaints& complaints);

    const std::string& name() const { return name_; }
    int line() const;
    /// Of a key, or of the table when the key is absent.
    int line_of(const std::string& key) const;
    /// "earshot.toml:12", where the table begins, or another line of the file.
    std::string place() const { return place(line()); }
    std::string place(int line) const { return complaints_->place(line); }

    // Of a key of this table, or of one below it: "quiet.after".
    // Empty when the key is absent, and when it is of another type, after a complaint.
    std::optional<Text> text(const std::string& key);
    std::optional<std::int64_t> number(const std::string& key);
    std::optional<bool> flag(const std::string& key);
    std::optional<std::vector<Text>> texts(const std::string& key);
    /// { NAME = "text", ... } with names that are not ours: the key asked for is "headers".
    std::optional<std::vector<std::pair<std::string, Text>>> named_texts(const std::string& key);
    /// [key]; an empty table when it is absent.
    TomlTable table(const std::string& key);
    /// [[key]]
    std::vector<TomlTable> tables(const std::string& key);

    bool has(const std::string& key) const;
    bool is_table(const std::string& key) const;
    /// At the line of the key, or of the table when the key is absent.
    void complain(const std::string& key, const std::string& what);
    void complain(int line, const std::string& key, const std::string& what);

    /// To be called last: complains of every key that was not asked for.
    void complain_of_unknown();

    const std::vector<std::string>& asked() const { return asked_; }

private:
    const toml::node* at(const std::string& key) const;
    const toml::node* find(const std::string& key);

    const toml::table* table_;
    std::string name_;
    Complaints* complaints_;
    std::vector<std::string> asked_;
};

/// A parsed file; the tables are views of it.
class TomlFile {
public:
    /// Empty after a complaint when the text is not TOML. No part of the text is repeated in it.
    static std::optional<TomlFile> parse(std::string_view text, Complaints& complaints);

    TomlFile(TomlFile&&) noexcept;
    TomlFile& operator=(TomlFile&&) noexcept;
    ~TomlFile();

    TomlTable root(Complaints& complaints) const;

private:
    explicit TomlFile(std::unique_ptr<toml::table> table);
    std::unique_ptr<toml::table> table_;
};

/// The one of `known` that `word` was probably meant to be; empty when none is near.
std::string near_miss(std::string_view word, const std::vector<std::string>& known);

}  // namespace earshot
