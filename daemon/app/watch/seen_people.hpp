#pragma once
// How everybody stands, of whom the horizon shows something: followed or not, silent or not, and
// how many of each. Kept by a byte or two a person; each is looked at anew when something of theirs
// was written, or when time alone changes it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "daemon/app/watch/by_number.hpp"
#include "daemon/io/store/glances.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/person.hpp"

namespace earshot::app {

class SeenPeople {
public:
    explicit SeenPeople(const io::Store& store) : store_(store) {}

    void take(const io::PersonGlance& glance, Instant now);
    void look_at(PersonId id, Instant now);
    void pass_until(Instant now);

    /// Empty for nobody, and for whoever was merged into somebody.
    std::optional<Standing> standing_of(PersonId id) const;
    bool is_followed(PersonId id) const { return standing_of(id) == Standing::followed; }
    /// Whether the next look at one of their sources may prove that they are silent beyond.
    bool is_near(PersonId id) const { return sights_.at(id).is_near; }
    bool shows_near(SourceId id) const { return shows_near_.contains(id); }
    /// Whether that is known: no further look changes it, only what is found to be lost.
    bool is_beyond(PersonId id) const { return sights_.at(id).is_beyond; }

    int number_of(Standing standing) const { return by_standing_[place(standing)]; }
    /// Of those followed, each counts once.
    enum Figure : std::size_t { learning, past_line, beyond, as_usual, unseen };
    using Figures = std::array<int, 5>;
    const Figures& figures() const { return figures_; }
    Figure figure_of(PersonId id) const { return figure_of(sights_.at(id)); }

    struct Silent {
        Instant last;
        std::optional<Instant> past_line = {};  // since when; else only longer than ever seen

        bool operator==(const Silent&) const = default;
    };
    /// Those followed who are past their line, or silent for longer than ever seen of late.
    const std::map<PersonId, Silent>& silent() const { return silent_; }

    /// The circle of somebody followed.
    const std::string& circle_of(PersonId id) const;
    /// How many followed people with a known rhythm each circle has; "": all of them.
    std::map<std::string, std::size_t> circles() const;

private:
    /// Of a person, in two bytes.
    struct Sight {
        bool is_there : 1;
        std::uint8_t standing : 2;
        bool is_known : 1;     // has a rhythm
        bool is_learning : 1;  // too few gaps to say anything
        bool is_unseen : 1;    // and no feed shows them: there is nothing to learn from
        bool is_past_line : 1;
        bool is_beyond : 1;
        bool is_near : 1;  // of Beyond
    };
    using CircleNumber = std::uint32_t;

    static std::size_t place(Standing standing) { return static_cast<std::size_t>(standing); }
    static Figure figure_of(const Sight& sight);
    CircleNumber number_of(const std::string& circle);
    void forget(PersonId id);
    void note_near(PersonId id);
    void forget_near(PersonId id);
    void count(PersonId id, const Sight& sight, int by);

    const io::Store& store_;
    ByNumber<PersonId, Sight> sights_;
    std::array<int, 4> by_standing_{};
    Figures figures_{};
    std::map<PersonId, Silent> silent_;
    Revisits<PersonId> revisits_;
    std::map<PersonId, std::vector<SourceId>> near_;  // what shows them
    std::map<SourceId, std::size_t> shows_near_;      // how many of them

    ByNumber<PersonId, CircleNumber> circle_of_;
    std::vector<std::string> circles_{""};
    std::map<std::string, CircleNumber> circle_numbers_{{"", 0}};
    std::vector<int> in_circle_{0};
};

}  // namespace earshot::app
