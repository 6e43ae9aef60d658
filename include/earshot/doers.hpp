#pragma once
// Who did what a feed of many says, where the feed does not sign it: whoever is known there and is
// named in front. And what nobody did: the days that a network's calendar keeps, and what it says
// to the user. Decides on values; which names are known is looked up by whoever has a store.

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "earshot/activity.hpp"
#include "earshot/dialect.hpp"
#include "earshot/feed.hpp"
#include "earshot/novelty.hpp"
#include "earshot/reader.hpp"

namespace earshot {

/// A sentence of the dialects' [calendar] or [to_user].
struct AsideSaid {
    Sign sign = Sign::calendar;
    std::string who;  // as the sentence names them; empty when it names nobody

    bool operator==(const AsideSaid&) const = default;
};
/// Whatever signs stand around it, and also when other sentences follow: "Ann Lee has a birthday
/// today! Wish her well."
std::optional<AsideSaid> read_aside(const Dialects& dialects, std::string_view sentence);

/// Where the title of an entry says nothing of its own and nobody understood it, its sentence is
/// what the content begins with. Of entries whose id is not known.
void let_contents_speak(ReadFeed& document, const Feed& feed, const Known& known,
                        const Dialects& dialects);

/// The names that entries whose id is not known may begin with, in every spelling.
std::set<std::string> names_in_front(const ReadFeed& document, const Feed& feed, const Known& known,
                                     const Dialects& dialects);

/// Those of them that belong to somebody known in this source.
struct KnownNames {
    std::set<std::string> stated;  // by the user, of whom they follow or of themselves
    std::set<std::string> seen;    // by which the source showed somebody before

    bool has(const std::string& name) const { return stated.contains(name) || seen.contains(name); }
};

/// Settles the activities of these entries; their keys stay those of what was read.
///
/// An entry that somebody signs is theirs. One that nobody signs, or that the network itself signs,
/// is of the longest known name that it begins with, and of nobody when it begins with a genitive
/// of that ("NAME's article was shared by B" is B's, when it was read so). An actor who was read
/// as a known name and words behind it is that name's owner. What the network signs and begins with
/// no known name names nobody.
void name_doers(ReadFeed& document, const Feed& feed, const Known& known, const KnownNames& names,
                const Dialects& dialects);

}  // namespace earshot
