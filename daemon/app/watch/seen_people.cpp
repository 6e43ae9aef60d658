#include "daemon/app/watch/seen_people.hpp"

#include <utility>

#include "daemon/app/watch/visibility.hpp"
#include "daemon/io/store/people/presence.hpp"

namespace earshot::app {
namespace {

/// Fewer gaps than this and nothing can be said of a person (needs.md, acceptance test T12).
constexpr double learned_weight = 2.5;  // the forgetting weight after three gaps is 2.85

}  // namespace

void SeenPeople::take(const io::PersonGlance& glance, Instant now) {
    Sight sight{};
    sight.is_there = true;
    sight.standing = static_cast<std::uint8_t>(glance.standing) & 3U;
    if (glance.standing == Standing::followed) {
        const Beyond silence = beyond_longest(store_, glance.id, glance.rhythm, now);
        sight.is_known = armed(glance.rhythm) || glance.quiet_due;
        sight.is_learning = glance.rhythm.weight < learned_weight;
        sight.is_unseen = sight.is_learning && store_.presence.sources_of(glance.id).empty();
        sight.is_past_line = glance.quiet_due.has_value();
        sight.is_beyond = silence.is_beyond;
        sight.is_near = silence.is_near;
        if (sight.is_near) note_near(glance.id);
        if (silence.turns) revisits_.wait(glance.id, *silence.turns);
        if (glance.rhythm.last && (sight.is_past_line || sight.is_beyond))
            silent_[glance.id] = {*glance.rhythm.last, glance.quiet_due};
        circle_of_.put(glance.id, number_of(glance.circle));
    }
    sights_.put(glance.id, sight);
    count(glance.id, sight, 1);
}

void SeenPeople::look_at(PersonId id, Instant now) {
    forget(id);
    if (const auto glance = store_.glances.person(id)) take(*glance, now);
}

void SeenPeople::pass_until(Instant now) {
    while (const auto id = revisits_.next(now))
        look_at(*id, now);
}

void SeenPeople::forget(PersonId id) {
    const Sight sight = sights_.at(id);
    if (!sight.is_there) return;
    count(id, sight, -1);
    sights_.put(id, Sight{});
    silent_.erase(id);
    if (sight.is_near) forget_near(id);
}

void SeenPeople::note_near(PersonId id) {
    auto sources = store_.presence.sources_of(id);
    for (const SourceId source : sources)
        ++shows_near_[source];
    near_[id] = std::move(sources);
}

void SeenPeople::forget_near(PersonId id) {
    const auto known = near_.extract(id);
    for (const SourceId source : known.mapped())
        if (--shows_near_[source] == 0) shows_near_.erase(source);
}

void SeenPeople::count(PersonId id, const Sight& sight, int by) {
    by_standing_[sight.standing] += by;
    if (sight.standing != place(Standing::followed)) return;
    figures_[figure_of(sight)] += by;
    if (sight.is_known) in_circle_[circle_of_.at(id)] += by;
}

SeenPeople::Figure SeenPeople::figure_of(const Sight& sight) {
    if (sight.is_unseen) return unseen;
    if (sight.is_learning) return learning;
    if (sight.is_past_line) return past_line;
    return sight.is_beyond ? beyond : as_usual;
}

std::optional<Standing> SeenPeople::standing_of(PersonId id) const {
    const Sight sight = sights_.at(id);
    return sight.is_there ? std::optional(static_cast<Standing>(sight.standing)) : std::nullopt;
}

SeenPeople::CircleNumber SeenPeople::number_of(const std::string& circle) {
    const auto [known, is_new] =
        circle_numbers_.try_emplace(circle, static_cast<CircleNumber>(circles_.size()));
    if (is_new) {
        circles_.push_back(circle);
        in_circle_.push_back(0);
    }
    return known->second;
}

const std::string& SeenPeople::circle_of(PersonId id) const {
    return circles_[circle_of_.at(id)];
}

std::map<std::string, std::size_t> SeenPeople::circles() const {
    std::map<std::string, std::size_t> circles{{"", 0}};
    for (std::size_t number = 0; number < circles_.size(); ++number) {
        const auto people = static_cast<std::size_t>(in_circle_[number]);
        circles[""] += people;
        if (number > 0 && people > 0) circles[circles_[number]] = people;
    }
    return circles;
}

}  // namespace earshot::app
