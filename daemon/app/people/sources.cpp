#include "daemon/app/people/sources.hpp"

#include <utility>

#include "daemon/app/findings/record_findings.hpp"
#include "daemon/app/people/declared.hpp"
#include "daemon/app/people/reassign.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/store.hpp"
#include "daemon/io/store/transaction.hpp"

namespace earshot::app {

PollState due_now(Instant now) {
    PollState state;
    state.next = Due{now, Reason::first_poll, {}};
    return state;
}

Result<SourceId> add_source(io::Store& store, const DeclaredSource& wanted, Instant now) {
    if (store.sources.by_url(wanted.url))
        return fail("this source is there already", wanted.url.redacted());
    io::Transaction transaction(store);
    std::optional<PersonId> owner;
    if (!wanted.person.empty()) owner = store.people.followed_as(wanted.person);
    if (!wanted.person.empty() && !owner) {
        Person person;
        person.name = wanted.person;
        person.standing = Standing::followed;
        owner = follow_wanted(store, person, now);
    }
    const SourceId id = insert_source(store, wanted, owner, now);
    transaction.commit();
    return id;
}

SourceId insert_source(io::Store& store, const DeclaredSource& wanted,
                       std::optional<PersonId> owner, Instant now) {
    Source source;
    source.url = wanted.url;
    source.title = wanted.title.empty() ? wanted.url.host() : wanted.title;
    source.carries = owner ? Carries::one_person : wanted.carries;
    source.interval = wanted.interval;
    source.options = wanted.options;
    source.owner = owner;
    source.id = store.sources.add(source, due_now(now));
    if (owner) store.presence.note(*owner, source.id);
    return source.id;
}

Allowed<Source> change_source(io::Sources& sources, Source source, const SourceEdit& edit) {
    if (!source.declared_at.empty()) return declared(source.title, source.declared_at);
    if (edit.title) source.title = *edit.title;
    if (edit.carries) source.carries = *edit.carries;
    if (edit.carries == Carries::many || edit.carries == Carries::nobody) source.owner.reset();
    if (edit.interval) source.interval = *edit.interval;
    if (edit.options) source.options = *edit.options;
    sources.update(source);
    return source;
}

Source pause_source(io::Store& store, Source source, Instant now) {
    io::Transaction transaction(store);
    source.status = SourceStatus::paused;
    store.sources.update(source);
    record_pause(store.findings, source.id, now);
    transaction.commit();
    return source;
}

Source resume_source(io::Store& store, Source source, Instant now) {
    io::Transaction transaction(store);
    if (source.status == SourceStatus::gone) {
        // The user believes it is there again: ask now, and believe the server again from zero.
        PollState state = store.polls.state(source.id);
        state.gone_polls = 0;
        state.next = Due{now, Reason::asked, "resumed"};
        store.polls.save(source.id, state);
    }
    source.status = SourceStatus::active;
    store.sources.update(source);
    transaction.commit();
    return source;
}

void remove_source(io::Store& store, SourceId id, Instant now) {
    io::Transaction transaction(store);
    std::vector<ChangeDocument::Silence> before;
    for (const PersonId person : store.presence.people_of(id))
        before.push_back(silence_before(store, person, now));
    store.sources.remove(id);
    for (const ChangeDocument::Silence& one : before)
        if (store.people.one(one.person))
            look_again(store, one.person, {one}, ClosedBy::source_removed, now);
    transaction.commit();
}

Allowed<Source> drop_source(io::Store& store, const Source& source, Instant now) {
    if (!source.declared_at.empty()) return declared(source.title, source.declared_at);
    remove_source(store, source.id, now);
    return source;
}

}  // namespace earshot::app
