#pragma once
// The feeds of an OPML list as sources: each belongs to the person whom its outline names, unless
// it carries many; the folder around it is that person's circle. Runs inside a transaction.

#include <string>

#include "daemon/app/exchange/import_report.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/opml.hpp"

namespace earshot::app {

struct FeedsImport {
    bool many = false;   // all of them carry many people
    std::string circle;  // instead of the folders; may be empty
};
void import_feeds(io::Store& store, const OpmlReading& file, const FeedsImport& how, Imported& done,
                  Instant now);

}  // namespace earshot::app
