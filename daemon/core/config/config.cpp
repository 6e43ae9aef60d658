#include "earshot/config.hpp"

#include <array>
#include <map>

#include "daemon/core/config/config_tables.hpp"

namespace earshot {
namespace {

using config_tables::Declarations;

template <class Settings>
void read_table(TomlTable& root, const char* name, Settings& settings) {
    TomlTable table = root.table(name);
    config_tables::read(table, settings);
}

void read_deliver(TomlTable& root, std::vector<Destination>& deliver) {
    std::map<std::string, int> lines_of_names;
    for (TomlTable& table : root.tables("deliver")) {
        if (deliver.size() == config_limits::destinations) {
            table.complain("", "there are more than " +
                                   std::to_string(config_limits::destinations) + " destinations");
            return;
        }
        Destination destination;
        config_tables::read(table, destination);
        const auto [place, is_new] = lines_of_names.emplace(destination.name, table.line());
        if (!is_new)
            table.complain("name", "the destination in line " + std::to_string(place->second) +
                                       " has the same name, \"" + destination.name + "\"");
        deliver.push_back(std::move(destination));
    }
}

void read_everything(TomlTable& root, Config& config) {
    read_table(root, "me", config.me);
    read_table(root, "poll", config.poll);
    for (TomlTable& table : root.tables("host"))
        config_tables::read_host(table, config.poll);
    read_table(root, "notice", config.notice);
    for (TomlTable& table : root.tables("circle"))
        config_tables::read_circle(table, config.notice);
    read_table(root, "store", config.store);
    read_table(root, "digest", config.digest);
    read_deliver(root, config.deliver);
    read_table(root, "control", config.control);
    read_table(root, "web", config.web);
    read_table(root, "log", config.log);

    Declarations declared(config.me, config.poll);
    for (TomlTable& table : root.tables("person"))
        declared.read_person(table);
    for (TomlTable& table : root.tables("source"))
        declared.read_source(table);
    config.people = std::move(declared.people);
    config.sources = std::move(declared.sources);
    root.complain_of_unknown();
}

}  // namespace

tl::expected<Config, std::vector<Problem>> parse_config(std::string_view toml,
                                                        const std::string& file) {
    Complaints complaints(file);
    Config config;
    if (toml.size() > config_limits::text_bytes) {
        complaints.add(1, "", "", "is larger than 16 MiB");
    } else if (const auto parsed = TomlFile::parse(toml, complaints)) {
        TomlTable root = parsed->root(complaints);
        read_everything(root, config);
    }
    if (!complaints.empty()) return tl::unexpected(complaints.in_order());
    return config;
}

std::vector<std::string> config_keys() {
    // The readers themselves say what they ask for, when given empty tables.
    Complaints ignored("");
    std::vector<std::string> keys;
    const auto add = [&keys](const std::string& name, const TomlTable& table) {
        for (const std::string& key : table.asked())
            keys.push_back(name + "." + key);
    };
    const auto add_settings = [&](const std::string& name, auto settings) {
        TomlTable table = TomlTable::empty(name, ignored);
        config_tables::read(table, settings);
        add(name, table);
    };
    add_settings("me", MeSettings{});
    add_settings("poll", PollSettings{});
    add_settings("notice", NoticeSettings{});
    add_settings("store", StoreSettings{});
    add_settings("digest", DigestSettings{});
    for (const std::string& key : config_tables::keys_of_destinations())
        keys.push_back("deliver." + key);
    add_settings("control", ControlSettings{});
    add_settings("web", WebSettings{});
    add_settings("log", LogSettings{});
    TomlTable circle = TomlTable::empty("circle", ignored);
    NoticeSettings notice;
    config_tables::read_circle(circle, notice);
    add("circle", circle);
    PollSettings poll;
    TomlTable host = TomlTable::empty("host", ignored);
    config_tables::read_host(host, poll);
    add("host", host);
    Declarations declared(MeSettings{}, poll);
    TomlTable person = TomlTable::empty("person", ignored);
    declared.read_person(person);
    add("person", person);
    TomlTable source = TomlTable::empty("source", ignored);
    declared.read_source(source);
    add("source", source);
    return keys;
}

std::string_view to_text(LogLevel level) {
    switch (level) {
        case LogLevel::debug: return "debug";
        case LogLevel::info: return "info";
        case LogLevel::warning: return "warning";
        case LogLevel::error: return "error";
    }
    return "info";
}

std::optional<LogLevel> parse_log_level(std::string_view text) {
    for (const LogLevel level :
         {LogLevel::debug, LogLevel::info, LogLevel::warning, LogLevel::error})
        if (to_text(level) == text) return level;
    return std::nullopt;
}

}  // namespace earshot
