#include "daemon/app/people/declared.hpp"

#include <map>
#include <set>

#include "daemon/app/people/line_check.hpp"
#include "daemon/app/people/sources.hpp"
#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/people/declarations.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/fingerprint.hpp"
#include "earshot/laid_over.hpp"
#include "earshot/poll_state.hpp"

namespace earshot::app {
namespace {

/// What is known of somebody without the configuration. Whoever was declared before it was kept
/// what lies beneath was known by the configuration alone.
struct Beneath {
    Person person;
    bool made = false;
};
Beneath beneath(const io::Store& store, const Person& person) {
    if (person.declared_at.empty()) return {person, false};
    if (const auto over = store.declarations.of(person.id))
        return {lifted(person, *over), over->made};
    Person nobody;
    nobody.id = person.id;
    nobody.name = person.name;
    nobody.standing = person.standing;
    nobody.connected_on = person.connected_on;
    return {std::move(nobody), true};
}

}  // namespace

std::optional<Person> seen_before(const io::Store& store, const Person& wanted) {
    std::vector<IdentityKey> keys;
    for (const std::string& account : wanted.accounts)
        for (IdentityKey& key : account_identities(account))
            keys.push_back(std::move(key));
    if (const auto known = store.identities.find(keys))
        if (auto person = store.people.one(*known); person && person->standing == Standing::light)
            return person;
    const auto alike = store.people.named(wanted.name, Standing::light);
    // Two of that name: an account has to say which.
    return alike.size() == 1 ? store.people.one(alike.front()) : std::nullopt;
}

PersonId follow_wanted(io::Store& store, const Person& wanted, Instant now) {
    return follow_wanted(store, wanted, now, seen_before(store, wanted));
}

PersonId follow_wanted(io::Store& store, const Person& wanted, Instant now,
                       const std::optional<Person>& known) {
    if (!known) return store.people.add(wanted);
    store.people.update(lay_over(*known, wanted).person);
    follow_from_now(store, known->id, now);
    return known->id;
}

namespace {

std::map<std::string, PersonId> declare_people(io::Store& store,
                                               const std::vector<Person>& declared,
                                               Reconciled& done, Instant now) {
    std::map<std::string, PersonId> by_name;
    for (const Person& person : declared) {
        const auto found = store.people.known_as(person.name);
        const auto light = found ? std::nullopt : seen_before(store, person);
        if (!found && !light) {
            const Laid laid = made_by(person);
            const PersonId id = store.people.add(laid.person);
            store.declarations.set(id, laid.over);
            by_name[person.name] = id;
            ++done.people_added;
            continue;
        }
        const Beneath base = beneath(store, found ? *found : *light);
        Laid laid = lay_over(base.person, person);
        laid.over.made = base.made;
        store.declarations.set(base.person.id, laid.over);
        by_name[person.name] = base.person.id;
        if (light) {
            store.people.update(laid.person);
            follow_from_now(store, light->id, now);
            ++done.people_added;
        } else if (laid.person != *found) {
            store.people.update(laid.person);
            ++done.people_changed;
        }
    }
    for (Person& person : store.people.declared()) {
        if (by_name.contains(person.name)) continue;
        Beneath base = beneath(store, person);
        // Whom nobody knew otherwise stays as declared, in the hands of the user.
        if (base.made) base.person = person;
        base.person.declared_at.clear();
        store.people.update(base.person);
        store.declarations.forget(person.id);
        ++done.released;
    }
    return by_name;
}

}  // namespace

void follow_from_now(io::Store& store, PersonId id, Instant now) {
    PersonState state = store.states.of(id);
    state.quiet_due.reset();
    store.states.save(id, state, now);
}

std::optional<Refused> covered(const io::Store& store, const Person& person,
                               const std::string& key) {
    if (person.declared_at.empty()) return std::nullopt;
    const auto over = store.declarations.of(person.id);
    if (over && !over->covers(key)) return std::nullopt;
    return declared(key + " of " + person.name, person.declared_at).value();
}

std::optional<Refused> declared_account(const io::Store& store, const Person& person,
                                        const std::string& account) {
    if (person.declared_at.empty()) return std::nullopt;
    auto over = store.declarations.of(person.id);
    // Whoever was declared before it was kept what lies beneath has what is stated from there.
    if (!over) over.emplace().accounts = person.accounts;
    if (!over->gives(account)) return std::nullopt;
    return declared(account, person.declared_at).value();
}

tl::unexpected<Refused> declared(const std::string& what, const std::string& where) {
    return refuse(Refusal::declared,
                  what + " is declared at " + where + ": change it there, then reload");
}

namespace {

constexpr const char* mark = "declared";

}  // namespace

bool is_in_line(const io::Marks& marks, const std::vector<Person>& people,
                const std::vector<DeclaredSource>& sources) {
    return marks.in_line_with(mark) == fingerprint(people, sources);
}

Reconciled reconcile(io::Store& store, const std::vector<Person>& people,
                     const std::vector<DeclaredSource>& sources, Instant now) {
    Reconciled done;
    const std::uint64_t declarations = fingerprint(people, sources);
    if (store.marks.in_line_with(mark) == declarations) return done;
    io::Transaction transaction(store);
    const auto by_name = declare_people(store, people, done, now);

    std::set<Url> declared;
    for (const DeclaredSource& wanted : sources) {
        declared.insert(wanted.url);
        const auto known = store.sources.by_url(wanted.url);
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
        source.options = wanted.options;
        source.declared_at = wanted.where;
        if (!known) {
            source.id = store.sources.add(source, due_now(now));
            ++done.sources_added;
        } else if (source != *known) {
            store.sources.update(source);
            ++done.sources_changed;
        }
        if (source.owner) store.presence.note(*source.owner, source.id);
    }
    for (Source& source : store.sources.declared()) {
        if (declared.contains(source.url)) continue;
        source.declared_at.clear();
        store.sources.update(source);
        ++done.released;
    }
    store.marks.set_in_line(mark, declarations);
    if (done.people_added + done.people_changed > 0) forget_lines(store.marks);
    transaction.commit();
    return done;
}

}  // namespace earshot::app
