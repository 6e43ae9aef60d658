#pragma once
// A file to import: one file, or a folder of vCards as one. Knows which line is of which file.

#include <cstddef>
#include <string>
#include <vector>

#include "earshot/control.hpp"
#include "earshot/result.hpp"

namespace earshot::client {

inline constexpr std::size_t largest_import = control::limits::file_bytes;

struct WrittenFile {
    std::string bytes;
    struct Piece {
        long long first_line = 1;
        std::string name;
    };
    std::vector<Piece> pieces;  // in order; of one file alone: one without a name

    /// "7" or, of several files, "ines.vcf:7".
    std::string place_of(long long line) const;
};

/// "-" is standard input.
Result<WrittenFile> read_written(const std::string& path);

/// How many lines end in this, with any kind of line end.
long long lines_in(const std::string& bytes);

}  // namespace earshot::client
