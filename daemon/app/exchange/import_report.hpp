#pragma once
// What an import came to: one line for each item that was new, changed or refused, and how many of
// each there were; what was known and stays as it is only counts. And what it takes to undo it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "daemon/io/store/sources/activities.hpp"
#include "earshot/change.hpp"

namespace earshot::app {

class Imported {
public:
    static constexpr std::size_t most_items = 10'000;  // told; the rest is counted

    enum class State { added, changed, known, refused };

    void note(State state, int line, std::string name, std::string detail);
    /// What follows is of this file of several.
    void in_file(const std::string& name) { file_ = name; }
    /// A reader's problem, whose `where` is "line 7" or "line 7, FN".
    void refuse(const Problem& problem);
    void refuse_unlisted(std::size_t number) { refused_ += number; }
    /// The file ends in the middle of something, or is broken from there on.
    void cut_off(const Problem& problem);

    void made(PersonId person) { undo.people.push_back(person); }
    void made(SourceId source);
    void changed(const Person& before, const Person& after) {
        undo.edits.push_back({before, after});
    }

    int people_added = 0;
    int sources_added = 0;
    int writers_unknown = 0;         // new feeds that have to say themselves who writes them
    int not_people = 0;              // firms, places, groups, members who left
    int alike = 0;                   // new people who may be somebody who is known already
    bool first_connections = false;  // nobody was known as connected before: nothing is news
    std::vector<io::StoredActivity> connections;  // the user's own new ones
    ImportDocument undo;                          // of the step at hand
    std::optional<std::int64_t> change;           // the number by which it is undone

    bool is_cut_off() const { return cut_off_; }
    std::size_t items() const { return added_ + changed_ + known_; }
    boost::json::object to_object() const;

private:
    struct Item {
        State state;
        int line;
        std::string name, detail;
        std::string file;  // empty: the one that was given
    };
    std::vector<Item> items_;
    std::string file_;
    std::size_t added_ = 0, changed_ = 0, known_ = 0, refused_ = 0, left_out_ = 0;
    bool cut_off_ = false;
};

}  // namespace earshot::app
