#pragma once
// The tables of the configuration, each into the settings of its part: which keys there are, their
// ranges, and what must agree within one table. Absent keys leave the defaults.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "daemon/core/toml/toml_table.hpp"
#include "earshot/config.hpp"

namespace earshot::config_tables {

void read(TomlTable& table, MeSettings& me);
void read(TomlTable& table, PollSettings& poll);
void read_host(TomlTable& table, PollSettings& poll);
void read(TomlTable& table, NoticeSettings& notice);
void read_circle(TomlTable& table, NoticeSettings& notice);
void read(TomlTable& table, StoreSettings& store);
void read(TomlTable& table, DigestSettings& digest);
void read(TomlTable& table, ControlSettings& control);
void read(TomlTable& table, WebSettings& web);
void read(TomlTable& table, LogSettings& log);

/// A [[deliver]] table: which keys there are depends on its kind (config_deliver.cpp).
void read(TomlTable& table, Destination& destination);
/// Of every kind, the keys that a table of it may have.
std::vector<std::string> keys_of_destinations();

/// The headers of a [[source]] or of a [[host]].
std::vector<RequestHeader> read_headers(TomlTable& table);

/// People and sources, which must agree with each other: names, addresses and accounts are unique,
/// and a source's person exists. All people are read before the first [[source]].
class Declarations {
public:
    Declarations(const MeSettings& me, const PollSettings& poll);

    void read_person(TomlTable& table);
    void read_source(TomlTable& table);

    std::vector<Person> people;
    std::vector<DeclaredSource> sources;

private:
    bool is_new(std::map<std::string, int>& seen, const std::string& value, int line,
                TomlTable& table, const std::string& key, const std::string& whose);
    void declare_names(const Person& person, TomlTable& table);
    void declare(DeclaredSource source, const TomlTable::Text& url, TomlTable& table,
                 const std::string& key);

    const PollSettings& poll_;
    std::set<std::string> people_names_;
    std::map<std::string, int> lines_of_names_;     // value to the line it stands in
    std::map<std::string, int> lines_of_accounts_;  // 0: the user's own
    std::map<std::string, int> lines_of_urls_;
    bool too_many_ = false;
};

}  // namespace earshot::config_tables
