#pragma once
// Where digests go: a [[deliver]] table of the configuration. There are three sorts: ways that
// carry mail, each recipient their own; a program of the user's; and servers that are told by HTTP.
// Knows nothing of how bytes get there (daemon/io/ways) nor of when (courier.hpp).

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "earshot/address.hpp"
#include "earshot/detail.hpp"
#include "earshot/digest.hpp"
#include "earshot/mail_templates.hpp"
#include "earshot/secret_reference.hpp"
#include "earshot/url.hpp"

namespace earshot {

/// From whom the mail is, and to whom: one message a recipient.
struct MailAddresses {
    Address from;
    std::vector<Address> to;
    bool operator==(const MailAddresses&) const = default;
};

/// Mail, handed to a server.
struct SmtpSettings : MailAddresses {
    std::string host = "localhost";
    int port = 25;
    enum class Tls { starttls, implicit, none } tls = Tls::starttls;  // none: loopback only
    std::string user;
    enum class Login { password, token } login = Login::password;  // token: OAuth 2, XOAUTH2
    SecretReference password;  // or the token, which another program keeps fresh
    std::string ca_file;
    bool operator==(const SmtpSettings&) const = default;
};

/// Mail, handed to the machine's own mail program, as `PROGRAM -i -f FROM -- TO`.
struct SendmailSettings : MailAddresses {
    std::string program = "/usr/sbin/sendmail";
    bool operator==(const SendmailSettings&) const = default;
};

/// Mail, put into a directory with new/, cur/ and tmp/.
struct MaildirSettings : MailAddresses {
    std::string path;
    bool operator==(const MaildirSettings&) const = default;
};

/// A program that gets the digest on its standard input. No shell is involved.
struct CommandSettings {
    std::vector<std::string> command;  // the program's absolute path, and what it is called with
    enum class Input { text, json } input = Input::text;
    bool operator==(const CommandSettings&) const = default;
};

/// The digest's JSON, posted; with a secret, signed as Standard Webhooks has it
/// (standardwebhooks.com, 1.0.0).
struct WebhookSettings {
    Url url;
    SecretReference secret;
    std::string ca_file;
    bool operator==(const WebhookSettings&) const = default;
};

/// A note on a telephone, by a server of the user's or a public one.
struct PushSettings {
    enum class Server { ntfy, gotify } server = Server::ntfy;
    Url url;            // "https://ntfy.example.org"
    std::string topic;  // ntfy's
    SecretReference token;
    std::string ca_file;
    bool operator==(const PushSettings&) const = default;
};

struct Destination {
    std::string name = "mail";  // unique
    std::vector<Section> only;  // of the digest; empty: all of it
    Detail detail = Detail::full;
    std::variant<SmtpSettings, SendmailSettings, MaildirSettings, CommandSettings, WebhookSettings,
                 PushSettings>
        way;
    bool operator==(const Destination&) const = default;
};

/// "smtp", "sendmail", "maildir", "command", "webhook", "ntfy", "gotify".
std::string_view kind_of(const Destination& destination);

/// The addresses of a way that carries mail.
std::optional<MailAddresses> mail_of(const Destination& destination);

/// What a way needs to know that must not be read by others; may be empty.
SecretReference secret_of(const Destination& destination);

/// The finished bytes of what is not mail. What is pushed is cut to push_bytes.
std::string body_for(const Destination& destination, const Digest& digest,
                     const Templates& templates = shipped_templates());

namespace destination_limits {
inline constexpr std::size_t arguments = 100;
/// ntfy makes an attachment of what is longer than 4,096 bytes, title and all.
inline constexpr std::size_t push_bytes = 3500;
}  // namespace destination_limits

/// What this destination gets of a digest, as much as it may know: nothing when none of its items
/// are for it. A digest that is empty is for all who get everything.
std::optional<Digest> part_for(const Destination& destination, const Digest& digest);

/// One that says that it is a test, and nothing of anybody.
Digest trial_digest(const Destination& destination, Instant now);

}  // namespace earshot
