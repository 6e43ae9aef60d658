#pragma once
// A file: source, answered as a well-behaved server would: with a validator, and 304 when nothing
// changed. Only regular files whose true place is below an allowed directory are read.

#include <set>
#include <string>

#include "earshot/http.hpp"

namespace earshot::io {

/// Reads at most http::limits::decoded_bytes, at once: a file on a disk does not make the loop
/// wait.
http::Outcome read_file_source(const http::Request& request,
                               const std::set<std::string>& directories);

}  // namespace earshot::io
