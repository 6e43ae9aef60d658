// The answer to `earshot why`, as far as a finding itself knows it. Here numbers may have decimals.

#include <algorithm>
#include <array>
#include <charconv>

#include "daemon/core/findings/wording.hpp"
#include "earshot/finding.hpp"
#include "earshot/finding_life.hpp"
#include "earshot/not_told.hpp"

namespace earshot {
namespace {

constexpr std::size_t names_listed = 12;

std::string one_decimal(double value) {
    std::array<char, 400> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                   std::chars_format::fixed, 1)
                         .ptr;
    return {digits.data(), end};
}

std::string gap_line(const GapFigures& f) {
    return "days between: p10 " + one_decimal(f.p10) + "  p25 " + one_decimal(f.p25) + "  median " +
           one_decimal(f.median) + "  p75 " + one_decimal(f.p75) + "  p90 " + one_decimal(f.p90) +
           "  longest " + one_decimal(f.longest);
}

std::string what_confidence_means(Confidence c) {
    switch (c) {
        case Confidence::learning: return "learning: fewer than 3 gaps are known";
        case Confidence::tentative:
            return "tentative: few gaps are known, or they run from hours to months; never mailed";
        case Confidence::likely: return "likely: at least 6 gaps are known";
        case Confidence::clear:
            return "clear: longer than each of at least 12 known gaps, and all was watched up to "
                   "the line";
    }
    return {};
}

class Explanation {
public:
    Explanation(const Finding& finding, const Zone& zone, Instant now)
        : finding_(finding), zone_(zone), now_(now) {}

    std::vector<WhyLine> lines() {
        std::visit([&](const auto& e) { explain(e); }, finding_.evidence);
        if (finding_.state == Finding::State::closed && finding_.closed_at)
            say("ended", (finding_.closed_by ? std::string(sentence(*finding_.closed_by)) + ", "
                                             : std::string()) +
                             at(*finding_.closed_at));
        return std::move(lines_);
    }

private:
    void say(std::string label, std::string text) {
        lines_.push_back({std::move(label), std::move(text)});
    }
    void more(std::string text) { say({}, std::move(text)); }

    std::string at(Instant t) const {
        return zone_.format("%a", t) + " " + date_of(zone_, t, now_) + " " +
               zone_.format("%H:%M", t);
    }

    void say_gaps(const GapFigures& figures) {
        if (figures.gaps == 0) return more("no gap is known from the twelve months before");
        more(counted(figures.gaps, "gap", "gaps") +
             " between sightings in the twelve months before");
        more(gap_line(figures));
    }

    void say_wait(const Quiet& e, double silence) {
        if (e.because && e.figures.gaps > 0)
            more(std::string(regularity(e.unevenness)) + ": the usual gap is " +
                 one_decimal(e.usual_gap_days) + " days, the longest of late " +
                 one_decimal(e.longest_days));
        if (const long long expected = expected_since(e, silence); expected > 0)
            more("about " + counted(expected, "sighting", "sightings") +
                 " would have been usual in that time");
        const std::string because = waited_because(e);
        more("the wait was " + one_decimal(e.line_days) + " days of watching, over on " +
             at(e.due) + (because.empty() ? "" : ": " + because));
    }

    void say_names(const std::string& what, const std::vector<std::string>& names) {
        if (!names.empty()) more(what + listed(names, names_listed));
    }

    void explain(const Quiet& e) {
        const bool over = is_over(finding_) && finding_.closed_at;
        const Instant end = over ? *finding_.closed_at : now_;
        const double silence = silent_days(e, end);
        say("rule", "quiet: nothing seen for longer than this person's own line");
        say("confidence", what_confidence_means(finding_.confidence));
        say("evidence", "last seen " + at(e.last_seen));
        say_gaps(e.figures);
        std::string length =
            (over ? "it was " : "now ") + one_decimal(silence) + " days of watching";
        if (e.figures.gaps > 0 && silence > e.figures.longest)
            length += ": longer than all " + std::to_string(e.figures.gaps) + " gaps";
        more(length);
        say_wait(e, silence);
        if (e.lost_days >= 0.05)
            more(one_decimal(e.lost_days) + " days since then could not be watched: not counted");
        if (e.watched_until && end - *e.watched_until >= between_looks)
            more("nothing could be read since " + at(*e.watched_until) + ": not counted either");
        if (e.at_start) more("it was so already when earshot first looked, so it is never mailed");
        say_names("watched on ", e.where);
        say("ruled out",
            "a feed that fails, stands still or cannot be reached: such time is not "
            "counted, and a good poll of every source after the line confirmed it");
        const std::string n = std::to_string(static_cast<std::int64_t>(finding_.number));
        say("would end it", "one sighting, also one that comes late");
        more("or your word: earshot touch " + n + ", earshot normal " + n + ", earshot ok " + n);
    }

    void explain(const Back& e) {
        say("rule", "back: the first sighting after a quiet");
        say("evidence", "seen " + at(e.returned) + ", the time before was " + at(e.last_before));
        more(one_decimal(in_days(e.returned - e.last_before)) + " days between the two");
        say_gaps(e.figures);
        if (!e.sentence.empty()) more("\"" + e.sentence + "\"");
        if (!e.link.empty()) more(e.link);
        say_names("watched on ", e.where);
        say("ruled out", "old entries that appear late or again: only news is a return");
        say("would end it", "nothing: a return is told once");
    }

    void explain(const Burst& e) {
        say("rule", "burst: many in one run, by this person's own measure");
        say("evidence", activities(e) + " from " + at(e.start) + " to " + at(e.end) +
                            ", never more than six hours apart");
        more(std::to_string(e.threshold) + " would have been a burst; usual: " + usual_rate(e) +
             " (middle half of the 90 days before)");
        if (e.at_least)
            more(
                "there may have been more: the feed was full of new entries, so earlier ones may "
                "have fallen out of it unseen, or a sentence gives a number beyond belief");
        if (e.sentences > 0)
            more(said_in_number(e) +
                 "; a sentence that is said again with a greater number counts "
                 "once, by the greatest");
        if (!e.reason.empty()) more("it says " + quoted_reason(e));
        say_names("you know ", e.shared);
        say_names(e.sentences > 0 ? "named: " : "all: ", e.objects);
        if (!e.where.empty()) more("seen on " + e.where);
        say("ruled out",
            "old entries, entries known already and entries whose ids changed: none "
            "of them can begin a burst");
        say("would end it", e.closed ? "it has ended" : "six hours without another, or a full day");
    }

    void explain(const FollowUp& e) {
        say("rule", "follow-up: a new connection of yours without a word, on day 7 and on day 21");
        say("evidence", "connected " + at(e.connected) + (e.where.empty() ? "" : ", " + e.where));
        more("asked on day " + std::to_string(e.asked_on_day));
        say("would end it", "a word from you; after day 21 it is not asked again");
    }

    void explain(const Shared& e) {
        if (e.of == Shared::Of::quiet) return explain_quiet_together(e);
        say("rule", "shared: several people connected with the same newcomer within a day");
        say("evidence", e.newcomer + ", from " + at(e.from) + " to " + at(e.to));
        say_names("by ", e.people);
        say("ruled out", "old entries, and somebody whom you follow already");
        say("would end it", "nothing: it is told once");
    }

    void explain_quiet_together(const Shared& e) {
        say("rule", "shared: several people quiet since the same days; one line for all");
        say("evidence", "last seen from " + at(e.from) + " to " + at(e.to) +
                            (e.circle.empty() ? "" : ", all of " + e.circle));
        say_names("quiet: ", e.people);
        std::string numbers;
        for (const FindingNumber number : e.quiets)
            numbers +=
                (numbers.empty() ? "#" : " #") + std::to_string(static_cast<std::int64_t>(number));
        if (!numbers.empty()) more("each by their own line: " + numbers);
        say("ruled out", "nothing: a holiday, a closed office and a broken network look the same");
        say("would end it", "each ends with a sighting of that person");
    }

    void explain(const Trouble& e) {
        say("rule", "trouble: " + std::string(rule_of(e.kind)));
        say("evidence", sentence(e, zone_, now_));
        if (!e.detail.empty()) more(e.detail);
        say_names("cannot be seen meanwhile: ", e.people);
        say("would end it", std::string(end_of(e.kind)));
    }

    static std::string_view end_of(Trouble::Kind kind) {
        switch (kind) {
            case Trouble::Kind::failing:
            case Trouble::Kind::moved:
            case Trouble::Kind::gone:
                return "a good poll at this address, or another address from you";
            case Trouble::Kind::re_announced: return "the next poll that brings news";
            case Trouble::Kind::frozen: return "a newer copy, or another address from you";
            case Trouble::Kind::always_empty: return "its first entry, or another address from you";
            case Trouble::Kind::clock: return "the day after it was told";
        }
        return {};
    }

    static std::string_view rule_of(Trouble::Kind kind) {
        switch (kind) {
            case Trouble::Kind::failing: return "no good poll for more than 48 hours";
            case Trouble::Kind::moved: return "the same permanent redirect for a week";
            case Trouble::Kind::gone: return "the server said 410, twice";
            case Trouble::Kind::re_announced: return "entries known already came under new ids";
            case Trouble::Kind::frozen: return "one and the same old copy for more than 48 hours";
            case Trouble::Kind::always_empty: return "read for two weeks, and never an entry";
            case Trouble::Kind::clock:
                return "the clock was changed by more than five minutes, or what is kept bears "
                       "times"
                       " that have not come";
        }
        return {};
    }

    const Finding& finding_;
    const Zone& zone_;
    Instant now_;
    std::vector<WhyLine> lines_;
};

}  // namespace

std::vector<WhyLine> why(const Finding& finding, const Zone& zone, Instant now) {
    return Explanation(finding, zone, now).lines();
}

}  // namespace earshot
