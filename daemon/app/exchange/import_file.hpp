#pragma once
// A file of people or feeds taken in, by steps of a few items between which others are served; each
// step is one transaction. What is broken off - by a store that fails, by a stop - is there up to
// some line, and the same file once more takes in the rest (docs/decisions/0025). A dry run does
// the same to a store in memory that knows the same people and feeds.

#include <string>

#include <boost/asio/awaitable.hpp>

#include "daemon/app/exchange/import_feeds.hpp"
#include "daemon/app/exchange/import_report.hpp"
#include "daemon/app/wire/under_way.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/import_kind.hpp"
#include "earshot/result.hpp"

namespace earshot::app {

struct FileImport {
    bool dry_run = false;
    FeedsImport feeds;             // the circle is for people, too
    Progress* progress = nullptr;  // written while it goes on; outlives it
};

/// Nothing is written when the file cannot be read; the problem says in which line. A problem that
/// is retryable is the store's, and says how far it came.
boost::asio::awaitable<Result<Imported>> import_file(io::Store& store, FileKind kind,
                                                     const std::string& bytes,
                                                     const FileImport& how, Instant now);

}  // namespace earshot::app
