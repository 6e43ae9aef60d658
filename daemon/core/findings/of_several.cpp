// Findings about several people at once: a newcomer whom many met, quiets with one cause.

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "earshot/finding_life.hpp"

namespace earshot {
namespace {

constexpr std::string_view pattern_word = "quiets";

/// "quiets 3 5 9": a pattern is known by any of the silences it tells.
std::string which(const std::vector<QuietOne>& members) {
    std::string text(pattern_word);
    for (const QuietOne& one : members)
        text += ' ' + std::to_string(static_cast<std::int64_t>(one.number));
    return text;
}

std::set<FindingNumber> members_of(const Finding& pattern) {
    std::set<FindingNumber> numbers;
    const std::string& text = pattern.which;
    if (!text.starts_with(pattern_word)) return numbers;
    for (std::size_t at = text.find(' '); at != text.npos; at = text.find(' ', at + 1)) {
        std::int64_t number = 0;
        const char* begin = text.data() + at + 1;
        if (std::from_chars(begin, text.data() + text.size(), number).ec == std::errc())
            numbers.insert(FindingNumber(number));
    }
    return numbers;
}

void sort_by_last_seen(std::vector<QuietOne>& quiets) {
    std::sort(quiets.begin(), quiets.end(),
              [](const QuietOne& a, const QuietOne& b) { return a.last_seen < b.last_seen; });
}

/// `members` in order of their last sighting.
Shared evidence_of(const std::string& circle, const std::vector<QuietOne>& members) {
    Shared shared;
    shared.of = Shared::Of::quiet;
    shared.circle = circle;
    shared.from = members.front().last_seen;
    shared.to = members.back().last_seen;
    for (const QuietOne& one : members) {
        shared.quiets.push_back(one.number);
        if (!one.name.empty()) shared.people.push_back(one.name);
    }
    return shared;
}

Finding with_members(Finding pattern, const std::string& circle,
                     const std::vector<QuietOne>& members) {
    pattern.which = which(members);
    pattern.evidence = evidence_of(circle, members);
    return pattern;
}

/// A pattern that waits to be told says only who is quiet now and can be seen: whoever came back,
/// was answered or is hidden meanwhile leaves it.
std::optional<Finding> renewed(const Finding& pattern, const std::vector<QuietOne>& quiets,
                               Instant now) {
    const std::set<FindingNumber> known = members_of(pattern);
    std::vector<QuietOne> left;
    for (const QuietOne& one : quiets)
        if (known.contains(one.number)) left.push_back(one);
    if (left.size() == known.size()) return std::nullopt;
    if (left.size() < together_circle) return closed(pattern, ClosedBy::others_ended, now);
    sort_by_last_seen(left);
    const auto* shared = std::get_if<Shared>(&pattern.evidence);
    return with_members(pattern, shared == nullptr ? std::string() : shared->circle, left);
}

Finding found(std::string which, Shared evidence, Instant now) {
    Finding finding;
    finding.which = std::move(which);
    finding.evidence = std::move(evidence);
    finding.confidence = Confidence::likely;
    finding.found_at = now;
    return finding;
}

}  // namespace

FindingStep newcomer_met(const std::optional<Finding>& untold, const std::string& newcomer,
                         Shared evidence, bool rests, Instant now) {
    FindingStep step;
    if (!rests) {
        step.made.push_back(found(newcomer_key(newcomer).which, std::move(evidence), now));
    } else if (untold && untold->state == Finding::State::open) {
        step.changed.push_back(*untold);
        step.changed.back().evidence = std::move(evidence);
    }
    return step;
}

bool may_join_pattern(const Finding& quiet, Standing standing, Instant now) {
    const auto* evidence = std::get_if<Quiet>(&quiet.evidence);
    return evidence != nullptr && quiet.state != Finding::State::closed && !evidence->at_start &&
           standing == Standing::followed && quiet.confidence >= Confidence::likely &&
           !is_snoozed(quiet, now) && now - quiet.found_at <= pattern_age;
}

FindingStep quiets_together(std::span<const Finding> known, const std::vector<QuietOne>& quiets,
                            const std::map<std::string, std::size_t>& circles, Instant now) {
    FindingStep step;
    std::vector<Finding> patterns;  // as they are after the renewal
    for (const Finding& pattern : known) {
        if (members_of(pattern).empty()) continue;
        patterns.push_back(pattern);
        if (pattern.state != Finding::State::open) continue;
        if (auto changed = renewed(pattern, quiets, now)) {
            patterns.back() = *changed;
            step.changed.push_back(*std::move(changed));
        }
    }
    const auto keep = [&](Finding changed) {
        std::erase_if(step.changed,
                      [&](const Finding& other) { return other.number == changed.number; });
        step.changed.push_back(std::move(changed));
    };
    for (const QuietTogether& together : quiet_together(quiets, circles)) {
        const auto same = std::find_if(patterns.begin(), patterns.end(), [&](const Finding& p) {
            const auto numbers = members_of(p);
            return std::any_of(together.members.begin(), together.members.end(),
                               [&](const QuietOne& one) { return numbers.contains(one.number); });
        });
        if (same == patterns.end()) {
            step.made.push_back(found(which(together.members),
                                      evidence_of(together.circle, together.members), now));
            continue;
        }
        if (same->closed_by == ClosedBy::wrong) continue;
        // Who joins a pattern that was told is told with it: one line or none.
        if (same->state != Finding::State::open)
            for (const QuietOne& one : together.members)
                if (!one.told) step.told.push_back(one.number);
        *same = with_members(*same, together.circle, together.members);
        keep(*same);
    }
    return step;
}

}  // namespace earshot
