#pragma once
// Candidates for a digest, each strong enough to be told, and short forms of what came of them. The
// people are invented.

#include <string>
#include <utility>
#include <vector>

#include "earshot/digest.hpp"
#include "earshot/person.hpp"
#include "earshot/selection.hpp"
#include "support/sample_digest.hpp"

namespace earshot::test {

inline constexpr Instant now = sample_now;  // Tuesday 14 April 2026, 07:30 in Berlin
inline const Zone berlin = *Zone::find("Europe/Berlin");
inline const Window last_day{now - day, now};

inline Outlook good_outlook() {
    Outlook outlook;
    outlook.sources = outlook.sources_read = 162;
    outlook.people = 121;
    outlook.as_usual = 82;
    return outlook;
}

inline int last_number = 0;

inline Candidate about(std::string name, Evidence evidence) {
    Candidate candidate;
    Person person;
    person.id = PersonId{++last_number};
    person.name = std::move(name);
    person.standing = Standing::followed;
    candidate.person = person;
    candidate.finding.number = FindingNumber{last_number};
    candidate.finding.person = person.id;
    candidate.finding.evidence = std::move(evidence);
    candidate.finding.confidence = Confidence::clear;
    candidate.finding.found_at = now - hour;
    return candidate;
}

inline Candidate quiet(std::string name, int days = 24, double line = 14) {
    Quiet evidence;
    evidence.last_seen = now - days * day;
    evidence.line_days = line;
    evidence.usual_gap_days = 4;
    evidence.figures = GapFigures{67, 1.2, 3, 4.1, 6, 8.4, 11};
    evidence.where = {"blog", "mastodon"};
    return about(std::move(name), evidence);
}

inline Candidate back(std::string name, int days = 143, double median = 12) {
    Back evidence;
    evidence.returned = now - 2 * day;
    evidence.last_before = evidence.returned - days * day;
    evidence.figures = GapFigures{30, 5, 9, median, 16, 20, 40};
    evidence.sentence = "Why I stopped writing";
    evidence.where = {"blog"};
    return about(std::move(name), evidence);
}

inline Candidate burst(std::string name, int count = 25) {
    Burst evidence;
    evidence.of = Burst::Of::connections;
    evidence.start = now - 10 * hour;
    evidence.end = now - 3 * hour;
    evidence.count = count;
    evidence.closed = true;
    evidence.usual_high = 2;
    return about(std::move(name), evidence);
}

inline Candidate follow_up(std::string name, int day_asked = 7) {
    FollowUp evidence;
    evidence.connected = now - day_asked * day;
    evidence.asked_on_day = day_asked;
    return about(std::move(name), evidence);
}

inline Candidate pattern(std::string newcomer) {
    Shared evidence;
    evidence.newcomer = newcomer;
    evidence.people = {"Lena Ortiz", "Marek Sobol", "Tom Hale"};
    Candidate candidate = about("", evidence);
    candidate.person.reset();
    return candidate;
}

inline Candidate trouble(std::string host, std::vector<std::string> people,
                         Trouble::Kind kind = Trouble::Kind::failing) {
    Trouble evidence;
    evidence.kind = kind;
    evidence.source = host + " feed";
    evidence.host = std::move(host);
    evidence.since = now - 60 * hour;
    evidence.people = std::move(people);
    Candidate candidate = about("", evidence);
    candidate.person.reset();
    return candidate;
}

template <class Change>
Candidate with(Candidate candidate, Change change) {
    change(candidate);
    return candidate;
}

inline Digest chosen(std::vector<Candidate> candidates, Outlook outlook = good_outlook(),
                     Window window = last_day) {
    return choose(std::move(candidates), outlook, window, berlin, true, window.to);
}

/// "back Marek Sobol", one for each item.
inline std::vector<std::string> told(const Digest& digest) {
    std::vector<std::string> lines;
    for (const Item& item : digest.items)
        lines.push_back(std::string(to_text(item.section)) + " " + item.name);
    return lines;
}

using Lines = std::vector<std::string>;

/// On a day on which the first of two or three is the one person, so that all stand in their order.
inline Digest in_order(std::vector<Candidate> candidates) {
    return chosen(std::move(candidates), good_outlook(), Window{now + 4 * day, now + 5 * day});
}

}  // namespace earshot::test
