#pragma once
// A full day and an empty one as digests, for rendering, MIME and mail. The people are invented.

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "earshot/digest.hpp"
#include "earshot/marks.hpp"

namespace earshot::test {

// Tuesday 14 April 2026, 07:30 in Berlin.
inline constexpr Instant sample_now = from_epoch(1776144600);

inline Item sample_item(int number, Section section, std::string name, std::string where,
                        std::string evidence, std::string step) {
    static const std::string kinds[] = {"back",  "back",   "quiet",  "follow_up",
                                        "burst", "shared", "trouble"};
    Item item;
    item.number = FindingNumber{number};
    item.section = section;
    item.kind = kinds[static_cast<std::size_t>(section)];
    item.name = std::move(name);
    item.where = std::move(where);
    item.evidence = std::move(evidence);
    item.step = std::move(step);
    item.confidence = Confidence::clear;
    return item;
}

/// Half a year to 14 April 2026: seen on each of these days before it; the silence between two.
inline marks::Strip sample_strip(const std::set<int>& days_before, marks::Usual usual, int from,
                                 int to, std::set<int> unknown = {}) {
    using std::chrono::days;
    const marks::Day today(std::chrono::year(2026) / 4 / 14);
    marks::Lane lane;
    for (const int n : days_before)
        lane.seen.insert(today - days(n));
    for (const int n : unknown)
        lane.unknown.insert(today - days(n));
    const marks::Wait wait{today - days(from), today - days(to)};
    marks::Strip strip = marks::strip_of(lane, today, digest_limits::weeks, usual, wait);
    strip.ticks.clear();
    return strip;
}

inline std::set<int> every(int step, int from, int to) {
    std::set<int> days;
    for (int n = from; n >= to; n -= step)
        days.insert(n);
    return days;
}

/// With the answers that a digest offers for it.
inline Item sample_item(int number, Section section, std::string name, std::string where,
                        std::string evidence, std::string step, std::vector<Way> ways,
                        std::vector<Choice> choices) {
    Item item = sample_item(number, section, std::move(name), std::move(where), std::move(evidence),
                            std::move(step));
    item.ways = std::move(ways);
    item.choices = std::move(choices);
    return item;
}

inline Digest full_day() {
    Digest digest;
    digest.id = "2026-04-14";
    digest.window = Window{sample_now - day, sample_now};
    digest.subject = "earshot: Marek is back, Ines is quiet (7 items)";
    digest.headline = "Marek is back after 143 days; Ines is quiet longer than ever seen.";
    digest.summary =
        "5 people worth a look. Of 121 people, 78 look like themselves, 4 are silent longer than "
        "ever seen, but not past their line, 5 are quiet, 9 cannot be seen today and 25 have too "
        "little history.";
    digest.coverage = "Read 150 of 162 feeds.";
    Item marek =
        sample_item(1, Section::back, "Marek Sobol", "blog",
                    "Marek wrote again on Sunday after 143 days; before that, every 10–16 days.",
                    "You could call Marek.",
                    {{"call Marek", "tel:+48225550107", "+48 22 555 01 07"},
                     {"write to Marek", "mailto:marek@sobol.example", "marek@sobol.example"}},
                    {{"I called", "touch 1 called"}, {"seen", "ok 1"}, {"why", "why 1"}});
    marek.one_person = true;
    marek.brief = "back after 143 days";
    marek.personal = "You two last spoke on 3 October: “new flat”.";
    marek.quote = Quote{"First words", "Why I stopped writing, and what I built instead",
                        "https://marek.example/2026/why-i-stopped"};
    marek.strip = sample_strip({2, 145, 157, 168}, {10, 16}, 145, 2);
    marek.silence = "143 days";
    Item lena =
        sample_item(2, Section::back, "Lena Ortiz", "github, mastodon",
                    "Back after 38 days; usually every 2–3 days.", "You could write to Lena.",
                    {{"write to Lena", "mailto:lena@ortiz.example", "lena@ortiz.example"}},
                    {{"I wrote", "touch 2 wrote"}, {"seen", "ok 2"}, {"why", "why 2"}});
    lena.brief = "back after 38 days";
    lena.quote = Quote{"First words", "Parser 2.0, and why it took a winter",
                       "https://social.example/@lena/1142"};
    lena.strip = sample_strip(every(2, 181, 39), {2, 3}, 39, 1);
    lena.strip->weeks.back().seen = 1;
    lena.silence = "38 days";
    Item ines = sample_item(
        3, Section::quiet, "Ines Duarte", "blog, mastodon",
        "Not seen for 24 days; usually every 3–6 days, and never longer than 11 until now. "
        "earshot knows 65 earlier gaps, and every feed answered.",
        "You could write to Ines.",
        {{"write to Ines", "mailto:ines@mail.example", "ines@mail.example"}},
        {{"I wrote", "touch 3 wrote"},
         {"in two weeks", "snooze 3 2w"},
         {"normal for Ines", "normal 3"},
         {"why", "why 3"}});
    ines.brief = "quiet longer than ever seen";
    ines.personal = "Your note: “likes mail”.";
    ines.quote =
        Quote{"Last words", "Small parsers, part 4", "https://ines.example/small-parsers-4"};
    ines.strip =
        sample_strip(every(4, 180, 24), {3, 6}, 24, 0, {120, 121, 122, 123, 124, 125, 126});
    ines.silence = "24 days";
    Item chidi = sample_item(
        4, Section::follow_up, "Chidi Okafor", "FOSDEM follow-up",
        "You connected 7 days ago, and no word since.",
        "One question would do: you could write to Chidi.",
        {{"write to Chidi", "mailto:chidi@okafor.example", "chidi@okafor.example"}},
        {{"I wrote", "touch 4 wrote"}, {"in two weeks", "snooze 4 2w"}, {"leave it", "ok 4"}});
    chidi.personal = "Your note: “asked about packaging”.";
    Item priya = sample_item(
        5, Section::busy, "Priya Nair", "network",
        "25 new connections between Mon 23:10 and Tue 06:40; usual is 0–2 a day. 1 is someone you "
        "know: Tom Hale.",
        "You could ask Priya what’s up.",
        {{"ask Priya what’s up", "mailto:priya@nair.example", "priya@nair.example"}},
        {{"seen", "ok 5"}, {"normal for Priya", "normal 5"}, {"why", "why 5"}});
    priya.names = {"Tom Hale"};
    priya.brief = "unusually busy";
    Item jo =
        sample_item(7, Section::pattern, "Jo Park", "",
                    "3 of your people have connected with them between Wed 09:12 and Sun "
                    "18:02: Lena Ortiz, Marek Sobol and Tom Hale.",
                    "You could ask Lena who that is.", {}, {{"seen", "ok 7"}, {"why", "why 7"}});
    jo.names = {"Lena Ortiz", "Marek Sobol", "Tom Hale"};
    Item chirp = sample_item(
        6, Section::hands, "chirp.example.net", "3 feeds",
        "No answer since Sunday 21:40. 9 people are held back meanwhile: nobody of them is called "
        "quiet.",
        "If it has moved, give earshot its new address: earshot sources --failing", {},
        {{"in a week", "snooze 6 1w"}, {"why", "why 6"}});
    chirp.also = {FindingNumber{8}, FindingNumber{9}};
    digest.items = {marek, lena, ines, chidi, priya, jo, chirp};
    digest.more = 4;
    return digest;
}

inline Digest empty_day() {
    Digest digest;
    digest.id = "2026-04-15";
    digest.window = Window{sample_now, sample_now + day};
    digest.subject = "earshot: all as usual";
    digest.headline = "All as usual.";
    digest.summary = "Of 121 people, 96 look like themselves and 25 have too little history.";
    digest.note = "This is the sign of life that comes on Mondays when there is nothing to tell.";
    digest.coverage = "Read 162 of 162 feeds.";
    return digest;
}

}  // namespace earshot::test
