#include "daemon/app/exchange/import_report.hpp"

#include <charconv>
#include <utility>

#include <boost/json.hpp>

namespace earshot::app {
namespace {

namespace json = boost::json;

std::string_view to_text(Imported::State state) {
    switch (state) {
        case Imported::State::added: return "new";
        case Imported::State::changed: return "changed";
        case Imported::State::known: return "known";
        case Imported::State::refused: return "refused";
    }
    return "known";
}

/// 7 and "FN" of "line 7, FN".
std::pair<int, std::string> place_of(const std::string& where) {
    constexpr std::string_view word = "line ";
    if (!where.starts_with(word)) return {0, where};
    int line = 0;
    const char* end = where.data() + where.size();
    const auto [stop, error] = std::from_chars(where.data() + word.size(), end, line);
    if (error != std::errc()) return {0, where};
    const std::string_view rest(stop, static_cast<std::size_t>(end - stop));
    return {line, std::string(rest.starts_with(", ") ? rest.substr(2) : rest)};
}

}  // namespace

void Imported::note(State state, int line, std::string name, std::string detail) {
    switch (state) {
        case State::added: ++added_; break;
        case State::changed: ++changed_; break;
        case State::known: ++known_; return;
        case State::refused: ++refused_; break;
    }
    if (items_.size() == most_items) {
        ++left_out_;
        return;
    }
    items_.push_back({state, line, std::move(name), std::move(detail), file_});
}

void Imported::refuse(const Problem& problem) {
    const auto [line, field] = place_of(problem.where);
    note(State::refused, line, {}, field.empty() ? problem.what : field + ": " + problem.what);
}

void Imported::cut_off(const Problem& problem) {
    cut_off_ = true;
    refuse(problem);
}

void Imported::made(SourceId source) {
    undo.sources.push_back(source);
    ++sources_added;
}

json::object Imported::to_object() const {
    json::array items;
    for (const Item& item : items_)
        items.push_back(
            {{"file", item.file.empty() ? json::value(nullptr) : json::value(item.file)},
             {"line", item.line == 0 ? json::value(nullptr) : json::value(item.line)},
             {"state", json::string(to_text(item.state))},
             {"name", item.name},
             {"detail", item.detail}});
    return {{"items", std::move(items)},
            {"left_out", left_out_},
            {"new", added_},
            {"changed", changed_},
            {"known", known_},
            {"refused", refused_},
            {"people_new", people_added},
            {"sources_new", sources_added},
            {"writers_unknown", writers_unknown},
            {"not_people", not_people},
            {"alike", alike},
            {"cut_off", cut_off_},
            {"connections_new", connections.size()},
            {"change", change ? json::value(*change) : nullptr},
            {"first_connections", first_connections}};
}

}  // namespace earshot::app
