#include "earshot/same_person.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <unordered_map>

#include "earshot/plain_name.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

using Kind = Likeness::Kind;

// The last part of an address that is a place and no login.
constexpr std::array<std::string_view, 30> places{
    "about",  "archive", "atom",   "author",  "blog",   "feed",    "feeds",  "home",
    "index",  "journal", "main",   "members", "news",   "notes",   "people", "post",
    "posts",  "profile", "public", "rss",     "stream", "updates", "user",   "users",
    "weblog", "wiki",    "www",    "page",    "site",   "activity"};

bool all_digits(std::string_view text) {
    return text.find_first_not_of("0123456789") == text.npos;
}

/// People by something that they have; each person once.
class Holders {
public:
    void add(const std::string& what, const Portrait& person) {
        auto& holders = holders_[what];
        const bool there = std::find(holders.begin(), holders.end(), &person) != holders.end();
        if (!there && holders.size() <= same_person_limits::namesakes) holders.push_back(&person);
    }

    template <class Take>
    void each_pair(Take take) const {
        for (const auto& [what, holders] : holders_) {
            if (holders.size() > same_person_limits::namesakes) continue;
            for (std::size_t i = 0; i < holders.size(); ++i)
                for (std::size_t j = i + 1; j < holders.size(); ++j)
                    take(what, *holders[i], *holders[j], holders.size() == 2);
        }
    }

private:
    std::map<std::string, std::vector<const Portrait*>> holders_;
};

bool have_rival_accounts(const Portrait& a, const Portrait& b) {
    for (const std::string& account : a.accounts)
        for (const std::string& other : b.accounts)
            if (are_rivals(account, other)) return true;
    return false;
}

bool is_watched(const Portrait& person) {
    return person.standing == Standing::followed || person.standing == Standing::resting;
}

/// The smaller comes first: whom the user follows, then who is known longer.
auto precedence(const Portrait& person) {
    return std::tuple(!is_watched(person), person.id);
}

/// All that speaks for pairs of people.
class Evidence {
public:
    explicit Evidence(const std::set<Pair>& apart) : apart_(apart) {}

    /// `alone`: nobody else has what the two share.
    void add(const Portrait& a, const Portrait& b, Likeness likeness, bool alone) {
        const Pair pair = std::minmax(a.id, b.id);
        if (a.id == b.id || apart_.contains(pair)) return;
        auto& [first, second, why, same_name] = found_[pair];
        if (likeness.kind == Kind::name && alone) same_name = true;
        const bool a_first = precedence(a) < precedence(b);
        first = a_first ? &a : &b;
        second = a_first ? &b : &a;
        if (std::find(why.begin(), why.end(), likeness) == why.end())
            why.push_back(std::move(likeness));
    }

    std::vector<SamePerson> sorted() {
        struct Row {
            bool nobody_watched;
            Kind strongest;
            SamePerson pair;
        };
        std::map<const Portrait*, int> pairs_of;  // that are certain
        for (const auto& [pair, found] : found_)
            if (is_certain(found))
                for (const Portrait* one : {found.first, found.second})
                    ++pairs_of[one];
        std::vector<Row> rows;
        for (auto& [pair, found] : found_) {
            const bool certain =
                is_certain(found) && pairs_of[found.first] == 1 && pairs_of[found.second] == 1;
            auto& [first, second, why, same_name] = found;
            std::stable_sort(why.begin(), why.end(), [](const Likeness& x, const Likeness& y) {
                return std::tie(x.kind, x.what) < std::tie(y.kind, y.what);
            });
            const Kind strongest = why.front().kind;
            rows.push_back({!is_watched(*first), strongest,
                            SamePerson{first->id, second->id, std::move(why), certain}});
        }
        std::stable_sort(rows.begin(), rows.end(), [](const Row& x, const Row& y) {
            return std::tie(x.nobody_watched, x.strongest) <
                   std::tie(y.nobody_watched, y.strongest);
        });
        std::vector<SamePerson> pairs;
        for (Row& row : rows)
            pairs.push_back(std::move(row.pair));
        return pairs;
    }

private:
    struct Found {
        const Portrait* first = nullptr;
        const Portrait* second = nullptr;
        std::vector<Likeness> why;
        bool same_name = false;  // that nobody else bears
    };
    static bool is_certain(const Found& found) {
        const auto has = [&found](Kind kind) {
            return std::any_of(found.why.begin(), found.why.end(),
                               [kind](const Likeness& one) { return one.kind == kind; });
        };
        return found.same_name || (has(Kind::claim) && has(Kind::handle));
    }

    const std::set<Pair>& apart_;
    std::map<Pair, Found> found_;
};

}  // namespace

std::string to_text(const Likeness& likeness) {
    switch (likeness.kind) {
        case Kind::claim:
            return "one names the other's " + likeness.what + " as theirs (" + likeness.origin +
                   ")";
        case Kind::name: return "both are called " + likeness.what;
        case Kind::handle: return "both go by " + likeness.what;
    }
    return {};
}

std::string handle_of(std::string_view account) {
    if (account.starts_with("uid:")) return {};
    std::string_view handle;
    const std::size_t end = account.find_first_of("?#");
    const std::string_view path = account.substr(0, end);
    if (const std::size_t slash = path.rfind('/'); slash != path.npos)
        handle = path.substr(slash + 1);
    else if (const std::size_t at = path.rfind('@'); at != path.npos)
        handle = path.substr(0, at);
    while (handle.starts_with('@') || handle.starts_with('~'))
        handle.remove_prefix(1);
    handle = handle.substr(0, handle.find('@'));  // "@ann@social.example"
    std::string low = folded(handle);
    const bool place = std::find(places.begin(), places.end(), low) != places.end();
    if (low.size() < same_person_limits::shortest_handle || place || all_digits(low) ||
        low.find_first_of(".%:= ") != low.npos)
        return {};
    return low;
}

std::vector<Likeness> traits_of(const Portrait& person) {
    std::vector<Likeness> traits;
    for (const std::string& account : person.accounts)
        if (std::string handle = handle_of(account); !handle.empty())
            traits.push_back({Kind::handle, std::move(handle), {}});
    for (const std::string& name : person.names)
        if (std::string plain = name_spelling(name); plain.find(' ') != plain.npos)
            traits.push_back({Kind::name, std::move(plain), {}});
    return traits;
}

std::vector<SamePerson> suggest_same(const std::vector<Portrait>& people,
                                     const std::vector<Claim>& claims,
                                     const std::set<Pair>& apart) {
    std::map<PersonId, const Portrait*> by_id;
    std::unordered_map<std::string, const Portrait*> by_account;
    Holders names, handles;
    for (const Portrait& person : people) {
        by_id.emplace(person.id, &person);
        for (const std::string& account : person.accounts)
            by_account.emplace(account, &person);
        for (const Likeness& trait : traits_of(person))
            (trait.kind == Kind::name ? names : handles).add(trait.what, person);
    }

    Evidence evidence(apart);
    for (const Claim& claim : claims) {
        const auto by = by_id.find(claim.by);
        const auto owner = by_account.find(claim.account);
        if (by != by_id.end() && owner != by_account.end())
            evidence.add(*by->second, *owner->second, {Kind::claim, claim.account, claim.origin},
                         false);
    }
    const auto all_alike = [&](const Holders& holders, Kind kind) {
        holders.each_pair(
            [&](const std::string& what, const Portrait& a, const Portrait& b, bool alone) {
                if (!have_rival_accounts(a, b)) evidence.add(a, b, {kind, what, {}}, alone);
            });
    };
    all_alike(names, Kind::name);
    all_alike(handles, Kind::handle);
    return evidence.sorted();
}

}  // namespace earshot
