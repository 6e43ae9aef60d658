#pragma once
// The feeds of an OPML list as sources: each belongs to the person whom its outline names, unless
// it carries many; the folder around it is that person's circle.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "daemon/app/exchange/import_report.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/opml.hpp"
#include "earshot/person.hpp"

namespace earshot::app {

struct FeedsImport {
    bool many = false;   // all of them carry many people
    std::string circle;  // instead of the folders; may be empty
};

/// Takes them in one by one, in their order, inside the caller's transactions: what a feed came to
/// is known to the next, and to whoever takes in the list once more.
class FeedImporter {
public:
    /// `done` outlives this.
    FeedImporter(io::Store& store, OpmlReading file, FeedsImport how, Imported& done, Instant now);

    std::size_t size() const { return file_.list.feeds.size(); }
    void take(std::size_t number);
    /// After the last: what could not be read.
    void finish();

private:
    struct Owner {
        PersonId person{};
        bool added = false;
    };
    void take(const OpmlFeed& feed, int line);
    std::optional<PersonId> known_owner(const OpmlFeed& feed) const;
    Owner owner_of(const OpmlFeed& feed);
    bool may_be_named(const OpmlFeed& feed) const;
    void complete(Person person, const OpmlFeed& feed, const std::string& page,
                  const std::vector<IdentityKey>& keys);

    io::Store& store_;
    OpmlReading file_;
    FeedsImport how_;
    Imported& done_;
    Instant now_;
    std::map<std::string, std::string> made_;  // in this import: name to host
};

}  // namespace earshot::app
