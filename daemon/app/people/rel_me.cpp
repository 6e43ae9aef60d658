#include "daemon/app/people/rel_me.hpp"

#include <algorithm>

#include "daemon/app/people/who_is_who.hpp"
#include "daemon/io/host/log.hpp"
#include "daemon/io/store/people/claims.hpp"
#include "daemon/io/store/people/identities.hpp"
#include "daemon/io/store/people/people.hpp"

namespace earshot::app {
namespace {

constexpr const char* origin = "rel=me";

/// Whether a feed of `who` says that an account of `whom` is theirs.
bool claims(const io::Store& store, PersonId who, PersonId whom) {
    const std::vector<Claim> all = store.claims.all();
    return std::any_of(all.begin(), all.end(), [&](const Claim& claim) {
        if (claim.by != who || claim.origin != origin) return false;
        return store.identities.find(account_identities(claim.account)) == whom;
    });
}

/// Who is followed is kept; of two alike the one known longer.
std::pair<PersonId, PersonId> order(const Person& a, const Person& b) {
    const bool a_light = a.standing == Standing::light;
    const bool b_light = b.standing == Standing::light;
    const bool a_stays = a.declared_at.empty() != b.declared_at.empty() ? !a.declared_at.empty()
                         : a_light != b_light                           ? !a_light
                                                                        : a.id < b.id;
    return a_stays ? std::pair(b.id, a.id) : std::pair(a.id, b.id);
}

}  // namespace

void take_me_links(io::Store& store, PersonId owner, const Feed& feed, Instant now) {
    std::size_t taken = 0;
    for (const std::string& link : feed.me) {
        if (taken++ == most_me_links) return;
        const auto keys = account_identities(link);
        if (keys.empty()) continue;
        const auto other = store.identities.find(keys);
        if (other == owner) continue;
        store.claims.add(Claim{owner, keys.front().value, origin}, now);
        if (!other || !claims(store, *other, owner)) continue;
        const Pair pair = std::minmax(owner, *other);
        const auto mine = store.people.one(owner);
        const auto theirs = store.people.one(*other);
        if (!mine || !theirs || store.identities.apart().contains(pair)) continue;
        const auto [from, into] = order(*mine, *theirs);
        const auto done = merge_within(store, from, into, "rel=me both ways", now);
        if (!done) continue;  // both are declared: the user said that they are two
        log::info(done->sentence + "; earshot undo " + std::to_string(done->number));
        if (from == owner) return;  // the owner is somebody else now
    }
}

}  // namespace earshot::app
