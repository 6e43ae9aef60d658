#include "earshot/destination.hpp"

#include <algorithm>
#include <utility>

#include <boost/json.hpp>

#include "daemon/core/digest/digest_words.hpp"
#include "earshot/render.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

namespace json = boost::json;

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

constexpr std::string_view push_rest = "… the rest: earshot digest";

/// The text below its heading, which is the title of the note already.
std::string note_of(const Digest& digest) {
    std::string text = digest.headline;
    for (const Item& item : digest.items) {
        text +=
            "\n\n" + item.name + "\n" + item.evidence + (item.evidence.ends_with('.') ? "" : ".");
        if (!item.step.empty()) text += "\n" + item.step;
    }
    if (text.size() <= destination_limits::push_bytes) return text;
    return shorten(text, destination_limits::push_bytes - push_rest.size() - 2) + "\n" +
           std::string(push_rest);
}

std::string note_for(const PushSettings& push, const Digest& digest) {
    json::object note{{"title", digest.subject}, {"message", note_of(digest)}};
    if (push.server == PushSettings::Server::ntfy) note["topic"] = push.topic;
    return json::serialize(note);
}

}  // namespace

std::string_view kind_of(const Destination& destination) {
    return std::visit(Overloaded{[](const SmtpSettings&) { return "smtp"; },
                                 [](const SendmailSettings&) { return "sendmail"; },
                                 [](const MaildirSettings&) { return "maildir"; },
                                 [](const CommandSettings&) { return "command"; },
                                 [](const WebhookSettings&) { return "webhook"; },
                                 [](const PushSettings& push) {
                                     return push.server == PushSettings::Server::ntfy ? "ntfy"
                                                                                      : "gotify";
                                 }},
                      destination.way);
}

std::optional<MailAddresses> mail_of(const Destination& destination) {
    return std::visit(
        [](const auto& way) -> std::optional<MailAddresses> {
            if constexpr (std::is_base_of_v<MailAddresses, std::decay_t<decltype(way)>>)
                return static_cast<const MailAddresses&>(way);
            else
                return std::nullopt;
        },
        destination.way);
}

SecretReference secret_of(const Destination& destination) {
    return std::visit(Overloaded{[](const SmtpSettings& smtp) { return smtp.password; },
                                 [](const WebhookSettings& webhook) { return webhook.secret; },
                                 [](const PushSettings& push) { return push.token; },
                                 [](const auto&) { return SecretReference{}; }},
                      destination.way);
}

std::string body_for(const Destination& destination, const Digest& digest,
                     const Templates& templates) {
    return std::visit(Overloaded{[&](const CommandSettings& command) {
                                     return command.input == CommandSettings::Input::json
                                                ? render_json(digest)
                                                : render_text(digest, templates);
                                 },
                                 [&](const PushSettings& push) { return note_for(push, digest); },
                                 [&](const auto&) { return render_json(digest); }},
                      destination.way);
}

std::optional<Digest> part_for(const Destination& destination, const Digest& digest) {
    const std::vector<Section>& only = destination.only;
    if (only.empty()) return at_detail(digest, destination.detail);
    Digest part = digest;
    std::erase_if(part.items, [&only](const Item& item) {
        return std::find(only.begin(), only.end(), item.section) == only.end();
    });
    if (part.items.empty()) return std::nullopt;
    if (part.items.size() < digest.items.size()) {
        // What it says of all is not said of a part.
        const bool is_plain = digest.subject == plain_subject(digest);
        part.subject = is_plain ? plain_subject(part) : subject_of(part.items, Outlook{});
        part.headline = headline_of(part.items, Outlook{});
        part.summary.clear();
        part.more = 0;
    }
    return at_detail(std::move(part), destination.detail);
}

Digest trial_digest(const Destination& destination, Instant now) {
    Digest digest;
    digest.id = "test-" + std::to_string(to_epoch(now));
    digest.window = {now, now};
    digest.subject = "earshot: a test";
    digest.headline = "This is a test of \"" + destination.name +
                      "\": digests come this way. Nothing has happened to anybody.";
    return digest;
}

}  // namespace earshot
