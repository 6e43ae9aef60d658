#include "daemon/io/archive/zip.hpp"

#include <memory>

#include <archive.h>
#include <archive_entry.h>

namespace earshot::io {
namespace {

struct Close {
    void operator()(struct archive* reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<struct archive, Close>;

std::string plain_name(const char* path) {
    const std::string_view given = path == nullptr ? std::string_view() : path;
    std::string name(given.substr(given.rfind('/') + 1));
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return name;
}

Problem problem_of(struct archive* reader) {
    const char* text = archive_error_string(reader);
    return {std::string("cannot be unpacked: ") + (text == nullptr ? "it is broken" : text), ""};
}

/// Everything of the entry that stands next, at most `most` bytes.
Result<std::string> contents(struct archive* reader, std::size_t most) {
    std::string bytes;
    char buffer[64 * 1024];
    for (;;) {
        const la_ssize_t got = archive_read_data(reader, buffer, sizeof buffer);
        if (got < 0) return Failure(problem_of(reader));
        if (got == 0) return bytes;
        if (bytes.size() + static_cast<std::size_t>(got) > most)
            return fail("is larger than " + std::to_string(zip_limits::bytes) +
                        " bytes when it is unpacked");
        bytes.append(buffer, static_cast<std::size_t>(got));
    }
}

}  // namespace

Result<std::vector<ZippedFile>> unzip(std::string_view archive,
                                      const std::function<bool(std::string_view)>& wanted) {
    const Reader reader(archive_read_new());
    archive_read_support_format_zip(reader.get());
    if (archive_read_open_memory(reader.get(), archive.data(), archive.size()) != ARCHIVE_OK)
        return Failure(problem_of(reader.get()));
    std::vector<ZippedFile> files;
    std::size_t left = zip_limits::bytes;
    for (std::size_t number = 0; number < zip_limits::entries; ++number) {
        archive_entry* entry = nullptr;
        const int result = archive_read_next_header(reader.get(), &entry);
        if (result == ARCHIVE_EOF) break;
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
            return Failure(problem_of(reader.get()));
        std::string name = plain_name(archive_entry_pathname(entry));
        if (archive_entry_filetype(entry) != AE_IFREG || !wanted(name)) continue;
        auto bytes = contents(reader.get(), left);
        if (!bytes) return Failure(bytes.error());
        left -= bytes->size();
        files.push_back({std::move(name), *std::move(bytes)});
    }
    return files;
}

}  // namespace earshot::io
