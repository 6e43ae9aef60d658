#pragma once
// People and sources in a store, for tests that need somebody there and are about something else.

#include <string>
#include <vector>

#include "earshot/person.hpp"

namespace earshot::io {
class Store;
}

namespace earshot::test {

PersonId stored_person(io::Store& store, const std::string& name,
                       Standing standing = Standing::light, std::vector<std::string> accounts = {});

void remove_person(io::Store& store, PersonId id);

/// "https://HOST/feed", never polled.
SourceId stored_source(io::Store& store, const std::string& host);
/// A feed of one person's, whom it shows.
SourceId stored_blog(io::Store& store, const std::string& host, PersonId owner);

}  // namespace earshot::test
