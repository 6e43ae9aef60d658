#include <algorithm>
#include <cmath>

#include "daemon/core/findings/wording.hpp"
#include "earshot/evidence.hpp"
#include "earshot/not_told.hpp"

namespace earshot {
namespace {

constexpr std::size_t names_said = 3;
constexpr int gaps_of_a_rhythm = 6;  // fewer say nothing of how regular somebody is

struct Telling {
    const Zone& zone;
    Instant now;

    std::string operator()(const Quiet& e) const {
        std::string pace = usual_pace(e.figures);
        if (pace.empty())
            pace = "about every " + days(std::max(1LL, std::llround(e.usual_gap_days)));
        std::string text = "usually " + pace;
        const bool is_known = e.because && e.figures.gaps >= gaps_of_a_rhythm;
        text += is_known ? ", " + std::string(regularity(e.unevenness)) + "; " : ", ";
        text += "last seen " + ago(e.last_seen);
        if (e.figures.gaps > 0)
            text += " (longest before: " +
                    std::to_string(std::max(1LL, std::llround(e.figures.longest))) + ")";
        const long long unseen = std::llround(unwatched_days(e, now));
        if (unseen > 0) text += "; " + days(unseen) + " of that could not be watched";
        return text;
    }

    std::string operator()(const Back& e) const {
        std::string text = "back after " + days(days_between(zone, e.last_before, e.returned));
        const std::string pace = usual_pace(e.figures);
        if (!pace.empty()) text += "; usually " + pace;
        return text;
    }

    std::string operator()(const Burst& e) const {
        std::string text = activities(e) + " " + window(zone, e.start, e.end, now) +
                           " (usual: " + usual_rate(e) + ")";
        const auto known = static_cast<long long>(e.shared.size());
        if (known > 0)
            text += "; " + counted(known, "is someone", "are people") + " you know (" +
                    listed(e.shared, names_said) + ")";
        if (e.sentences > 0) text += "; " + said_in_number(e);
        if (!e.reason.empty()) text += ": " + quoted_reason(e);
        return text;
    }

    std::string operator()(const FollowUp& e) const {
        return "you connected " + ago(e.connected) + ", no word yet";
    }

    std::string operator()(const Shared& e) const {
        const auto people = static_cast<long long>(e.people.size());
        if (e.of == Shared::Of::quiet) {
            const std::string from = date_of(zone, e.from, now), to = date_of(zone, e.to, now);
            return counted(people, "person", "people") + " last seen " +
                   (from == to ? "on " + from : "between " + from + " and " + to) + " (" +
                   listed(e.people, names_said) + ")";
        }
        return counted(people, "person has connected", "people have connected") + " with them " +
               window(zone, e.from, e.to, now) + " (" + listed(e.people, names_said) + ")";
    }

    std::string operator()(const Trouble& e) const {
        std::string text = what_is_wrong(e.kind, moment(zone, e.since, now, true));
        if (e.kind == Trouble::Kind::clock) return text + ": " + e.detail;
        const auto hidden = static_cast<long long>(e.people.size());
        if (hidden > 0) text += " (" + counted(hidden, "person", "people") + ")";
        return text;
    }

    std::string ago(Instant t) const {
        const long long n = days_between(zone, t, now);
        if (n <= 0) return "today";
        return n == 1 ? "yesterday" : days(n) + " ago";
    }

    static std::string what_is_wrong(Trouble::Kind kind, const std::string& since) {
        switch (kind) {
            case Trouble::Kind::failing: return "has not answered since " + since;
            case Trouble::Kind::moved: return "has answered from a new address since " + since;
            case Trouble::Kind::gone: return "has called this feed removed since " + since;
            case Trouble::Kind::re_announced:
                return "published its old entries again on " + since + "; none of that counts";
            case Trouble::Kind::frozen: return "answers, but with a copy of " + since;
            case Trouble::Kind::always_empty:
                return "answers, but has not shown a single entry since " + since;
            case Trouble::Kind::clock: return "had its clock changed on " + since;
        }
        return {};
    }
};

}  // namespace

std::string sentence(const Evidence& evidence, const Zone& zone, Instant now) {
    return std::visit(Telling{zone, now}, evidence);
}

}  // namespace earshot
