#pragma once
// Small things kept by the number of a source or a person, and when to look at one of them again.
// Numbers are given in order and never again, so a plain array of them has few holes.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <queue>
#include <utility>
#include <vector>

#include "earshot/time.hpp"

namespace earshot::app {

template <class Id, class Value>
class ByNumber {
public:
    Value at(Id id) const {
        const auto place = static_cast<std::size_t>(id);
        return place < values_.size() ? values_[place] : Value{};
    }
    void put(Id id, Value value) {
        const auto place = static_cast<std::size_t>(id);
        if (place >= values_.size()) values_.resize(place + 1 + place / 8);
        values_[place] = value;
    }
    /// Calls take(id, value) for each after this one, until it says false.
    template <class Take>
    void each_after(Id id, Take take) const {
        for (auto place = static_cast<std::size_t>(id) + 1; place < values_.size(); ++place)
            if (!take(Id(static_cast<std::int64_t>(place)), values_[place])) return;
    }

private:
    std::vector<Value> values_;
};

/// Whom to look at again, and when. One wait each, the earliest: what is put off meanwhile is found
/// out when it is looked at.
template <class Id>
class Revisits {
public:
    void wait(Id id, Instant t) {
        const Instant waiting = at_.at(id);
        if (waiting != Instant{} && waiting <= t) return;
        at_.put(id, t);
        queue_.emplace(t, id);
    }
    /// Somebody whose time has come; nobody waits for it any more.
    std::optional<Id> next(Instant now) {
        while (!queue_.empty() && queue_.top().first <= now) {
            const auto [t, id] = queue_.top();
            queue_.pop();
            if (at_.at(id) != t) continue;  // an earlier one took its place
            at_.put(id, Instant{});
            return id;
        }
        return std::nullopt;
    }

private:
    using Turn = std::pair<Instant, Id>;
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> queue_;
    ByNumber<Id, Instant> at_;
};

}  // namespace earshot::app
