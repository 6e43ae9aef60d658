#pragma once
// Sentences of strangers that may repeat the key they were asked with.

#include <string>
#include <string_view>

namespace earshot {

/// "bad key Xy81… for Ann": what looks like a token, and what stands behind a word that announces
/// one, becomes "…". Addresses are to be redacted before.
std::string without_secrets(std::string_view sentence);

}  // namespace earshot
