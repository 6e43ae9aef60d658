#pragma once
// An owner of whom a list has only the title of a feed, and what the feed says of its writer.

#include "daemon/io/store/store.hpp"
#include "earshot/reader.hpp"
#include "earshot/source.hpp"

namespace earshot::app {

/// The source as it is then; stored when it changed hands. The owner has the name that the user's
/// list gives where that is no title, else the name that the feed gives; is whoever is known by the
/// writer's account or whole name; or is gone, where several write it, or nobody who is meant.
/// Nothing happens to owners whose name is known already.
Source name_owner(io::Store& store, Source source, const Feed& feed, const ReadFeed& document,
                  Instant now);

}  // namespace earshot::app
