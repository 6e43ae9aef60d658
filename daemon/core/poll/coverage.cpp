#include "earshot/coverage.hpp"

#include <algorithm>

namespace earshot {
namespace {

/// Sorted and disjoint again; stretches that touch become one.
void unite(std::vector<Stretch>& stretches) {
    std::sort(stretches.begin(), stretches.end(), [](const Stretch& a, const Stretch& b) {
        return a.from != b.from ? a.from < b.from : a.to < b.to;
    });
    std::vector<Stretch> united;
    for (const Stretch& s : stretches) {
        if (s.from >= s.to) continue;
        if (!united.empty() && s.from <= united.back().to)
            united.back().to = std::max(united.back().to, s.to);
        else
            united.push_back(s);
    }
    stretches = std::move(united);
}

void keep_within_limit(std::vector<Stretch>& lost) {
    while (lost.size() > Coverage::max_lost) {
        std::size_t best = 0;
        for (std::size_t i = 1; i + 1 < lost.size(); ++i)
            if (lost[i + 1].from - lost[i].to < lost[best + 1].from - lost[best].to) best = i;
        lost[best].to = lost[best + 1].to;
        lost.erase(lost.begin() + static_cast<std::ptrdiff_t>(best) + 1);
    }
}

}  // namespace

Coverage with_lost(Coverage coverage, std::span<const Stretch> stretches) {
    coverage.lost.insert(coverage.lost.end(), stretches.begin(), stretches.end());
    unite(coverage.lost);
    keep_within_limit(coverage.lost);
    return coverage;
}

Coverage after_good_poll(Coverage coverage, const GoodPoll& poll) {
    if (!coverage.proven_until) {  // the document itself shows the time before the first look
        coverage.proven_until = poll.at;
        return coverage;
    }
    const Instant since = *coverage.proven_until;
    if (poll.at <= since) return coverage;
    if (!poll.overlaps && !poll.shorter_than_usual) {
        // Without a stated time nothing says how far back the document reaches.
        const Stretch gap{since, std::min(poll.oldest.value_or(poll.at), poll.at)};
        coverage = with_lost(std::move(coverage), {&gap, 1});
    }
    coverage.proven_until = poll.at;
    return coverage;
}

Coverage combine(std::span<const Coverage> sources) {
    Coverage all;
    for (const Coverage& source : sources) {
        if (&source == &sources.front())
            all.proven_until = source.proven_until;
        else if (!source.proven_until || !all.proven_until)
            all.proven_until.reset();
        else
            all.proven_until = std::min(*all.proven_until, *source.proven_until);
        all.lost.insert(all.lost.end(), source.lost.begin(), source.lost.end());
    }
    unite(all.lost);
    return all;
}

Span observed(const Coverage& coverage, Instant from, Instant to) {
    if (to <= from) return Span{0};
    Span seen = to - from;
    for (const Stretch& s : coverage.lost)
        if (s.from < to && s.to > from) seen -= std::min(s.to, to) - std::max(s.from, from);
    return seen;
}

Span watched(const Coverage& coverage, Instant from, Instant to) {
    if (!coverage.proven_until) return Span{0};
    return observed(coverage, from, std::min(to, *coverage.proven_until));
}

Instant reached(const Coverage& coverage, Instant from, Span needed) {
    Instant t = from + std::max(needed, Span{0});
    for (const Stretch& s : coverage.lost) {
        if (s.to <= from) continue;
        const Instant begin = std::max(s.from, from);
        // A line reached at the very start of a lost stretch cannot be confirmed before its end.
        if (t < begin) break;
        t += s.to - begin;
    }
    return t;
}

}  // namespace earshot
