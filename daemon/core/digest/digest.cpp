#include "earshot/digest.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "daemon/core/digest/digest_items.hpp"
#include "daemon/core/digest/digest_words.hpp"
#include "earshot/selection.hpp"

namespace earshot {
namespace {

struct Row {
    Section section;
    std::string_view word;
    std::string_view heading;
    std::size_t cap;
};

// In the order of the mail.
constexpr std::array<Row, 7> rows{{
    {Section::one_person, "one_person", "ONE PERSON TODAY", 1},
    {Section::back, "back", "BACK", digest_limits::back},
    {Section::quiet, "quiet", "QUIET LONGER THAN USUAL", digest_limits::quiet},
    {Section::follow_up, "follow_up", "NEW, NO WORD YET", digest_limits::follow_up},
    {Section::busy, "busy", "UNUSUALLY BUSY", digest_limits::busy},
    {Section::pattern, "pattern", "PATTERN", digest_limits::pattern},
    {Section::hands, "hands", "NEEDS YOUR HANDS", digest_limits::hands},
}};

const Row& row_of(Section section) {
    return rows[static_cast<std::size_t>(section)];
}

/// One line that could be told: a candidate, several troubles of one host as one, or several quiets
/// with one cause.
struct Line {
    Candidate candidate;
    Section section;
    Weight weight;
    std::vector<FindingNumber> also;

    std::size_t findings() const { return 1 + also.size(); }
};

bool stands_before(const Line& a, const Line& b) {
    if (a.section != b.section) return a.section < b.section;
    if (comes_before(a.weight, b.weight)) return true;
    if (comes_before(b.weight, a.weight)) return false;
    return a.candidate.finding.number < b.candidate.finding.number;
}

/// The quiets that another line tells: a pattern of several.
std::set<FindingNumber> told_together(const std::vector<Candidate>& candidates, Instant now) {
    std::set<FindingNumber> numbers;
    for (const Candidate& candidate : candidates)
        if (const auto* shared = std::get_if<Shared>(&candidate.finding.evidence))
            if (section_of(candidate, now))
                numbers.insert(shared->quiets.begin(), shared->quiets.end());
    return numbers;
}

/// What has one cause gets one line (needs.md D9): troubles of one kind on one host, quiets of one
/// pattern.
std::vector<Line> one_line_a_cause(std::vector<Candidate> candidates, Instant now) {
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return a.finding.number < b.finding.number;
    });
    std::vector<Line> lines;
    std::map<std::pair<std::string, Trouble::Kind>, std::vector<const Trouble*>> causes;
    std::map<std::pair<std::string, Trouble::Kind>, std::size_t> line_of;
    const std::set<FindingNumber> together = told_together(candidates, now);
    std::set<FindingNumber> untold;
    for (const Candidate& candidate : candidates)
        if (candidate.finding.state == Finding::State::open)
            untold.insert(candidate.finding.number);
    for (const Candidate& candidate : candidates) {
        const std::optional<Section> section = section_of(candidate, now);
        if (!section || together.contains(candidate.finding.number)) continue;
        const auto* trouble = std::get_if<Trouble>(&candidate.finding.evidence);
        if (trouble && !trouble->host.empty()) {
            const std::pair cause(trouble->host, trouble->kind);
            causes[cause].push_back(trouble);
            if (const auto [line, fresh] = line_of.try_emplace(cause, lines.size()); !fresh) {
                lines[line->second].also.push_back(candidate.finding.number);
                continue;
            }
        }
        lines.push_back({candidate, *section, Weight{}, {}});
        if (const auto* shared = std::get_if<Shared>(&candidate.finding.evidence))
            for (const FindingNumber number : shared->quiets)
                if (untold.contains(number)) lines.back().also.push_back(number);
    }
    for (const auto& [cause, line] : line_of) {
        Candidate& told = lines[line].candidate;
        told.finding.evidence = united(causes[cause]);
        // All that is read there fails: it is the host.
        if (static_cast<std::size_t>(told.feeds_of_host) <= causes[cause].size())
            told.feeds_of_host = 0;
    }
    for (Line& line : lines)
        line.weight = weight_of(line.candidate, now);
    return lines;
}

/// Fills the sections from the top, within their caps, one line a person and
/// digest_limits::people in all. What needs hands is no person and does not count as one.
std::vector<Line> within_caps(const std::vector<Line>& lines) {
    std::vector<Line> chosen;
    std::map<Section, std::size_t> used;
    std::set<PersonId> seen;
    std::size_t of_people = 0;
    for (const Line& line : lines) {
        const bool is_person = line.section != Section::hands;
        if (used[line.section] == row_of(line.section).cap) continue;
        if (is_person && of_people == digest_limits::people) continue;
        const auto& person = line.candidate.person;
        if (is_person && person && !seen.insert(person->id).second) continue;
        ++used[line.section];
        if (is_person) ++of_people;
        chosen.push_back(line);
    }
    return chosen;
}

/// The one person: of the first section that has somebody, another each day.
const Line* one_person(const std::vector<Line>& chosen, const Zone& zone, Instant at) {
    for (const Section section : {Section::back, Section::quiet, Section::follow_up}) {
        std::vector<const Line*> group;
        for (const Line& line : chosen)
            if (line.section == section) group.push_back(&line);
        if (group.empty()) continue;
        const auto today = std::chrono::sys_days(zone.local_day(at)).time_since_epoch().count();
        return group[static_cast<std::size_t>(today) % group.size()];
    }
    return nullptr;
}

std::string id_of(const Window& window, const Zone& zone, bool scheduled) {
    return zone.format(scheduled ? "%Y-%m-%d" : "%Y-%m-%dT%H%M%S", window.to);
}

}  // namespace

std::string_view heading(Section section) {
    return row_of(section).heading;
}

std::string_view to_text(Section section) {
    const auto index = static_cast<std::size_t>(section);
    return index < rows.size() ? rows[index].word : std::string_view();
}

std::vector<FindingNumber> told_by(const Digest& digest) {
    std::set<FindingNumber> numbers;
    for (const Item& item : digest.items) {
        numbers.insert(item.number);
        numbers.insert(item.also.begin(), item.also.end());
    }
    return {numbers.begin(), numbers.end()};
}

Digest choose(std::vector<Candidate> candidates, const Outlook& outlook, const Window& window,
              const Zone& zone, bool scheduled, Instant now, const DigestSettings& settings,
              const BackgroundOf& known) {
    std::vector<Line> lines = one_line_a_cause(std::move(candidates), now);
    std::sort(lines.begin(), lines.end(), stands_before);
    const std::vector<Line> chosen = within_caps(lines);

    Digest digest;
    digest.id = id_of(window, zone, scheduled);
    digest.window = window;
    const Line* one = one_person(chosen, zone, window.to);
    for (const Line& line : chosen) {
        Besides besides{settings};
        if (known && line.candidate.person) besides.known = known(line.candidate);
        besides.one_person = &line == one;
        Item item = to_item(line.candidate, line.section, besides, zone, now);
        item.also = line.also;
        const auto at = besides.one_person ? digest.items.begin() : digest.items.end();
        digest.items.insert(at, std::move(item));
    }
    for (const Line& line : lines)
        digest.more += line.findings();
    for (const Line& line : chosen)
        digest.more -= line.findings();
    digest.headline = headline_of(digest.items, outlook);
    digest.summary = summary_of(digest.items, outlook);
    digest.coverage = coverage_of(outlook, begins_week(window, zone, now));
    digest.subject = subject_of(digest.items, outlook);
    if (settings.plain_subject) digest.subject = plain_subject(digest);
    if (scheduled && digest.items.empty() && settings.when_empty == WhenEmpty::skip)
        digest.note = sign_of_life;
    if (scheduled && now - window.to > late_after) {
        digest.made = now;
        digest.note = late_note(window.to, now, zone);
    }
    return digest;
}

bool worth_sending(const Digest& digest, WhenEmpty when_empty, const Zone& zone, Instant now) {
    if (!digest.items.empty()) return true;
    switch (when_empty) {
        case WhenEmpty::line: return true;
        case WhenEmpty::never: return false;
        case WhenEmpty::skip: break;
    }
    return begins_week(digest.window, zone, now);
}

bool begins_week(const Window& window, const Zone& zone, Instant now) {
    const std::chrono::sys_days today(zone.local_day(now));
    const std::chrono::sys_days before(zone.local_day(window.from));
    const std::chrono::days since_monday =
        std::chrono::weekday(today) - std::chrono::Monday;  // 0 to 6
    return since_monday == std::chrono::days(0) || today - before > since_monday;
}

}  // namespace earshot
