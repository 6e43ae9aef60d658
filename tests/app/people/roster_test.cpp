// What is kept of names and handles says what somebody finds who reads everybody.

#include "daemon/app/people/roster.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "daemon/io/store/erasure.hpp"
#include "daemon/io/store/people/belongings.hpp"
#include "daemon/io/store/people/claims.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/transaction.hpp"
#include "earshot/name_match.hpp"
#include "support/dice.hpp"

namespace earshot::app {
namespace {

const Instant monday = from_epoch(1'776'000'000);

std::vector<PersonId> called_by_rows(const io::Store& store, const std::string& wanted) {
    struct Found {
        NameMatch match;
        Person person;
    };
    std::vector<Found> found;
    for (const Person& person : store.people.all()) {
        const NameQuery query(wanted);
        NameMatch best = query.match(folded_name(person.name));
        for (const std::string& name : person.names)
            best = std::max(best, query.match(folded_name(name)));
        if (best != NameMatch::none) found.push_back({best, person});
    }
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
        if (a.match != b.match) return a.match > b.match;
        return a.person.standing < b.person.standing;
    });
    std::vector<PersonId> people;
    for (const auto& [match, person] : found) {
        const NameMatch best = found.front().match;
        if (match != best && best >= NameMatch::alike) break;
        if (match < NameMatch::word && best >= NameMatch::word) break;
        if (match != best && best == NameMatch::inside) break;
        if (people.size() < 5) people.push_back(person.id);
    }
    return people;
}

std::vector<SamePerson> same_by_rows(const io::Store& store) {
    std::vector<Portrait> portraits;
    for (const Person& person : store.people.all()) {
        Portrait& portrait = portraits.emplace_back();
        portrait = {person.id, person.standing, {person.name}, {}};
        portrait.names.insert(portrait.names.end(), person.names.begin(), person.names.end());
        for (const io::StoredIdentity& identity : store.identities.of(person.id))
            if (identity.key.kind == IdentityKey::Kind::account)
                portrait.accounts.push_back(identity.key.value);
    }
    return suggest_same(portraits, store.claims.all(), store.identities.apart());
}

class Village {
public:
    explicit Village(test::Dice& dice) : dice_(dice) {}

    void step() {
        const PersonId id = any();
        auto person = store.people.one(id);
        switch (dice_.number(0, 9)) {
            case 0:
            case 1:
            case 2: people_.push_back(store.people.add(somebody())); return;
            case 3:
                if (person) {
                    const Person other = somebody();
                    person->name = other.name;
                    person->names = other.names;
                    person->standing = other.standing;
                    store.people.update(*person);
                }
                return;
            case 4:
                if (person) learn(id);
                return;
            case 5:
                if (person) store.claims.add({id, key_text(), "rel=me"}, monday);
                return;
            case 6: store.people.show_again(id); return;
            case 7:
                if (const PersonId into = any(); person && id != into && store.people.one(into))
                    store.people.hide(id, into);
                return;
            case 8:
                if (person && dice_.number(0, 3) == 0) store.people.remove(id);
                return;
            case 9:
                if (const PersonId other = any();
                    person && store.people.one(other) && id != other && dice_.coin())
                    store.identities.keep_apart(id, other);
                return;
        }
    }

    io::Store store{":memory:"};
    Roster roster{store};

private:
    template <std::size_t N>
    std::string one_of(const std::array<const char*, N>& words) {
        return words[static_cast<std::size_t>(dice_.number(0, N - 1))];
    }
    std::string name() {
        return one_of(std::array{"Ann", "Anna", "Bo", "Zoe", "Benedict"}) + " " +
               one_of(std::array{"Quill", "Birke", "Quilt", "", "Birkenstock"});
    }
    std::string key_text() {
        return one_of(std::array{"a.example", "b.example"}) + "/@" +
               one_of(std::array{"ann", "annquill", "bobirke", "zoezoe"});
    }
    Person somebody() {
        Person person;
        person.name = name();
        if (dice_.number(0, 3) == 0) person.names = {name(), name()};
        person.standing = dice_.any(Standing::let_go);
        if (dice_.coin()) person.accounts = {"https://" + key_text()};
        return person;
    }
    void learn(PersonId id) {
        const IdentityKey key{IdentityKey::Kind::account, key_text(), std::nullopt};
        switch (dice_.number(0, 2)) {
            case 0: return store.identities.add(id, {&key, 1});
            case 1: return store.identities.remove({&key, 1});
            case 2: return store.belongings.give({{{key, false}}, {}, {}, {}}, id);
        }
    }
    PersonId any() {
        if (people_.empty()) return PersonId{};
        const auto last = static_cast<int>(people_.size()) - 1;
        return people_[static_cast<std::size_t>(dice_.number(0, last))];
    }

    test::Dice& dice_;
    std::vector<PersonId> people_;
};

void expect_same(Village& village) {
    for (const char* wanted : {"ann", "ann quill", "quil", "annq", "bo", "z", "benedicta", "birk"})
        EXPECT_EQ(village.roster.called(wanted, 5), called_by_rows(village.store, wanted))
            << wanted;
    const auto claims = village.store.claims.all();
    const auto apart = village.store.identities.apart();
    EXPECT_EQ(suggest_same(village.roster.alike(claims), claims, apart),
              same_by_rows(village.store));
}

TEST(Roster, SaysAtEveryMomentWhatTheRowsSay) {
    test::for_rounds(30, [](test::Dice& dice) {
        Village village(dice);
        for (int step = 0; step < 60; ++step) {
            village.step();
            if (dice.coin()) continue;
            expect_same(village);
            if (dice.number(0, 9) > 0) continue;
            {
                const io::Transaction transaction(village.store);  // and undone
                village.step();
                expect_same(village);
            }
            expect_same(village);
        }
    });
}

}  // namespace
}  // namespace earshot::app
