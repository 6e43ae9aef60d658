#include "daemon/app/exchange/take_people.hpp"

#include <algorithm>
#include <utility>

#include "daemon/app/people/tombstones.hpp"
#include "daemon/io/store/people/claims.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "earshot/plain_name.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

bool is_erased_one(const io::Store& store, const WrittenPerson& written) {
    std::vector<std::string> accounts = written.accounts;
    for (const std::string& mailbox : written.mailboxes)
        accounts.push_back("mailto:" + mailbox);
    return is_erased(store.erasure, accounts, written.name);
}

void fill(std::string& field, const std::string& with) {
    if (field.empty()) field = with;
}

/// Adds what the person does not have yet; what somebody else has is claimed only.
class Additions {
public:
    Additions(io::Store& store, Person& person, const char* origin, Instant now)
        : store_(store), person_(person), origin_(origin), now_(now) {}

    void account(const std::string& text) {
        const auto keys = account_identities(text);
        if (keys.empty() || !seen_.insert(keys.back().value).second) return;
        const auto owner = store_.identities.find(keys);
        if (owner == person_.id) return state(text, keys);
        if (owner) {
            store_.claims.add(Claim{person_.id, keys.front().value, origin_}, now_);
            if (const auto other = store_.people.one(*owner))
                say(text + " belongs to " + other->name + " (earshot suggest)");
            return;
        }
        if (person_.declared_at.empty())
            person_.accounts.push_back(text);
        else
            store_.identities.add(person_.id, keys);
        said_new_ = true;
        say(text);
    }

    bool any() const { return said_new_; }
    std::string detail() const { return detail_; }
    void say(const std::string& text) {
        if (text.starts_with("uid:")) return;  // for programs only
        if (!detail_.empty()) detail_ += ", ";
        detail_ += text;
    }

private:
    /// A feed has taught it; now the user's file says so too.
    void state(const std::string& text, const std::vector<IdentityKey>& keys) {
        const auto is_it = [&](const std::string& account) {
            return account_identities(account).back() == keys.back();
        };
        if (!person_.declared_at.empty() || std::ranges::any_of(person_.accounts, is_it)) return;
        if (text.starts_with("mailto:")) return;
        person_.accounts.push_back(text);
    }

    io::Store& store_;
    Person& person_;
    const char* origin_;
    Instant now_;
    std::string detail_;
    bool said_new_ = false;
    std::set<std::string> seen_;  // the plainest key of each account
};

/// A title or a login gives way to a name.
bool is_to_be_named(const Person& person, const WrittenPerson& written) {
    if (written.name_from != NameFrom::user || !person.declared_at.empty()) return false;
    if (person.name_from == NameFrom::title) return true;
    return person.name_from == NameFrom::feed && !is_plain_name(person.name);
}

void fill_in(Person& person, const WrittenPerson& written) {
    fill(person.phone, written.phone);
    fill(person.company, written.company);
    fill(person.position, written.position);
    fill(person.birthday, written.birthday);
    if (person.circles.empty()) person.circles = written.circles;
    // What a list said of a stranger is no note of the user's.
    const bool is_note = written.note != position_of(written.position, written.company);
    if (is_note && !written.note.empty() &&
        person.note == position_of(person.position, person.company))
        person.note.clear();
    fill(person.note, written.note);
}

}  // namespace

std::string position_of(const std::string& position, const std::string& company) {
    if (position.empty() || company.empty()) return position + company;
    return position + ", " + company;
}

std::optional<Person> PeopleTaker::find(const WrittenPerson& written) const {
    for (const std::string& account : written.accounts)
        if (const auto id = store_.identities.find(account_identities(account)))
            return store_.people.one(*id);
    for (const std::string& mailbox : written.mailboxes)
        if (const auto id = store_.identities.find(account_identities("mailto:" + mailbox)))
            if (auto person = store_.people.one(*id); folded(person->name) == folded(written.name))
                return person;
    if (!written.accounts.empty() || !written.mailboxes.empty()) return std::nullopt;
    return find_by_name(written);
}

/// A name is all there is: somebody whom nothing else identifies either, each for one row; else the
/// only one of that name.
std::optional<Person> PeopleTaker::find_by_name(const WrittenPerson& written) const {
    std::vector<Person> alike;
    for (const Standing standing : {Standing::followed, Standing::light, Standing::resting})
        for (const PersonId id : store_.people.named(written.name, standing))
            if (auto person = store_.people.one(id)) alike.push_back(*std::move(person));
    const bool only = alike.size() == 1;
    for (Person& person : alike) {
        if (by_name_.contains(person.id)) continue;
        const bool same_day = !written.connected_on || person.connected_on == written.connected_on;
        const bool bare = person.accounts.empty() && person.standing == Standing::light;
        if (bare && same_day) return std::move(person);
        if (only && (same_day || !person.connected_on)) return std::move(person);
    }
    return std::nullopt;
}

/// Another has the same whole name.
bool PeopleTaker::looks_like_somebody(const Person& person) const {
    if (person.name.find(' ') == person.name.npos) return false;
    std::size_t alike = 0;
    for (const Standing standing : {Standing::followed, Standing::light, Standing::resting})
        alike += store_.people.named(person.name, standing).size();
    return alike > 1;
}

TakenIn PeopleTaker::take(const WrittenPerson& written) {
    TakenIn taken;
    std::optional<Person> known = find(written);
    if (!known && is_erased_one(store_, written))
        return {{}, Imported::State::refused, stays_erased};
    Person person;
    if (known) {
        person = *known;
    } else {
        person.name = written.name;
        person.name_from = written.name_from;
        person.standing = Standing::light;
        person.id = store_.people.add(person);
        ++done_.people_added;
        done_.made(person.id);
    }
    if (written.accounts.empty() && written.mailboxes.empty()) by_name_.insert(person.id);
    const Person before = person;
    Additions additions(store_, person, written.origin, now_);
    if (known && is_to_be_named(person, written)) {
        additions.say("was called " + person.name);
        person.name = written.name;
        person.name_from = NameFrom::user;
    }
    for (const std::string& account : written.accounts)
        additions.account(account);
    for (const std::string& mailbox : written.mailboxes)
        additions.account("mailto:" + mailbox);
    if (!person.connected_on) person.connected_on = written.connected_on;
    if (person.declared_at.empty()) fill_in(person, written);
    if (person != before) store_.people.update(person);
    if (known && person != before) done_.changed(before, person);
    if (!known && looks_like_somebody(person)) ++done_.alike;
    taken.person = person.id;
    taken.detail = additions.detail();
    if (!known)
        taken.state = Imported::State::added;
    else if (person != before || additions.any())
        taken.state = Imported::State::changed;
    return taken;
}

}  // namespace earshot::app
