// A store to try things out in: it knows who is who, and what is done there is done nowhere else.

#include "daemon/io/store/rehearsal.hpp"

#include <gtest/gtest.h>

#include "daemon/io/store/erasure.hpp"
#include "daemon/io/store/marks.hpp"
#include "daemon/io/store/people/claims.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/sources/sources.hpp"
#include "earshot/erasure.hpp"
#include "support/stored.hpp"

namespace earshot::io {
namespace {

const Instant monday = from_epoch(1'776'000'000);

TEST(StoreRehearsal, KnowsTheSamePeopleAndSources) {
    Store store(":memory:");
    for (int i = 0; i < 1203; ++i)
        test::stored_blog(
            store, "h" + std::to_string(i) + ".example",
            test::stored_person(store, "Person " + std::to_string(i), Standing::followed,
                                {"https://p" + std::to_string(i)}));
    const PersonId gone =
        test::stored_person(store, "Nobody", Standing::light, {"https://n.example"});
    const PersonId hidden = test::stored_person(store, "Merged");
    store.people.hide(hidden, PersonId(7));
    store.claims.add({PersonId(1), "p2", "vcard"}, monday);
    store.identities.keep_apart(PersonId(1), PersonId(2));
    store.erasure.erase(gone, true, monday);
    store.marks.set("connections.before", monday);

    Rehearsal rehearsal(store);
    int steps = 1;
    while (rehearsal.copy_on())
        ++steps;
    EXPECT_GT(steps, 6) << "no long step";
    EXPECT_FALSE(rehearsal.copy_on());
    Store& copy = rehearsal.store();
    EXPECT_EQ(copy.people.all(), store.people.all());
    EXPECT_EQ(copy.sources.all(), store.sources.all());
    EXPECT_EQ(copy.identities.accounts(), store.identities.accounts());
    EXPECT_EQ(copy.claims.all(), store.claims.all());
    EXPECT_EQ(copy.identities.apart(), store.identities.apart());
    EXPECT_EQ(copy.marks.at("connections.before"), monday);
    EXPECT_TRUE(copy.erasure.has_tombstone(turns_up_as({"https://n.example"}, "Nobody")));

    const std::size_t before = store.people.all().size();
    test::stored_person(copy, "Somebody new");
    copy.people.show_again(hidden);
    EXPECT_EQ(store.people.all().size(), before);
    EXPECT_EQ(copy.people.all().size(), before + 2);
}

TEST(StoreRehearsal, WhoeverChangesMeanwhileDoesNotDisturbIt) {
    Store store(":memory:");
    for (int i = 0; i < 1203; ++i)
        test::stored_person(store, "Person " + std::to_string(i), Standing::followed,
                            {"https://p" + std::to_string(i)});
    Rehearsal rehearsal(store);
    EXPECT_TRUE(rehearsal.copy_on());
    for (int i = 1; i < 1203; i += 2)
        store.people.remove(PersonId(i));
    test::stored_person(store, "Late");
    while (rehearsal.copy_on()) {
    }
    EXPECT_GT(rehearsal.store().people.all().size(), 600U);
}

}  // namespace
}  // namespace earshot::io
