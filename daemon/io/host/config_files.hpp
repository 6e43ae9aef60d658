#pragma once
// The files that the program is set up with: the configuration and the dialects. Only reads them.

#include <cstddef>
#include <string>
#include <vector>

#include "earshot/dialect.hpp"
#include "earshot/result.hpp"

namespace earshot::io {

inline constexpr std::size_t max_config_bytes = 16 * 1024 * 1024;
inline constexpr std::size_t max_dialect_bytes = 1024 * 1024;

/// A whole text file. The problem names it and the system's reason.
Result<std::string> read_text_file(const std::string& path, std::size_t limit);

/// `*.toml` of these directories in order of name; a file in a later directory replaces one of the
/// same name in an earlier. Directories that do not exist are passed over.
Result<std::vector<DialectText>> read_dialect_files(const std::vector<std::string>& directories);

/// Where the configuration is looked for when nobody says: $CONFIGURATION_DIRECTORY, for ordinary
/// users $XDG_CONFIG_HOME/earshot or ~/.config/earshot, else the system's ("/etc/earshot").
std::string default_config_directory(const std::string& system_directory);

/// Whether there is such a file, readable or not.
bool is_there(const std::string& path);

/// The installed data: share/earshot beside the directory of the running program, so that an
/// installation may be moved as a whole; else `configured`.
std::string data_directory(const std::string& configured);

}  // namespace earshot::io
