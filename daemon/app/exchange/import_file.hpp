#pragma once
// A file of people or feeds taken in whole, in one transaction. A dry run is the same, rolled back.

#include <optional>
#include <string>
#include <string_view>

#include "daemon/app/exchange/import_feeds.hpp"
#include "daemon/app/exchange/import_report.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/result.hpp"

namespace earshot::app {

enum class FileKind {
    opml,      // a list of feeds
    vcard,     // an address book
    linkedin,  // Connections.csv
};
std::optional<FileKind> parse_file_kind(std::string_view text);  // "opml", "vcard", "linkedin"

struct FileImport {
    bool dry_run = false;
    FeedsImport feeds;  // the circle is for people, too
};
/// Nothing is written when the file cannot be read; the problem says in which line.
Result<Imported> import_file(io::Store& store, FileKind kind, const std::string& bytes,
                             const FileImport& how, Instant now);

}  // namespace earshot::app
