#include "daemon/app/watch/held_back.hpp"

#include <algorithm>

namespace earshot::app {

HeldBack& Reasons::of(const Obstacle& obstacle, const std::string& name, SourceId source) {
    HeldBack& reason =
        all_.try_emplace({name, obstacle.kind}, HeldBack{obstacle, name}).first->second;
    if (obstacle.since)
        reason.obstacle.since =
            std::min(reason.obstacle.since.value_or(*obstacle.since), *obstacle.since);
    ++reason.sources;
    reason.which.push_back(source);
    return reason;
}

void Reasons::paused(const std::string& title, PersonId person) {
    const Obstacle paused{Obstacle::Kind::paused, std::nullopt};
    all_.try_emplace({title, paused.kind}, HeldBack{paused, title})
        .first->second.people.insert(person);
}

std::vector<HeldBack> Reasons::take() {
    std::vector<HeldBack> reasons;
    for (auto& [key, reason] : all_)
        reasons.push_back(std::move(reason));
    all_.clear();
    return reasons;
}

std::set<PersonId> hidden_by(const std::vector<HeldBack>& reasons) {
    std::set<PersonId> hidden;
    for (const HeldBack& reason : reasons)
        hidden.insert(reason.people.begin(), reason.people.end());
    return hidden;
}

std::string sentence(const HeldBack& reason, const Zone& zone, Instant now) {
    std::string text = sentence(reason.obstacle, reason.name, zone, now);
    const auto people = reason.people.size();
    if (people > 0) text += " (" + std::to_string(people) + (people == 1 ? " person)" : " people)");
    return text;
}

bool is_read(Obstacle::Kind kind) {
    return kind != Obstacle::Kind::failing && kind != Obstacle::Kind::offline &&
           kind != Obstacle::Kind::unread;
}

}  // namespace earshot::app
