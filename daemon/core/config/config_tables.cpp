#include "daemon/core/config/config_tables.hpp"

#include <algorithm>
#include <array>

#include "daemon/core/config/config_reading.hpp"
#include "daemon/core/config/config_values.hpp"

namespace earshot::config_tables {

namespace values = config_values;

namespace {

constexpr Span least_interval = 15 * minute;
constexpr Span longest_interval = 31 * day;

template <class E, std::size_t N>
using Words = std::array<std::pair<std::string_view, E>, N>;

constexpr Words<WhenEmpty, 3> when_empty_words{
    {{"skip", WhenEmpty::skip}, {"line", WhenEmpty::line}, {"never", WhenEmpty::never}}};

constexpr Words<bool, 2> subject_words{{{"names", false}, {"plain", true}}};

constexpr Words<bool DigestSettings::*, 3> personal_words{
    {{"notes", &DigestSettings::with_notes},
     {"acquaintances", &DigestSettings::with_acquaintances},
     {"words", &DigestSettings::with_words}}};

Result<bool DigestSettings::*> personal_word(const std::string& text) {
    std::vector<std::string_view> known;
    for (const auto& [word, setting] : personal_words) {
        if (text == word) return setting;
        known.push_back(word);
    }
    return fail(values::one_of(known));
}

}  // namespace

void read(TomlTable& table, MeSettings& me) {
    read_text(table, "name", me.name, values::plain);
    read_list(table, "accounts", me.accounts, values::not_empty);
    table.complain_of_unknown();
}

void read(TomlTable& table, PollSettings& poll) {
    read_span(table, "interval", poll.interval, least_interval, longest_interval);
    read_span(table, "min_interval", poll.min_interval, least_interval, longest_interval);
    read_span(table, "max_interval", poll.max_interval, least_interval, longest_interval);
    read_span(table, "host_spacing", poll.host_spacing, Span{0}, hour);
    read_number(table, "per_host", poll.per_host, 1, 16);
    read_number(table, "concurrency", poll.concurrency, 1, 1000);
    read_text(table, "user_agent", poll.user_agent, values::user_agent);
    read_text(table, "contact", poll.contact, values::user_agent);
    std::vector<std::string> directories;
    read_list(table, "file_directories", directories, values::absolute_path);
    poll.file_directories.insert(directories.begin(), directories.end());
    read_text(table, "ca_file", poll.ca_file, values::absolute_path);
    read_list(table, "allow_networks", poll.allow_networks, values::network);
    read_text(table, "proxy", poll.proxy, values::proxy);
    if (poll.interval < poll.min_interval)
        table.complain("interval", "is shorter than min_interval, " + to_text(poll.min_interval) +
                                       ": lower that too if the servers agree");
    if (poll.max_interval < poll.interval)
        table.complain("max_interval", "is shorter than interval, " + to_text(poll.interval));
    table.complain_of_unknown();
}

void read_host(TomlTable& table, PollSettings& poll) {
    HostManners host;
    Span spacing = poll.host_spacing;
    Span interval = poll.min_interval;
    read_text(table, "name", host.name, values::host_name);
    std::transform(host.name.begin(), host.name.end(), host.name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    read_span(table, "spacing", spacing, Span{0}, hour);
    read_span(table, "interval", interval, least_interval, longest_interval);
    if (table.has("spacing")) host.spacing = spacing;
    if (table.has("interval")) host.interval = interval;
    host.headers = read_headers(table);
    if (host.headers.size() > request_limits::headers)
        table.complain("headers", "are more than " + std::to_string(request_limits::headers));
    table.complain_of_unknown();
    if (host.name.empty())
        return table.complain("name", "is missing: a host, which stands for those below it too");
    if (poll.hosts.size() == config_limits::hosts)
        return table.complain(
            "", "there are more than " + std::to_string(config_limits::hosts) + " hosts");
    for (const HostManners& other : poll.hosts)
        if (other.name == host.name) return table.complain("name", "this host stands here already");
    poll.hosts.push_back(std::move(host));
}

void read(TomlTable& table, NoticeSettings& notice) {
    read_text(table, "sensitivity", notice.sensitivity, values::sensitivity);
    table.complain_of_unknown();
}

void read_circle(TomlTable& table, NoticeSettings& notice) {
    std::string name;
    CircleSettings circle{notice.sensitivity, std::nullopt};
    read_text(table, "name", name, values::not_empty);
    read_text(table, "sensitivity", circle.sensitivity, values::sensitivity);
    read_own_line(table, circle.own_line);
    table.complain_of_unknown();
    if (!table.has("name")) table.complain("name", "is missing: the circle of some [[person]]");
    if (name.empty()) return;
    if (notice.circles.size() == config_limits::circles)
        return table.complain(
            "", "there are more than " + std::to_string(config_limits::circles) + " circles");
    if (!notice.circles.emplace(name, circle).second)
        table.complain("name", "this circle stands here already");
}

void read(TomlTable& table, StoreSettings& store) {
    read_text(table, "path", store.path, values::absolute_path);
    table.complain_of_unknown();
}

void read(TomlTable& table, DigestSettings& digest) {
    read_text(table, "at", digest.times.at, values::time_of_day);
    std::vector<unsigned> days;
    read_list(table, "days", days, values::weekday);
    if (!days.empty())
        digest.times.weekdays = {days.begin(), days.end()};
    else if (const auto given = table.texts("days"); given && given->empty())
        table.complain("days", "must name at least one day");
    read_text(table, "timezone", digest.timezone, values::time_zone);
    read_word(table, "empty", digest.when_empty, when_empty_words);
    read_word(table, "subject", digest.plain_subject, subject_words);
    std::vector<bool DigestSettings::*> personal;
    read_list(table, "personal", personal, personal_word);
    for (const auto allowed : personal)
        digest.*allowed = true;
    table.complain_of_unknown();
}

void read(TomlTable& table, ControlSettings& control) {
    read_text(table, "socket", control.socket, values::socket_path);
    read_text(table, "group", control.group, values::group_name);
    table.complain_of_unknown();
}

void read(TomlTable& table, WebSettings& web) {
    read_text(table, "listen", web.listen, values::loopback_listen);
    table.complain_of_unknown();
}

void read(TomlTable& table, LogSettings& log) {
    read_text(table, "level", log.level, [](const std::string& text) -> Result<LogLevel> {
        if (const auto found = parse_log_level(text)) return *found;
        return fail(values::one_of({"debug", "info", "warning", "error"}));
    });
    table.complain_of_unknown();
}

}  // namespace earshot::config_tables
