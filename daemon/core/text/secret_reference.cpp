#include "earshot/secret_reference.hpp"

#include <algorithm>

namespace earshot {
namespace {

constexpr std::string_view credential_prefix = "credential:";
constexpr std::string_view file_prefix = "file:";
constexpr std::size_t longest = 1000;

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '\x7f';
}

bool is_credential_name(std::string_view name) {
    return !name.empty() && name.front() != '.' && name.size() <= 255 &&
           std::none_of(name.begin(), name.end(), [](char c) { return c == '/' || is_control(c); });
}

}  // namespace

Result<SecretReference> parse_secret_reference(std::string_view text) {
    using Kind = SecretReference::Kind;
    if (text.starts_with(credential_prefix)) {
        text.remove_prefix(credential_prefix.size());
        if (is_credential_name(text)) return SecretReference{Kind::credential, std::string(text)};
        return fail("\"credential:\" must be followed by the name of a credential");
    }
    if (text.starts_with(file_prefix)) {
        text.remove_prefix(file_prefix.size());
        if (text.starts_with('/') && text.size() <= longest &&
            std::none_of(text.begin(), text.end(), is_control))
            return SecretReference{Kind::file, std::string(text)};
        return fail("\"file:\" must be followed by an absolute path");
    }
    return fail("must say where the secret lies: \"credential:NAME\" or \"file:/path\"");
}

std::string to_text(const SecretReference& reference) {
    switch (reference.kind) {
        case SecretReference::Kind::none: return {};
        case SecretReference::Kind::credential:
            return std::string(credential_prefix) + reference.name;
        case SecretReference::Kind::file: return std::string(file_prefix) + reference.name;
    }
    return {};
}

}  // namespace earshot
