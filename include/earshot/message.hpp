#pragma once
// A digest as an Internet message: what goes into it. The MIME bytes are made from this by io/mime.
// Message-ID and boundary derive from the digest's id and the recipient, so the same digest makes
// the same bytes (promise P4).

#include <string>

#include "earshot/digest.hpp"

namespace earshot {

struct Address {
    std::string name;
    std::string mailbox;  // local@domain, checked: no CR, LF, NUL, space or angle bracket
    bool operator==(const Address&) const = default;
};
Result<Address> parse_address(std::string_view text);

struct Message {
    Address from;
    Address to;
    std::string subject;
    std::string date;        // RFC 5322, in the reader's zone
    std::string message_id;  // without angle brackets
    std::string boundary;
    std::string list_id;  // "earshot digest <digest.earshot.host>"
    std::string text;
    std::string html;
    bool operator==(const Message&) const = default;
};

Message compose(const Digest& digest, const Address& from, const Address& to, const Zone& zone);

}  // namespace earshot
