#pragma once
// The configuration: TOML text to settings, every complaint at once and each with its line.
//
// Only config.cpp and the composition root name `Config`; every part is given its own struct.
// Unknown keys are errors. The shipped config/earshot.toml shows every default, and a test holds
// the two equal. Secrets are references ("credential:NAME", "file:/path") until they are needed.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/destination.hpp"
#include "earshot/digest_settings.hpp"
#include "earshot/me.hpp"
#include "earshot/own_line.hpp"
#include "earshot/person.hpp"
#include "earshot/rhythm.hpp"
#include "earshot/schedule.hpp"
#include "earshot/secret_reference.hpp"
#include "earshot/sensitivity.hpp"

namespace earshot {

/// What is beyond these is refused, by name.
namespace config_limits {
inline constexpr std::size_t text_bytes = 16 * 1024 * 1024;  // room for 100,000 [[source]] tables
inline constexpr std::size_t sources = 100'000;
inline constexpr std::size_t value_bytes = 1000;  // of any one text but a source's address
inline constexpr std::size_t list_items = 1000;   // accounts, names, recipients, directories
inline constexpr std::size_t destinations = 20;
inline constexpr std::size_t circles = 1000;
inline constexpr std::size_t hosts = 1000;
}  // namespace config_limits

/// A [[circle]] table: what is otherwise for its people.
struct CircleSettings {
    Sensitivity sensitivity = Sensitivity::normal;
    std::optional<OwnLine> own_line;
    bool operator==(const CircleSettings&) const = default;
};
struct NoticeSettings {
    Sensitivity sensitivity = Sensitivity::normal;
    std::map<std::string, CircleSettings> circles;
    bool operator==(const NoticeSettings&) const = default;
};

struct StoreSettings {
    std::string
        path;  // empty: $STATE_DIRECTORY/earshot.db, else $XDG_STATE_HOME/earshot/earshot.db
    bool operator==(const StoreSettings&) const = default;
};

struct ControlSettings {
    std::string
        socket;  // empty: from systemd, else $XDG_RUNTIME_DIR/earshot.sock, else /run/earshot.sock
    std::string group;  // whose members may write; empty: the socket's group
    bool operator==(const ControlSettings&) const = default;
};

struct WebSettings {
    std::string listen;  // "127.0.0.1:8765"; empty: off
    bool operator==(const WebSettings&) const = default;
};

enum class LogLevel { debug, info, warning, error };  // as many as the log has verbs
std::string_view to_text(LogLevel level);
std::optional<LogLevel> parse_log_level(std::string_view text);
struct LogSettings {
    LogLevel level = LogLevel::info;
    bool operator==(const LogSettings&) const = default;
};

/// A [[source]] table, or one of a person's `sources`.
struct DeclaredSource {
    Url url;
    std::string title;
    std::string person;  // name of a [[person]], or empty
    Carries carries = Carries::undecided;
    std::optional<Span> interval;
    std::string where;  // "earshot.toml:41"
    SharedOptions options = {};
    bool operator==(const DeclaredSource&) const = default;
};

struct Config {
    MeSettings me;
    PollSettings poll;
    NoticeSettings notice;
    StoreSettings store;
    DigestSettings digest;
    std::vector<Destination> deliver;
    ControlSettings control;
    WebSettings web;
    LogSettings log;
    std::vector<Person> people;  // standing followed, declared_at set, id unset
    std::vector<DeclaredSource> sources;
    bool operator==(const Config&) const = default;
};

/// `file` is used in complaints and in `declared_at`. Empty text gives the defaults.
tl::expected<Config, std::vector<Problem>> parse_config(std::string_view toml,
                                                        const std::string& file);

/// Every key there is, "poll.interval", in the order of the shipped file: for the tests that hold
/// it and the manual complete.
std::vector<std::string> config_keys();

}  // namespace earshot
