#pragma once
// What the user wants sent to one source, with the secrets that its options only refer to. Lives as
// long as one fetch.

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "earshot/request_options.hpp"
#include "earshot/result.hpp"

namespace earshot::io {

/// Looks behind a reference.
using SecretReader = std::function<Result<Secret>(const SecretReference&)>;

struct OwnHeaders {
    std::vector<std::pair<std::string, Secret>> headers;  // no cookie among them
    Secret cookie;
    std::string user;  // for basic authentication, with `password`; empty: none
    Secret password;
};

/// The problem names the reference that leads nowhere, or to what no header can hold.
Result<OwnHeaders> own_headers(const RequestOptions& options, const SecretReader& read);

}  // namespace earshot::io
