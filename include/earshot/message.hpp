#pragma once
// A digest as an Internet message: what goes into it. The MIME bytes are made from this by io/mime.
// Message-ID and boundary derive from the digest's id, the recipient and the installation, so the
// same digest makes the same bytes (promise P4) and two installations never share an id.

#include <cstddef>
#include <string>
#include <string_view>

#include "earshot/digest.hpp"

namespace earshot {

struct Address {
    std::string name;     // may be empty
    std::string mailbox;  // local@domain, checked
    bool operator==(const Address&) const = default;
};

namespace address_limits {  // bytes
inline constexpr std::size_t name = 128;
inline constexpr std::size_t local = 64;     // RFC 5321 4.5.3.1.1
inline constexpr std::size_t mailbox = 254;  // RFC 5321 4.5.3.1.3, less the angle brackets
inline constexpr std::size_t label = 63;
}  // namespace address_limits

/// "ana@example.org", "Ana Lind <ana@example.org>" or "\"Lind, Ana\" <ana@example.org>". The
/// mailbox is a dot-atom and a host name, ASCII only: it goes onto the wire as an SMTP command,
/// where a line break would begin another one. Comments, quoted local parts and address literals
/// are refused.
Result<Address> parse_address(std::string_view text);

struct Message {
    Address from;
    Address to;
    std::string subject;
    std::string date;        // RFC 5322, in the reader's zone
    std::string message_id;  // without angle brackets
    std::string boundary;
    std::string list_id;  // "earshot digest <digest.earshot.example.org>"
    std::string text;
    std::string html;
    bool operator==(const Message&) const = default;
};

/// `salt` is the store's install_id().
Message compose(const Digest& digest, const Address& from, const Address& to, const Zone& zone,
                std::string_view salt);

}  // namespace earshot
