#pragma once
// How many things a run of activities says that somebody did. A sentence may name one and number
// the rest ("is now connected to B and 24 others", "added 12 photos"), and networks say the same
// sentence again as the number grows. Here each sentence weighs what it says, and none is counted
// twice. Knows nothing of bursts: what is many is in burst.hpp.

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "earshot/activity.hpp"
#include "earshot/time.hpp"

namespace earshot {

namespace tally_limits {
/// Nobody does more in one sentence: what says more is taken for this many, at least.
inline constexpr int of_one_sentence = 1000;
/// Sentences and names that a run remembers; later ones count each for itself.
inline constexpr std::size_t remembered = 2000;
}  // namespace tally_limits

/// How many things an activity says: those it names, or one, and those it gives in number only; at
/// most of_one_sentence.
int number_said(const Activity& activity);
/// Whether more are said than are named.
bool says_number(const Activity& activity);
/// Whether it says more than is believed: so many, at least.
bool is_beyond_belief(const Activity& activity);

/// Takes the activities of one person as they were heard, of one poll the oldest first.
///
/// Within a run (burst.hpp: six hours apart, a day long)
/// - a sentence that says a number and names somebody (or nobody, or the same thing) whom one
///   before it named says that one again: together they count by the greatest number. What was
///   said one by one before the first of them, or between two of them, is among its number when it
///   is people: whom it names shows that it gathers them up;
/// - one that names only others is another sentence, and is added;
/// - whoever was named in a sentence that says a number is not counted once more alone.
class Tally {
public:
    /// How many more there are by this one: 0 when it says nothing new. `again`: an entry that was
    /// known, saying another number now.
    int take(const Activity& activity, Instant at, bool again = false);

    // Of the run so far.
    int sentences() const { return static_cast<int>(tellings_.size()); }  // that say a number
    int in_sentences() const;                                             // how many those say
    int named() const;                                                    // of these, by name

private:
    struct Alone {  // named by itself
        Verb verb;
        std::string name;
        std::size_t heard;
    };
    struct Telling {  // sentences that say one growing number
        Verb verb;
        std::set<std::string> names;
        std::set<std::string> named;  // in the sentence itself, and not only before it
        int greatest = 0;
        std::size_t heard = 0;  // the last of them
    };
    /// The sentence whose activities are being taken: one for each that it names.
    struct Sentence {
        Verb verb = Verb::other;
        Instant at;
        std::string text;
        std::set<std::string> names;
        int counted = 0;
        std::size_t heard = 0;  // its first
    };

    void begin_run(Instant at);
    void hear(const Activity& activity, Instant at);
    int take_alone(Verb verb, const std::set<std::string>& names);
    int take_number(Verb verb, const std::set<std::string>& names, int number, bool again);
    Telling* told_by(Verb verb, const std::set<std::string>& names, bool again);
    int gather(Telling& telling, std::size_t since);

    std::optional<Instant> start_;
    Instant end_{};
    std::size_t heard_ = 0;
    Sentence sentence_;
    std::vector<Alone> alone_;
    std::vector<Telling> tellings_;
};

}  // namespace earshot
