#pragma once
// Where a secret lies. Settings and the store hold references; the shell looks behind one when
// something is sent that needs it.

#include <string>
#include <string_view>

#include "earshot/result.hpp"

namespace earshot {

struct SecretReference {
    enum class Kind { none, credential, file } kind = Kind::none;
    std::string name;  // of the credential, or the path

    bool empty() const { return kind == Kind::none; }
    bool operator==(const SecretReference&) const = default;
};

/// "credential:NAME" or "file:/path". The problem never repeats the text, which may be the secret.
Result<SecretReference> parse_secret_reference(std::string_view text);

/// As it is written; empty when there is none.
std::string to_text(const SecretReference& reference);

}  // namespace earshot
