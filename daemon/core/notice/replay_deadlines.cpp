#include "daemon/core/notice/replay_deadlines.hpp"

#include <algorithm>
#include <cmath>

namespace earshot {
namespace {

/// For a heap with the first deadline on top.
auto later_in(const replay_rows::Rows<replay_rows::Person>& people) {
    return [&people](const ReplayDeadlines::Deadline& a, const ReplayDeadlines::Deadline& b) {
        if (a.at != b.at) return a.at > b.at;
        return people[a.person].name > people[b.person].name;
    };
}

}  // namespace

void ReplayDeadlines::add(Deadline deadline) {
    const auto which = static_cast<long long>(std::floor(deadline.at / seconds_a_day));
    if (which > last_begun_)
        days_[which].push_back(deadline);
    else
        push(deadline);
}

void ReplayDeadlines::begin_day() {
    const auto first = days_.begin();
    last_begun_ = first->first;
    for (const Deadline& deadline : first->second)
        people_.fetch_ahead(deadline.person);
    for (const Deadline& deadline : first->second)
        push(deadline);
    days_.erase(first);
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
