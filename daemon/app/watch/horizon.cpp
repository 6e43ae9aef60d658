#include "daemon/app/watch/horizon.hpp"

#include "daemon/app/watch/own_network.hpp"
#include "daemon/app/watch/visibility.hpp"
#include "daemon/io/store/findings/findings.hpp"
#include "daemon/io/store/people/presence.hpp"
#include "daemon/io/store/sources/sources.hpp"

namespace earshot::app {
namespace {

constexpr std::size_t rows_at_once = 1000;  // some milliseconds

}  // namespace

Horizon::Horizon(const io::Store& store, Instant now) : Horizon(store) {
    while (look_on(now)) {
    }
}

bool Horizon::look_on(Instant now) {
    if (sources_seen_ == SourceId{}) {
        offline_since_ = line_down(store_.marks, store_.polls);
        for (Finding& finding : store_.findings.not_closed())
            findings_.emplace(finding.number, std::move(finding));
    }
    const auto sources = store_.glances.sources(sources_seen_, rows_at_once);
    for (const io::SourceGlance& glance : sources)
        take(glance, now);
    if (!sources.empty()) {
        sources_seen_ = sources.back().source.id;
        return true;
    }
    const auto people = store_.glances.people(people_seen_, rows_at_once);
    for (const io::PersonGlance& glance : people)
        people_.take(glance, now);
    if (!people.empty()) people_seen_ = people.back().id;
    return people.size() == rows_at_once;
}

std::optional<Carries> Horizon::look_again(SourceId id, Instant now) {
    forget(id);
    const auto glance = store_.glances.source(id);
    if (!glance) return std::nullopt;
    take(*glance, now);
    return glance->source.carries;
}

void Horizon::look_at(SourceId id, Instant now) {
    // A look at a feed of many can show that it was stuck, and so that less was proven.
    const bool may_take_back = look_again(id, now) == Carries::many;
    // Whom nothing showed may be shown by this one now.
    if (people_.figures()[SeenPeople::unseen] > 0)
        for (const PersonId person : store_.presence.people_of(id))
            if (people_.figure_of(person) == SeenPeople::unseen) people_.look_at(person, now);
    if (!may_take_back && !people_.shows_near(id)) return;
    for (const PersonId person : store_.presence.people_of(id))
        if (people_.is_near(person) || (may_take_back && people_.is_beyond(person)))
            people_.look_at(person, now);
}

void Horizon::look_at_proof(SourceId id, Instant now) {
    look_again(id, now);
    for (const PersonId person : store_.presence.people_of(id))
        if (people_.is_near(person) || people_.is_beyond(person)) people_.look_at(person, now);
}

void Horizon::look_at(FindingNumber number) {
    findings_.erase(number);
    auto finding = store_.findings.one(number);
    if (finding && finding->state != Finding::State::closed)
        findings_.emplace(number, *std::move(finding));
}

void Horizon::pass_until(Instant now) {
    while (const auto id = revisits_.next(now))
        look_at(*id, now);
    people_.pass_until(now);
    const auto offline_since = line_down(store_.marks, store_.polls);
    if (offline_since != offline_since_) {
        offline_since_ = offline_since;
        std::vector<SourceId> whose_fault_it_may_be;
        for (const auto& [id, obstacle] : in_the_way_)
            whose_fault_it_may_be.push_back(id);
        for (const SourceId id : whose_fault_it_may_be)
            look_at(id, now);
    }
    if (is_last_unsure_) last_asked_ = store_.glances.last_asked();
    is_last_unsure_ = false;
}

void Horizon::look_at_old_copies(Instant now) {
    const std::set<SourceId> old_copies = old_copies_;
    for (const SourceId id : old_copies)
        look_at(id, now);
}

void Horizon::take(const io::SourceGlance& glance, Instant now) {
    const auto& [source, state, proven_until, insecure] = glance;
    const SourceHealth health = health_of(source, state, now);
    sources_.put(source.id,
                 static_cast<Seen>((place(health) + 1) | (insecure ? is_insecure : Seen{0})));
    ++by_health_[place(health)];
    if (health == SourceHealth::paused) paused_.insert(source.id);
    if (is_frozen(state, frozen_is_trouble)) old_copies_.insert(source.id);
    if (state.last_attempt && (!last_asked_ || *state.last_attempt >= last_asked_->at)) {
        last_asked_ = {source.id, *state.last_attempt};
        is_last_unsure_ = false;
    }
    if (const auto obstacle = obstacle_of(store_, glance, offline_since_, now)) {
        const Source named = store_.sources.one(source.id).value();
        in_the_way_[source.id] = {*obstacle, name_of(*obstacle, named),
                                  store_.presence.people_of(source.id)};
    }
    if (const auto turn = health_turns(source, state, now)) revisits_.wait(source.id, *turn);
}

void Horizon::forget(SourceId id) {
    const Seen seen = sources_.at(id);
    if (seen == 0) return;
    sources_.put(id, 0);
    --by_health_[(seen & ~is_insecure) - 1U];
    in_the_way_.erase(id);
    paused_.erase(id);
    old_copies_.erase(id);
    if (last_asked_ && id == last_asked_->source) is_last_unsure_ = true;
}

std::optional<Instant> Horizon::last_poll() const {
    return last_asked_ ? std::optional(last_asked_->at) : std::nullopt;
}

std::vector<SourceId> Horizon::sources_after(SourceId after, const Wanted& wanted,
                                             std::size_t limit) const {
    std::array<bool, 7> is_wanted{};
    for (const SourceHealth one : wanted.health)
        is_wanted[place(one) + 1] = true;
    std::vector<SourceId> found;
    sources_.each_after(after, [&](SourceId id, Seen seen) {
        const bool by_health = is_wanted[seen & ~is_insecure];
        if (by_health || (wanted.insecure && (seen & is_insecure) != 0)) found.push_back(id);
        return found.size() < limit;
    });
    return found;
}

namespace {

/// Broken for so long, it is named once a week.
constexpr Span for_good = 7 * day;

/// The feed and not its host, unless all that is read there fails.
void name_feeds(const io::Store& store, HeldBack& reason) {
    if (reason.which.empty()) return;
    const auto source = store.sources.one(reason.which.front());
    const std::string host = source ? source->url.host() : std::string();
    if (host.empty() || reason.sources >= store.sources.count_at(host)) return;
    if (reason.sources > 1)
        reason.name = std::to_string(reason.sources) + " feeds of " + host;
    else if (!source->title.empty() && source->title != host)
        reason.name = source->title + " (" + host + ")";
}

}  // namespace

std::vector<HeldBack> Horizon::held_back() const {
    Reasons reasons;
    for (const auto& [id, one] : in_the_way_) {
        HeldBack& reason = reasons.of(one.obstacle, one.name, id);
        for (const PersonId person : one.people)
            if (people_.is_followed(person)) reason.people.insert(person);
    }
    for (const SourceId id : paused_) {
        const auto source = store_.sources.one(id);
        if (!source) continue;
        for (const PersonId person : store_.presence.people_of(id))
            if (people_.is_followed(person) && is_paused_altogether(store_, person))
                reasons.paused(source->title, person);
    }
    std::vector<HeldBack> all = reasons.take();
    for (HeldBack& reason : all)
        if (reason.obstacle.kind == Obstacle::Kind::failing) name_feeds(store_, reason);
    return all;
}

Outlook Horizon::outlook(const std::vector<HeldBack>& reasons, const Zone& zone,
                         Instant now) const {
    Outlook outlook;
    for (const int number : by_health_)
        outlook.sources += number;
    outlook.sources -= sources(SourceHealth::paused);
    outlook.sources_read = outlook.sources;
    for (const HeldBack& reason : reasons) {
        if (!is_read(reason.obstacle.kind)) outlook.sources_read -= reason.sources;
        outlook.held_because.push_back(sentence(reason, zone, now));
        const auto since = reason.obstacle.since;
        if (reason.obstacle.kind == Obstacle::Kind::failing && since && now - *since > for_good)
            outlook.for_good.push_back(outlook.held_because.back());
    }
    SeenPeople::Figures figures = people_.figures();
    const std::set<PersonId> hidden = hidden_by(reasons);
    for (const PersonId id : hidden)
        --figures[people_.figure_of(id)];
    outlook.people = people_.number_of(Standing::followed);
    outlook.held_back = static_cast<int>(hidden.size());
    outlook.learning = figures[SeenPeople::learning];
    outlook.quiet = figures[SeenPeople::past_line];
    outlook.beyond = figures[SeenPeople::beyond];
    outlook.as_usual = figures[SeenPeople::as_usual];
    return outlook;
}

Outlook look_out(const io::Store& store, const Zone& zone, Instant now) {
    const Horizon all(store, now);
    return all.outlook(all.held_back(), zone, now);
}

}  // namespace earshot::app
