// A digest as it is stored and served.

#include "daemon/core/json/document.hpp"
#include "earshot/render.hpp"

namespace earshot {
namespace {

constexpr document::Form form{.name = "this digest", .bytes = digest_limits::json};

}  // namespace

namespace marks {

template <class Visit>
static void row(Visit& visit, Week& week) {
    visit.item(week.seen);
    visit.item(week.unknown);
    visit.item(week.before);
}

}  // namespace marks

namespace {

/// A strip as it is kept: its weeks follow from its last day.
struct KeptStrip {
    std::string end;  // "2026-04-14"
    std::vector<marks::Week> weeks;
    std::optional<double> from, to, band_from, band_to;
};

KeptStrip kept(const marks::Strip& strip) {
    KeptStrip kept{to_rfc3339(Instant(strip.end.time_since_epoch())).substr(0, 10),
                   strip.weeks,
                   {},
                   {},
                   {},
                   {}};
    if (!strip.rail) return kept;
    kept.from = strip.rail->from;
    kept.to = strip.rail->to;
    if (!strip.rail->band) return kept;
    kept.band_from = strip.rail->band->first;
    kept.band_to = strip.rail->band->second;
    return kept;
}

/// Nothing when no day is meant.
std::optional<marks::Strip> strip_of(KeptStrip kept) {
    using std::chrono::days;
    const auto end = parse_rfc3339(kept.end + "T00:00:00Z");
    if (!end || kept.weeks.empty() || kept.weeks.size() > std::size_t{digest_limits::weeks})
        return std::nullopt;
    marks::Strip strip;
    strip.end = std::chrono::floor<days>(*end);
    strip.start = strip.end - days(7 * static_cast<int>(kept.weeks.size()) - 1);
    strip.weeks = std::move(kept.weeks);
    for (std::size_t i = 0; i < strip.weeks.size(); ++i) {
        strip.weeks[i].from = strip.start + days(7 * static_cast<int>(i));
        strip.weeks[i].to = strip.weeks[i].from + days(6);
    }
    if (kept.from && kept.to) {
        strip.rail = marks::Rail{*kept.from, *kept.to, std::nullopt};
        if (kept.band_from && kept.band_to)
            strip.rail->band = marks::Stretch(*kept.band_from, *kept.band_to);
    }
    return strip;
}

template <class Visit>
void fields(Visit& visit, KeptStrip& strip) {
    visit("end", strip.end);
    visit("weeks", strip.weeks);
    visit("from", strip.from);
    visit("to", strip.to);
    visit("band_from", strip.band_from);
    visit("band_to", strip.band_to);
}

}  // namespace

template <class Visit>
static void row(Visit& visit, Window& window) {
    visit.item(window.from);
    visit.item(window.to);
}

template <class Visit>
static void fields(Visit& visit, Quote& quote) {
    visit("label", quote.label);
    visit("words", quote.words);
    visit("link", quote.link);
}

template <class Visit>
static void fields(Visit& visit, Way& way) {
    visit("words", way.words);
    visit("link", way.link);
    visit("shown", way.shown);
}

template <class Visit>
static void fields(Visit& visit, Choice& choice) {
    visit("label", choice.label);
    visit("command", choice.command);
}

template <class Visit>
static void fields(Visit& visit, Item& item) {
    visit("n", item.number);
    visit("section", item.section);
    visit("kind", item.kind);
    visit("name", item.name);
    visit("where", item.where);
    visit("evidence", item.evidence);
    visit("step", item.step);
    visit("confidence", item.confidence);
    visit("also", item.also);
    visit.later("one_person", item.one_person);
    visit.later("brief", item.brief);
    visit.later("personal", item.personal);
    visit.later("quote", item.quote);
    visit.later("ways", item.ways);
    visit.later("answers", item.choices);
    visit.later("names", item.names);
    std::optional<KeptStrip> strip;
    if (item.strip) strip = kept(*item.strip);
    visit.later("strip", strip);
    if (strip) item.strip = strip_of(std::move(*strip));
    visit.later("silence", item.silence);
}

template <class Visit>
static void fields(Visit& visit, Digest& digest) {
    visit("id", digest.id);
    visit("window", digest.window);
    visit("subject", digest.subject);
    visit("headline", digest.headline);
    visit("coverage", digest.coverage);
    visit("items", digest.items);
    visit("more", digest.more);
    visit.later("summary", digest.summary);
    visit.later("note", digest.note);
    visit.later("made", digest.made);
}

std::string render_json(const Digest& digest) {
    return document::write(form, digest);
}

Result<Digest> digest_from_json(std::string_view text) {
    return document::read<Digest>(form, text);
}

}  // namespace earshot
