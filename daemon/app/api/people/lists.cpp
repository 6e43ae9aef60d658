// Lists of people: by standing, by what the user has said of them and to them, by circle, in order.

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <tuple>

#include <boost/json.hpp>

#include "daemon/app/api/routes.hpp"
#include "daemon/app/wire/objects.hpp"
#include "daemon/io/store/people/people.hpp"
#include "daemon/io/store/people/states.hpp"
#include "daemon/io/store/people/touches.hpp"
#include "daemon/io/store/people/user_answers.hpp"
#include "daemon/io/store/store.hpp"
#include "earshot/text.hpp"

namespace earshot::app {
namespace {

namespace json = boost::json;
using control::Answer;

enum class Order { id, name, seen, word, connected };

constexpr std::array<std::pair<std::string_view, Order>, 5> orders{{
    {"id", Order::id},
    {"name", Order::name},
    {"seen", Order::seen},
    {"word", Order::word},
    {"connected", Order::connected},
}};

bool is_known(const Person& person) {
    return person.standing != Standing::light;
}

bool is_watched(const Person& person) {
    return person.standing == Standing::followed || person.standing == Standing::resting;
}

/// Who is in a list, and in what order it is unless asked otherwise.
struct List {
    std::string_view state;
    Order order;
    bool (*has)(const io::Store&, const Person&, Instant now);
};

bool is_away(const io::Store& store, const Person& person, Instant now) {
    const auto leave = store.answers.of(person.id).leave;
    return is_known(person) && leave && leave->from <= now && now < leave->to;
}

constexpr std::array<List, 4> lists{{
    {"away", Order::name, &is_away},
    {"connected", Order::connected,
     [](const io::Store&, const Person& person, Instant) {
         return person.connected_on.has_value() && person.standing != Standing::let_go;
     }},
    {"lapsed", Order::word,
     [](const io::Store&, const Person& person, Instant) { return is_watched(person); }},
    {"provisional", Order::id,
     [](const io::Store&, const Person& person, Instant) {
         return person.name_from == NameFrom::title;
     }},
}};

struct Row {
    Person person;
    std::optional<Touch> word;  // the last between the two
    std::optional<Instant> seen;
};

/// Oldest first, who was never before them; the newest connection first.
bool comes_first(const Row& a, const Row& b, Order order) {
    const auto at = [](const Row& row) {
        return row.word ? std::optional(row.word->at) : std::nullopt;
    };
    const auto by = [&a, &b](const auto& one, const auto& other) {
        return std::tuple(one, a.person.id) < std::tuple(other, b.person.id);
    };
    switch (order) {
        case Order::id: break;
        case Order::name: return by(folded(a.person.name), folded(b.person.name));
        case Order::seen: return by(a.seen, b.seen);
        // Whoever the user never had a word with has not lapsed: they come last.
        case Order::word: return by(std::tuple(!at(a), at(a)), std::tuple(!at(b), at(b)));
        case Order::connected:
            return std::tuple(b.person.connected_on, a.person.id) <
                   std::tuple(a.person.connected_on, b.person.id);
    }
    return a.person.id < b.person.id;
}

Result<std::optional<Order>> order_of(const Call& call) {
    const auto word = call.parameter("sort");
    if (!word) return std::nullopt;
    for (const auto& [name, order] : orders)
        if (name == *word) return order;
    return fail("must be id, name, seen, word or connected", "sort");
}

using IsWanted = std::function<bool(const Person&)>;

Result<IsWanted> standing_of(const Call& call) {
    const std::string word = call.parameter("standing").value_or("followed");
    if (word == "any") return IsWanted([](const Person&) { return true; });
    if (word == "known") return IsWanted(is_known);
    const auto standing = parse_standing(word == "let_go" ? "let-go" : word);
    if (!standing)
        return fail("must be followed, light, resting, let-go, known (all but light) or any",
                    "standing");
    return IsWanted([standing](const Person& person) { return person.standing == *standing; });
}

const List* list_called(std::string_view state) {
    const auto* found = std::find_if(lists.begin(), lists.end(),
                                     [state](const List& one) { return one.state == state; });
    return found == lists.end() ? nullptr : found;
}

/// The empty name means those who are in none.
bool is_in(const Person& person, const std::string& circle) {
    if (circle.empty()) return person.circles.empty();
    return std::find(person.circles.begin(), person.circles.end(), circle) != person.circles.end();
}

}  // namespace

bool PersonRoutes::is_list(std::string_view state) {
    return list_called(state) != nullptr;
}

Answer PersonRoutes::listed(Commands& commands, const Call& call) {
    const io::Store& store = commands.store_;
    const Instant now = commands.clock_.now();
    std::vector<Problem> problems;
    const std::size_t limit = taken(limit_of(call), problems);
    const std::int64_t after = taken(after_of(call), problems);
    const auto asked = taken(order_of(call), problems);
    IsWanted is_wanted = taken(standing_of(call), problems);
    const List* list = list_called(call.parameter("state").value_or(""));
    if (list != nullptr)
        is_wanted = [&store, list, now](const Person& person) {
            return list->has(store, person, now);
        };
    const auto circle = call.parameter("circle");
    const bool no_word = call.parameter("no_word") == "1";
    if (!problems.empty()) return bad_parameter(problems.front());

    const Order order = asked.value_or(list != nullptr ? list->order : Order::id);
    std::vector<Row> rows;
    for (Person& person : store.people.all()) {
        if (!is_wanted(person) || (circle && !is_in(person, *circle))) continue;
        Row row;
        const auto words = store.touches.of(person.id, 1);
        if (!words.empty()) row.word = words.front();
        if (no_word && row.word) continue;
        if (order == Order::seen) row.seen = store.states.of(person.id).rhythm.last;
        row.person = std::move(person);
        rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end(),
              [order](const Row& a, const Row& b) { return comes_first(a, b, order); });
    json::array items;
    for (std::size_t i = static_cast<std::size_t>(after); i < rows.size(); ++i) {
        if (items.size() == limit) return app::list(std::move(items), static_cast<std::int64_t>(i));
        json::object line = line_of(store, rows[i].person, now);
        line["last_word"] = nullptr;
        if (const auto& word = rows[i].word) line["last_word"] = to_object(*word);
        line["away_until"] = nullptr;
        if (is_away(store, rows[i].person, now))
            line["away_until"] = to_value(store.answers.of(rows[i].person.id).leave->to);
        items.push_back(std::move(line));
    }
    return app::list(std::move(items));
}

}  // namespace earshot::app
