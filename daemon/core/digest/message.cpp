#include "earshot/message.hpp"

#include <cstdio>
#include <utility>

#include "daemon/core/text/hash.hpp"
#include "earshot/render.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

std::string in_hex(std::uint64_t value) {
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(value));
    return text;
}

}  // namespace

Message compose(const Digest& digest, const Address& from, const Address& to, const Zone& zone,
                std::string_view salt, const Templates& templates) {
    const std::string domain = from.mailbox.substr(from.mailbox.rfind('@') + 1);
    std::string named = digest.id;
    named.append("\n").append(to.mailbox).append("\n").append(salt);
    const std::string key = in_hex(stable_hash(named));

    Message message;
    message.from = from;
    message.to = to;
    message.subject = digest.subject;
    message.date = zone.format("%a, %d %b %Y %T %z", digest.made.value_or(digest.window.to));
    message.message_id = "digest." + digest.id + "." + key + "@" + domain;
    // "=_" cannot stand in quoted-printable text, so no part can hold the boundary.
    message.boundary = "=_earshot_" + key;
    message.list_id = "earshot digest <digest.earshot." + domain + ">";
    message.text = render_text(digest, templates);
    message.html = render_html(digest, templates);
    return message;
}

}  // namespace earshot
