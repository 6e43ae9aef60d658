#pragma once
// Why somebody wrote so much at once, when a title among it says so: a conference, a launch. What
// many titles of a run have in common and none before it had is what the run is about.

#include <span>
#include <string>

namespace earshot {

/// The first title that names what the run is about; empty when none does. `titles` of the run,
/// oldest first; `earlier` ones of the same person.
///
/// That is a word that is in a third of them, three at least, and in none of the earlier; a name
/// (MossConf, Moss 7, a capital inside a title) before any other word. A word that is no name says
/// nothing unless it is in half of them and enough earlier titles are known in which it might have
/// stood. Where the titles have nothing in common, one that names something of this year
/// ("MossConf 2031") is taken. Nothing is known of languages that write no spaces.
std::string reason_of(std::span<const std::string> titles, std::span<const std::string> earlier,
                      int year);

}  // namespace earshot
