#pragma once
// The digest: the findings chosen for one message. Selection, order and caps of research/needs.md
// section 2; rendering is in render.hpp, from this value alone.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "earshot/confidence.hpp"
#include "earshot/digest_settings.hpp"
#include "earshot/ids.hpp"
#include "earshot/schedule.hpp"

namespace earshot {

enum class Section { one_person, back, quiet, follow_up, busy, pattern, hands };
std::string_view heading(Section section);  // "QUIET LONGER THAN USUAL"

namespace digest_limits {
inline constexpr std::size_t people = 7;  // lines in all
inline constexpr std::size_t back = 3, quiet = 3, follow_up = 3, busy = 2, pattern = 1, hands = 3;
inline constexpr std::size_t json = 1024 * 1024;  // bytes that digest_from_json reads
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
    bool operator==(const Outlook&) const = default;
};

struct Item {
    FindingNumber number{};
    Section section{};
    std::string kind;
    std::string name;      // person, newcomer or host
    std::string where;     // "blog, mastodon"; may be empty
    std::string evidence;  // one sentence, without the name and the full stop
    std::string step;      // "You could write."; one human step
    Confidence confidence = Confidence::likely;
    std::vector<FindingNumber> also;  // told by the same line: other sources of one host
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
    std::vector<Item> items;  // in order of sections; the one person stands in two
    std::size_t more = 0;     // findings left for `earshot open`
    bool operator==(const Digest&) const = default;
};

/// "one_person", "back", ...: the words of the JSON form.
std::string_view to_text(Section section);

/// Every finding that the digest tells: of each item its number and those of `also`, once.
std::vector<FindingNumber> told_by(const Digest& digest);

/// Whether to send at all: always when something was chosen; an empty one as the daily line, or on
/// Mondays as the sign of life, or never. A Monday that was slept through is made up for.
bool worth_sending(const Digest& digest, WhenEmpty when_empty, const Zone& zone, Instant now);

}  // namespace earshot
