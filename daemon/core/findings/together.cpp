#include "earshot/together.hpp"

#include <algorithm>
#include <set>

namespace earshot {
namespace {

struct Bounds {
    std::size_t begin = 0, end = 0;
    std::size_t size() const { return end - begin; }
};

/// The most that lie within `window` of each other; the later ones when two stretches have as many.
/// `sorted` by `at`.
template <class T, class At>
Bounds densest(const std::vector<T>& sorted, Span window, At at) {
    Bounds best;
    for (std::size_t begin = 0, end = 0; end < sorted.size(); ++end) {
        while (at(sorted[end]) - at(sorted[begin]) > window)
            ++begin;
        if (end + 1 - begin >= best.size()) best = {begin, end + 1};
    }
    return best;
}

std::size_t people_of(const std::map<std::string, std::size_t>& circles, const std::string& name) {
    const auto found = circles.find(name);
    return found == circles.end() ? 0 : found->second;
}

bool are_enough(std::size_t quiet, std::size_t of_all, bool circle) {
    return circle ? quiet >= together_circle && quiet * together_share >= of_all
                  : quiet >= together_anybody && quiet * together_all_share >= of_all;
}

class Grouping {
public:
    Grouping(std::vector<QuietOne> quiets, const std::map<std::string, std::size_t>& circles)
        : left_(std::move(quiets)), circles_(circles) {
        std::sort(left_.begin(), left_.end(), [](const QuietOne& a, const QuietOne& b) {
            return a.last_seen != b.last_seen ? a.last_seen < b.last_seen : a.number < b.number;
        });
    }

    std::vector<QuietTogether> groups() {
        std::set<std::string> names;
        for (const QuietOne& one : left_)
            if (!one.circle.empty()) names.insert(one.circle);
        for (const std::string& name : names)
            group(name);
        group("");
        std::stable_sort(groups_.begin(), groups_.end(), [](const auto& a, const auto& b) {
            return a.members.size() > b.members.size();
        });
        return std::move(groups_);
    }

private:
    void group(const std::string& circle) {
        std::vector<QuietOne> quiets;
        for (const QuietOne& one : left_)
            if (circle.empty() || one.circle == circle) quiets.push_back(one);
        const Bounds found =
            densest(quiets, together_window, [](const QuietOne& one) { return one.last_seen; });
        if (!are_enough(found.size(), people_of(circles_, circle), !circle.empty())) return;
        const auto first = quiets.begin() + static_cast<std::ptrdiff_t>(found.begin);
        const auto last = quiets.begin() + static_cast<std::ptrdiff_t>(found.end);
        QuietTogether together{circle, {first, last}};
        std::set<FindingNumber> taken;
        bool news = false;
        for (const QuietOne& one : together.members) {
            taken.insert(one.number);
            news = news || !one.told;
        }
        std::erase_if(left_, [&](const QuietOne& one) { return taken.contains(one.number); });
        if (news) groups_.push_back(std::move(together));
    }

    std::vector<QuietOne> left_;
    const std::map<std::string, std::size_t>& circles_;
    std::vector<QuietTogether> groups_;
};

}  // namespace

std::vector<Meeting> wave_of(std::vector<Meeting> meetings, std::size_t followed_people) {
    std::sort(meetings.begin(), meetings.end(), [](const Meeting& a, const Meeting& b) {
        return a.at != b.at ? a.at < b.at : a.person < b.person;
    });
    std::set<PersonId> seen;
    std::erase_if(meetings, [&](const Meeting& one) { return !seen.insert(one.person).second; });
    const Bounds found =
        densest(meetings, wave_window, [](const Meeting& meeting) { return meeting.at; });
    const auto first = meetings.begin() + static_cast<std::ptrdiff_t>(found.begin);
    const auto last = meetings.begin() + static_cast<std::ptrdiff_t>(found.end);
    std::vector<Meeting> wave(first, last);
    const auto followed = static_cast<std::size_t>(
        std::count_if(first, last, [](const Meeting& one) { return one.followed; }));
    const bool of_friends = followed_people <= small_address_book && followed >= wave_followed;
    if (wave.size() < wave_people && !of_friends) wave.clear();
    return wave;
}

std::vector<QuietTogether> quiet_together(const std::vector<QuietOne>& quiets,
                                          const std::map<std::string, std::size_t>& circles) {
    return Grouping(quiets, circles).groups();
}

bool waits_for_circle(Instant last_seen, const std::vector<SilentOne>& silent, std::size_t people) {
    std::size_t together = 0;
    bool not_yet = false;
    for (const SilentOne& one : silent) {
        const Span apart =
            one.last_seen < last_seen ? last_seen - one.last_seen : one.last_seen - last_seen;
        if (apart > together_window) continue;
        ++together;
        not_yet = not_yet || !one.past_line;
    }
    return not_yet && are_enough(together, people, true);
}

std::optional<int> follow_up_due(long long days_since) {
    if (days_since >= last_follow_up + follow_up_patience) return std::nullopt;
    if (days_since >= last_follow_up) return last_follow_up;
    if (days_since >= first_follow_up) return first_follow_up;
    return std::nullopt;
}

}  // namespace earshot
