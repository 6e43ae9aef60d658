#pragma once
// The files in a ZIP that somebody brings along. Read in memory by libarchive, which has seen more
// broken archives than we have; nothing is ever written to a disk, so no name in it can lead
// anywhere.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/result.hpp"

namespace earshot::io {

namespace zip_limits {
inline constexpr std::size_t entries = 10'000;           // of an archive; the first are looked at
inline constexpr std::size_t bytes = 128 * 1024 * 1024;  // unpacked, of all files wanted
}  // namespace zip_limits

struct ZippedFile {
    std::string name;  // without its folders
    std::string bytes;
};

/// Those files whose name, without folders and in small letters, is `wanted`. A problem when the
/// archive is broken, encrypted or too large.
Result<std::vector<ZippedFile>> unzip(std::string_view archive,
                                      const std::function<bool(std::string_view)>& wanted);

}  // namespace earshot::io
