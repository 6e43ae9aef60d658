#include "earshot/address.hpp"

#include <algorithm>
#include <utility>

#include "earshot/text.hpp"

namespace earshot {
namespace {

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_atom_text(char c) {  // RFC 5322 3.2.3
    return is_letter_or_digit(c) ||
           std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

/// The parts between dots; an empty one stands for a dot too many.
template <class Good>
bool every_part(std::string_view text, Good good) {
    while (true) {
        const std::size_t dot = text.find('.');
        if (!good(text.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        text.remove_prefix(dot + 1);
    }
}

bool is_dot_atom(std::string_view local) {
    return every_part(local, [](std::string_view part) {
        return !part.empty() && std::all_of(part.begin(), part.end(), is_atom_text);
    });
}

bool is_host_name(std::string_view domain) {
    return every_part(domain, [](std::string_view label) {
        return !label.empty() && label.size() <= address_limits::label && label.front() != '-' &&
               label.back() != '-' && std::all_of(label.begin(), label.end(), [](char c) {
                   return is_letter_or_digit(c) || c == '-';
               });
    });
}

Result<std::string> check_mailbox(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos) return fail("a mail address needs an @");
    const std::string_view local = text.substr(0, at);
    const std::string_view domain = text.substr(at + 1);
    if (text.size() > address_limits::mailbox || local.size() > address_limits::local)
        return fail("this mail address is too long");
    if (!is_dot_atom(local))
        return fail(
            "before the @ only ASCII letters, digits, dots and !#$%&'*+-/=?^_`{|}~ may stand");
    if (!is_host_name(domain)) return fail("after the @ there must be a host name in ASCII");
    return std::string(text);
}

Result<std::string> check_name(std::string name) {
    if (name.size() > address_limits::name)
        return fail("the name in this mail address is too long");
    if (name != repair_utf8(name) || name != printable(name))
        return fail("the name in this mail address has characters that cannot be printed");
    return name;
}

/// `text` is what stands between the quotes.
Result<std::string> unquote(std::string_view text) {
    std::string name;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') return fail("a quote inside the name needs a backslash");
        if (text[i] == '\\' && ++i == text.size()) return fail("a backslash ends the name");
        name += text[i];
    }
    return name;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

Result<std::string> read_name(std::string_view text) {
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
        Result<std::string> name = unquote(text.substr(1, text.size() - 2));
        return name ? check_name(std::move(*name)) : name;
    }
    if (text.find_first_of("\"\\<>()[]:;,@") != std::string_view::npos)
        return fail("a name with special characters must stand in double quotes");
    return check_name(std::string(text));
}

}  // namespace

Result<Address> parse_address(std::string_view text) {
    text = trimmed(text);
    std::string_view name, mailbox = text;
    if (!text.empty() && text.back() == '>') {
        const std::size_t open = text.rfind('<');
        if (open == std::string_view::npos) return fail("a > without a <");
        name = trimmed(text.substr(0, open));
        mailbox = text.substr(open + 1, text.size() - open - 2);
    }
    return read_name(name).and_then([&](std::string checked) {
        return check_mailbox(mailbox).map([&](std::string good) {
            return Address{std::move(checked), std::move(good)};
        });
    });
}

}  // namespace earshot
