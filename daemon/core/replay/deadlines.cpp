#include "daemon/core/replay/deadlines.hpp"

#include <algorithm>
#include <cmath>

namespace earshot {
namespace {

/// For a heap with the first deadline on top.
auto later_in(const ReplayDeadlines::People& people) {
    return [&people](const ReplayDeadlines::Deadline& a, const ReplayDeadlines::Deadline& b) {
        if (a.at != b.at) return a.at > b.at;
        return people[a.person].name > people[b.person].name;
    };
}

}  // namespace

void ReplayDeadlines::watch(std::uint32_t person) {
    replay_rows::Person& p = people_[person];
    const double due = p.due();
    if (due >= p.queued) return;
    p.queued = due;
    place({due, person});
}

void ReplayDeadlines::place(Deadline deadline) {
    const auto which = static_cast<long long>(std::floor(deadline.at / seconds_a_day));
    if (which > last_begun_)
        days_[which].push_back(deadline);
    else
        push(deadline);
}

/// Most deadlines of the day no longer hold, and never come into the heap.
void ReplayDeadlines::begin_day() {
    const auto first = days_.begin();
    last_begun_ = first->first;
    for (const Deadline& deadline : first->second)
        people_.fetch_ahead(deadline.person);
    for (const Deadline& deadline : first->second)
        if (holds(deadline)) push(deadline);
    days_.erase(first);
}

/// Otherwise the right one is waited for.
bool ReplayDeadlines::holds(const Deadline& deadline) {
    replay_rows::Person& p = people_[deadline.person];
    if (deadline.at != p.queued) return false;  // an earlier one of the same person replaced it
    if (p.due() <= deadline.at) return true;
    p.queued = replay_rows::Person::nowhere;
    watch(deadline.person);
    return false;
}

void ReplayDeadlines::push(Deadline deadline) {
    begun_.push_back(deadline);
    std::push_heap(begun_.begin(), begun_.end(), later_in(people_));
}

ReplayDeadlines::Deadline ReplayDeadlines::pop() {
    std::pop_heap(begun_.begin(), begun_.end(), later_in(people_));
    const Deadline first = begun_.back();
    begun_.pop_back();
    return first;
}

}  // namespace earshot
