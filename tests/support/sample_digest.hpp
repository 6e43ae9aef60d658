#pragma once
// A full day and an empty one as digests, for rendering, MIME and mail. The people are invented.

#include <string>
#include <utility>
#include <vector>

#include "earshot/digest.hpp"

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

inline Digest full_day() {
    Digest digest;
    digest.id = "2026-04-14";
    digest.window = Window{sample_now - day, sample_now};
    digest.subject = "earshot: Marek is back, Ines is quiet (7 items)";
    digest.headline = "Tuesday 14 April. 6 people worth a look; 82 look like themselves.";
    digest.coverage =
        "Read 150 of 162 feeds. earshot cannot see 9 people today: chirp.example.net has not "
        "answered since Sunday 21:40 (9 people). 25 people have too little history.";
    digest.items = {
        sample_item(1, Section::one_person, "Marek Sobol", "blog",
                    "An opening line: \"Why I stopped writing, and what I built instead\"",
                    "You could call: +48 22 555 01 07"),
        sample_item(1, Section::back, "Marek Sobol", "blog",
                    "back after 143 days; usually every 9-16 days", "You could call."),
        sample_item(2, Section::back, "Lena Ortiz", "github, mastodon",
                    "back after 38 days; usually every 2-4 days", "You could write."),
        sample_item(3, Section::quiet, "Ines Duarte", "blog, mastodon",
                    "usually every 3-6 days, last seen 24 days ago (longest before: 11)",
                    "You could write."),
        sample_item(4, Section::follow_up, "Chidi Okafor", "connections",
                    "you connected 7 days ago and no word since", "One question would do."),
        sample_item(5, Section::busy, "Priya Nair", "network",
                    "25 new connections between Mon 23:10 and Tue 06:40 (usual: 0-2 a day); 1 is "
                    "someone you know (Tom Hale)",
                    "You could ask what's up."),
        sample_item(7, Section::pattern, "Jo Park", "",
                    "3 of your people connected with them this week: Lena Ortiz, Marek Sobol, Tom "
                    "Hale",
                    "You could ask Lena Ortiz who that is."),
        sample_item(6, Section::hands, "chirp.example.net", "3 feeds",
                    "has not answered since Sunday 21:40 (9 people)",
                    "Nothing to do unless it lasts; if they moved: earshot sources --failing"),
    };
    digest.items.back().also = {FindingNumber{8}, FindingNumber{9}};
    digest.more = 4;
    return digest;
}

inline Digest empty_day() {
    Digest digest;
    digest.id = "2026-04-15";
    digest.window = Window{sample_now, sample_now + day};
    digest.subject = "earshot: all as usual";
    digest.headline = "Wednesday 15 April. 96 people look like themselves.";
    digest.coverage = "Read 162 of 162 feeds. 25 people have too little history.";
    return digest;
}

}  // namespace earshot::test
