#include "earshot/shorthand.hpp"

#include "earshot/person.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr std::string_view mail = "mailto:";

/// "ann@mail.example" with something on both sides of the one sign.
bool is_mailbox(std::string_view text) {
    const std::size_t at = text.find('@');
    return at != text.npos && at > 0 && text.find('@', at + 1) == text.npos &&
           text.find('.', at + 2) != text.npos && !text.ends_with('.') &&
           text.find_first_of("/: ,;<>\"") == text.npos;
}

std::string written_out(const std::string& text, const Sites& sites) {
    if (is_mailbox(text)) return std::string(mail) + text;
    std::string account = sites.written_out(text);
    return account.empty() ? text : account;
}

bool is_account(std::string_view text) {
    return text.find(':') != text.npos && text.find(' ') == text.npos &&
           !account_keys(text).empty();
}

}  // namespace

Result<std::string> account_of(std::string_view given, const Sites& sites) {
    const std::string plain = collapse(printable(given));
    if (plain.size() > shorthand_limits::account) return fail("is too long for an address", "");
    std::string text = written_out(plain, sites);
    if (!is_account(text))
        return fail(
            "must be an address, such as https://code.example/ann, @ann@social.example, "
            "github:ann, bsky:ann or ann@mail.example",
            "");
    return text;
}

Result<std::string> mail_account_of(std::string_view given) {
    std::string plain = collapse(printable(given));
    if (plain.starts_with(mail)) plain.erase(0, mail.size());
    if (plain.size() > shorthand_limits::account || !is_mailbox(plain))
        return fail("must be a mail address, such as ann@mail.example", "");
    return std::string(mail) + plain;
}

}  // namespace earshot
