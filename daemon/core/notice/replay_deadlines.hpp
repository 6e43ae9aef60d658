#pragma once
// Whose quiet falls due next in a replay. Most deadlines are put off again and again and none of
// that needs an order, so they lie in heaps by the day; only the days that have begun are sorted.

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "daemon/core/notice/replay_rows.hpp"

namespace earshot {

class ReplayDeadlines {
public:
    struct Deadline {
        double at;  // seconds of the observed clock
        std::uint32_t person;
    };

    explicit ReplayDeadlines(const replay_rows::Rows<replay_rows::Person>& people)
        : people_(people) {}

    void add(Deadline deadline);

    /// Takes out the first one that `is_met(at)`, which holds for all before it too; deadlines of
    /// one instant come by name. Empty when there is none.
    template <class IsMet>
    std::optional<Deadline> take_first(IsMet is_met) {
        while (!days_.empty() && is_met(seconds_a_day * static_cast<double>(days_.begin()->first)))
            begin_day();
        if (begun_.empty() || !is_met(begun_.front().at)) return std::nullopt;
        return pop();
    }

private:
    static constexpr double seconds_a_day = 86400;

    void begin_day();
    Deadline pop();
    void push(Deadline deadline);

    const replay_rows::Rows<replay_rows::Person>& people_;
    std::map<long long, std::vector<Deadline>> days_;  // not begun
    long long last_begun_ = std::numeric_limits<long long>::min();
    std::vector<Deadline> begun_;  // a heap, the first on top
};

}  // namespace earshot
