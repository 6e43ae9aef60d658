// Rules of a dialect: the shape of the id, with what title, link and content add to it.

#include <algorithm>
#include <map>
#include <string>

#include "daemon/core/activity/activity_reading.hpp"
#include "earshot/reader.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

using Groups = std::map<std::string, std::string>;

re2::StringPiece piece(std::string_view text) {
    return {text.data(), text.size()};
}

bool applies(const Rule& rule, const EntryReader& reading) {
    return std::ranges::all_of(rule.asks, [&reading](const auto& ask) {
        return RE2::PartialMatch(piece(reading.part(ask.first)), *ask.second);
    });
}

/// The named groups of all patterns of a rule that applies.
Groups groups_of(const Rule& rule, const EntryReader& reading) {
    Groups groups;
    for (const auto& [part, pattern] : rule.asks) {
        if (pattern->NumberOfCapturingGroups() == 0) continue;
        const int count = pattern->NumberOfCapturingGroups() + 1;
        std::vector<re2::StringPiece> found(static_cast<std::size_t>(count));
        const re2::StringPiece text = piece(reading.part(part));
        if (!pattern->Match(text, 0, text.size(), RE2::UNANCHORED, found.data(), count)) continue;
        for (const auto& [name, group] : pattern->NamedCapturingGroups())
            if (const auto& value = found[static_cast<std::size_t>(group)]; !value.empty())
                groups[name] = std::string(value);
    }
    return groups;
}

std::string fill(const TemplateText& form, const Groups& groups) {
    return form.fill([&groups](const std::string& slot) {
        const auto value = groups.find(slot);
        return value == groups.end() ? std::string() : value->second;
    });
}

Activity activity_of(const Rule& rule, const EntryReader& reading, const Dialect& dialect) {
    const Groups groups = groups_of(rule, reading);
    Activity activity = reading.start(rule.verb);
    if (rule.undated) activity.at.reset();
    activity.actor = {fill(rule.actor_uri, groups), fill(rule.actor, groups)};
    if (activity.actor == Actor{}) activity.actor = reading.owner();
    activity.rule = dialect.name + ": " + rule.name;
    Object object{shorten(fill(rule.object, groups), max_name), fill(rule.uri, groups)};
    if (object != Object{})
        activity.objects = {std::move(object)};
    else if (rule.verb != Verb::deleted)
        activity.objects = {reading.itself()};
    activity.key = fill(rule.key, groups);
    return activity;
}

}  // namespace

Readings read_rules(const EntryReader& reading, const Dialect& dialect) {
    std::vector<Activity> result;
    for (const Rule& rule : dialect.rules) {
        if (!applies(rule, reading)) continue;
        result.push_back(activity_of(rule, reading, dialect));
        if (!rule.also || result.size() == max_activities_per_entry) break;
    }
    if (result.empty()) return std::nullopt;
    return result;
}

}  // namespace earshot
