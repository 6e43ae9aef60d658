#include "earshot/turns.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace earshot {
namespace {

constexpr int asked = 0;
constexpr int due = 1;
constexpr int refused = 2;

Instant second_of(Moment moment) {
    return std::chrono::floor<Span>(moment);
}

}  // namespace

void Turns::set_host(const std::string& name, const HostState& state) {
    const Instant not_before = state.not_before.value_or(Instant{});
    const Instant careful = state.refused_at ? *state.refused_at + careful_for : Instant{};
    if (not_before == Instant{} && careful == Instant{} && !hosts_.contains(name)) return;
    Host& host = hosts_[name];
    host.not_before = not_before;
    host.careful_until = careful;
    relist(name, host);
}

std::optional<Instant> Turns::left_alone(const std::string& name, Instant now) const {
    const auto found = hosts_.find(name);
    if (found == hosts_.end() || found->second.not_before <= now) return std::nullopt;
    return found->second.not_before;
}

void Turns::wait(std::vector<Waiting> sources, Moment now) {
    look_at_clock(now);
    forget_idle(now);
    std::erase_if(sources, [&](const Waiting& source) {
        return due_.contains(source.id) || busy_.contains(source.id);
    });
    // Only hosts at which nobody waits yet are given a slot: one's sources are spaced anyway.
    std::vector<const Waiting*> late;
    for (const Waiting& source : sources) {
        const bool is_late = second_of(now) - source.due > overdue;
        if (is_late && !source.host.empty() && hosts_[source.host].line.empty())
            late.push_back(&source);
    }
    std::stable_sort(late.begin(), late.end(), [](const Waiting* a, const Waiting* b) {
        return a->last_look < b->last_look;
    });
    std::set<std::string> given;
    for (const Waiting* source : late)
        given.insert(source->host);
    const auto hosts = static_cast<int>(std::max<std::size_t>(given.size(), 1));
    const std::chrono::milliseconds usual = std::chrono::milliseconds(settings_.host_spacing) / 4;
    const auto apart = std::min<std::chrono::milliseconds>(usual, spread / hosts);
    Moment slot = now;
    for (const Waiting* source : late) {
        if (given.erase(source->host) == 0) continue;
        hosts_[source->host].slot = slot;
        slot += apart;
    }
    for (Waiting& source : sources) {
        const Rank rank{source.refused ? refused : due, source.last_look, source.due,
                        static_cast<std::uint64_t>(source.id)};
        Host& host = hosts_[source.host];
        host.line.insert(rank);
        relist(source.host, host);
        due_.emplace(source.id, Place{std::move(source.host), rank});
    }
}

TurnNumber Turns::ask(SourceId id, const std::string& name) {
    const TurnNumber number{++last_number_};
    const Rank rank{asked, {}, {}, last_number_};
    leave_line(id);
    turns_.emplace(number, Turn{id, name, rank});
    if (id != SourceId{}) busy_.insert(id);
    Host& host = hosts_[name];
    host.line.insert(rank);
    relist(name, host);
    return number;
}

/// It is asked for otherwise, or not at all.
void Turns::leave_line(SourceId id) {
    const auto place = due_.find(id);
    if (place == due_.end()) return;
    Host& host = hosts_[place->second.host];
    host.line.erase(place->second.rank);
    relist(place->second.host, host);
    due_.erase(place);
}

void Turns::go_on(TurnNumber number, const std::string& name, Moment now) {
    Turn& turn = turns_.at(number);
    leave(turn, number, now);
    turn.host = name;
    turn.waits = Rank{asked, {}, {}, static_cast<std::uint64_t>(number)};
    Host& host = hosts_[name];
    host.line.insert(*turn.waits);
    relist(name, host);
}

void Turns::end(TurnNumber number, Moment now) {
    const auto found = turns_.find(number);
    if (found == turns_.end()) return;
    leave(found->second, number, now);
    busy_.erase(found->second.id);
    turns_.erase(found);
}

void Turns::leave(Turn& turn, TurnNumber number, Moment now) {
    Host& host = hosts_[turn.host];
    if (turn.waits) {
        host.line.erase(*turn.waits);
        turn.waits.reset();
    } else {
        prompt_.erase({in_flight_.at(number), number});
        in_flight_.erase(number);
        --host.in_flight;
        // The pause counts from the end, too: what was sent late arrives late.
        host.next_start = std::max(host.next_start, now + gap(turn.host, host, now));
    }
    relist(turn.host, host);
}

std::set<Turns::Call>::const_iterator Turns::first_call(Who who) const {
    if (who == Who::everybody) return calls_.begin();
    return std::find_if(calls_.begin(), calls_.end(),
                        [](const Call& call) { return std::get<Rank>(call).order == asked; });
}

std::optional<Turns::Started> Turns::next(Moment now, Who who) {
    look_at_clock(now);
    forget_slow(now);
    if (is_full()) return std::nullopt;
    const auto call = first_call(who);
    if (call == calls_.end() || std::get<Moment>(*call) > now) return std::nullopt;
    const auto [at, rank, name] = *call;
    Host& host = hosts_.at(name);
    host.line.erase(rank);
    Started started;
    if (rank.order == asked) {
        started.turn = TurnNumber{rank.number};
        turns_.at(started.turn).waits.reset();
    } else {
        started = {TurnNumber{++last_number_}, SourceId{static_cast<std::int64_t>(rank.number)},
                   true};
        due_.erase(started.id);
        turns_.emplace(started.turn, Turn{started.id, name, std::nullopt});
        busy_.insert(started.id);
    }
    start(started.turn, name, host, now);
    return started;
}

void Turns::start(TurnNumber turn, const std::string& name, Host& host, Moment now) {
    in_flight_.emplace(turn, now);
    prompt_.emplace(now, turn);
    ++host.in_flight;
    host.next_start = now + gap(name, host, now);
    relist(name, host);
}

std::optional<Moment> Turns::again(Moment now, Who who) const {
    const auto call = first_call(who);
    if (call == calls_.end()) return std::nullopt;
    const Moment next = std::max(std::get<Moment>(*call), now);
    if (!is_full()) return next;
    const auto most = most_times * static_cast<std::size_t>(settings_.concurrency);
    if (in_flight_.size() >= most || prompt_.empty()) return std::nullopt;
    return std::max(next, prompt_.begin()->first + slow);
}

std::vector<SourceId> Turns::dismiss(const std::string& name) {
    std::vector<SourceId> dismissed;
    const auto found = hosts_.find(name);
    if (found == hosts_.end()) return dismissed;
    Host& host = found->second;
    std::erase_if(host.line, [&](const Rank& rank) {
        if (rank.order == asked) return false;
        dismissed.push_back(SourceId{static_cast<std::int64_t>(rank.number)});
        return true;
    });
    for (const SourceId id : dismissed)
        due_.erase(id);
    relist(name, host);
    return dismissed;
}

void Turns::dismiss_all() {
    for (auto& [name, host] : hosts_) {
        std::erase_if(host.line, [](const Rank& rank) { return rank.order != asked; });
        relist(name, host);
    }
    due_.clear();
}

bool Turns::is_full() const {
    const auto places = static_cast<std::size_t>(settings_.concurrency);
    return prompt_.size() >= places || in_flight_.size() >= most_times * places;
}

void Turns::look_at_clock(Moment now) {
    const bool went_back = now < last_now_;
    last_now_ = now;
    if (!went_back) return;
    for (auto& [name, host] : hosts_) {
        host.next_start = std::min(host.next_start, now + gap(name, host, now));
        host.slot = std::min(host.slot, now);
        relist(name, host);
    }
    prompt_.clear();
    for (auto& [turn, since] : in_flight_) {
        since = std::min(since, now);
        prompt_.emplace(since, turn);
    }
}

void Turns::forget_slow(Moment now) {
    while (!prompt_.empty() && prompt_.begin()->first + slow <= now)
        prompt_.erase(prompt_.begin());
}

void Turns::relist(const std::string& name, Host& host) {
    if (host.call) calls_.erase(*host.call);
    host.call.reset();
    const bool may_be_asked = name.empty() || host.in_flight < settings_.per_host;
    if (host.line.empty() || !may_be_asked) return;
    const Rank& first = *host.line.begin();
    const Moment wanted =
        first.order == asked ? Moment{} : std::max<Moment>(host.slot, host.not_before);
    host.call = Call{std::max(host.next_start, wanted), first, name};
    calls_.insert(*host.call);
}

std::chrono::milliseconds Turns::gap(const std::string& name, const Host& host, Moment now) const {
    if (name.empty()) return std::chrono::milliseconds{0};
    const std::chrono::milliseconds spacing = manners_at(settings_, name).spacing;
    if (second_of(now) >= host.careful_until) return spacing;
    const auto many = static_cast<int>(std::max<std::size_t>(host.line.size(), 1));
    return std::max(spacing,
                    std::min<std::chrono::milliseconds>(careful_gap, careful_round / many));
}

void Turns::forget_idle(Moment now) {
    std::erase_if(hosts_, [&](const auto& entry) {
        const Host& host = entry.second;
        return host.line.empty() && host.in_flight == 0 && host.next_start <= now &&
               host.not_before <= second_of(now) && host.careful_until <= second_of(now);
    });
}

}  // namespace earshot
