// Evidence as it is stored and served.

#include <array>
#include <utility>

#include "daemon/core/json/document.hpp"
#include "earshot/evidence.hpp"
#include "earshot/text.hpp"

namespace earshot {
namespace {

constexpr document::Form form{.name = "this evidence",
                              .bytes = evidence_limits::json_bytes,
                              .six_decimals = true,
                              .items = evidence_limits::names,
                              .text_bytes = evidence_limits::text_bytes};

template <std::size_t... I>
std::array<Evidence, sizeof...(I)> each_blank(std::index_sequence<I...>) {
    return {Evidence(std::in_place_index<I>)...};
}

/// One without anything; kinds are in the order of the alternatives.
Evidence blank(FindingKind kind) {
    static const auto all = each_blank(std::make_index_sequence<std::variant_size_v<Evidence>>());
    return all[static_cast<std::size_t>(kind)];
}

}  // namespace

static std::string_view to_text(Burst::Of of) {
    switch (of) {
        case Burst::Of::connections: return "connections";
        case Burst::Of::anything: return "anything";
    }
    return {};
}

static std::string_view to_text(Shared::Of of) {
    switch (of) {
        case Shared::Of::newcomer: return "newcomer";
        case Shared::Of::quiet: return "quiet";
    }
    return {};
}

template <class Visit>
static void fields(Visit& visit, GapFigures& f) {
    visit("gaps", f.gaps);
    visit("p10", f.p10);
    visit("p25", f.p25);
    visit("median", f.median);
    visit("p75", f.p75);
    visit("p90", f.p90);
    visit("longest", f.longest);
}

template <class Visit>
static void fields(Visit& visit, Quiet& e) {
    visit("last_seen", e.last_seen);
    visit("due", e.due);
    visit("usual_gap_days", e.usual_gap_days);
    visit("line_days", e.line_days);
    visit("lost_days", e.lost_days);
    visit("at_start", e.at_start);
    visit("gap_days", e.figures);
    visit("where", e.where);
    visit.later("because", e.because);
    visit.later("unevenness", e.unevenness);
    visit.later("longest_days", e.longest_days);
    visit.later("watched_until", e.watched_until);
}

template <class Visit>
static void fields(Visit& visit, Back& e) {
    visit("last_before", e.last_before);
    visit("returned", e.returned);
    visit("gap_days", e.figures);
    visit("sentence", e.sentence);
    visit("link", e.link);
    visit("where", e.where);
}

template <class Visit>
static void fields(Visit& visit, Burst& e) {
    if (e.objects.size() > Burst::max_objects) e.objects.resize(Burst::max_objects);
    visit("of", e.of);
    visit("start", e.start);
    visit("end", e.end);
    visit("count", e.count);
    visit("threshold", e.threshold);
    visit("closed", e.closed);
    visit("usual_low", e.usual_low);
    visit("usual_high", e.usual_high);
    visit("objects", e.objects);
    visit("shared", e.shared);
    visit("where", e.where);
    visit("at_least", e.at_least);
    visit("posts", e.posts);
    visit("sentences", e.sentences);
    visit("in_sentences", e.in_sentences);
    visit("named", e.named);
    visit("reason", e.reason);
}

template <class Visit>
static void fields(Visit& visit, FollowUp& e) {
    visit("connected", e.connected);
    visit("asked_on_day", e.asked_on_day);
    visit("where", e.where);
}

template <class Visit>
static void fields(Visit& visit, Shared& e) {
    visit("newcomer", e.newcomer);
    visit("people", e.people);
    visit("from", e.from);
    visit("to", e.to);
    visit("of", e.of);
    visit("circle", e.circle);
    visit("quiets", e.quiets);
}

template <class Visit>
static void fields(Visit& visit, Trouble& e) {
    visit("trouble", e.kind);
    visit("source", e.source);
    visit("host", e.host);
    visit("since", e.since);
    visit("detail", e.detail);
    visit("people", e.people);
}

template <class Visit>
static void fields(Visit& visit, Evidence& evidence) {
    FindingKind kind = kind_of(evidence);
    visit("kind", kind);
    if (kind != kind_of(evidence)) evidence = blank(kind);
    std::visit([&](auto& e) { fields(visit, e); }, evidence);
}

std::string to_json(const Evidence& evidence) {
    return document::write(form, evidence);
}

Result<Evidence> evidence_from_json(std::string_view json) {
    return document::read<Evidence>(form, json);
}

}  // namespace earshot
