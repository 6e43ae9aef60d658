#include "support/stored.hpp"

#include <utility>

#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/poll_state.hpp"

namespace earshot::test {

PersonId stored_person(io::Store& store, const std::string& name, Standing standing,
                       std::vector<std::string> accounts) {
    Person person;
    person.name = name;
    person.standing = standing;
    person.accounts = std::move(accounts);
    return store.people.add(person);
}

void remove_person(io::Store& store, PersonId id) {
    store.people.remove(id);
}

namespace {

Source source_at(const std::string& host) {
    Source source;
    source.url = Url::parse("https://" + host + "/feed").value();
    return source;
}

}  // namespace

SourceId stored_source(io::Store& store, const std::string& host) {
    return store.sources.add(source_at(host), PollState{});
}

SourceId stored_blog(io::Store& store, const std::string& host, PersonId owner) {
    Source source = source_at(host);
    source.owner = owner;
    source.carries = Carries::one_person;
    const SourceId id = store.sources.add(source, PollState{});
    store.presence.note(owner, id);
    return id;
}

}  // namespace earshot::test
