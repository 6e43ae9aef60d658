#include "daemon/app/exchange/import_file.hpp"

#include "daemon/app/exchange/import_people.hpp"
#include "daemon/io/store/transaction.hpp"

namespace earshot::app {
namespace {

Result<Imported> take_in_file(io::Store& store, FileKind kind, const std::string& bytes,
                              const FeedsImport& how, Instant now) {
    Imported done;
    switch (kind) {
        case FileKind::opml: {
            const auto file = read_opml(bytes);
            if (!file) return Failure(file.error());
            import_feeds(store, *file, how, done, now);
            break;
        }
        case FileKind::vcard: {
            const auto file = read_vcards(bytes);
            if (!file) return Failure(file.error());
            import_cards(store, *file, how.circle, done, now);
            break;
        }
        case FileKind::linkedin: {
            const auto file = read_linkedin(bytes);
            if (!file) return Failure(file.error());
            import_connections(store, *file, how.circle, done, now);
            break;
        }
    }
    return done;
}

}  // namespace

std::optional<FileKind> parse_file_kind(std::string_view text) {
    if (text == "opml") return FileKind::opml;
    if (text == "vcard") return FileKind::vcard;
    if (text == "linkedin") return FileKind::linkedin;
    return std::nullopt;
}

Result<Imported> import_file(io::Store& store, FileKind kind, const std::string& bytes,
                             const FileImport& how, Instant now) {
    io::Transaction transaction(store);
    auto done = take_in_file(store, kind, bytes, how.feeds, now);
    if (done && !how.dry_run) transaction.commit();
    return done;
}

}  // namespace earshot::app
