#pragma once
// What an import came to: one line for each item that was new, changed or refused, and how many of
// each there were. What was known and stays as it is only counts.

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "daemon/io/store/sources/activities.hpp"

namespace earshot::app {

class Imported {
public:
    static constexpr std::size_t most_items = 10'000;  // told; the rest is counted

    enum class State { added, changed, known, refused };

    void note(State state, int line, std::string name, std::string detail);
    /// A reader's problem, whose `where` is "line 7" or "line 7, FN".
    void refuse(const Problem& problem);
    void refuse_unlisted(std::size_t number) { refused_ += number; }

    int people_added = 0;
    int sources_added = 0;
    bool first_connections = false;  // nobody was known as connected before: nothing is news
    std::vector<io::StoredActivity> connections;  // the user's own new ones

    boost::json::object to_object() const;

private:
    struct Item {
        State state;
        int line;
        std::string name, detail;
    };
    std::vector<Item> items_;
    std::size_t added_ = 0, changed_ = 0, known_ = 0, refused_ = 0, left_out_ = 0;
};

}  // namespace earshot::app
