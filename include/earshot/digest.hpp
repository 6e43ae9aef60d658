#pragma once
// The digest: the findings chosen for one message. Selection, order and caps of research/needs.md
// section 2; rendering is in render.hpp, from this value alone.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/confidence.hpp"
#include "earshot/detail.hpp"
#include "earshot/digest_settings.hpp"
#include "earshot/ids.hpp"
#include "earshot/marks.hpp"
#include "earshot/schedule.hpp"

namespace earshot {

enum class Section { one_person, back, quiet, follow_up, busy, pattern, hands };
std::string_view heading(Section section);  // "QUIET LONGER THAN USUAL"

namespace digest_limits {
inline constexpr std::size_t people = 7;  // lines in all
inline constexpr std::size_t back = 3, quiet = 3, follow_up = 3, busy = 2, pattern = 1, hands = 3;
inline constexpr std::size_t json = 1024 * 1024;  // bytes that digest_from_json reads
inline constexpr int weeks = 26;                  // of a strip
}  // namespace digest_limits

/// What earshot could and could not see; the header of every digest and of `earshot status`.
struct Outlook {
    int sources = 0;       // active ones
    int sources_read = 0;  // of them read well lately
    int people = 0;        // followed: the sum of the five below
    int as_usual = 0;
    int beyond = 0;     // silent for longer than ever seen of late, not past their line
    int quiet = 0;      // past their line
    int held_back = 0;  // nobody can say: a source of theirs cannot be trusted now
    int learning = 0;   // with fewer than three gaps
    std::vector<std::string>
        held_because;  // "chirp.example.net has not answered since Sunday 21:40 (9 people)"
    std::vector<std::string> for_good;   // of these: broken for so long that once a week is enough
    std::vector<std::string> recovered;  // what was told as broken, and is read again
    bool operator==(const Outlook&) const = default;
};

/// Foreign words: "First words", what was written, and where it stands.
struct Quote {
    std::string label;
    std::string words;
    std::string link;  // http or https; may be empty
    bool operator==(const Quote&) const = default;
};

/// A way to the person: "write to Lena", "mailto:lena@ortiz.example", "lena@ortiz.example".
struct Way {
    std::string words;  // those of the step, where it names this way
    std::string link;   // tel: or mailto:
    std::string shown;
    bool operator==(const Way&) const = default;
};

/// An answer to earshot: "I wrote", "touch 3 wrote".
struct Choice {
    std::string label;
    std::string command;  // goes behind `earshot`
    bool operator==(const Choice&) const = default;
};

/// One line of a digest. All texts are harmless: one line each, nothing that drives a terminal,
/// cut at the limits of digest_items.hpp.
struct Item {
    FindingNumber number{};
    Section section{};
    std::string kind;
    std::string name;      // person, newcomer, feed or host
    std::string where;     // "blog, mastodon"; may be empty
    std::string evidence;  // whole sentences, without the name where that stands above them
    std::string step;      // "You could write to Lena."; one human step
    Confidence confidence = Confidence::likely;
    std::vector<FindingNumber> also;  // told by the same line: other sources of one host
    bool one_person = false;          // stands on top, under a heading of its own, and nowhere else
    std::string brief = {};           // "back after 143 days": what headline and initials say
    std::string personal = {};        // what only the user knows: a note, the last word, whom both
                                      // know; one sentence, if the user wants such in mail
    std::optional<Quote> quote = {};  // what they wrote
    std::vector<Way> ways = {};       // the nearest first
    std::vector<Choice> choices = {};        // the likeliest first
    std::vector<std::string> names = {};     // of others, as the sentences say them
    std::optional<marks::Strip> strip = {};  // half a year; without ticks
    std::string silence = {};                // "143 days": of the strip's rail
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
    std::string headline;  // "Marek is back after 143 days; Ines is quiet longer than ever seen."
    std::string coverage;  // "Read 150 of 162 feeds. ..."
    std::vector<Item> items;           // as they stand: the one person, then by sections
    std::size_t more = 0;              // findings left for `earshot open`
    std::string summary = {};          // who is worth a look, and what the others look like
    std::string note = {};             // why an empty one comes, or why it comes late
    std::optional<Instant> made = {};  // when that was not when it was due
    bool operator==(const Digest&) const = default;
};

/// "one_person", "back", ...: the words of the JSON form.
std::string_view to_text(Section section);

/// Every finding that the digest tells: of each item its number and those of `also`, once.
std::vector<FindingNumber> told_by(const Digest& digest);

/// The digest as a destination gets it.
Digest at_detail(Digest digest, Detail detail);

/// "earshot: 3 items": says nothing about anybody.
std::string plain_subject(const Digest& digest);

/// Whether to send at all: always when something was chosen; an empty one as the daily line, or on
/// Mondays as the sign of life, or never. A Monday that was slept through is made up for.
bool worth_sending(const Digest& digest, WhenEmpty when_empty, const Zone& zone, Instant now);

/// Whether Monday began within this window: what is said once a week is said now.
bool begins_week(const Window& window, const Zone& zone, Instant now);

}  // namespace earshot
