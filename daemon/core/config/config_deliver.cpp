#include <algorithm>
#include <array>
#include <utility>

#include "daemon/core/config/config_reading.hpp"
#include "daemon/core/config/config_tables.hpp"
#include "earshot/network.hpp"

namespace earshot::config_tables {

namespace values = config_values;

namespace {

template <class E, std::size_t N>
using Words = std::array<std::pair<std::string_view, E>, N>;

constexpr Words<SmtpSettings::Tls, 3> tls_words{{{"starttls", SmtpSettings::Tls::starttls},
                                                 {"implicit", SmtpSettings::Tls::implicit},
                                                 {"none", SmtpSettings::Tls::none}}};
constexpr Words<SmtpSettings::Login, 2> login_words{
    {{"password", SmtpSettings::Login::password}, {"token", SmtpSettings::Login::token}}};
constexpr Words<Detail, 3> detail_words{
    {{"full", Detail::full}, {"names", Detail::names}, {"initials", Detail::initials}}};
constexpr Words<CommandSettings::Input, 2> input_words{
    {{"text", CommandSettings::Input::text}, {"json", CommandSettings::Input::json}}};

Result<Section> section(const std::string& text) {
    // The one person is of one of these.
    constexpr std::array sections{Section::back, Section::quiet,   Section::follow_up,
                                  Section::busy, Section::pattern, Section::hands};
    std::vector<std::string_view> known;
    for (const Section one : sections) {
        if (to_text(one) == text) return one;
        known.push_back(to_text(one));
    }
    return fail(values::one_of(known));
}

void read_addresses(TomlTable& table, MailAddresses& mail) {
    read_text(table, "from", mail.from, values::address);
    read_list(table, "to", mail.to, values::address);
    if (!table.has("from")) table.complain("from", "is missing: who the mail comes from");
    if (!table.has("to")) table.complain("to", "is missing: a list of who gets the mail");
    if (const auto to = table.texts("to"); to && to->empty())
        table.complain("to", "must name at least one mail address");
}

void read_server(TomlTable& table, Url& url, std::string& ca_file) {
    read_text(table, "url", url, values::server_url);
    read_text(table, "ca_file", ca_file, values::absolute_path);
    if (!table.has("url")) table.complain("url", "is missing: the address of the server");
}

void read_way(TomlTable& table, SmtpSettings& smtp) {
    read_text(table, "host", smtp.host, values::host_name);
    read_word(table, "tls", smtp.tls, tls_words);
    if (smtp.tls == SmtpSettings::Tls::implicit) smtp.port = 465;
    read_number(table, "port", smtp.port, 1, 65535);
    read_text(table, "user", smtp.user, values::plain);
    read_word(table, "login", smtp.login, login_words);
    read_text(table, "password", smtp.password, values::secret_reference);
    read_addresses(table, smtp);
    read_text(table, "ca_file", smtp.ca_file, values::absolute_path);

    if (smtp.tls == SmtpSettings::Tls::none && !is_loopback(smtp.host))
        table.complain("tls",
                       "may be \"none\" only when the host is this machine: the mail and the "
                       "password would go readable over the network");
    if (table.has("user") && !table.has("password"))
        table.complain("user", "needs a password: password = \"credential:NAME\"");
    if (table.has("password") && !table.has("user"))
        table.complain("password", "needs a user to log in as");
}

void read_way(TomlTable& table, SendmailSettings& sendmail) {
    read_text(table, "program", sendmail.program, values::absolute_path);
    read_addresses(table, sendmail);
}

void read_way(TomlTable& table, MaildirSettings& maildir) {
    read_text(table, "path", maildir.path, values::absolute_path);
    read_addresses(table, maildir);
    if (maildir.path.empty()) table.complain("path", "is missing: the directory of the mail");
}

void read_way(TomlTable& table, CommandSettings& command) {
    read_list(table, "command", command.command, values::plain);
    read_word(table, "input", command.input, input_words);
    const std::vector<std::string>& words = command.command;
    if (words.empty() || words.front().empty() || words.front().front() != '/')
        table.complain("command",
                       "must be a list of the program, by its absolute path, and what it is called "
                       "with; there is no shell");
    else if (words.size() > destination_limits::arguments)
        table.complain("command",
                       "has more than " + std::to_string(destination_limits::arguments) + " words");
}

void read_way(TomlTable& table, WebhookSettings& webhook) {
    read_server(table, webhook.url, webhook.ca_file);
    read_text(table, "secret", webhook.secret, values::secret_reference);
}

void read_way(TomlTable& table, PushSettings& push) {
    read_server(table, push.url, push.ca_file);
    read_text(table, "token", push.token, values::secret_reference);
    if (push.server == PushSettings::Server::ntfy) {
        read_text(table, "topic", push.topic, values::topic);
        if (!table.has("topic")) table.complain("topic", "is missing: what the telephone follows");
    } else if (!table.has("token")) {
        table.complain("token", "is missing: token = \"credential:NAME\", of an application");
    }
}

using Way = decltype(Destination::way);

Way push(PushSettings::Server server) {
    PushSettings settings;
    settings.server = server;
    return settings;
}

/// Of every kind the word, and its settings by default.
std::vector<std::pair<std::string_view, Way>> ways() {
    return {{"smtp", SmtpSettings{}},
            {"sendmail", SendmailSettings{}},
            {"maildir", MaildirSettings{}},
            {"command", CommandSettings{}},
            {"webhook", WebhookSettings{}},
            {"ntfy", push(PushSettings::Server::ntfy)},
            {"gotify", push(PushSettings::Server::gotify)}};
}

void read_rest(TomlTable& table, Destination& destination) {
    destination.name = std::holds_alternative<SmtpSettings>(destination.way)
                           ? "mail"
                           : std::string(kind_of(destination));
    read_text(table, "name", destination.name, values::not_empty);
    read_list(table, "only", destination.only, section);
    read_word(table, "detail", destination.detail, detail_words);
    std::visit([&table](auto& way) { read_way(table, way); }, destination.way);
}

}  // namespace

void read(TomlTable& table, Destination& destination) {
    read_text(table, "kind", destination.way, [](const std::string& text) -> Result<Way> {
        std::vector<std::string_view> known;
        for (auto& [word, way] : ways()) {
            if (word == text) return std::move(way);
            known.push_back(word);
        }
        return fail(values::one_of(known));
    });
    read_rest(table, destination);
    table.complain_of_unknown();
}

std::vector<std::string> keys_of_destinations() {
    Complaints ignored("");
    std::vector<std::string> keys{"kind"};
    for (auto& [word, way] : ways()) {
        TomlTable table = TomlTable::empty("deliver", ignored);
        Destination destination;
        destination.way = std::move(way);
        read_rest(table, destination);
        for (const std::string& key : table.asked())
            if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    }
    return keys;
}

}  // namespace earshot::config_tables
