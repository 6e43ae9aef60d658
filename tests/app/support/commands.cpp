#include "support/commands_test.hpp"

#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/activities.hpp"
#include "daemon/io/store/sources/polls.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/finding_life.hpp"

namespace earshot::app {

SourceId CommandsTest::add_source(const std::string& url, const std::string& title,
                                  std::optional<PersonId> owner) {
    Source source;
    source.url = Url::parse(url).value();
    source.title = title;
    source.owner = owner;
    if (owner) source.carries = Carries::one_person;
    const SourceId id = store_.sources.add(source, PollState{});
    if (owner) store_.presence.note(*owner, id);
    return id;
}

SourceId CommandsTest::add_network(const std::string& url) {
    const SourceId id = add_source(url, "network");
    Source source = *store_.sources.one(id);
    source.carries = Carries::many;
    store_.sources.update(source);
    return id;
}

std::vector<std::string> CommandsTest::names() const {
    std::vector<std::string> all;
    for (const Person& person : store_.people.all())
        all.push_back(person.name);
    return all;
}

PersonId CommandsTest::called(const std::string& name) const {
    for (const Person& person : store_.people.all())
        if (person.name == name) return person.id;
    ADD_FAILURE() << "nobody is called " << name;
    return {};
}

std::optional<Person> CommandsTest::person_at(PersonId id) const {
    return store_.people.one(id);
}

std::optional<Source> CommandsTest::source_at(SourceId id) const {
    return store_.sources.one(id);
}

std::vector<Person> CommandsTest::all_people() const {
    return store_.people.all();
}

Source CommandsTest::source_of(SourceId id) const {
    return store_.sources.one(id).value();
}

std::vector<Source> CommandsTest::all_sources() const {
    return store_.sources.all();
}

PersonId CommandsTest::put(const Person& person) {
    return store_.people.add(person);
}

SourceId CommandsTest::put(const Source& source, const PollState& state) {
    return store_.sources.add(source, state);
}

void CommandsTest::update(const Person& person) {
    store_.people.update(person);
}

void CommandsTest::update(const Source& source) {
    store_.sources.update(source);
}

PersonId CommandsTest::add_person(const std::string& name, Standing standing,
                                  const std::string& circle) {
    Person person;
    person.name = name;
    if (!circle.empty()) person.circles = {circle};
    person.standing = standing;
    return store_.people.add(person);
}

FindingNumber CommandsTest::add_finding(Evidence evidence, std::optional<PersonId> person,
                                        Confidence confidence, Finding::State state,
                                        Instant found_at) {
    Finding finding;
    finding.person = person;
    if (const auto* quiet = std::get_if<Quiet>(&evidence); quiet != nullptr && person)
        finding.which = quiet_key(*person, quiet->due).which;
    finding.evidence = std::move(evidence);
    finding.confidence = confidence;
    finding.state = state;
    finding.found_at = found_at;
    return store_.findings.add(finding);
}

std::int64_t CommandsTest::add_activity(SourceId source, PersonId person, Verb verb, Instant at) {
    News news;
    news.activity.verb = verb;
    news.activity.sentence = "did something";
    news.at = at;
    return store_.activities.add(source, person, news, at);
}

void CommandsTest::record_polls(SourceId id, int count, Instant last, PollResult result) {
    for (int i = count - 1; i >= 0; --i) {
        io::PollRecord poll;
        poll.at = last - i * hour;
        poll.result = result;
        store_.polls.record(id, poll);
    }
}

}  // namespace earshot::app
