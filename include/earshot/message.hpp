#pragma once
// A digest as an Internet message: what goes into it. The MIME bytes are made from this by io/mime.
// Message-ID and boundary derive from the digest's id, the recipient and the installation, so the
// same digest makes the same bytes (promise P4) and two installations never share an id.

#include <cstddef>
#include <string>
#include <string_view>

#include "earshot/address.hpp"
#include "earshot/digest.hpp"
#include "earshot/mail_templates.hpp"

namespace earshot {

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
                std::string_view salt, const Templates& templates = shipped_templates());

}  // namespace earshot
