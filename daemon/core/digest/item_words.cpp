#include "daemon/core/digest/item_words.hpp"

#include <algorithm>
#include <cmath>

#include "daemon/core/digest/digest_items.hpp"
#include "daemon/core/findings/wording.hpp"
#include "earshot/text.hpp"
#include "earshot/url.hpp"

namespace earshot {
namespace {

constexpr std::size_t names_said = 3;
constexpr std::size_t subject_name_bytes = 40;
constexpr long long gaps_to_vouch = 12;  // as many make a rhythm clear (finding.hpp)

long long rounded(double days) {
    return std::max(1LL, std::llround(days));
}

std::string pace(const Quiet& e) {
    const std::string usual = usual_pace(e.figures);
    return typeset(usual.empty() ? "about every " + days(rounded(e.usual_gap_days)) : usual);
}

/// Whether it lasts longer than anything seen in the twelve months before.
bool is_longest(const Quiet& e, long long silent) {
    return e.figures.gaps > 0 && static_cast<double>(silent) > e.figures.longest;
}

/// "on Sunday", "on 3 October": near enough, by its name.
std::string on_day(const Zone& zone, Instant t, Instant now) {
    const long long ago = days_between(zone, t, now);
    if (ago <= 0) return "today";
    if (ago == 1) return "yesterday";
    if (ago < 7) return "on " + zone.format("%A", t);
    const auto day = zone.local_day(t);
    std::string text = "on " + std::to_string(unsigned(day.day())) + " " + zone.format("%B", t);
    if (day.year() != zone.local_day(now).year()) text += " " + std::to_string(int(day.year()));
    return text;
}

/// Why it is told now, where that is not plain from the figures.
std::string why_now(const Quiet& e) {
    if (!e.because) return {};
    switch (*e.because) {
        case LineBecause::own_line:
            return " You drew the line at " + days(std::llround(e.line_days)) + ".";
        case LineBecause::called_normal: return " You called a silence normal that was shorter.";
        case LineBecause::longest_pause:
            return " earshot waited " + days(std::llround(e.line_days)) +
                   ", because of a pause of " + days(rounded(e.longest_days)) + " not long ago.";
        case LineBecause::floor:
        case LineBecause::missed_twice:
        case LineBecause::own_rhythm: break;
    }
    return {};
}

std::string why_believe(const Quiet& e, Instant now) {
    const long long unseen = std::llround(unwatched_days(e, now));
    if (unseen > 0) return " " + days(unseen) + " of that could not be watched.";
    if (e.figures.gaps >= gaps_to_vouch)
        return " earshot knows " + std::to_string(e.figures.gaps) +
               " earlier gaps, and every feed answered.";
    if (e.figures.gaps > 0)
        return " earshot knows " + counted(e.figures.gaps, "earlier gap", "earlier gaps") +
               " only; every feed answered.";
    return {};
}

struct Told {
    const Wording& w;

    std::string operator()(const Quiet& e) const {
        const long long silent = days_between(w.zone, e.last_seen, w.now);
        std::string text = w.one_person ? name() + " has not been seen for " + days(silent)
                                        : "Not seen for " + days(silent);
        text += "; usually " + pace(e);
        if (is_longest(e, silent))
            text += ", and never longer than " + std::to_string(rounded(e.figures.longest)) +
                    " until now.";
        else if (e.figures.gaps > 0)
            text += " (longest before: " + std::to_string(rounded(e.figures.longest)) + ").";
        else
            text += ".";
        return text + why_now(e) + why_believe(e, w.now);
    }

    std::string operator()(const Back& e) const {
        const std::string gone = days(days_between(w.zone, e.last_before, e.returned));
        const std::string usual = typeset(usual_pace(e.figures));
        if (!w.one_person)
            return "Back after " + gone + (usual.empty() ? "." : "; usually " + usual + ".");
        std::string text = name() + (e.sentence.empty() ? " was seen again " : " wrote again ") +
                           on_day(w.zone, e.returned, w.now) + " after " + gone;
        return text + (usual.empty() ? "." : "; before that, " + usual + ".");
    }

    std::string operator()(const Burst& e) const {
        std::string text = activities(e) + " " + window(w.zone, e.start, e.end, w.now) +
                           "; usual is " + typeset(usual_rate(e));
        if (e.sentences > 0) text += "; " + said_in_number(e);
        text += ".";
        const auto known = static_cast<long long>(e.shared.size());
        if (known > 0)
            text += " " + counted(known, "is someone", "are people") +
                    " you know: " + listed(e.shared, names_said) + ".";
        return text;
    }

    std::string operator()(const FollowUp& e) const {
        const long long ago = days_between(w.zone, e.connected, w.now);
        return "You connected" + (w.one_person ? " with " + name() : std::string()) +
               (ago <= 0 ? " today" : " " + days(ago) + " ago") + ", and no word since.";
    }

    std::string operator()(const Shared& e) const {
        const auto people = static_cast<long long>(e.people.size());
        const std::string who = listed(e.people, names_said);
        if (e.of == Shared::Of::quiet) {
            const std::string from = date_of(w.zone, e.from, w.now);
            const std::string to = date_of(w.zone, e.to, w.now);
            return counted(people, "person was", "people were") + " last seen " +
                   (from == to ? "on " + from : "between " + from + " and " + to) + ": " + who +
                   ". One cause may lie behind it.";
        }
        return counted(people, "of your people has", "of your people have") +
               " connected with them " + window(w.zone, e.from, e.to, w.now) + ": " + who + ".";
    }

    std::string operator()(const Trouble& e) const {
        const std::string since = moment(w.zone, e.since, w.now, true);
        if (e.kind == Trouble::Kind::clock) {
            const std::string text = sentence(Evidence(e), w.zone, w.now);
            return "It " + text + ".";
        }
        std::string text;
        switch (e.kind) {
            case Trouble::Kind::failing: text = "No answer since " + since + "."; break;
            case Trouble::Kind::moved:
                text = "It answers from a new address since " + since + ".";
                break;
            case Trouble::Kind::gone:
                text = "The server calls this feed removed since " + since + ".";
                break;
            case Trouble::Kind::re_announced:
                text = "It published its old entries again on " + since + "; none of that counts.";
                break;
            case Trouble::Kind::frozen:
                text = "It answers, but with a copy of " + since + ".";
                break;
            case Trouble::Kind::always_empty:
                text = "It answers, but has not shown a single entry since " + since + ".";
                break;
            case Trouble::Kind::clock: break;
        }
        const auto hidden = static_cast<long long>(e.people.size());
        if (hidden > 0 && e.kind != Trouble::Kind::moved)
            text += " " + counted(hidden, "person is", "people are") +
                    " held back meanwhile: nobody of them is called quiet.";
        return text;
    }

    std::string name() const {
        return w.candidate.person ? first_name(w.candidate.person->name) : std::string("It");
    }
};

}  // namespace

std::string evidence_of(const Wording& w) {
    return std::visit(Told{w}, w.candidate.finding.evidence);
}

std::string brief_of(const Wording& w) {
    const Evidence& evidence = w.candidate.finding.evidence;
    if (const auto* back = std::get_if<Back>(&evidence))
        return "back after " + days(days_between(w.zone, back->last_before, back->returned));
    if (const auto* quiet = std::get_if<Quiet>(&evidence)) {
        const long long silent = days_between(w.zone, quiet->last_seen, w.now);
        return is_longest(*quiet, silent) ? "quiet longer than ever seen"
                                          : "quiet longer than usual";
    }
    if (std::holds_alternative<Burst>(evidence)) return "unusually busy";
    return {};
}

std::optional<Quote> quote_of(const Wording& w) {
    const Evidence& evidence = w.candidate.finding.evidence;
    if (const auto* back = std::get_if<Back>(&evidence); back && !back->sentence.empty())
        return Quote{"First words", clean(back->sentence, item_limits::opening_line),
                     link_to(back->link)};
    if (const auto* burst = std::get_if<Burst>(&evidence); burst && !burst->reason.empty())
        return Quote{"In their words", clean(burst->reason, item_limits::opening_line), {}};
    return std::nullopt;
}

std::vector<std::string> names_in(const Evidence& evidence) {
    if (const auto* burst = std::get_if<Burst>(&evidence)) return burst->shared;
    if (const auto* shared = std::get_if<Shared>(&evidence)) return shared->people;
    return {};
}

std::string first_name(const std::string& name) {
    const std::size_t space = name.find(' ');
    const bool whole = space == std::string::npos || space < 2 || name[space - 1] == '.';
    return shorten(whole ? name : name.substr(0, space), subject_name_bytes);
}

std::string clean(std::string_view text, std::size_t limit) {
    return shorten(printable(collapse(text)), limit);
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string typeset(std::string text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t at = 1; at + 1 < text.size(); ++at)
        if (text[at] == '-' && is_digit(text[at - 1]) && is_digit(text[at + 1]))
            text.replace(at, 1, "–");
    return text;
}

std::string quoted(std::string_view text) {
    return "“" + std::string(text) + "”";
}

std::string link_to(std::string_view address) {
    constexpr std::size_t longest = 1000;
    const auto url = Url::parse(address);
    if (!url || url->looks_secret()) return {};
    if (const std::string scheme = url->scheme(); scheme != "http" && scheme != "https") return {};
    std::string link;
    for (const char c : url->reveal()) {
        const auto byte = static_cast<unsigned char>(c);
        constexpr std::string_view not_in_addresses = "\"<>\\^`{|}' ";
        if (byte <= 0x20 || byte >= 0x7f || not_in_addresses.find(c) != std::string_view::npos) {
            constexpr char hex[] = "0123456789ABCDEF";
            link += {'%', hex[byte >> 4], hex[byte & 15]};
        } else {
            link += c;
        }
    }
    return link.size() <= longest ? link : std::string();
}

}  // namespace earshot
