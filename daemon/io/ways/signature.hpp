#pragma once
// The signature of a webhook, as Standard Webhooks 1.0.0 has it (standardwebhooks.com): who knows
// the secret can tell that a message is ours, untouched and not an old one sent again.

#include <string>
#include <string_view>
#include <vector>

#include "earshot/result.hpp"
#include "earshot/time.hpp"
#include "earshot/url.hpp"

namespace earshot::io {

/// The header lines: id, time and signature; without a secret no signature. A secret "whsec_..." is
/// base64 behind the prefix; any other is taken as its bytes. `id` is the same for every attempt,
/// so that the receiver can tell a repeat.
Result<std::vector<Secret>> signed_headers(const Secret& secret, std::string_view id, Instant now,
                                           std::string_view body);

}  // namespace earshot::io
