#pragma once
// The digest: the findings chosen for one message. Selection, order and caps of research/needs.md
// section 2; rendering is in render.hpp, from this value alone.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "earshot/finding.hpp"
#include "earshot/schedule.hpp"

namespace earshot {

enum class Section { one_person, back, quiet, follow_up, busy, pattern, hands };
std::string_view heading(Section section);  // "QUIET LONGER THAN USUAL"

namespace digest_limits {
inline constexpr std::size_t people = 7;  // lines in all
inline constexpr std::size_t back = 3, quiet = 3, follow_up = 3, busy = 2, pattern = 1, hands = 3;
inline constexpr Span fade = 14 * day;  // an untold finding older than this is never told
}  // namespace digest_limits

/// What earshot could and could not see; the header of every digest and of `earshot status`.
struct Outlook {
    int sources = 0;       // active ones
    int sources_read = 0;  // of them read well lately
    int people = 0;        // followed
    int as_usual = 0;
    int held_back = 0;  // followed people whom a failing source hides
    int learning = 0;   // followed people with fewer than three gaps
    std::vector<std::string>
        held_because;  // "chirp.example.net has not answered since Sunday 21:40 (9 people)"
    bool operator==(const Outlook&) const = default;
};

/// A finding with what the selection needs to know of its person.
struct Candidate {
    Finding finding;
    std::optional<Person> person;
    bool visible = true;  // all the person's sources can be read now
};

struct Item {
    FindingNumber number{};
    Section section{};
    std::string kind;
    std::string name;      // person or source
    std::string where;     // "blog, mastodon"; may be empty
    std::string evidence;  // one sentence
    std::string step;      // "You could write."; one human step
    Confidence confidence = Confidence::likely;
    bool operator==(const Item&) const = default;
};

struct Window {
    Instant from;
    Instant to;
    bool operator==(const Window&) const = default;
};

struct Digest {
    std::string id;  // from the window's end, "2026-04-14" or "2026-04-14T101500"
    Window window;
    std::string subject;
    std::string headline;     // "Tuesday 14 April. 5 people worth a look; 82 look like themselves."
    std::string coverage;     // "Read 150 of 162 feeds. ..."
    std::vector<Item> items;  // in order of sections
    std::size_t more = 0;     // left for `earshot who open`
    bool operator==(const Digest&) const = default;
};

enum class WhenEmpty { skip, line, never };

struct DigestSettings {
    DigestTimes times;
    std::string timezone = "UTC";
    WhenEmpty when_empty = WhenEmpty::skip;
    bool operator==(const DigestSettings&) const = default;
};

/// `scheduled` true names the digest by its local day; false (the user asked) by the second.
Digest choose(std::vector<Candidate> candidates, const Outlook& outlook, const Window& window,
              const Zone& zone, bool scheduled, Instant now);

/// What is to be sent when nothing was chosen: nothing, the daily line, or Monday's sign of life.
bool worth_sending(const Digest& digest, WhenEmpty when_empty, const Zone& zone, Instant now);

}  // namespace earshot
