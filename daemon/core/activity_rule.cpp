// Rules of a dialect: the shape of the id, with what title, link and content add to it.

#include <algorithm>
#include <map>
#include <string>

#include "daemon/core/activity_reading.hpp"

namespace earshot {
namespace {

using Groups = std::map<std::string, std::string>;

/// Whether the pattern matches; its named groups are noted.
bool matches(const Pattern& pattern, const std::string& text, Groups& groups) {
    const int count = pattern->NumberOfCapturingGroups() + 1;
    std::vector<re2::StringPiece> found(static_cast<std::size_t>(count));
    if (!pattern->Match(text, 0, text.size(), RE2::UNANCHORED, found.data(), count)) return false;
    for (const auto& [name, group] : pattern->NamedCapturingGroups())
        if (const auto& value = found[static_cast<std::size_t>(group)]; !value.empty())
            groups[name] = std::string(value);
    return true;
}

std::string fill(const TemplateText& form, const Groups& groups) {
    return form.fill([&groups](const std::string& slot) {
        const auto value = groups.find(slot);
        return value == groups.end() ? std::string() : value->second;
    });
}

}  // namespace

Readings read_rules(const Reading& reading, const Dialect& dialect) {
    const Entry& entry = reading.entry;
    for (const Rule& rule : dialect.rules) {
        Groups groups;
        if (rule.id && !matches(rule.id, entry.id, groups)) continue;
        if (rule.title && !matches(rule.title, entry.title, groups)) continue;
        if (rule.link && !matches(rule.link, entry.link, groups)) continue;
        if (rule.content && !matches(rule.content, reading.content(), groups)) continue;
        Activity activity = reading.start(rule.verb);
        activity.actor = reading.owner();
        activity.rule = dialect.name + ": " + rule.name;
        Object object{fill(rule.object, groups), fill(rule.uri, groups)};
        if (object == Object{}) object = reading.itself();
        activity.objects = {std::move(object)};
        activity.key = fill(rule.key, groups);
        return std::vector{std::move(activity)};
    }
    return std::nullopt;
}

}  // namespace earshot
