#include "daemon/app/reconcile.hpp"

#include <map>
#include <set>

namespace earshot::app {
namespace {

PollState due_now(Instant now) {
    PollState state;
    state.next = Due{now, Reason::first_poll, {}};
    return state;
}

/// What the configuration says of a person, over what the store has.
Person merged(Person stored, const Person& declared) {
    const PersonId id = stored.id;
    stored = declared;
    stored.id = id;
    return stored;
}

std::map<std::string, PersonId> declare_people(io::Store& store,
                                               const std::vector<Person>& declared,
                                               Reconciled& done) {
    std::map<std::string, PersonId> by_name;
    std::map<std::string, Person> stored;
    for (Person& person : store.people())
        if (person.standing != Standing::light) stored.emplace(person.name, std::move(person));
    for (const Person& person : declared) {
        const auto found = stored.find(person.name);
        if (found == stored.end()) {
            by_name[person.name] = store.add(person);
            ++done.people_added;
            continue;
        }
        const Person wanted = merged(found->second, person);
        if (wanted != found->second) {
            store.update(wanted);
            ++done.people_changed;
        }
        by_name[person.name] = wanted.id;
    }
    for (auto& [name, person] : stored) {
        if (person.declared_at.empty() || by_name.contains(name)) continue;
        person.declared_at.clear();
        store.update(person);
        ++done.released;
    }
    return by_name;
}

}  // namespace

Reconciled reconcile(io::Store& store, const std::vector<Person>& people,
                     const std::vector<DeclaredSource>& sources, Instant now) {
    Reconciled done;
    io::Store::Transaction transaction(store);
    const auto by_name = declare_people(store, people, done);

    std::set<Url> declared;
    for (const DeclaredSource& wanted : sources) {
        declared.insert(wanted.url);
        const auto known = store.source_by_url(wanted.url);
        Source source = known.value_or(Source());
        source.url = wanted.url;
        if (!wanted.title.empty()) source.title = wanted.title;
        if (source.title.empty()) source.title = wanted.url.host();
        if (wanted.carries != Carries::undecided) source.carries = wanted.carries;
        if (const auto owner = by_name.find(wanted.person); owner != by_name.end()) {
            source.owner = owner->second;
            source.carries = Carries::one_person;
        }
        source.interval = wanted.interval;
        source.declared_at = wanted.where;
        if (!known) {
            source.id = store.add(source, due_now(now));
            ++done.sources_added;
        } else if (source != *known) {
            store.update(source);
            ++done.sources_changed;
        }
        if (source.owner) store.note_presence(*source.owner, source.id);
    }
    for (Source& source : store.sources()) {
        if (source.declared_at.empty() || declared.contains(source.url)) continue;
        source.declared_at.clear();
        store.update(source);
        ++done.released;
    }
    transaction.commit();
    return done;
}

Result<SourceId> add_source(io::Store& store, const DeclaredSource& wanted, Instant now) {
    if (store.source_by_url(wanted.url))
        return fail("this source is there already", wanted.url.redacted());
    io::Store::Transaction transaction(store);
    Source source;
    source.url = wanted.url;
    source.title = wanted.title.empty() ? wanted.url.host() : wanted.title;
    source.carries = wanted.carries;
    source.interval = wanted.interval;
    if (!wanted.person.empty()) {
        source.carries = Carries::one_person;
        source.owner = store.person_by_name(wanted.person);
        if (!source.owner) {
            Person person;
            person.name = wanted.person;
            person.standing = Standing::followed;
            source.owner = store.add(person);
        }
    }
    source.id = store.add(source, due_now(now));
    if (source.owner) store.note_presence(*source.owner, source.id);
    transaction.commit();
    return source.id;
}

}  // namespace earshot::app
