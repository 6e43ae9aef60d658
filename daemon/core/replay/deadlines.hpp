#pragma once
// Whose line is passed next in a replay. Every sighting puts a deadline off and few are ever met,
// so they lie in heaps by the day, and only those of the days that have begun are kept in order.

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "daemon/core/replay/rows.hpp"

namespace earshot {

class ReplayDeadlines {
public:
    using People = replay_rows::Rows<replay_rows::Person>;
    struct Deadline {
        double at;  // seconds of the observed clock
        std::uint32_t person;
    };

    explicit ReplayDeadlines(People& people) : people_(people) {}

    /// Waits for Person::due. One that is nearer than before is noted; one that was put off is
    /// found out when the old one is met.
    void watch(std::uint32_t person);

    /// Takes out the first of which `is_met(at)`; that holds for all before it too. Those of one
    /// instant come by name. Empty when there is none.
    template <class IsMet>
    std::optional<Deadline> take_first(IsMet is_met) {
        for (;;) {
            while (!days_.empty() &&
                   is_met(seconds_a_day * static_cast<double>(days_.begin()->first)))
                begin_day();
            if (begun_.empty() || !is_met(begun_.front().at)) return std::nullopt;
            const Deadline first = pop();
            if (!holds(first)) continue;  // and the right one may be on a day that begins now
            people_[first.person].queued = replay_rows::Person::nowhere;
            return first;
        }
    }

private:
    static constexpr double seconds_a_day = 86400;

    void place(Deadline deadline);
    void begin_day();
    bool holds(const Deadline& deadline);
    void push(Deadline deadline);
    Deadline pop();

    People& people_;
    std::map<long long, std::vector<Deadline>> days_;  // not begun
    long long last_begun_ = std::numeric_limits<long long>::min();
    std::vector<Deadline> begun_;  // a heap, the first on top
};

}  // namespace earshot
