#pragma once
// What the user does with a source: add, change, pause, resume, remove. Each is one transaction.
// What the configuration declares is changed there.

#include <optional>
#include <string>

#include "earshot/config.hpp"
#include "earshot/poll_state.hpp"
#include "earshot/refusal.hpp"
#include "earshot/source.hpp"

namespace earshot::io {
class Sources;
class Store;
}  // namespace earshot::io

namespace earshot::app {

/// Never polled, and due at once.
PollState due_now(Instant now);

/// Adds one source as `earshot add` does: gives it an owner (found by name or created as followed)
/// when `person` is not empty. The problem names an address that is there already.
Result<SourceId> add_source(io::Store& store, const DeclaredSource& source, Instant now);

/// The same inside of somebody else's transaction, for an owner who is known; the address is not
/// there yet.
SourceId insert_source(io::Store& store, const DeclaredSource& source,
                       std::optional<PersonId> owner, Instant now);

/// What is given is changed; a source that carries many or nobody has no owner.
struct SourceEdit {
    std::optional<std::string> title;
    std::optional<Carries> carries;
    std::optional<std::optional<Span>> interval;  // given as nothing: the configuration's
    std::optional<SharedOptions> options;
};
Allowed<Source> change_source(io::Sources& sources, Source source, const SourceEdit& edit);

/// What was said of it as trouble is over: nobody asks it any more.
Source pause_source(io::Store& store, Source source, Instant now);
/// One that was gone is asked now.
Source resume_source(io::Store& store, Source source, Instant now);

/// Removes a source. Those it showed are learned anew from what other sources show: what it taught
/// goes with it, and nobody is called quiet because the user looks elsewhere (P1).
void remove_source(io::Store& store, SourceId id, Instant now);
/// The same for the user, unless the configuration declares it.
Allowed<Source> drop_source(io::Store& store, const Source& source, Instant now);

}  // namespace earshot::app
