#pragma once
// Somebody's mail address.

#include <cstddef>
#include <string>
#include <string_view>

#include "earshot/result.hpp"

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

}  // namespace earshot
