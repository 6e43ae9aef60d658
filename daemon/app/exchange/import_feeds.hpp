#pragma once
// The feeds of an OPML list as sources: each belongs to the person whom its outline names, unless
// it carries many; the folders around it are that person's circles. A title is what its person is
// called until the feed has said who writes it (app/whose/).

#include <cstddef>
#include <string>
#include <vector>

#include "daemon/app/exchange/import_report.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/feed_list.hpp"
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

    std::size_t size() const { return feeds_.size(); }
    void take(std::size_t number);
    /// After the last: what could not be read.
    void finish();

private:
    struct Owner {
        PersonId person{};
        bool added = false;
    };
    std::vector<std::string> circles_of(const ListedFeed& listed) const;
    void take_known(const Source& source, const ListedFeed& listed);
    std::optional<PersonId> known_owner(const ListedFeed& listed) const;
    Owner owner_of(const ListedFeed& listed);
    void complete(const Person& before, const ListedFeed& listed);

    io::Store& store_;
    OpmlReading file_;
    std::vector<ListedFeed> feeds_;
    FeedsImport how_;
    Imported& done_;
    Instant now_;
};

}  // namespace earshot::app
