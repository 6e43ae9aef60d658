#include "daemon/app/people/roster.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "earshot/name_match.hpp"

namespace earshot::app {
namespace {

std::vector<std::string> names_of(const Person& person) {
    std::vector<std::string> names{person.name};
    names.insert(names.end(), person.names.begin(), person.names.end());
    return names;
}

/// What is given beside the best: beside a whole name nothing else, and nobody is called "Hannah"
/// where somebody is called "Ann Lee".
NameMatch worst_beside(NameMatch best) {
    if (best >= NameMatch::alike) return best;
    return best >= NameMatch::word ? NameMatch::word : best;
}

}  // namespace

std::vector<PersonId> Roster::called(const std::string& wanted, std::size_t limit) {
    read_on();
    const NameQuery query(wanted);
    if (query.empty()) return {};
    std::vector<std::tuple<NameMatch, Standing, PersonId>> found;
    const auto look = [&](NameMatch (NameQuery::*match)(std::string_view) const) {
        for (const auto& [id, line] : lines_) {
            const NameMatch best = (query.*match)(line.names);
            if (best != NameMatch::none) found.emplace_back(best, line.standing, id);
        }
    };
    look(&NameQuery::match_letters);
    if (found.empty()) look(&NameQuery::match);
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        if (std::get<0>(a) != std::get<0>(b)) return std::get<0>(a) > std::get<0>(b);
        return std::tie(std::get<1>(a), std::get<2>(a)) < std::tie(std::get<1>(b), std::get<2>(b));
    });
    std::vector<PersonId> people;
    for (const auto& [match, standing, id] : found) {
        if (match < worst_beside(std::get<0>(found.front())) || people.size() == limit) break;
        people.push_back(id);
    }
    return people;
}

std::vector<Portrait> Roster::alike(const std::vector<Claim>& claims) {
    read_on();
    if (!sharing_) sharing_ = who_share();
    std::set<PersonId> people = *sharing_;
    for (const Claim& claim : claims) {
        const IdentityKey key{IdentityKey::Kind::account, claim.account, std::nullopt};
        people.insert(claim.by);
        if (const auto owner = store_.identities.find({&key, 1})) people.insert(*owner);
    }
    std::vector<Portrait> portraits;
    for (const PersonId id : people)
        if (const auto person = store_.people.one(id)) portraits.push_back(portrait_of(*person));
    return portraits;
}

/// A name or a handle with somebody else.
std::set<PersonId> Roster::who_share() const {
    std::vector<std::pair<std::uint64_t, PersonId>> holders;
    for (const auto& [id, line] : lines_)
        for (const std::uint64_t trait : line.traits)
            holders.emplace_back(trait, id);
    std::sort(holders.begin(), holders.end());
    std::set<PersonId> people;
    for (std::size_t i = 1; i < holders.size(); ++i)
        if (holders[i].first == holders[i - 1].first && holders[i] != holders[i - 1])
            people.insert({holders[i - 1].second, holders[i].second});
    return people;
}

Portrait Roster::portrait_of(const Person& person) const {
    Portrait portrait{person.id, person.standing, names_of(person), {}};
    for (const io::StoredIdentity& identity : store_.identities.of(person.id))
        if (identity.key.kind == IdentityKey::Kind::account)
            portrait.accounts.push_back(identity.key.value);
    return portrait;
}

void Roster::read_on() {
    const io::Written::News news = store_.written.people_since(read_);
    if (!is_read_ || news.unknown) {
        read_all();
    } else {
        std::set<PersonId> changed;
        for (const io::WrittenRow& row : news.rows)
            changed.insert(PersonId(row.id));
        for (const PersonId id : changed) {
            sharing_.reset();
            lines_.erase(id);
            const auto person = store_.people.one(id);
            if (person) put(*person, portrait_of(*person).accounts);
        }
    }
    is_read_ = true;
    read_ = std::min(news.next, store_.written.people_certain());
}

void Roster::read_all() {
    lines_.clear();
    sharing_.reset();
    const auto accounts = store_.identities.accounts();
    auto next = accounts.begin();
    for (const Person& person : store_.people.all()) {
        std::vector<std::string> theirs;
        while (next != accounts.end() && next->first < person.id)
            ++next;  // of somebody who was merged into another
        for (; next != accounts.end() && next->first == person.id; ++next)
            theirs.push_back(next->second);
        put(person, std::move(theirs));
    }
}

void Roster::put(const Person& person, std::vector<std::string> accounts) {
    Line line;
    line.standing = person.standing;
    for (const std::string& name : names_of(person))
        line.names += folded_name(name);
    for (const Likeness& trait :
         traits_of({person.id, person.standing, names_of(person), std::move(accounts)}))
        line.traits.push_back(std::hash<std::string>()(trait.what));
    lines_.insert_or_assign(person.id, std::move(line));
}

}  // namespace earshot::app
