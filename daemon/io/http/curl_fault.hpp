#pragma once
// What libcurl's codes amount to. Used by http_transfer.cpp.

#include "earshot/http.hpp"

namespace earshot::io {

/// Of a CURLcode that is not CURLE_OK.
http::Fault fault_of(int code);

}  // namespace earshot::io
