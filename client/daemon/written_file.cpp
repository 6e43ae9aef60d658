#include "client/daemon/written_file.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>

namespace earshot::client {
namespace {

namespace fs = std::filesystem;

Failure too_large(const std::string& path) {
    return fail("is larger than " + std::to_string(largest_import) + " bytes", path);
}

/// One byte more than is allowed says that it is too large.
Result<std::string> bytes_of(std::istream& in, const std::string& path) {
    std::string bytes(largest_import + 1, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!in.eof() && in.fail()) return fail("cannot be read", path);
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > largest_import) return too_large(path);
    return bytes;
}

Result<std::string> bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail("cannot be read", path);
    return bytes_of(in, path);
}

std::vector<fs::path> cards_in(const fs::path& folder) {
    std::vector<fs::path> cards;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
        if (entry.path().extension() == ".vcf") cards.push_back(entry.path());
    std::sort(cards.begin(), cards.end());
    return cards;
}

Result<WrittenFile> read_folder(const std::string& path) {
    WrittenFile all;
    long long line = 1;
    for (const fs::path& card : cards_in(path)) {
        auto bytes = bytes_of(card.string());
        if (!bytes) return Failure(bytes.error());
        if (!bytes->ends_with('\n')) *bytes += '\n';
        all.pieces.push_back({line, card.filename().string()});
        line += lines_in(*bytes);
        all.bytes += *bytes;
        if (all.bytes.size() > largest_import) return too_large(path);
    }
    if (all.pieces.empty()) return fail("holds no .vcf file", path);
    return all;
}

}  // namespace

std::string WrittenFile::place_of(long long line) const {
    const auto after = std::upper_bound(
        pieces.begin(), pieces.end(), line,
        [](long long wanted, const Piece& piece) { return wanted < piece.first_line; });
    if (after == pieces.begin()) return std::to_string(line);
    const Piece& piece = *std::prev(after);
    const std::string number = std::to_string(line - piece.first_line + 1);
    return piece.name.empty() ? number : piece.name + ":" + number;
}

Result<WrittenFile> read_written(const std::string& path) {
    std::error_code error;
    if (path != "-" && fs::is_directory(path, error)) return read_folder(path);
    auto bytes = path == "-" ? bytes_of(std::cin, "standard input") : bytes_of(path);
    if (!bytes) return Failure(bytes.error());
    return WrittenFile{std::move(*bytes), {{1, ""}}};
}

long long lines_in(const std::string& bytes) {
    long long lines = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const bool pair = bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n';
        if ((bytes[i] == '\n' || bytes[i] == '\r') && !pair) ++lines;
    }
    return lines;
}

}  // namespace earshot::client
