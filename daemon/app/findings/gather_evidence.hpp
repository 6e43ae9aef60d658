#pragma once
// The evidence of what a look noticed, from what the store knows of a person.

#include <string>
#include <vector>

#include "daemon/io/store/store.hpp"
#include "earshot/evidence.hpp"
#include "earshot/finding_life.hpp"
#include "earshot/notice.hpp"

namespace earshot::app {

/// Titles of the sources that show somebody.
std::vector<std::string> titles_of(const io::Presence& presence, const io::Sources& sources,
                                   PersonId id);

Quiet gather(const io::Store& store, const Watched& who, const QuietBegan& began);
Burst gather(const io::Store& store, PersonId id, const BurstSeen& seen);

/// What a burst's activities say in number.
struct SaidInNumber {
    int sentences = 0;
    int things = 0;    // in these
    int named = 0;     // of the things
    std::string most;  // the sentence that says the most
};
SaidInNumber said_in_number(const io::Store& store, PersonId id, const BurstSeen& seen);

}  // namespace earshot::app
