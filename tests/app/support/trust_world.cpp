#include "support/trust_world.hpp"

#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/sources.hpp"

namespace earshot::tests {

SourceId TrustWorld::follow(const Blog& blog, const std::string& circle) {
    DeclaredSource source;
    source.url = Url::parse(servers_.at(blog.address)->url(blog.target)).value();
    source.person = blog.person;
    const auto id = app::add_source(store, source, clock.now());
    if (!circle.empty()) {
        Person person = *store.people.one(*store.people.followed_as(blog.person));
        person.circles = {circle};
        store.people.update(person);
    }
    poller.nudge();
    clock.advance(minute);
    return id.value();
}

PersonId TrustWorld::person_of(const Blog& blog) const {
    return store.people.followed_as(blog.person).value();
}

void TrustWorld::follow_everybody() {
    for (Person person : store.people.all()) {
        person.standing = Standing::followed;
        store.people.update(person);
    }
}

Source TrustWorld::source_at(SourceId id) const {
    return store.sources.one(id).value();
}

std::vector<Source> TrustWorld::all_sources() const {
    return store.sources.all();
}

std::vector<Finding> TrustWorld::findings(const std::string& kind) const {
    io::FindingQuery query;
    query.kind = parse_finding_kind(kind);
    query.limit = 10'000;
    return store.findings.page(query);
}

std::optional<Instant> TrustWorld::last_seen(const Blog& blog) const {
    return store.states.of(store.people.followed_as(blog.person).value()).rhythm.last;
}

}  // namespace earshot::tests
