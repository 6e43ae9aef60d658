#pragma once
// Two people are one; an account or a source is somebody's, or is not. Each is one transaction,
// leaves what it takes to undo it, and teaches the rhythm anew, since sightings changed hands.
//
// Nothing that the configuration declares is changed here: the refusal names the line.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/io/store/changes.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/config.hpp"
#include "earshot/refusal.hpp"

namespace earshot::app {

/// All of `from` goes to `into`, who keeps the name; `why` is in the sentence of the change
/// ("rel=me both ways"), empty when the user said so.
Allowed<io::StoredChange> merge_people(io::Store& store, PersonId from, PersonId into,
                                       std::string_view why, Instant now);

/// The same inside of somebody else's transaction.
Allowed<io::StoredChange> merge_within(io::Store& store, PersonId from, PersonId into,
                                       std::string_view why, Instant now);

/// Many at once: pairs of whom goes into whom, and pairs that are told apart. One transaction, one
/// change. Refused as a whole when one of them is.
struct SameAnswers {
    std::vector<std::pair<PersonId, PersonId>> merge;
    std::vector<std::pair<PersonId, PersonId>> apart;
};
Allowed<io::StoredChange> answer_same(io::Store& store, const SameAnswers& answers, Instant now);

/// An address of theirs, as account_of (shorthand.hpp) writes it.
/// Whoever had it and has nothing else is merged; a light person loses just this. An account of
/// somebody whom the user follows is refused.
Allowed<io::StoredChange> link_account(io::Store& store, PersonId person,
                                       const std::string& account, Instant now);
Allowed<io::StoredChange> link_source(io::Store& store, PersonId person, SourceId source,
                                      Instant now);

/// The account or source becomes a person of its own, when anything came from it.
Allowed<io::StoredChange> unlink_account(io::Store& store, PersonId person,
                                         const std::string& account, Instant now);
Allowed<io::StoredChange> unlink_source(io::Store& store, PersonId person, SourceId source,
                                        Instant now);

/// The change of this number, or the last that was not undone. Refused when a later one is about
/// the same people.
Allowed<io::StoredChange> undo(io::Store& store, const NoticeSettings& settings,
                               std::optional<std::int64_t> number, Instant now);

}  // namespace earshot::app
