#pragma once
// The dialects that an offline command reads with.

#include <string>
#include <vector>

#include "earshot/dialect.hpp"

namespace earshot::client {

/// Those of these directories; when none is given of $EARSHOT_DIALECTS (directories with ':'
/// between), else the installed ones and the user's. A file in a later directory replaces one of
/// the same name in an earlier. Throws Ended with every complaint.
Dialects load_dialects(std::vector<std::string> directories);

/// A whole text file of at most `limit` bytes. Throws Ended.
std::string text_of_file(const std::string& path, std::size_t limit);

inline constexpr std::size_t max_dialect_bytes = 1024 * 1024;

}  // namespace earshot::client
